package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/ri-navigator/navigator/web"
)

// Every bad request gets a status, one sentence that helps, and stores nothing.
func TestBadRequests(t *testing.T) {
	s := newSite(t, web.Config{})
	id := s.conversation()
	messages := "/api/v1/conversations/" + id + "/messages"
	for name, tt := range map[string]struct {
		method, path string
		body         any
		status       int
		says         string
	}{
		"empty text":             {"POST", messages, `{"text":"  "}`, 400, "empty"},
		"100 kB":                 {"POST", messages, map[string]string{"text": strings.Repeat("x", 100<<10)}, 413, "16384"},
		"a huge body":            {"POST", messages, map[string]string{"text": strings.Repeat("x", 1<<20)}, 413, "larger"},
		"invalid UTF-8":          {"POST", messages, "{\"text\":\"\xff\xfe\"}", 400, "UTF-8"},
		"NUL":                    {"POST", messages, `{"text":"a\u0000b"}`, 400, "NUL"},
		"not JSON":               {"POST", messages, `{"text":`, 400, "JSON"},
		"two values":             {"POST", messages, `{"text":"a"}{"text":"b"}`, 400, "more than one"},
		"a doubled key":          {"POST", messages, `{"text":"a","text":"b"}`, 400, "twice"},
		"an unknown field":       {"POST", messages, `{"txt":"a"}`, 400, "txt"},
		"deep nesting":           {"POST", messages, strings.Repeat("[", 100) + strings.Repeat("]", 100), 400, "deep"},
		"no such conversation":   {"POST", "/api/v1/conversations/c_none/messages", `{"text":"a"}`, 404, "start a new one"},
		"no such events":         {"GET", "/api/v1/conversations/c_none/events", nil, 404, "conversation"},
		"after is no number":     {"GET", "/api/v1/conversations/" + id + "/events?after=x", nil, 400, "number"},
		"no such infrastructure": {"GET", "/api/v1/infrastructures/nowhere", nil, 404, "nowhere"},
		"no such application":    {"GET", "/api/v1/applications/a_none", nil, 404, "application"},
		"unknown filter value":   {"GET", "/api/v1/search?q=laser&kind=castle", nil, 400, "castle"},
		"k out of range":         {"GET", "/api/v1/search?q=laser&k=0", nil, 400, "1 to 100"},
		"compare one":            {"GET", "/api/v1/compare?ids=x", nil, 400, "two to five"},
		"application elsewhere":  {"POST", "/api/v1/applications", map[string]string{"conversation": id, "infrastructure": "nowhere"}, 404, "nowhere"},
		"a bad address":          {"POST", "/api/v1/tickets", map[string]string{"conversation": id, "contact": "not an address"}, 400, "e-mail"},
		"tickets without staff":  {"GET", "/api/v1/tickets", nil, 401, "log in"},
		"no such page":           {"GET", "/assets/../../etc/passwd", nil, 404, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s.t = t
			var p struct {
				Title  string
				Status int
				Detail string
			}
			res := s.do(tt.method, tt.path, tt.body, &p)
			if res.StatusCode != tt.status || p.Status != tt.status || !strings.Contains(p.Detail, tt.says) {
				t.Errorf("status %d (%d in the body), %q; want %d and %q", res.StatusCode, p.Status, p.Detail, tt.status, tt.says)
			}
			if ct := res.Header.Get("Content-Type"); ct != "application/problem+json" {
				t.Errorf("content type %q", ct)
			}
		})
	}
	s.t = t
	var out struct{ Events []any }
	s.do("GET", "/api/v1/conversations/"+id+"/events", nil, &out)
	if len(out.Events) != 0 {
		t.Errorf("a refused message was stored: %v", out.Events)
	}
	res := s.do("POST", messages, nil, nil)
	if res.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("no content type: status %d", res.StatusCode)
	}
}

// Only the sites that the operator allowed may use the API from a browser.
func TestOrigins(t *testing.T) {
	s := newSite(t, web.Config{AllowedOrigins: []string{"https://facility.example"}})
	for _, tt := range []struct {
		origin, method, path string
		status               int
		allow                string
	}{
		{"https://facility.example", "POST", "/api/v1/conversations", 201, "https://facility.example"},
		{"https://facility.example", "OPTIONS", "/api/v1/conversations", 204, "https://facility.example"},
		{"https://facility.example", "GET", "/widget.js", 200, "https://facility.example"},
		{"https://facility.example", "GET", "/api/v1/tickets/t_x", 403, ""},
		{"https://facility.example", "POST", "/api/v1/session", 403, ""},
		{"https://evil.example", "POST", "/api/v1/conversations", 403, ""},
		{"https://evil.example", "OPTIONS", "/api/v1/conversations", 403, ""},
		{"https://facility.example.evil.example", "POST", "/api/v1/conversations", 403, ""},
		{"null", "POST", "/api/v1/conversations", 403, ""},
		{s.URL, "POST", "/api/v1/conversations", 201, ""},
		{"", "POST", "/api/v1/conversations", 201, ""},
	} {
		req, err := http.NewRequestWithContext(t.Context(), tt.method, s.URL+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if tt.origin != "" {
			req.Header.Set("Origin", tt.origin)
		}
		res := s.send(req, nil)
		if res.StatusCode != tt.status || res.Header.Get("Access-Control-Allow-Origin") != tt.allow {
			t.Errorf("%s %s from %q: %d, allow %q; want %d, %q", tt.method, tt.path, tt.origin, res.StatusCode, res.Header.Get("Access-Control-Allow-Origin"), tt.status, tt.allow)
		}
	}
}
