package web_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/web"
)

// An application is filled from the conversation and the catalogue, each value
// with its source; nothing unconfirmed is submitted, and no change is lost.
func TestApplication(t *testing.T) {
	s := newSite(t, web.Config{})
	id := s.conversation()
	a := s.ask(id, need)
	if len(a.Recommendations) == 0 {
		t.Fatal("nothing is recommended")
	}
	var d navigator.Draft
	res := s.do("POST", "/api/v1/applications", map[string]string{"conversation": id, "infrastructure": a.Recommendations[0].ID}, &d)
	if res.StatusCode != http.StatusCreated {
		t.Fatalf("status %d", res.StatusCode)
	}
	byKey := map[string]navigator.Field{}
	for _, f := range d.Fields {
		byKey[f.Key] = f
		if (f.Value == nil) != (f.Source == nil) || f.Confirmed {
			t.Errorf("field %s: value %v, source %v, confirmed %v", f.Key, f.Value, f.Source, f.Confirmed)
		}
	}
	country := byKey["country"]
	if country.Value != "Portugal" || country.Source.Seq != 1 || need[country.Source.Start:country.Source.End] != "Portuguese" {
		t.Errorf("the country is %+v from %+v", country.Value, country.Source)
	}
	if byKey["organisation"].Value != nil {
		t.Errorf("the organisation's name was guessed: %v", byKey["organisation"].Value)
	}

	path := "/api/v1/applications/" + d.ID
	if res := s.do("POST", path+"/submit", map[string]int{"version": 1}, nil); res.StatusCode != http.StatusConflict {
		t.Errorf("submitting unconfirmed fields: status %d, want 409", res.StatusCode)
	}
	edits := map[string]any{}
	for _, f := range d.Fields {
		edits[f.Key] = map[string]any{"confirmed": true}
		if f.Value == nil {
			edits[f.Key] = map[string]any{"value": sample(f)}
		}
	}
	if res := s.do("PATCH", path, map[string]any{"version": 1, "fields": map[string]any{"nope": map[string]any{"value": "x"}}}, nil); res.StatusCode != 400 {
		t.Errorf("an unknown field: status %d, want 400", res.StatusCode)
	}
	var full navigator.Draft
	if res := s.do("PATCH", path, map[string]any{"version": 1, "fields": edits}, &full); res.StatusCode != 200 || full.Version != 2 {
		t.Fatalf("status %d, version %d", res.StatusCode, full.Version)
	}
	if res := s.do("PATCH", path, map[string]any{"version": 1, "fields": map[string]any{"country": map[string]any{"value": "Spain"}}}, nil); res.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("a stale change: status %d, want 412", res.StatusCode)
	}
	if res := s.do("POST", path+"/submit", map[string]int{"version": 1}, nil); res.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("submitting a version that was not seen: status %d, want 412", res.StatusCode)
	}
	if res := s.do("POST", path+"/submit", map[string]int{"version": 2}, &full); res.StatusCode != 200 || full.Status != "submitted" {
		t.Errorf("status %d, draft %s", res.StatusCode, full.Status)
	}
	s.checkExports(path, full)
}

func sample(f navigator.Field) any {
	switch f.Type {
	case "boolean":
		return true
	case "number":
		return 3
	case "choice":
		return f.Options[0].Value
	}
	return "<script>alert(1)</script> & so on"
}

func (s *site) checkExports(path string, d navigator.Draft) {
	s.t.Helper()
	var exported navigator.Draft
	s.do("GET", path+"/export?format=json", nil, &exported)
	want, _ := json.Marshal(d)
	if got, _ := json.Marshal(exported); string(got) != string(want) {
		s.t.Error("the JSON export differs from the draft")
	}
	req, _ := http.NewRequestWithContext(s.t.Context(), "GET", s.URL+path+"/export?format=html", nil)
	res, err := s.Client().Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	var b strings.Builder
	if _, err := io.Copy(&b, res.Body); err != nil {
		s.t.Fatal(err)
	}
	page := b.String()
	if strings.Contains(page, "<script>") || !strings.Contains(page, "&lt;script&gt;") || !strings.Contains(page, d.Infrastructure.Name) {
		s.t.Error("the HTML export does not show the draft safely")
	}
	if res := s.do("GET", path+"/export?format=docx", nil, nil); res.StatusCode != 400 {
		s.t.Errorf("an unknown format: status %d", res.StatusCode)
	}
}

