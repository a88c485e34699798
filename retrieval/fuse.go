package retrieval

import (
	"cmp"
	"math"
	"slices"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval/legs"
)

// share is the dense leg's part in a search.
func (x *Index) share(leg Leg, meaning bool) float64 {
	switch {
	case leg == LegLexical || !meaning:
		return 0
	case leg == LegDense:
		return 1
	}
	return x.weights.Dense
}

// fused is a document with both legs' own scores and what each adds to the
// score of the two.
type fused struct {
	doc                uint32
	lex, den           float64
	fromWords, meaning float64
}

func (f fused) score() float64 { return f.fromWords + f.meaning }

// fuse joins the legs and gives the k best, best first; all for k of 0. Each
// leg's scores become distances from the mean of its best, in standard
// deviations: unlike the distance from the best to the worst, that does not hang
// on a single outlier. A document that one leg found counts with its true score
// in the other. The sum is brought to 0..1, where 1 is to be first in both.
func fuse(all []fused, lex, den []legs.Scored, share float64, depth, k int) []fused {
	l, d := standard(lex, depth), standard(den, depth)
	if share < 1 && share > 0 && len(lex) == 0 {
		share = 1 // no word of the query is known: only its meaning is left
	}
	var loW, hiW, loM, hiM float64
	for i := range all {
		f := &all[i]
		f.fromWords, f.meaning = (1-share)*l.of(f.lex), share*d.of(f.den)
		if i == 0 {
			loW, hiW, loM, hiM = f.fromWords, f.fromWords, f.meaning, f.meaning
		}
		loW, hiW = min(loW, f.fromWords), max(hiW, f.fromWords)
		loM, hiM = min(loM, f.meaning), max(hiM, f.meaning)
	}
	span := hiW - loW + hiM - loM
	for i := range all {
		f := &all[i]
		if span == 0 { // all alike: each is as good as the best
			f.fromWords, f.meaning = 1-share, share
			continue
		}
		f.fromWords, f.meaning = (f.fromWords-loW)/span, (f.meaning-loM)/span
	}
	return best(all, k)
}

// best are the k best in order; all of them for k of 0.
func best(all []fused, k int) []fused {
	if k <= 0 || k >= len(all) {
		slices.SortFunc(all, better)
		return all
	}
	top := make([]fused, 0, k+1)
	for _, f := range all {
		if len(top) == k && better(f, top[k-1]) > 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(top, f, better)
		top = slices.Insert(top, i, f)
		top = top[:min(len(top), k)]
	}
	return top
}

func better(a, b fused) int {
	return cmp.Or(cmp.Compare(b.score(), a.score()), cmp.Compare(a.doc, b.doc))
}

// scale is the mean and the standard deviation of a leg's best.
type scale struct{ mean, deviation float64 }

// standard takes depth scores; what the leg did not find counts 0.
func standard(list []legs.Scored, depth int) scale {
	n := float64(max(depth, len(list)))
	var sum, squares float64
	for _, s := range list {
		sum += float64(s.Score)
		squares += float64(s.Score) * float64(s.Score)
	}
	mean := sum / n
	return scale{mean, math.Sqrt(max(0, squares/n-mean*mean))}
}

func (s scale) of(score float64) float64 {
	if s.deviation == 0 {
		return 0
	}
	return (score - s.mean) / s.deviation
}

// union lists the documents that a leg found, once each.
func union(lex, den []legs.Scored) []uint32 {
	out := make([]uint32, 0, len(lex)+len(den))
	for _, s := range lex {
		out = append(out, s.Doc)
	}
	for _, s := range den {
		out = append(out, s.Doc)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hits are the documents with their passages.
func (x *Index) hits(all []fused) []navigator.Hit {
	out := make([]navigator.Hit, len(all))
	for i, f := range all {
		out[i] = navigator.Hit{
			Passage: x.passages.At(int(f.doc)), Score: f.score(), Lexical: f.lex, Dense: f.den,
			FromWords: f.fromWords, FromMeaning: f.meaning,
		}
	}
	return out
}

// Candidates groups hits by infrastructure: the best passage counts whole,
// further ones add a little. Order is by score, then by id, so that the same
// evidence gives the same answer.
func (x *Index) Candidates(hits []navigator.Hit) []navigator.Candidate {
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
	return out
}
