package storetest

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	navigator "github.com/ri-navigator/navigator"
)

func eventsAreNumbered(t *testing.T, s Store) {
	a, b := newConversation(t, s), newConversation(t, s)
	if a == b || len(a) < 20 {
		t.Fatalf("ids %q and %q are not secret enough", a, b)
	}
	for i := range 3 {
		mustAppend(t, s, a, message(fmt.Sprint(i), "hello"))
	}
	mustAppend(t, s, b, message("0", "other"))
	for after := range 4 {
		events := evs(t, s, a, after)
		if len(events) != 3-after {
			t.Fatalf("%d events after %d, want %d", len(events), after, 3-after)
		}
		for i, e := range events {
			if e.Seq != after+i+1 {
				t.Errorf("event %d after %d has number %d", i, after, e.Seq)
			}
		}
	}
	if got := evs(t, s, a, 99); len(got) != 0 {
		t.Errorf("%d events after the last", len(got))
	}
}

func eventsComeBack(t *testing.T, s Store) {
	id := newConversation(t, s)
	mustAppend(t, s, id, message("m1", "We need a pilot line"))
	answer := &navigator.Answer{Conversation: id, Kind: navigator.KindRecommend, Language: "en", Text: "This one [1]", Citations: []navigator.Citation{{N: 1, Record: "x", URL: "https://x.example", Quote: "q"}}}
	understanding := &navigator.Understanding{Language: "en", Need: "pilot line", Facts: []navigator.Fact{{Name: "country", Value: "PT", Confidence: .98, Source: navigator.Source{Kind: "message", Seq: 1, Start: 0, End: 2, Ref: "We"}}}}
	stored := mustAppend(t, s, id, navigator.Event{Type: "reply", ReplyTo: 1, Reply: answer, Understanding: understanding})
	got := evs(t, s, id, 1)[0]
	if got.Reply == nil || got.Reply.Seq != 2 || got.Reply.Text != answer.Text || !reflect.DeepEqual(got.Reply.Citations, answer.Citations) {
		t.Errorf("the reply came back as %+v", got.Reply)
	}
	if !reflect.DeepEqual(got.Understanding, understanding) {
		t.Errorf("the understanding came back as %+v", got.Understanding)
	}
	if !got.At.Equal(stored[0].At) || got.At.IsZero() {
		t.Errorf("stored at %v, read as %v", stored[0].At, got.At)
	}
}

func clientIDs(t *testing.T, s Store) {
	ctx := context.Background()
	id, other := newConversation(t, s), newConversation(t, s)
	first := mustAppend(t, s, id, message("m1", "hello"))
	again, dup, err := s.Append(ctx, id, message("m1", "hello"))
	if err != nil || !dup || again[0].Seq != first[0].Seq {
		t.Errorf("a repeated message gave %+v, %v, %v", again, dup, err)
	}
	_, _, err = s.Append(ctx, id, message("m1", "another text"))
	wantCode(t, err, navigator.CodeConflict)
	if n := len(evs(t, s, id, 0)); n != 1 {
		t.Errorf("%d events, want 1", n)
	}
	mustAppend(t, s, other, message("m1", "another text"))
}

func oneReply(t *testing.T, s Store) {
	ctx := context.Background()
	id := newConversation(t, s)
	mustAppend(t, s, id, message("m1", "hello"))
	reply := navigator.Event{Type: "reply", ReplyTo: 1, Reply: &navigator.Answer{Text: "hi"}}
	mustAppend(t, s, id, reply)
	if _, _, err := s.Append(ctx, id, reply); err == nil {
		t.Error("a second reply to the same message was taken")
	}
	if n := len(evs(t, s, id, 0)); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
}

func manyWriters(t *testing.T, s Store) {
	id := newConversation(t, s)
	const writers, each = 8, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				if _, _, err := s.Append(context.Background(), id, message(fmt.Sprintf("%d-%d", w, i), "x")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	events := evs(t, s, id, 0)
	if len(events) != writers*each {
		t.Fatalf("%d events, want %d", len(events), writers*each)
	}
	for i, e := range events {
		if e.Seq != i+1 {
			t.Fatalf("event %d has number %d", i, e.Seq)
		}
	}
}

func unknownConversation(t *testing.T, s Store) {
	ctx := context.Background()
	_, _, err := s.Append(ctx, "c_none", message("m", "x"))
	wantCode(t, err, navigator.CodeNotFound)
	_, err = s.Events(ctx, "c_none", 0)
	wantCode(t, err, navigator.CodeNotFound)
	_, err = s.CreateDraft(ctx, navigator.Draft{ID: "a_1", Conversation: "c_none"})
	wantCode(t, err, navigator.CodeNotFound)
	_, err = s.CreateTicket(ctx, navigator.Ticket{ID: "t_1", Conversation: "c_none"})
	wantCode(t, err, navigator.CodeNotFound)
	_, err = s.Draft(ctx, "a_1")
	wantCode(t, err, navigator.CodeNotFound)
	_, err = s.Ticket(ctx, "t_1")
	wantCode(t, err, navigator.CodeNotFound)
}

func oddText(t *testing.T, s Store) {
	id := newConversation(t, s)
	texts := []string{"Ελλάδα Łódź ß ı İ", "مرحبا שלום", "𝔘𝔫𝔦 👩‍🔬 e\u0301", "'; DROP TABLE events; --", "a\tb\nc\r\n", strings.Repeat("ü", 8<<10), "\u200b", "%s ? $1 :x"}
	for i, text := range texts {
		mustAppend(t, s, id, message(fmt.Sprint(i), text))
	}
	for i, e := range evs(t, s, id, 0) {
		if e.Text != texts[i] {
			t.Errorf("text %d came back as %.80q", i, e.Text)
		}
	}
}

func newConversation(t *testing.T, s Store) string {
	t.Helper()
	id, err := s.CreateConversation(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func evs(t *testing.T, s Store, id string, after int) []navigator.Event {
	t.Helper()
	events, err := s.Events(context.Background(), id, after)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func mustAppend(t *testing.T, s Store, id string, e ...navigator.Event) []navigator.Event {
	t.Helper()
	out, _, err := s.Append(context.Background(), id, e...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
