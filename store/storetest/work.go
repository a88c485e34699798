package storetest

import (
	"context"
	"math"
	"reflect"
	"testing"
	"time"

	navigator "github.com/ri-navigator/navigator"
)

func drafts(t *testing.T, s Store) {
	ctx := context.Background()
	id := newConversation(t, s)
	d, err := s.CreateDraft(ctx, navigator.Draft{ID: "a_1", Conversation: id, Status: "draft", Fields: []navigator.Field{{Key: "need", Value: "packaging"}}})
	if err != nil || d.Version != 1 {
		t.Fatalf("version %d, error %v", d.Version, err)
	}
	d.Fields[0].Confirmed = true
	if second, err := s.UpdateDraft(ctx, d); err != nil || second.Version != 2 {
		t.Errorf("version %d after one update, error %v", second.Version, err)
	}
	d.Fields[0].Value = "lost"
	_, err = s.UpdateDraft(ctx, d) // still version 1
	wantCode(t, err, navigator.CodeStale)
	got, err := s.Draft(ctx, "a_1")
	if err != nil || got.Version != 2 || got.Fields[0].Value != "packaging" || !got.Fields[0].Confirmed {
		t.Errorf("the draft reads %+v, %v", got, err)
	}
	if all, err := s.Drafts(ctx); err != nil || len(all) != 1 || all[0].ID != "a_1" {
		t.Errorf("the list has %+v, %v", all, err)
	}
}

func tickets(t *testing.T, s Store) {
	ctx := context.Background()
	id := newConversation(t, s)
	ticket, err := s.CreateTicket(ctx, navigator.Ticket{ID: "t_1", Conversation: id, Text: "please call", Triage: navigator.Triage{Queue: navigator.Queue{ID: "industry", Confidence: .5, Alternatives: []string{}}}})
	if err != nil || ticket.Status != "open" || ticket.Version != 1 {
		t.Fatalf("%+v, %v", ticket, err)
	}
	ticket.Status = "answered"
	answer := navigator.Event{Type: "message", Role: "staff", Text: "We can help."}
	updated, told, err := s.UpdateTicket(ctx, ticket, answer)
	if err != nil || updated.Version != 2 || len(told) != 1 || told[0].Seq != 1 {
		t.Fatalf("%+v, %+v, %v", updated, told, err)
	}
	_, _, err = s.UpdateTicket(ctx, ticket, answer) // still version 1
	wantCode(t, err, navigator.CodeStale)
	if n := len(evs(t, s, id, 0)); n != 1 {
		t.Errorf("a refused update told the enquirer: %d events", n)
	}
	got, err := s.Ticket(ctx, "t_1")
	if err != nil || got.Status != "answered" || got.Queue.ID != "industry" || got.Text != "please call" {
		t.Errorf("the ticket reads %+v, %v", got, err)
	}
}

func ticketList(t *testing.T, s Store) {
	ctx := context.Background()
	id := newConversation(t, s)
	for _, tid := range []string{"t_b", "t_a", "t_c"} {
		ticket, err := s.CreateTicket(ctx, navigator.Ticket{ID: tid, Conversation: id})
		if err != nil {
			t.Fatal(err)
		}
		if tid == "t_a" {
			ticket.Status = "closed"
			if _, _, err := s.UpdateTicket(ctx, ticket); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	for status, want := range map[string][]string{"": {"t_b", "t_a", "t_c"}, "open": {"t_b", "t_c"}, "closed": {"t_a"}, "answered": {}} {
		all, err := s.Tickets(ctx, status)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, x := range all {
			got = append(got, x.ID)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("status %q lists %v, want %v", status, got, want)
		}
	}
}

func sessions(t *testing.T, s Store) {
	ctx := context.Background()
	_, err := s.User(ctx, "jana")
	wantCode(t, err, navigator.CodeNotFound)
	if err := s.AddUser(ctx, navigator.User{Name: "jana", Hash: []byte("h1")}); err != nil {
		t.Fatal(err)
	}
	u, err := s.User(ctx, "jana")
	if err != nil || string(u.Hash) != "h1" || u.Name != "jana" {
		t.Errorf("%+v, %v", u, err)
	}
	now := time.Now()
	for sum, end := range map[string]time.Time{"live": now.Add(time.Hour), "over": now.Add(-time.Hour)} {
		if err := s.AddSession(ctx, sum, "jana", end); err != nil {
			t.Fatal(err)
		}
	}
	if name, err := s.Session(ctx, "live"); err != nil || name != "jana" {
		t.Errorf("%q, %v", name, err)
	}
	for _, sum := range []string{"over", "none"} {
		_, err := s.Session(ctx, sum)
		wantCode(t, err, navigator.CodeForbidden)
	}
	if err := s.EndSession(ctx, "live"); err != nil {
		t.Fatal(err)
	}
	_, err = s.Session(ctx, "live")
	wantCode(t, err, navigator.CodeForbidden)
}

func newPassword(t *testing.T, s Store) {
	ctx := context.Background()
	for _, hash := range []string{"h1", "h2"} {
		if err := s.AddUser(ctx, navigator.User{Name: "jana", Hash: []byte(hash)}); err != nil {
			t.Fatal(err)
		}
		if hash == "h1" {
			if err := s.AddSession(ctx, "x", "jana", time.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, err := s.Session(ctx, "x")
	wantCode(t, err, navigator.CodeForbidden)
	if u, _ := s.User(ctx, "jana"); string(u.Hash) != "h2" {
		t.Errorf("hash %q", u.Hash)
	}
}

func vectors(t *testing.T, s Store) {
	ctx := context.Background()
	v := make([]float32, 384)
	for i := range v {
		v[i] = float32(math.Sin(float64(i)))
	}
	if err := s.SaveVectors(ctx, "m1", map[string][]float32{"h1": v, "h2": v[:384]}); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveVectors(ctx, "m1", map[string][]float32{"h1": v}); err != nil {
		t.Fatalf("saving again: %v", err)
	}
	got := vecs(t, s, "m1")
	if len(got) != 2 || !reflect.DeepEqual(got["h1"], v) {
		t.Errorf("%d vectors came back, equal %v", len(got), reflect.DeepEqual(got["h1"], v))
	}
	if got := vecs(t, s, "m2"); len(got) != 0 {
		t.Errorf("another model has %d vectors", len(got))
	}
}

func vecs(t *testing.T, s Store, model string) map[string][]float32 {
	t.Helper()
	v, err := s.Vectors(context.Background(), model)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func demand(t *testing.T, s Store) {
	ctx := context.Background()
	if got, err := s.Demand(ctx); err != nil || len(got) != 0 || got == nil {
		t.Fatalf("an empty store counts %v, %v", got, err)
	}
	for _, d := range []navigator.Demand{{Area: "quantum", Kind: "technology", Country: "PT"}, {Area: "quantum", Kind: "technology", Country: "PT"}, {}} {
		if err := s.AddDemand(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Demand(ctx)
	if err != nil || len(got) != 2 || got[0].N != 2 || got[0].Country != "PT" || got[0].Month == "" || got[1].N != 1 {
		t.Errorf("the counts are %+v, %v", got, err)
	}
}
