package web

import (
	"context"
	"runtime/debug"
	"sync"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
)

// turns runs the turns of conversations, one at a time in each. A turn goes on
// when the client that asked has gone: the reply waits in the store.
type turns struct {
	server *Server
	mu     sync.Mutex
	locks  map[string]*turnLock
	group  sync.WaitGroup
}

type turnLock struct {
	sync.Mutex
	waiting int
	cancel  context.CancelFunc
}

func newTurns(s *Server) *turns { return &turns{server: s, locks: map[string]*turnLock{}} }

// turnTime bounds one turn, a model's phrasing included.
const turnTime = 45 * time.Second

// receive stores a message and gives its event: after this it can't be lost.
func (t *turns) receive(ctx context.Context, conversation string, e navigator.Event) (navigator.Event, error) {
	if err := checkMessage(e.Text); err != nil {
		return e, err
	}
	if len(e.ClientID) > 100 || len(e.Language) > 35 {
		return e, navigator.Errorf(navigator.CodeInvalid, "client_id has at most 100 characters and language at most 35")
	}
	e.Type, e.Role = "message", "user"
	out, _, err := t.server.store.Append(ctx, conversation, e)
	if err != nil {
		return e, err
	}
	t.server.hub.wake(conversation)
	return out[0], nil
}

// withdrawing marks a message as the taking back of a fact.
func withdrawing(e navigator.Event, fact string) navigator.Event {
	if fact != "" {
		e.Code, e.Value = "withdraw", cut(fact, 40)
	}
	return e
}

// start answers in the background whatever message of a conversation has no reply yet.
func (t *turns) start(conversation string) {
	t.group.Add(1)
	go func() {
		defer t.group.Done()
		if err := t.answer(conversation); err != nil {
			t.server.Logger.Error("a turn failed", "err", err)
		}
	}()
}

// answer replies to the user's messages that have no reply yet, in order.
func (t *turns) answer(conversation string) error {
	lock := t.lock(conversation)
	lock.Lock()
	defer t.unlock(conversation, lock)
	for {
		events, err := t.server.store.Events(context.Background(), conversation, 0)
		if err != nil {
			return err
		}
		e, ok := unanswered(events)
		if !ok {
			return nil
		}
		if err := t.timed(conversation, lock, e, events); err != nil {
			return err
		}
	}
}

// timed runs one turn within its own time: a slow one takes none from those that wait.
func (t *turns) timed(conversation string, lock *turnLock, e navigator.Event, events []navigator.Event) error {
	ctx, cancel := context.WithTimeout(context.Background(), turnTime)
	defer cancel()
	t.mu.Lock()
	lock.cancel = cancel
	t.mu.Unlock()
	return t.turn(ctx, conversation, e, events)
}

func (t *turns) turn(ctx context.Context, conversation string, e navigator.Event, events []navigator.Event) error {
	part := 0
	emit := func(text string) {
		part++
		t.server.hub.delta(conversation, navigator.Event{Seq: e.Seq, Type: "delta", ReplyTo: e.Seq, Part: part, Text: text, At: t.server.Now().UTC()})
	}
	in := navigator.Enquiry{Conversation: conversation, Seq: e.Seq, Text: e.Text, Language: e.Language, At: e.At, Confidential: isPrivate(conversation)}
	if e.Code == "withdraw" {
		in.Withdraw = e.Value
	}
	turn := t.guided(ctx, in, agents.Remember(events), emit)
	reply := navigator.Event{Type: "reply", ReplyTo: e.Seq, Reply: &turn.Answer, Understanding: &turn.Understanding}
	_, _, err := t.server.store.Append(context.WithoutCancel(ctx), conversation, reply)
	if d := turn.Answer.Unmet; d != nil && err == nil && !in.Confidential {
		if err := t.server.store.AddDemand(context.WithoutCancel(ctx), *d); err != nil {
			t.server.Logger.Error("an unmet need was not counted", "err", err)
		}
	}
	t.server.hub.wake(conversation)
	return err
}

// guided answers an enquiry. A fault in the guide becomes a reply that says so
// and offers a person: the message must not stay without one, nor stop the server.
func (t *turns) guided(ctx context.Context, in navigator.Enquiry, h agents.History, emit func(string)) (turn agents.Turn) {
	defer func() {
		if p := recover(); p != nil {
			t.server.Logger.Error("panic in a turn", "panic", p, "stack", string(debug.Stack()))
			turn = t.server.guide.Failed(in, h)
		}
	}()
	return t.server.guide.Answer(ctx, in, h, emit)
}

// stop cancels what a model is phrasing for the conversation; the template's words stand in.
func (t *turns) stop(conversation string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l := t.locks[conversation]; l != nil && l.cancel != nil {
		l.cancel()
	}
}

func unanswered(events []navigator.Event) (navigator.Event, bool) {
	replied := map[int]bool{}
	for _, e := range events {
		if e.Type == "reply" {
			replied[e.ReplyTo] = true
		}
	}
	for _, e := range events {
		if e.Type == "message" && e.Role == "user" && !replied[e.Seq] {
			return e, true
		}
	}
	return navigator.Event{}, false
}

func (t *turns) lock(conversation string) *turnLock {
	t.mu.Lock()
	defer t.mu.Unlock()
	l := t.locks[conversation]
	if l == nil {
		l = &turnLock{}
		t.locks[conversation] = l
	}
	l.waiting++
	return l
}

func (t *turns) unlock(conversation string, l *turnLock) {
	t.mu.Lock()
	defer t.mu.Unlock()
	l.cancel = nil
	l.Unlock()
	if l.waiting--; l.waiting == 0 {
		delete(t.locks, conversation)
	}
}

func (t *turns) wait(ctx context.Context) {
	done := make(chan struct{})
	go func() { t.group.Wait(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
	}
}
