package web

import (
	"context"
	"maps"
	"strings"
	"sync"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store"
)

// private is the store with confidential conversations beside it: those live in
// this process's memory only, for as long as they are used, and nothing else may
// be made of them. Their ids begin with "p_".
type private struct {
	Store
	now func() time.Time

	mu     sync.Mutex
	hidden map[string]*hidden
}

type hidden struct {
	events []navigator.Event
	used   time.Time
}

// The bounds of what is kept in memory: a conversation unused for keepHidden is
// forgotten, and no more than mostHidden are held at once.
const (
	keepHidden = 2 * time.Hour
	mostHidden = 5000
)

func newPrivate(s Store, now func() time.Time) *private {
	return &private{Store: s, now: now, hidden: map[string]*hidden{}}
}

func isPrivate(conversation string) bool { return strings.HasPrefix(conversation, "p_") }

// CreatePrivate opens a confidential conversation.
func (p *private) CreatePrivate() (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.hidden, func(_ string, h *hidden) bool { return p.now().Sub(h.used) > keepHidden })
	if len(p.hidden) >= mostHidden {
		return "", navigator.Errorf(navigator.CodeUnavailable, "too many confidential conversations are open just now: try again later")
	}
	id := store.NewID("p")
	p.hidden[id] = &hidden{used: p.now()}
	return id, nil
}

// Append keeps the events of a confidential conversation in memory, and stores all others.
func (p *private) Append(ctx context.Context, conversation string, events ...navigator.Event) ([]navigator.Event, bool, error) {
	if !isPrivate(conversation) {
		return p.Store.Append(ctx, conversation, events...)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	h, err := p.find(conversation)
	if err != nil {
		return nil, false, err
	}
	var out []navigator.Event
	dup := false
	for _, e := range events {
		if have := h.byClient(e.ClientID); have != nil {
			if err := store.Repeats(*have, e); err != nil {
				return nil, false, err
			}
			out, dup = append(out, *have), true
			continue
		}
		e.Seq, e.At = len(h.events)+1, p.now().UTC()
		if e.Reply != nil {
			e.Reply.Seq = e.Seq
		}
		h.events = append(h.events, e)
		out = append(out, e)
	}
	return out, dup, nil
}

func (p *private) find(conversation string) (*hidden, error) {
	h := p.hidden[conversation]
	if h == nil || p.now().Sub(h.used) > keepHidden {
		delete(p.hidden, conversation)
		return nil, store.UnknownConversation()
	}
	h.used = p.now()
	return h, nil
}

func (h *hidden) byClient(id string) *navigator.Event {
	for i := range h.events {
		if id != "" && h.events[i].ClientID == id {
			return &h.events[i]
		}
	}
	return nil
}

// Events lists the events after a number.
func (p *private) Events(ctx context.Context, conversation string, after int) ([]navigator.Event, error) {
	if !isPrivate(conversation) {
		return p.Store.Events(ctx, conversation, after)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	h, err := p.find(conversation)
	if err != nil {
		return nil, err
	}
	return append([]navigator.Event{}, h.events[min(after, len(h.events)):]...), nil
}

// CreateDraft refuses what would keep a confidential conversation.
func (p *private) CreateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error) {
	if isPrivate(d.Conversation) {
		return d, nothingKept()
	}
	return p.Store.CreateDraft(ctx, d)
}

// CreateTicket refuses what would keep a confidential conversation.
func (p *private) CreateTicket(ctx context.Context, t navigator.Ticket) (navigator.Ticket, error) {
	if isPrivate(t.Conversation) {
		return t, nothingKept()
	}
	return p.Store.CreateTicket(ctx, t)
}

func nothingKept() error {
	return navigator.Errorf(navigator.CodeConflict, "this conversation is confidential, so nothing of it is kept or handed over: start a normal conversation for that")
}
