package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval/legs"
)

// Leg names a way of searching.
type Leg string

// The legs.
const (
	LegHybrid  Leg = "hybrid"
	LegLexical Leg = "lexical"
	LegDense   Leg = "dense"
)

// Query is one search.
type Query struct {
	Text string
	// Meaning is the text for the dense leg where it is to differ. Default Text.
	Meaning string
	// Expand are further words for the lexical leg, at a lower weight.
	Expand  []string
	Filters navigator.Filters
	Leg     Leg
	K       int
}

// Result is the hits of a search, what the search had to do without, and the
// fault, if there was one, that made it do without.
type Result struct {
	Hits     []navigator.Hit
	Degraded []string
	Fault    error
}

// MaxQuery is how much of a query is read, in bytes: no need is told in more.
const MaxQuery = 4000

// Search gives the K best passages. A query without a term gives none.
func (x *Index) Search(ctx context.Context, q Query) Result {
	if len(q.Text) > MaxQuery {
		q.Text = cutText(q.Text, MaxQuery)
	}
	terms := x.terms(q)
	if len(terms) == 0 {
		return Result{}
	}
	keep := x.facets.keep(q.Filters)
	var r Result
	legs.WithScores(x.passages.Len(), func(scores []float32) {
		words := make(chan []legs.Scored, 1)
		go func() { words <- x.lexical(scores, terms, keep) }()
		var m meaning
		if q.Leg != LegLexical {
			m, r.Fault = x.dense(ctx, cmp.Or(q.Meaning, q.Text), q.Filters, keep)
		}
		lex := <-words
		if q.Leg == LegDense && m.query != nil {
			lex = nil
		}
		if q.Leg != LegLexical && m.query == nil {
			r.Degraded = x.withoutMeaning()
		}
		all, err := x.complete(ctx, union(lex, m.found), scores, m)
		r.Fault = errors.Join(r.Fault, err)
		depth := min(x.weights.Depth, keep.Count(x.passages.Len()))
		r.Hits = x.hits(fuse(all, lex, m.found, x.share(q.Leg, m.query != nil), depth, max(q.K, x.leastHits(q))))
	})
	if q.Leg == LegHybrid || q.Leg == "" {
		r.Fault = errors.Join(r.Fault, x.rerank(ctx, q.Text, r.Hits))
	}
	if q.K > 0 && len(r.Hits) > q.K {
		r.Hits = r.Hits[:q.K]
	}
	return r
}

// leastHits is how many hits a reranker wants to see; 0 where there is none or all are asked for.
func (x *Index) leastHits(q Query) int {
	if x.reranker.Load() == nil || q.K == 0 {
		return 0
	}
	return rerankDepth
}

// withoutMeaning says why there was no search by meaning.
func (x *Index) withoutMeaning() []string {
	if d := x.Degraded(); len(d) > 0 {
		return d
	}
	return []string{"lexical-only"} // it failed this once
}

// terms are the query's own words and, at a lower weight, those that expand it, in a fixed order.
func (x *Index) terms(q Query) []legs.Term {
	weight := map[string]float64{}
	for _, t := range Analyse(q.Text) {
		weight[t]++
	}
	for _, e := range q.Expand {
		for _, t := range Analyse(e) {
			if weight[t] == 0 {
				weight[t] = x.weights.Expansion
			}
		}
	}
	out := make([]legs.Term, 0, len(weight))
	for _, t := range slices.Sorted(maps.Keys(weight)) {
		out = append(out, legs.Term{Text: t, Weight: weight[t]})
	}
	return out
}

func (x *Index) lexical(scores []float32, terms []legs.Term, keep legs.Bits) []legs.Scored {
	x.text.AddScores(scores, terms, 1)
	if x.weights.Title > 0 {
		x.names.AddScores(scores, terms, x.weights.Title)
	}
	return legs.Best(scores, keep, x.weights.Depth)
}

// meaning is a query's vector, nil without a model or vectors, and the passages most like it.
type meaning struct {
	query []float32
	found []legs.Scored
	near  Near
}

func (x *Index) dense(ctx context.Context, text string, f navigator.Filters, keep legs.Bits) (meaning, error) {
	e, near := x.embedder.Load(), x.near.Load()
	if e == nil || near == nil {
		return meaning{}, nil
	}
	v, err := (*e).Query(ctx, text)
	if err != nil {
		return meaning{}, fmt.Errorf("the query was not embedded: %w", err)
	}
	found, err := (*near).Near(ctx, v, f, keep, x.weights.Depth)
	if err != nil {
		return meaning{}, fmt.Errorf("the search by meaning failed: %w", err)
	}
	return meaning{v, found, *near}, nil
}

// complete gives each document both legs' scores, those too that its leg did not list.
func (x *Index) complete(ctx context.Context, docs []uint32, scores []float32, m meaning) ([]fused, error) {
	all := make([]fused, len(docs))
	for i, d := range docs {
		all[i] = fused{doc: d, lex: float64(scores[d])}
	}
	if m.query == nil {
		return all, nil
	}
	known := legs.NewBits(x.passages.Len())
	at := func(doc uint32) int { i, _ := slices.BinarySearch(docs, doc); return i } // docs rise
	for _, s := range m.found {
		all[at(s.Doc)].den = float64(s.Score)
		known.Set(int(s.Doc))
	}
	missing := make([]uint32, 0, len(docs)-len(m.found))
	for _, d := range docs {
		if !known.Has(d) {
			missing = append(missing, d)
		}
	}
	more, err := m.near.Cosines(ctx, m.query, missing)
	if err != nil {
		return all, fmt.Errorf("the likeness of what the words found is missing: %w", err)
	}
	for _, s := range more {
		all[at(s.Doc)].den = float64(s.Score)
	}
	return all, nil
}

func cutText(s string, n int) string {
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
