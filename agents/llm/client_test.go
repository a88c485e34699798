package llm_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/ri-navigator/navigator/agents/llm"
)

// endpoint speaks the protocol as the given function has it.
func endpoint(t *testing.T, f func(w http.ResponseWriter, r *http.Request)) *llm.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(f))
	t.Cleanup(s.Close)
	return llm.New(llm.Config{BaseURL: s.URL + "/v1/", APIKey: "key", Model: "m", FirstByte: 500 * time.Millisecond})
}

func chunk(w http.ResponseWriter, text, reason string) {
	fmt.Fprintf(w, "data: {\"choices\":[{\"delta\":{\"content\":%q},\"finish_reason\":%s}]}\n\n", text, reason)
	w.(http.Flusher).Flush()
}

func TestPhrase(t *testing.T) {
	c := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer key" {
			t.Errorf("asked %s with %q", r.URL.Path, r.Header.Get("Authorization"))
		}
		w.Header().Set("Content-Type", "text/event-stream")
		chunk(w, "This one ", "null")
		chunk(w, "[1].", "null")
		chunk(w, "", `"stop"`)
		fmt.Fprint(w, "data: [DONE]\n\n")
	})
	var streamed []string
	text, err := c.Phrase(t.Context(), "prompt", func(s string) { streamed = append(streamed, s) })
	if err != nil || text != "This one [1]." || strings.Join(streamed, "") != text || len(streamed) < 2 {
		t.Errorf("%q, %v, streamed %q", text, err, streamed)
	}
}

// Whatever is wrong with the endpoint is an error in bounded time, never half a text.
func TestPhraseFaults(t *testing.T) {
	for name, f := range map[string]func(w http.ResponseWriter, r *http.Request){
		"server error": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "boom", 500) },
		"refused key": func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, `{"error":{"message":"no"}}`, http.StatusUnauthorized)
		},
		"not JSON": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "data: hello\n\n") },
		"cut off": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			chunk(w, "This one", "null")
		},
		"cut by length": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			chunk(w, "This one", `"length"`)
			fmt.Fprint(w, "data: [DONE]\n\n")
		},
		"connection dropped": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/event-stream")
			chunk(w, "This", "null")
			panic(http.ErrAbortHandler)
		},
		"silent": func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			text, err := endpoint(t, f).Phrase(t.Context(), "prompt", func(string) {})
			if err == nil || text != "" {
				t.Errorf("%q, %v", text, err)
			}
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// A stop reaches the endpoint: it sees its request end.
func TestPhraseStops(t *testing.T) {
	ended := make(chan bool, 1)
	c := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		chunk(w, "This", "null")
		select {
		case <-r.Context().Done():
			ended <- true
		case <-time.After(10 * time.Second):
			ended <- false
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := c.Phrase(ctx, "prompt", func(string) { cancel() }); err == nil {
		t.Error("a stopped answer came whole")
	}
	if !<-ended {
		t.Error("the endpoint was not told")
	}
}
