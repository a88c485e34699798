package agents

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
)

// Explanation says where a hit's score comes from: what the words and what the
// meaning gave, what was added for further passages and for the place named, and
// the filters that were read out of the query.
type Explanation struct {
	Words   float64  `json:"words"`
	Meaning float64  `json:"meaning"`
	Added   float64  `json:"added"`
	Filters []string `json:"filters"`
}

// SearchHit is one infrastructure found, as the contract shows it.
type SearchHit struct {
	ID      string             `json:"id"`
	Name    string             `json:"name"`
	Kind    string             `json:"kind"`
	Status  string             `json:"status"`
	Score   float64            `json:"score"`
	Legs    map[string]float64 `json:"legs"`
	Explain Explanation        `json:"explain"`
	Passage struct {
		Section string `json:"section"`
		Text    string `json:"text"`
		URL     string `json:"url"`
	} `json:"passage"`
}

// Search finds infrastructures without a conversation: q.K of them at most.
func (g *Guide) Search(ctx context.Context, q retrieval.Query) ([]SearchHit, []string) {
	k := q.K
	r, _ := g.read(q.Text, "")
	where, said := r.constraints(&q)
	q.Filters.Types = []string{"infrastructure", "service"}
	need := g.query(strings.Join(append([]string{r.text}, r.gloss.Also(0, len(r.text))...), " "), q.Filters, 0)
	need.Leg = cmp.Or(q.Leg, retrieval.LegHybrid)
	res := g.Index.Search(ctx, need)
	if res.Fault != nil {
		g.Logger.Error("the search had to do without a part", "err", res.Fault)
	}
	out := []SearchHit{}
	cands := g.Index.Candidates(res.Hits)
	if need.Leg == retrieval.LegHybrid {
		cands = g.alike(ctx, cands, navigator.Understanding{Told: r.said, Language: r.gloss.Language, Filters: q.Filters})
	}
	for _, c := range first(k, g.fitting(r.placed(cands), said)) {
		h := c.Hits[0]
		r := g.Corpus.Infrastructure(h.Passage.Record)
		s := SearchHit{
			ID: r.ID, Name: r.Name, Kind: r.Kind, Status: r.Status, Score: round(c.Score), Legs: map[string]float64{"lexical": round(h.Lexical), "dense": round(h.Dense)},
			Explain: Explanation{Words: round(h.FromWords), Meaning: round(h.FromMeaning), Added: round(c.Score - h.Score), Filters: where},
		}
		s.Passage.Section, s.Passage.Text, s.Passage.URL = h.Passage.Section, h.Passage.Text, h.Passage.URL
		out = append(out, s)
	}
	degraded := res.Degraded
	if degraded == nil {
		degraded = []string{}
	}
	return out, degraded
}

// fitting weighs candidates by their status and by the readiness level and the
// access mode that a query states, as the chat does.
func (g *Guide) fitting(cands []navigator.Candidate, said navigator.Understanding) []navigator.Candidate {
	for i := range cands {
		c := &cands[i]
		c.Infrastructure = g.Corpus.Infrastructure(c.Hits[0].Passage.Record)
		g.adjustTRL(c, said)
		g.adjustMode(c, said)
		if c.Infrastructure.Status != "operating" {
			c.Score -= penaltyClosed
		}
	}
	slices.SortStableFunc(cands, func(a, b navigator.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return cands
}

// constraints takes out of an English query where a facility should or should
// not stand, as filters where the caller gave none, and what it says of
// readiness and access mode. It lists the filters.
func (r *reading) constraints(q *retrieval.Query) ([]string, navigator.Understanding) {
	out := []string{}
	said := navigator.Understanding{Language: "en"}
	if r.gloss.Language != "en" {
		return out, said
	}
	r.extract()
	said.Facts = r.facts
	for _, f := range r.facts { // a query is about the facility: "a wave tank in Ireland" wants it there
		if code, ok := f.Value.(string); ok && f.Name == "country" && f.Confidence < navigator.Doubtful && inBefore.MatchString(q.Text[:f.Source.Start]) {
			r.where.Countries = append(r.where.Countries, code)
		}
	}
	var read navigator.Filters
	r.filters(&read)
	if len(q.Filters.Countries)+len(q.Filters.NotCountries) == 0 {
		q.Filters.Countries, q.Filters.NotCountries = read.Countries, read.NotCountries
	}
	if len(q.Filters.Kinds) == 0 {
		q.Filters.Kinds = read.Kinds
	}
	for _, group := range retrieval.Groups(q.Filters) {
		out = append(out, strings.Join(group, " or "))
	}
	for _, c := range q.Filters.NotCountries {
		out = append(out, "not country:"+c)
	}
	return out, said
}

// penaltyClosed puts what can't be used now, as it ended or is being built,
// behind what fits nearly as well.
const penaltyClosed = 0.1

// boostPlace is what a record gains that stands in a country which a query in
// another language names: "in Polen" there is mostly where the facility should be.
const boostPlace = 0.3

// placed puts the candidates forward that stand where a query in another language says.
func (r *reading) placed(cands []navigator.Candidate) []navigator.Candidate {
	if r.gloss.Language == "en" {
		return cands
	}
	for _, p := range r.guide.gazette.find(r.text) {
		for i := range cands {
			if slices.Contains(cands[i].Hits[0].Passage.Facets.Countries, p.code) {
				cands[i].Score += boostPlace
			}
		}
	}
	slices.SortStableFunc(cands, func(a, b navigator.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return cands
}

// first are the first k; all of them for k of 0.
func first[T any](k int, list []T) []T {
	if k > 0 && len(list) > k {
		return list[:k]
	}
	return list
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
