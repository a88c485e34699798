package web_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
	"github.com/ri-navigator/navigator/store/sqlite"
	"github.com/ri-navigator/navigator/web"
)

// A confidential conversation works like any other, and no byte of it is stored.
func TestConfidentialConversation(t *testing.T) {
	dir := t.TempDir()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "navigator.db"))
	if err != nil {
		t.Fatal(err)
	}
	s := newSiteOver(t, db, web.New(db, guidetest.Guide(t, agents.Config{}), web.Config{}))
	var opened struct {
		Conversation string
		Confidential bool
	}
	if res := s.do("POST", "/api/v1/conversations", `{"confidential":true}`, &opened); res.StatusCode != http.StatusCreated || !opened.Confidential {
		t.Fatalf("status %d, %+v", res.StatusCode, opened)
	}
	const secret = "Xylophonium-4711"
	a := s.ask(opened.Conversation, "We are a Portuguese SME with a "+secret+" photonic chip at TRL 5 and need packaging")
	if len(a.Recommendations) == 0 || !strings.Contains(a.Text, "confidential") {
		t.Errorf("the answer is %s", a.Text)
	}
	b := s.ask(opened.Conversation, "we are 30 employees")
	if len(b.Facts) < 3 || b.Seq != 4 {
		t.Errorf("the conversation does not go on: %d facts, number %d", len(b.Facts), b.Seq)
	}
	s.ask(opened.Conversation, "Where is an anti "+secret+" frobnicator?")
	for path, in := range map[string]string{
		"/api/v1/applications": `{"conversation":"` + opened.Conversation + `","infrastructure":"pixapp"}`,
		"/api/v1/tickets":      `{"conversation":"` + opened.Conversation + `","text":"` + secret + `"}`,
	} {
		if res := s.do("POST", path, in, nil); res.StatusCode != http.StatusConflict {
			t.Errorf("%s takes a confidential conversation: status %d", path, res.StatusCode)
		}
	}
	if got, err := db.Demand(t.Context()); err != nil || len(got) > 0 {
		t.Errorf("a confidential need was counted: %v, %v", got, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte(secret)) || bytes.Contains(raw, []byte(opened.Conversation)) {
			t.Errorf("%s holds words of a confidential conversation", filepath.Base(f))
		}
	}
}

// A need that nothing fits is counted once per message.
func TestDemandIsCounted(t *testing.T) {
	s := newSite(t, web.Config{})
	s.ask(s.conversation(), "We are from Malta and need a frobnicator for zyxwvut")
	got, err := s.store.Demand(t.Context())
	if err != nil || len(got) != 1 || got[0].Country != "MT" || got[0].N != 1 {
		t.Errorf("counted %+v, %v", got, err)
	}
	if res := s.do("GET", "/api/v1/demand", nil, nil); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("the counts are open to everybody: status %d", res.StatusCode)
	}
}

// A fact taken back by a click decides nothing any more and is not asked for again.
func TestWithdraw(t *testing.T) {
	s := newSite(t, web.Config{})
	id := s.conversation()
	s.ask(id, "We are a Portuguese SME and need photonic chip packaging")
	var a navigator.Answer
	s.do("POST", "/api/v1/conversations/"+id+"/messages", `{"text":"Leave out: country","withdraw":"country"}`, &a)
	if len(a.Recommendations) == 0 || !strings.Contains(a.Text, "Left out") {
		t.Errorf("the answer is %s", a.Text)
	}
	for _, f := range a.Facts {
		if f.Name == "country" {
			t.Error("the country is still known")
		}
	}
	if a.Question != nil && a.Question.Fact == "country" {
		t.Error("what was taken back is asked for")
	}
}

// A comparison has an address of its own, with the facts that it was judged for.
func TestCompareByAddress(t *testing.T) {
	s := newSite(t, web.Config{})
	var a navigator.Answer
	res := s.do("GET", "/api/v1/compare?ids=pixapp,citc&fact=country%3DPT&fact=trl_now%3D5&lang=en", nil, &a)
	if res.StatusCode != http.StatusOK || a.Comparison == nil || len(a.Facts) != 2 || a.Comparison.Missing == "" || a.Comparison.Rows[0].Key == "" {
		t.Errorf("status %d, %+v", res.StatusCode, a.Comparison)
	}
	for _, bad := range []string{"ids=pixapp", "ids=pixapp,nowhere", "ids=pixapp,citc&fact=country%3DXX", "ids=pixapp,citc&fact=shoe_size%3D5", "ids=pixapp,citc&fact=eu_member%3Dtrue"} {
		if res := s.do("GET", "/api/v1/compare?"+bad, nil, nil); res.StatusCode < 400 || res.StatusCode > 404 {
			t.Errorf("%s gives status %d", bad, res.StatusCode)
		}
	}
}
