package agents

import (
	"cmp"
	"context"
	"math"

	"github.com/ri-navigator/navigator/retrieval"
)

// SearchHit is one infrastructure found, as the contract shows it.
type SearchHit struct {
	ID      string             `json:"id"`
	Name    string             `json:"name"`
	Kind    string             `json:"kind"`
	Score   float64            `json:"score"`
	Legs    map[string]float64 `json:"legs"`
	Passage struct {
		Section string `json:"section"`
		Text    string `json:"text"`
		URL     string `json:"url"`
	} `json:"passage"`
}

// Search finds infrastructures without a conversation: q.K of them at most.
func (g *Guide) Search(ctx context.Context, q retrieval.Query) ([]SearchHit, []string) {
	k := q.K
	q.Filters.Types = []string{"infrastructure", "service"}
	need := g.query(q.Text, q.Filters, 0)
	need.Leg = cmp.Or(q.Leg, retrieval.LegHybrid)
	res := g.Index.Search(ctx, need)
	out := []SearchHit{}
	for _, c := range g.Index.Candidates(res.Hits, k) {
		h := c.Hits[0]
		r := g.Corpus.Infrastructure(h.Passage.Record)
		s := SearchHit{ID: r.ID, Name: r.Name, Kind: r.Kind, Score: round(c.Score), Legs: map[string]float64{"lexical": round(h.Lexical), "dense": round(h.Dense)}}
		s.Passage.Section, s.Passage.Text, s.Passage.URL = h.Passage.Section, h.Passage.Text, h.Passage.URL
		out = append(out, s)
	}
	degraded := res.Degraded
	if degraded == nil {
		degraded = []string{}
	}
	return out, degraded
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
