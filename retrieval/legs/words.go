package legs

import (
	"bytes"
	"math"
	"sort"
)

// Words is an inverted index with Okapi BM25. It is read-only and safe for concurrent use.
type Words struct {
	k1, b   float32
	terms   []byte   // the terms in order of their bytes, end to end
	ends    []uint32 // where each term ends
	first   []uint32 // where each term's postings begin; one more than terms
	docs    []uint32 // the postings' documents, rising within a term
	tf      []uint8  // how often, 255 at most
	length  []uint16 // each document's length in terms, 65,535 at most
	average float32
	norm    []float32 // k1·(1−b+b·length/average), by length
}

// Term is a word of a query with its weight.
type Term struct {
	Text   string
	Weight float64
}

// Builder collects documents for an index.
type Builder struct {
	k1, b    float64
	postings map[string]*postings
	length   []uint16
	sum      float64
}

type postings struct {
	docs []uint32
	tf   []uint8
}

// NewBuilder begins an index with BM25's parameters.
func NewBuilder(k1, b float64) *Builder {
	return &Builder{k1: k1, b: b, postings: map[string]*postings{}}
}

// Add appends a document's terms.
func (b *Builder) Add(terms []string) {
	doc := uint32(len(b.length))
	for _, t := range terms {
		p := b.postings[t]
		if p == nil {
			p = &postings{}
			b.postings[t] = p
		}
		if n := len(p.docs); n > 0 && p.docs[n-1] == doc {
			p.tf[n-1] = min(p.tf[n-1], math.MaxUint8-1) + 1
			continue
		}
		p.docs, p.tf = append(p.docs, doc), append(p.tf, 1)
	}
	b.length = append(b.length, uint16(min(len(terms), math.MaxUint16)))
	b.sum += float64(len(terms))
}

// Index closes the collection. The builder is spent.
func (b *Builder) Index() *Words {
	names := make([]string, 0, len(b.postings))
	total := 0
	for t, p := range b.postings {
		names = append(names, t)
		total += len(p.docs)
	}
	sort.Strings(names)
	x := &Words{
		k1: float32(b.k1), b: float32(b.b), length: b.length, average: float32(b.sum / math.Max(1, float64(len(b.length)))),
		docs: make([]uint32, 0, total), tf: make([]uint8, 0, total), first: []uint32{0},
	}
	for _, t := range names {
		p := b.postings[t]
		x.terms = append(x.terms, t...)
		x.ends = append(x.ends, uint32(len(x.terms)))
		x.docs, x.tf = append(x.docs, p.docs...), append(x.tf, p.tf...)
		x.first = append(x.first, uint32(len(x.docs)))
		delete(b.postings, t)
	}
	x.norms()
	return x
}

// norms are few: documents' lengths repeat.
func (x *Words) norms() {
	longest := 0
	for _, l := range x.length {
		longest = max(longest, int(l))
	}
	x.norm = make([]float32, longest+1)
	for l := range x.norm {
		x.norm[l] = x.k1 * (1 - x.b + x.b*float32(l)/max(x.average, 1e-9))
	}
}

// Len is how many documents there are.
func (x *Words) Len() int { return len(x.length) }

// Documents is how many documents use a term.
func (x *Words) Documents(term string) int {
	lo, hi := x.find(term)
	return int(hi - lo)
}

// find gives the range of a term's postings, empty where no document uses it.
func (x *Words) find(term string) (lo, hi uint32) {
	i := sort.Search(len(x.ends), func(i int) bool { return bytes.Compare(x.term(i), []byte(term)) >= 0 })
	if i == len(x.ends) || string(x.term(i)) != term {
		return 0, 0
	}
	return x.first[i], x.first[i+1]
}

func (x *Words) term(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = x.ends[i-1]
	}
	return x.terms[start:x.ends[i]]
}

// AddScores adds each document's BM25 score, times weight, to scores:
// idf·tf·(k1+1)/(tf+k1·(1−b+b·length/average)) with
// idf = ln(1+(N−df+½)/(df+½)), as Lucene has it.
func (x *Words) AddScores(scores []float32, terms []Term, weight float64) {
	n := float64(len(x.length))
	for _, t := range terms {
		lo, hi := x.find(t.Text)
		df := float64(hi - lo)
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		w := float32(weight * t.Weight * idf * (float64(x.k1) + 1))
		docs, tf := x.docs[lo:hi], x.tf[lo:hi]
		for i, d := range docs {
			f := float32(tf[i])
			scores[d] += w * f / (f + x.norm[x.length[d]])
		}
	}
}