// A draft and the desk speak the language that is asked for; values stay as they are.
func TestLanguages(t *testing.T) {
	s := newSite(t, web.Config{})
	id := s.conversation()
	a := s.ask(id, need)
	var d, de navigator.Draft
	s.do("POST", "/api/v1/applications", map[string]string{"conversation": id, "infrastructure": a.Recommendations[0].ID}, &d)
	s.do("GET", "/api/v1/applications/"+d.ID+"?lang=de", nil, &de)
	if de.Form.Title == d.Form.Title || de.Fields[0].Label == d.Fields[0].Label || de.Fields[0].Source.Label == d.Fields[0].Source.Label {
		t.Errorf("the draft in German is called %q and begins with %+v", de.Form.Title, de.Fields[0])
	}
	for i := range d.Fields {
		if fmt.Sprint(d.Fields[i].Value) != fmt.Sprint(de.Fields[i].Value) {
			t.Errorf("the value %v of %s became %v", d.Fields[i].Value, d.Fields[i].Key, de.Fields[i].Value)
		}
	}
	var same navigator.Draft
	s.do("GET", "/api/v1/applications/"+d.ID+"?lang=xx", nil, &same)
	if same.Form.Title != d.Form.Title {
		t.Errorf("in a language that is none of ours the form is called %q", same.Form.Title)
	}
	req, _ := http.NewRequestWithContext(t.Context(), "GET", s.URL+"/api/v1/applications/"+d.ID+"/export?format=html&lang=fi", nil)
	res, err := s.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	page, err := io.ReadAll(res.Body)
	if err != nil || !strings.Contains(string(page), `<html lang="fi">`) || strings.Contains(string(page), "not filled") || strings.Contains(string(page), d.Notice) {
		t.Errorf("the export in Finnish is %.600s (%v)", page, err)
	}
}

// Ten wrong passwords close the door to a name, whatever address the client claims.
func TestLoginAttempts(t *testing.T) {
	s := newSite(t, web.Config{})
	last := 0
	for i := range 12 {
		req, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/api/v1/session", strings.NewReader(`{"name":"jana","password":"wrong"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.0.0.%d", i))
		last = s.send(req, nil).StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the twelfth attempt: status %d", last)
	}
	if res := s.do("POST", "/api/v1/session", map[string]string{"name": "piotr", "password": "wrong"}, nil); res.StatusCode != 401 {
		t.Errorf("another name: status %d", res.StatusCode)
	}
}

// The desk sees what the chat handed over, and its answer reaches the chat once.
func TestDesk(t *testing.T) {
	s := newSite(t, web.Config{})
	hash, err := bcrypt.GenerateFromPassword([]byte("correct horse"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.store.AddUser(t.Context(), navigator.User{Name: "jana", Hash: hash}); err != nil {
		t.Fatal(err)
	}
	id := s.conversation()
	s.ask(id, need)
	var made struct{ ID, Queue string }
	if res := s.do("POST", "/api/v1/tickets", map[string]string{"conversation": id, "text": "Please call.", "contact": "ana@example.org"}, &made); res.StatusCode != 201 {
		t.Fatalf("status %d", res.StatusCode)
	}
	if res := s.do("POST", "/api/v1/session", map[string]string{"name": "jana", "password": "wrong"}, nil); res.StatusCode != 401 {
		t.Errorf("a wrong password: status %d", res.StatusCode)
	}
	jar := &cookie{}
	s.Client().Jar = jar
	if res := s.do("POST", "/api/v1/session", map[string]string{"name": "jana", "password": "correct horse"}, nil); res.StatusCode != 204 {
		t.Fatalf("logging in: status %d", res.StatusCode)
	}
	var list struct {
		Tickets []struct{ ID, Queue, Status string }
	}
	s.do("GET", "/api/v1/tickets?status=open", nil, &list)
	if len(list.Tickets) != 1 || list.Tickets[0].ID != made.ID || list.Tickets[0].Queue != "industry" {
		t.Fatalf("the list is %+v", list)
	}
	var ticket struct {
		navigator.Ticket
		Events []navigator.Event
	}
	s.do("GET", "/api/v1/tickets/"+made.ID, nil, &ticket)
	if len(ticket.Events) < 3 || len(ticket.Candidates) == 0 || len(ticket.Facts) == 0 || ticket.Draft.Text == "" || len(ticket.Draft.Citations) == 0 || ticket.Contact != "ana@example.org" {
		t.Errorf("the ticket lacks something: %+v", ticket)
	}
	path := "/api/v1/tickets/" + made.ID
	answer := map[string]any{"version": ticket.Version, "reply": "We will call you tomorrow."}
	if res := s.do("PATCH", path, answer, &ticket); res.StatusCode != 200 || ticket.Status != "answered" {
		t.Fatalf("status %d, %s", res.StatusCode, ticket.Status)
	}
	if res := s.do("PATCH", path, answer, nil); res.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("answering from an old view: status %d, want 412", res.StatusCode)
	}
	s.do("PATCH", path, map[string]any{"version": ticket.Version, "status": "closed"}, &ticket)
	if ticket.Status != "closed" {
		t.Errorf("status %q after closing", ticket.Status)
	}
	var events struct{ Events []navigator.Event }
	s.do("GET", "/api/v1/conversations/"+id+"/events", nil, &events)
	last := events.Events[len(events.Events)-1]
	if last.Role != "staff" || last.Text != "We will call you tomorrow." || last.Seq != len(events.Events) {
		t.Errorf("the last event is %+v", last)
	}
	s.do("DELETE", "/api/v1/session", nil, nil)
	if res := s.do("GET", path, nil, nil); res.StatusCode != 401 {
		t.Errorf("after logging out: status %d", res.StatusCode)
	}
}
