package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store/sqlite"
)

// kills is how often the server is killed while messages are being sent.
const kills = 50

// TestKills kills the real server at random moments while clients send over
// sockets, resending what was not acknowledged as the page does. In the end
// each acknowledged message is there once, and each has one reply.
func TestKills(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	binary := filepath.Join(t.TempDir(), "navigator")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data := t.TempDir()
	addr := freeAddress(t)
	server := start(t, binary, addr, data)
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	senders := make([]*sender, 4)
	for i := range senders {
		senders[i] = &sender{t: t, addr: addr, acked: map[string]int{}}
		senders[i].open(ctx)
		wg.Go(func() { senders[i].run(ctx, i) })
	}
	for range kills {
		time.Sleep(time.Duration(50+rand.IntN(400)) * time.Millisecond)
		if err := server.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = server.Wait()
		server = start(t, binary, addr, data)
	}
	time.Sleep(time.Second)
	cancel()
	wg.Wait()
	_ = server.Process.Kill()
	_ = server.Wait()
	total := 0
	for _, s := range senders {
		total += s.check(data)
	}
	t.Logf("%d kills, %d acknowledged messages, none lost, none doubled", kills, total)
	if total < kills {
		t.Errorf("only %d messages were sent: the test shows little", total)
	}
}

func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func start(t *testing.T, binary, addr, data string) *exec.Cmd {
	cmd := exec.Command(binary, "serve", "--addr", addr, "--data", data)
	cmd.Env = append(os.Environ(), "NAVIGATOR_MODEL_DIR="+filepath.Join(data, "none")) // by words: starts at once
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 400 {
		if res, err := http.Get("http://" + addr + "/healthz"); err == nil {
			res.Body.Close()
			return cmd
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the server did not start again:\n%s", log.String())
	return nil
}

// sender is one client with one conversation.
type sender struct {
	t            *testing.T
	addr         string
	conversation string
	acked        map[string]int // client id -> number
}

func (s *sender) open(ctx context.Context) {
	req, err := http.NewRequestWithContext(ctx, "POST", "http://"+s.addr+"/api/v1/conversations", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	var out struct{ Conversation string }
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		s.t.Fatal(err)
	}
	s.conversation = out.Conversation
}

// run sends one message after another, each until it is acknowledged.
func (s *sender) run(ctx context.Context, who int) {
	for i := 0; ctx.Err() == nil; i++ {
		id, text := fmt.Sprintf("m-%d-%d", who, i), fmt.Sprintf("We need a battery test bed, number %d", i)
		for ctx.Err() == nil {
			if seq, ok := s.send(ctx, id, text); ok {
				s.acked[id] = seq
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		time.Sleep(30 * time.Millisecond)
	}
}

func (s *sender) send(ctx context.Context, id, text string) (int, bool) {
	conn, _, err := websocket.DefaultDialer.DialContext(ctx, fmt.Sprintf("ws://%s/api/v1/conversations/%s/socket", s.addr, s.conversation), nil)
	if err != nil {
		return 0, false
	}
	defer conn.Close()
	if conn.WriteJSON(map[string]string{"type": "message", "client_id": id, "text": text}) != nil {
		return 0, false
	}
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	for {
		var e navigator.Event
		if conn.ReadJSON(&e) != nil {
			return 0, false
		}
		if e.Type == "message" && e.ClientID == id {
			return e.Seq, true
		}
	}
}

// check reads the file that the killed servers left and counts the acknowledged messages in it.
func (s *sender) check(data string) int {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, filepath.Join(data, "navigator.db"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	events, err := db.Events(ctx, s.conversation, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	count, replies := map[string]int{}, map[int]int{}
	for i, e := range events {
		if e.Seq != i+1 {
			s.t.Errorf("event %d has number %d", i+1, e.Seq)
		}
		switch e.Type {
		case "message":
			count[e.ClientID]++
			if seq, ok := s.acked[e.ClientID]; ok && seq != e.Seq {
				s.t.Errorf("%s was acknowledged as %d and is stored as %d", e.ClientID, seq, e.Seq)
			}
		case "reply":
			replies[e.ReplyTo]++
		}
	}
	for id := range s.acked {
		if count[id] != 1 {
			s.t.Errorf("%s was acknowledged and is stored %d times", id, count[id])
		}
	}
	for seq, n := range replies {
		if n != 1 {
			s.t.Errorf("message %d has %d replies", seq, n)
		}
	}
	return len(s.acked)
}
