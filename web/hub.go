package web

import (
	"sync"

	navigator "github.com/ri-navigator/navigator"
)

// hub tells the sockets of a conversation what happened in it. A slow reader
// loses deltas, never durable events: for those it is woken and reads the store.
type hub struct {
	mu   sync.Mutex
	subs map[string]map[*subscriber]bool
}

type subscriber struct {
	deltas chan navigator.Event
	wake   chan struct{}
}

func newHub() *hub { return &hub{subs: map[string]map[*subscriber]bool{}} }

func (h *hub) subscribe(conversation string) (*subscriber, func()) {
	s := &subscriber{deltas: make(chan navigator.Event, 64), wake: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.subs[conversation] == nil {
		h.subs[conversation] = map[*subscriber]bool{}
	}
	h.subs[conversation][s] = true
	return s, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.subs[conversation], s)
		if len(h.subs[conversation]) == 0 {
			delete(h.subs, conversation)
		}
	}
}

// delta sends a piece of text that may be dropped.
func (h *hub) delta(conversation string, e navigator.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.subs[conversation] {
		select {
		case s.deltas <- e:
		default:
		}
	}
}

// wake tells that durable events were added.
func (h *hub) wake(conversation string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.subs[conversation] {
		select {
		case s.wake <- struct{}{}:
		default:
		}
	}
}
