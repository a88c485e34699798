package agents_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
	"github.com/ri-navigator/navigator/retrieval"
)

// What a query says of places becomes filters, and a hit says where its score comes from.
func TestSearchConstraints(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for text, want := range map[string]string{
		"a wave tank in Ireland":                        "country:IE",
		"battery test bed, not in France":               "not country:FR",
		"only technology infrastructures for batteries": "kind:technology",
		"cleanroom for photonics":                       "",
	} {
		hits, _ := g.Search(context.Background(), retrieval.Query{Text: text, K: 5})
		if len(hits) == 0 {
			t.Fatalf("%q finds nothing", text)
		}
		for _, h := range hits {
			if got := strings.TrimPrefix(strings.Join(h.Explain.Filters, " "), "type:infrastructure or type:service "); got != want {
				t.Errorf("%q is filtered by %q, want %q", text, got, want)
			}
			countries := g.Corpus.Infrastructure(h.ID).Sites
			if want == "country:IE" && !strings.Contains(placesOf(countries), "IE") || want == "not country:FR" && placesOf(countries) == "FR" {
				t.Errorf("%q finds %s in %v", text, h.ID, placesOf(countries))
			}
			if sum := h.Explain.Words + h.Explain.Meaning + h.Explain.Added; sum < h.Score-.01 || sum > h.Score+.01 {
				t.Errorf("%s: the parts of the score make %f, not %f", h.ID, sum, h.Score)
			}
		}
	}
}

// A question in another language finds the record by its glossary terms, its compounds and its country.
func TestSearchInOtherLanguages(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for text, want := range map[string]string{
		"Wellenkanal in Irland":                      "lir-notf",
		"supercomputer in Luxemburg für Unternehmen": "meluxina",
		"radioteleskops Latvijā":                     "virac-irbene",
		"önvezető autók tesztpályája Magyarországon": "zalazone",
	} {
		hits, _ := g.Search(context.Background(), retrieval.Query{Text: text, K: 3})
		var ids []string
		for _, h := range hits {
			ids = append(ids, h.ID)
		}
		if !slices.Contains(ids, want) {
			t.Errorf("%q finds %v, not %s", text, ids, want)
		}
	}
}

// A query that says nothing finds nothing, and none breaks anything.
func TestSearchBadInput(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for _, text := range []string{"", "   ", "the of and to", "🛰️🔬👩‍🔬", "\x00\x01\x02\u202e\u200b", "?!…"} {
		if hits, degraded := g.Search(context.Background(), retrieval.Query{Text: text, K: 10}); len(hits) > 0 || degraded == nil {
			t.Errorf("%q finds %d", text, len(hits))
		}
	}
	long := strings.Repeat("battery ", 6250) // 50,000 characters
	for _, k := range []int{0, 1_000_000_000} {
		if hits, _ := g.Search(context.Background(), retrieval.Query{Text: long, K: k}); len(hits) == 0 {
			t.Errorf("k of %d of a long query finds nothing", k)
		}
	}
}

func placesOf(sites []navigator.Site) string {
	var out []string
	for _, s := range sites {
		if !slices.Contains(out, s.Country) {
			out = append(out, s.Country)
		}
	}
	return strings.Join(out, " ")
}
