package web

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
)

// The socket's times: a ping every 15 s, and a peer silent for 40 s is gone.
const (
	pingEvery    = 15 * time.Second
	readTimeout  = 40 * time.Second
	writeTimeout = 10 * time.Second
	// burst and perSecond bound a client's frames: no person types faster.
	burst     = 30
	perSecond = 5
)

// frame is what a client sends.
type frame struct {
	Type     string `json:"type"`
	ClientID string `json:"client_id"`
	Text     string `json:"text"`
	Language string `json:"language"`
	Seq      int    `json:"seq"`
	Value    string `json:"value"`
	Withdraw string `json:"withdraw"`
}

// socket is the WebSocket of a conversation. The events after ?after= come
// first, then what happens; a message is acknowledged by its own event, which
// is sent only once it is durable.
func (s *Server) socket(c echo.Context) error {
	id := c.Param("id")
	after, err := seqParam(c, "after")
	if err != nil {
		return err
	}
	events, err := s.store.Events(c.Request().Context(), id, 0)
	if err != nil {
		return err
	}
	if after > len(events) {
		return navigator.Errorf(navigator.CodeInvalid, "the conversation has %d events, so none can follow number %d: connect with after=0", len(events), after)
	}
	up := websocket.Upgrader{CheckOrigin: func(r *http.Request) bool {
		o := r.Header.Get("Origin")
		return o == "" || s.sameOrigin(r, o) || s.allowed(o)
	}}
	conn, err := up.Upgrade(c.Response(), c.Request(), nil)
	if err != nil {
		return nil // the upgrader has answered
	}
	defer conn.Close()
	ctx, cancel := context.WithCancel(c.Request().Context())
	defer cancel()
	k := &client{server: s, conn: conn, id: id, out: make(chan navigator.Event, 16)}
	sub, leave := s.hub.subscribe(id)
	defer leave()
	if _, ok := unanswered(events); ok {
		s.turns.start(id) // a crash came between a message and its reply
	}
	go func() { defer cancel(); k.read(ctx) }()
	k.write(ctx, sub, after)
	return nil
}

func seqParam(c echo.Context, name string) (int, error) {
	v := c.QueryParam(name)
	if v == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		return 0, navigator.Errorf(navigator.CodeInvalid, "%s must be the number of an event, 0 or more", name)
	}
	return n, nil
}

// client is one open socket.
type client struct {
	server *Server
	conn   *websocket.Conn
	id     string
	// replied is the number of the last message whose reply was sent: deltas of it come too late.
	replied int
	out     chan navigator.Event // errors to this client only
}

// read takes frames until the socket ends.
func (k *client) read(ctx context.Context) {
	k.conn.SetReadLimit(6*MaxMessage + 4096) // a character may be escaped to six; checkMessage is the limit people meet
	k.conn.SetPongHandler(func(string) error { return k.conn.SetReadDeadline(time.Now().Add(readTimeout)) })
	tokens, last := float64(burst), time.Now()
	for {
		_ = k.conn.SetReadDeadline(time.Now().Add(readTimeout))
		kind, raw, err := k.conn.ReadMessage()
		if err != nil {
			return
		}
		now := time.Now()
		tokens = min(burst, tokens+perSecond*now.Sub(last).Seconds()) - 1
		last = now
		switch {
		case tokens < 0:
			k.close(websocket.ClosePolicyViolation, "too many messages: wait a moment")
			return
		case kind != websocket.TextMessage:
			k.close(websocket.CloseUnsupportedData, "send text frames")
			return
		case !utf8.Valid(raw):
			k.close(websocket.CloseInvalidFramePayloadData, "the frame is not UTF-8")
			return
		}
		k.handle(ctx, raw)
	}
}

func (k *client) close(code int, reason string) {
	_ = k.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), time.Now().Add(time.Second))
}

// handle does what one frame asks; what is wrong with it is told to this client only.
func (k *client) handle(ctx context.Context, raw []byte) {
	var f frame
	err := decode(raw, &f)
	if err == nil {
		err = k.do(ctx, f)
	}
	if err == nil {
		return
	}
	e := navigator.Event{Type: "error", Code: cmp.Or(string(navigator.CodeOf(err)), "failed"), ClientID: f.ClientID, Text: "something went wrong here: send it again", At: k.server.Now().UTC()}
	if ne, ok := errors.AsType[*navigator.Error](err); ok {
		e.Text = ne.Detail
	} else {
		k.server.Logger.Error("a frame failed", "err", err)
	}
	select {
	case k.out <- e:
	case <-ctx.Done():
	}
}

func (k *client) do(ctx context.Context, f frame) error {
	switch f.Type {
	case "message":
		if f.ClientID == "" || len(f.ClientID) > 100 {
			return navigator.Errorf(navigator.CodeInvalid, "a message needs a client_id of at most 100 characters")
		}
		if _, err := k.server.turns.receive(ctx, k.id, withdrawing(navigator.Event{ClientID: f.ClientID, Text: f.Text, Language: f.Language}, f.Withdraw)); err != nil {
			return err
		}
		k.server.turns.start(k.id)
		return nil
	case "stop":
		k.server.turns.stop(k.id)
		return nil
	case "feedback":
		if f.Value != "up" && f.Value != "down" {
			return navigator.Errorf(navigator.CodeInvalid, "feedback is up or down")
		}
		_, _, err := k.server.store.Append(ctx, k.id, navigator.Event{Type: "feedback", ReplyTo: f.Seq, Value: f.Value, Text: cut(f.Text, 2000)})
		k.server.hub.wake(k.id)
		return err
	}
	return navigator.Errorf(navigator.CodeInvalid, "the frame type %q is not one of message, stop, feedback", cut(f.Type, 40))
}

func cut(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// write sends the durable events after a number, in order and without gaps, and deltas as they come.
func (k *client) write(ctx context.Context, sub *subscriber, after int) {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	if !k.catchUp(ctx, &after) {
		return
	}
	for {
		ok := true
		select {
		case <-ctx.Done():
			return
		case <-ping.C:
			ok = k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTimeout)) == nil
		case <-sub.wake:
			ok = k.catchUp(ctx, &after)
		case e := <-k.out:
			e.Seq = after
			ok = k.send(e)
		case e := <-sub.deltas:
			if e.Seq > after { // its message must be seen first
				ok = k.catchUp(ctx, &after)
			}
			if ok && e.ReplyTo > k.replied {
				ok = k.send(e)
			}
		}
		if !ok {
			return
		}
	}
}

func (k *client) catchUp(ctx context.Context, after *int) bool {
	events, err := k.server.store.Events(ctx, k.id, *after)
	if err != nil {
		return false
	}
	for _, e := range events {
		if !k.send(e) {
			return false
		}
		*after = e.Seq
		if e.Type == "reply" {
			k.replied = max(k.replied, e.ReplyTo)
		}
	}
	return true
}

func (k *client) send(e navigator.Event) bool {
	raw, err := json.Marshal(e)
	if err != nil {
		return false
	}
	_ = k.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	return k.conn.WriteMessage(websocket.TextMessage, raw) == nil
}
