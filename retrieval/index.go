// Package retrieval finds the passages and infrastructures that answer a
// query: by words (BM25), by meaning (vectors), fused with named weights,
// within typed filters that are decided before either leg looks.
//
// An Index is an immutable set of passages whose vectors arrive later, so that
// the program answers from words at once and better as the vectors come. Its
// legs search the process's own memory (package legs); the leg by meaning may
// be a database instead ([Index.SetNear]). Words are always scored here, by one
// analyser and one BM25, so that every store ranks alike.
package retrieval

import (
	"context"
	"sync/atomic"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval/legs"
)

// Embedder turns a query into a vector of the same model as the passages' vectors.
type Embedder interface {
	Name() string
	Query(ctx context.Context, text string) ([]float32, error)
	Passages(ctx context.Context, texts []string) ([][]float32, error)
}

// Near is the leg that finds by meaning. Documents are the passages' numbers.
type Near interface {
	// Near lists the k passages within the filters that are most like a query,
	// best first. Keep says the same as f, as a set.
	Near(ctx context.Context, query []float32, f navigator.Filters, keep legs.Bits, k int) ([]legs.Scored, error)
	// Cosines gives the likeness of a query to each of the passages.
	Cosines(ctx context.Context, query []float32, docs []uint32) ([]legs.Scored, error)
}

// Passages are what an index searches.
type Passages interface {
	Len() int
	At(i int) navigator.Passage
}

// List is passages held in memory.
type List []navigator.Passage

// Len is how many there are.
func (l List) Len() int { return len(l) }

// At is the passage of a number.
func (l List) At(i int) navigator.Passage { return l[i] }

// Index searches a fixed set of passages. It is safe for concurrent use.
type Index struct {
	weights  Weights
	passages Passages
	text     *legs.Words
	names    *legs.Words // titles only: a name in the query counts more than a word in the text
	facets   *facets
	near     atomic.Pointer[Near]
	done     atomic.Int64
	embedder atomic.Pointer[Embedder]
	reranker atomic.Pointer[Reranker]
	noModel  atomic.Bool
	file     *legs.File
}

// New indexes passages by their words. Weights' zero value means the defaults.
func New(passages []navigator.Passage, w Weights) *Index {
	w = w.WithDefaults()
	text, names := legs.NewBuilder(w.K1, w.B), legs.NewBuilder(w.K1, w.B)
	f := newFacets(len(passages))
	for i, p := range passages {
		title := Analyse(p.Title)
		names.Add(title)
		text.Add(append(append(title, Analyse(p.Text)...), Analyse(p.Search)...))
		f.add(i, p)
	}
	return &Index{weights: w, passages: List(passages), text: text.Index(), names: names.Index(), facets: f}
}

// Passages are what the index searches, in the order of their vectors.
func (x *Index) Passages() Passages { return x.passages }

// SetEmbedder gives the index the model that embeds queries.
func (x *Index) SetEmbedder(e Embedder) { x.embedder.Store(&e) }

// SetNear gives the index its leg by meaning, which knows all passages.
func (x *Index) SetNear(n Near) {
	x.near.Store(&n)
	x.done.Store(int64(x.passages.Len()))
}

// SetVectors gives the passages' vectors, in their order, nil where missing:
// the leg by meaning begins once none is.
func (x *Index) SetVectors(rows [][]float32) error {
	done := 0
	for _, r := range rows {
		if r != nil {
			done++
		}
	}
	x.done.Store(int64(done))
	if done == 0 || done < x.passages.Len() {
		return nil
	}
	flat := make([]float32, 0, len(rows)*len(rows[0]))
	for _, r := range rows {
		flat = append(flat, r...)
	}
	v, err := legs.NewVectors(len(rows[0]), flat)
	if err != nil {
		return err
	}
	x.SetNear(inMemory{v})
	return nil
}

// inMemory is the leg by meaning over the process's own vectors.
type inMemory struct{ *legs.Vectors }

func (m inMemory) Near(_ context.Context, query []float32, _ navigator.Filters, keep legs.Bits, k int) ([]legs.Scored, error) {
	return m.Vectors.Near(query, keep, k)
}

func (m inMemory) Cosines(_ context.Context, query []float32, docs []uint32) ([]legs.Scored, error) {
	return m.Vectors.Cosines(query, docs)
}

// Progress says how many passages have their vector.
func (x *Index) Progress() (done, total int) {
	return int(x.done.Load()), x.passages.Len()
}

// Uses reports whether the passages use a word, stop words included: two
// passages at least, as one may be a name or a slip.
func (x *Index) Uses(folded string) bool {
	terms := Analyse(folded)
	if len(terms) == 0 {
		return folded != ""
	}
	for _, t := range terms {
		if x.text.Documents(t) < 2 {
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
	if x.embedder.Load() == nil || x.near.Load() == nil {
		out = append(out, "lexical-only")
	}
	return out
}
