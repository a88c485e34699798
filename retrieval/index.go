// Package retrieval finds the passages and infrastructures that answer a
// query: by words (BM25), by meaning (vectors), fused with named weights,
// within typed filters.
//
// An Index is an immutable set of passages whose vectors arrive later, so that
// the program answers from words at once and better as the vectors come.
package retrieval

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	navigator "github.com/ri-navigator/navigator"
)

// Embedder turns a query into a vector of the same model as the passages' vectors.
type Embedder interface {
	Name() string
	Query(ctx context.Context, text string) ([]float32, error)
	Passages(ctx context.Context, texts []string) ([][]float32, error)
}

// Leg names a way of searching.
type Leg string

// The legs.
const (
	LegHybrid  Leg = "hybrid"
	LegLexical Leg = "lexical"
	LegDense   Leg = "dense"
)

// Index searches a fixed set of passages. It is safe for concurrent use.
type Index struct {
	weights  Weights
	passages []navigator.Passage
	text     *bm25
	names    *bm25 // titles only: a name in the query counts more than a word in the text
	vectors  atomic.Pointer[vectors]
	embedder atomic.Pointer[Embedder]
	noModel  atomic.Bool
}

type vectors struct {
	rows [][]float32 // nil where not yet computed
	done int
}

// New indexes passages by their words. Weights' zero value means the defaults.
func New(passages []navigator.Passage, w Weights) *Index {
	w = w.WithDefaults()
	x := &Index{weights: w, passages: passages, text: newBM25(w.K1, w.B), names: newBM25(w.K1, w.B)}
	for _, p := range passages {
		title := Analyse(p.Title)
		x.names.add(title)
		x.text.add(append(append(title, Analyse(p.Text)...), Analyse(p.Search)...))
	}
	return x
}

// Passages are what the index searches, in the order of their vectors.
func (x *Index) Passages() []navigator.Passage { return x.passages }

// SetEmbedder gives the index the model that embeds queries.
func (x *Index) SetEmbedder(e Embedder) { x.embedder.Store(&e) }

// SetVectors replaces the passages' vectors; rows are in the passages' order, nil where missing.
func (x *Index) SetVectors(rows [][]float32) {
	v := &vectors{rows: rows}
	for _, r := range rows {
		if r != nil {
			v.done++
		}
	}
	x.vectors.Store(v)
}

// Progress says how many passages have their vector.
func (x *Index) Progress() (done, total int) {
	if v := x.vectors.Load(); v != nil {
		done = v.done
	}
	return done, len(x.passages)
}

// Uses reports whether the passages use a word, stop words included: two
// passages at least, as one may be a name or a slip.
func (x *Index) Uses(folded string) bool {
	terms := Analyse(folded)
	if len(terms) == 0 {
		return folded != ""
	}
	for _, t := range terms {
		if len(x.text.postings[t]) < 2 {
			return false
		}
	}
	return true
}

// NoModel tells the index that no model will come: it searches by words for good.
func (x *Index) NoModel() { x.noModel.Store(true) }

// Degraded says what searches have to do without: "no-model" where the
// embedding model is missing, "lexical-only" while the vectors are not there.
func (x *Index) Degraded() []string {
	out := []string{}
	if x.noModel.Load() {
		out = append(out, "no-model")
	}
	if done, total := x.Progress(); x.embedder.Load() == nil || done < total {
		out = append(out, "lexical-only")
	}
	return out
}

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

// Result is the hits of a search and what the search had to do without.
type Result struct {
	Hits     []navigator.Hit
	Degraded []string
}

// MaxQuery is how much of a query is read, in bytes: no need is told in more.
const MaxQuery = 4000

// Search gives the K best passages. A query without a term gives none.
func (x *Index) Search(ctx context.Context, q Query) Result {
	if len(q.Text) > MaxQuery {
		q.Text = cutText(q.Text, MaxQuery)
	}
	terms := x.terms(q)
	var r Result
	if len(terms) == 0 {
		return r
	}
	keep := x.filter(q.Filters)
	lex := x.lexical(terms, keep)
	var den []float64
	if q.Leg != LegLexical {
		den = x.dense(ctx, cmp.Or(q.Meaning, q.Text), keep)
		if den == nil {
			r.Degraded = x.Degraded()
		}
	}
	r.Hits = x.fuse(lex, den, keep, q.Leg)
	if q.K > 0 && len(r.Hits) > q.K {
		r.Hits = r.Hits[:q.K]
	}
	return r
}

func (x *Index) terms(q Query) map[string]float64 {
	terms := map[string]float64{}
	for _, t := range Analyse(q.Text) {
		terms[t]++
	}
	for _, e := range q.Expand {
		for _, t := range Analyse(e) {
			if terms[t] == 0 {
				terms[t] = x.weights.Expansion
			}
		}
	}
	return terms
}

func (x *Index) lexical(terms map[string]float64, keep []bool) []float64 {
	s := x.text.scores(terms)
	if x.weights.Title > 0 {
		for i, t := range x.names.scores(terms) {
			s[i] += x.weights.Title * t
		}
	}
	for i := range s {
		if keep != nil && !keep[i] {
			s[i] = 0
		}
	}
	return s
}

// dense gives each passage's cosine similarity, or nil without a model or vectors.
func (x *Index) dense(ctx context.Context, text string, keep []bool) []float64 {
	e, v := x.embedder.Load(), x.vectors.Load()
	if e == nil || v == nil || v.done < len(x.passages) {
		return nil
	}
	q, err := (*e).Query(ctx, text)
	if err != nil {
		return nil
	}
	out := make([]float64, len(v.rows))
	for i, row := range v.rows {
		if keep == nil || keep[i] {
			out[i] = float64(dot(q, row))
		}
	}
	return out
}

func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}

// Candidates groups hits by infrastructure: the best passage counts whole,
// further ones add a little. Order is by score, then by id, so that the same
// evidence gives the same answer.
func (x *Index) Candidates(hits []navigator.Hit, k int) []navigator.Candidate {
	at := map[string]int{}
	var out []navigator.Candidate
	for _, h := range hits {
		if h.Passage.Type != "infrastructure" && h.Passage.Type != "service" {
			continue
		}
		i, ok := at[h.Passage.Record]
		if !ok {
			at[h.Passage.Record] = len(out)
			out = append(out, navigator.Candidate{Score: h.Score, Hits: []navigator.Hit{h}})
			continue
		}
		out[i].Hits = append(out[i].Hits, h)
		if n := len(out[i].Hits); n <= 3 {
			out[i].Score += x.weights.FurtherHit * h.Score
		}
	}
	slices.SortStableFunc(out, func(a, b navigator.Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Hits[0].Passage.Record, b.Hits[0].Passage.Record))
	})
	if k > 0 && len(out) > k {
		out = out[:k]
	}
	return out
}

func cutText(s string, n int) string {
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
