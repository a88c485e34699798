package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/web"
)

func (s *site) dial(path string) *websocket.Conn {
	s.t.Helper()
	conn, _, err := websocket.DefaultDialer.DialContext(s.t.Context(), "ws"+strings.TrimPrefix(s.URL, "http")+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close() })
	return conn
}

func (s *site) socket(conversation string, after string) *websocket.Conn {
	return s.dial("/api/v1/conversations/" + conversation + "/socket?after=" + after)
}

func read(t *testing.T, conn *websocket.Conn) navigator.Event {
	t.Helper()
	var e navigator.Event
	if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if err := conn.ReadJSON(&e); err != nil {
		t.Fatal(err)
	}
	return e
}

func say(t *testing.T, conn *websocket.Conn, client, text string) {
	t.Helper()
	if err := conn.WriteJSON(map[string]string{"type": "message", "client_id": client, "text": text}); err != nil {
		t.Fatal(err)
	}
}

func TestSocket(t *testing.T) {
	s := newSite(t, web.Config{})
	id := s.conversation()
	conn := s.socket(id, "0")
	say(t, conn, "m1", need)
	ack := read(t, conn)
	if ack.Type != "message" || ack.Seq != 1 || ack.ClientID != "m1" || ack.Text != need {
		t.Fatalf("the acknowledgement is %+v", ack)
	}
	streamed := ""
	e := read(t, conn)
	for ; e.Type == "delta"; e = read(t, conn) {
		if e.Seq != 1 || e.Part == 0 {
			t.Errorf("delta %+v", e)
		}
		streamed += e.Text
	}
	if e.Type != "reply" || e.Seq != 2 || e.ReplyTo != 1 || e.Reply == nil {
		t.Fatalf("the reply is %+v", e)
	}
	if streamed != "" && !strings.HasPrefix(e.Reply.Text, streamed) {
		t.Errorf("streamed %q is not the beginning of the reply", streamed)
	}

	say(t, conn, "m1", need) // repeated: the same number, nothing new
	say(t, conn, "m2", "thanks")
	if next := read(t, conn); next.Type != "message" || next.ClientID != "m2" || next.Seq != 3 {
		t.Errorf("after a repeated message came %+v", next)
	}
	for e = read(t, conn); e.Type == "delta"; e = read(t, conn) {
	}

	again := s.socket(id, "2")
	for _, want := range []string{"message", "reply"} {
		if e := read(t, again); e.Type != want || e.Seq < 3 {
			t.Errorf("reconnected after 2, got %s %d", e.Type, e.Seq)
		}
	}
}

// A message that was stored before a crash is answered when its conversation is opened again.
func TestSocketHealsAfterCrash(t *testing.T) {
	s := newSite(t, web.Config{})
	id := s.conversation()
	if _, _, err := s.store.Append(t.Context(), id, navigator.Event{Type: "message", Role: "user", ClientID: "m1", Text: need}); err != nil {
		t.Fatal(err)
	}
	conn := s.socket(id, "1")
	e := read(t, conn)
	for ; e.Type == "delta"; e = read(t, conn) {
	}
	if e.Type != "reply" || e.ReplyTo != 1 || len(e.Reply.Recommendations) == 0 {
		t.Errorf("got %+v", e)
	}
}

// A bad frame is answered or ends the socket; the conversation stays as it was.
func TestBadFrames(t *testing.T) {
	s := newSite(t, web.Config{})
	id := s.conversation()
	for name, tt := range map[string]struct {
		kind int
		raw  string
		says string // of the error event; empty: the socket is closed
	}{
		"not JSON":      {websocket.TextMessage, "hello", "JSON"},
		"unknown type":  {websocket.TextMessage, `{"type":"shout"}`, "shout"},
		"no client id":  {websocket.TextMessage, `{"type":"message","text":"x"}`, "client_id"},
		"empty":         {websocket.TextMessage, `{"type":"message","client_id":"a","text":""}`, "empty"},
		"too long":      {websocket.TextMessage, `{"type":"message","client_id":"a","text":"` + strings.Repeat("x", web.MaxMessage+1) + `"}`, "16384"},
		"NUL":           {websocket.TextMessage, `{"type":"message","client_id":"a","text":"a\u0000"}`, "NUL"},
		"odd feedback":  {websocket.TextMessage, `{"type":"feedback","seq":1,"value":"sideways"}`, "up or down"},
		"binary":        {websocket.BinaryMessage, `{"type":"message","client_id":"a","text":"x"}`, ""},
		"oversized":     {websocket.TextMessage, strings.Repeat("x", 1<<20), ""},
		"invalid UTF-8": {websocket.TextMessage, "{\"type\":\"\xff\"}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s.t = t
			conn := s.socket(id, "0")
			if err := conn.WriteMessage(tt.kind, []byte(tt.raw)); err != nil && tt.says != "" {
				t.Fatal(err)
			}
			var e navigator.Event
			_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
			err := conn.ReadJSON(&e)
			switch {
			case tt.says == "" && err == nil:
				t.Errorf("the socket goes on: %+v", e)
			case tt.says != "" && (err != nil || e.Type != "error" || !strings.Contains(e.Text, tt.says)):
				t.Errorf("got %+v, %v; want an error that says %q", e, err, tt.says)
			}
		})
	}
	s.t = t
	if events, err := s.store.Events(t.Context(), id, 0); err != nil || len(events) != 0 {
		t.Errorf("%d events were stored, %v", len(events), err)
	}
}

func TestBadSockets(t *testing.T) {
	s := newSite(t, web.Config{AllowedOrigins: []string{"https://facility.example"}})
	id := s.conversation()
	for _, tt := range []struct {
		path, origin string
		status       int
	}{
		{"/api/v1/conversations/c_none/socket", "", 404},
		{"/api/v1/conversations/" + id + "/socket?after=-1", "", 400},
		{"/api/v1/conversations/" + id + "/socket?after=7", "", 400},
		{"/api/v1/conversations/" + id + "/socket", "https://evil.example", 403},
		{"/api/v1/conversations/" + id + "/socket", "https://facility.example", 101},
	} {
		h := http.Header{}
		if tt.origin != "" {
			h.Set("Origin", tt.origin)
		}
		conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(s.URL, "http")+tt.path, h)
		if err == nil {
			conn.Close()
		}
		if res == nil || res.StatusCode != tt.status {
			t.Errorf("%s from %q: %v, %v; want %d", tt.path, tt.origin, res, err, tt.status)
		}
	}
}
