package rerank_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/rerank"
)

// The service's order replaces ours; where it fails in any way, ours stays and the fault is told.
func TestRerank(t *testing.T) {
	ps := []navigator.Passage{{ID: "a", Text: "battery battery test"}, {ID: "b", Text: "battery"}, {ID: "c", Text: "battery cell pilot line"}}
	answers := map[string]string{
		"good":    `{"results":[{"index":2,"relevance_score":0.1},{"index":0,"relevance_score":0.2},{"index":1,"relevance_score":0.9}]}`,
		"missing": `{"results":[{"index":0,"relevance_score":0.2}]}`,
		"outside": `{"results":[{"index":7,"relevance_score":0.2}]}`,
		"broken":  `<html>`,
	}
	for name, body := range answers {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var ask struct {
				Query     string
				Documents []string
			}
			if err := json.NewDecoder(r.Body).Decode(&ask); err != nil || ask.Query != "battery" || len(ask.Documents) != 3 || r.Header.Get("Authorization") != "Bearer k" {
				t.Errorf("asked %+v, %v", ask, err)
			}
			_, _ = w.Write([]byte(body))
		}))
		x := retrieval.New(ps, retrieval.Weights{})
		ours := order(x.Search(context.Background(), retrieval.Query{Text: "battery"}))
		x.SetReranker(rerank.New(rerank.Config{URL: server.URL, Key: "k"}))
		r := x.Search(context.Background(), retrieval.Query{Text: "battery"})
		server.Close()
		if name == "good" {
			second := strings.Fields(ours)[1] // document 1 as it was sent
			if got := order(r); !strings.HasPrefix(got, second) || r.Fault != nil {
				t.Errorf("the order is %s, want %s first; %v", got, second, r.Fault)
			}
			continue
		}
		if got := order(r); got != ours || r.Fault == nil {
			t.Errorf("%s: the order is %s, was %s; fault %v", name, got, ours, r.Fault)
		}
	}
}

func order(r retrieval.Result) string {
	var ids []string
	for _, h := range r.Hits {
		ids = append(ids, h.Passage.ID)
	}
	return strings.Join(ids, " ")
}
