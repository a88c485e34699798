package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
	"github.com/ri-navigator/navigator/store/sqlite"
	"github.com/ri-navigator/navigator/web"
)

const need = "We are a Portuguese SME with a silicon photonics chip at TRL 5 and need packaging"

// site is a running server over a real SQLite file.
type site struct {
	*httptest.Server
	t     *testing.T
	store *sqlite.DB
}

func newSite(t *testing.T, cfg web.Config) *site {
	t.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "navigator.db"))
	if err != nil {
		t.Fatal(err)
	}
	return newSiteOver(t, db, web.New(db, guidetest.Guide(t, agents.Config{}), cfg))
}

func newSiteOver(t *testing.T, db *sqlite.DB, handler *web.Server) *site {
	t.Helper()
	s := &site{httptest.NewServer(handler), t, db}
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
		handler.Wait(context.Background())
		db.Close()
	})
	return s
}

// do sends a request and decodes what comes back; a nil into drops it.
func (s *site) do(method, path string, in, into any) *http.Response {
	s.t.Helper()
	var body io.Reader
	switch x := in.(type) {
	case nil:
	case string:
		body = strings.NewReader(x)
	default:
		raw, err := json.Marshal(x)
		if err != nil {
			s.t.Fatal(err)
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return s.send(req, into)
}

func (s *site) send(req *http.Request, into any) *http.Response {
	s.t.Helper()
	res, err := s.Client().Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if into != nil {
		if err := json.Unmarshal(raw, into); err != nil {
			s.t.Fatalf("%s %s: %d, not JSON: %.200s", req.Method, req.URL.Path, res.StatusCode, raw)
		}
	}
	return res
}

func (s *site) conversation() string {
	s.t.Helper()
	var out struct{ Conversation string }
	if res := s.do("POST", "/api/v1/conversations", nil, &out); res.StatusCode != http.StatusCreated {
		s.t.Fatalf("status %d", res.StatusCode)
	}
	return out.Conversation
}

func (s *site) ask(conversation, text string) navigator.Answer {
	s.t.Helper()
	var a navigator.Answer
	if res := s.do("POST", "/api/v1/conversations/"+conversation+"/messages", map[string]string{"text": text}, &a); res.StatusCode != http.StatusOK {
		s.t.Fatalf("status %d", res.StatusCode)
	}
	return a
}

// cookie is a jar for one cookie: the test server is plain HTTP on loopback.
type cookie struct{ kept []*http.Cookie }

func (c *cookie) SetCookies(_ *url.URL, cs []*http.Cookie) { c.kept = cs }
func (c *cookie) Cookies(*url.URL) []*http.Cookie          { return c.kept }
