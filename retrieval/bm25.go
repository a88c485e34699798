package retrieval

import "math"

// bm25 is an inverted index with Okapi BM25 scoring, held in memory.
type bm25 struct {
	k1, b    float64
	postings map[string][]posting
	length   []float32
	average  float64
}

type posting struct {
	doc int32
	tf  float32
}

func newBM25(k1, b float64) *bm25 {
	return &bm25{k1: k1, b: b, postings: map[string][]posting{}}
}

// add appends a document; its number is the count of those before it.
func (x *bm25) add(terms []string) {
	doc := int32(len(x.length))
	tf := map[string]float32{}
	for _, t := range terms {
		tf[t]++
	}
	for t, n := range tf {
		x.postings[t] = append(x.postings[t], posting{doc, n})
	}
	x.length = append(x.length, float32(len(terms)))
	x.average += (float64(len(terms)) - x.average) / float64(len(x.length))
}

// scores gives each document's score for the query's weighted terms; 0 where no term occurs.
func (x *bm25) scores(terms map[string]float64) []float64 {
	out := make([]float64, len(x.length))
	n := float64(len(x.length))
	for t, weight := range terms {
		list := x.postings[t]
		df := float64(len(list))
		idf := math.Log(1 + (n-df+0.5)/(df+0.5))
		for _, p := range list {
			tf := float64(p.tf)
			norm := x.k1 * (1 - x.b + x.b*float64(x.length[p.doc])/x.average)
			out[p.doc] += weight * idf * tf * (x.k1 + 1) / (tf + norm)
		}
	}
	return out
}
