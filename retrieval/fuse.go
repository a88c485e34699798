package retrieval

import (
	"cmp"
	"slices"

	navigator "github.com/ri-navigator/navigator"
)

// Weights are the numbers of the ranking. The zero value means the defaults.
type Weights struct {
	// K1 and B are BM25's. Default 0.9 and 0.4: the values that Anserini's
	// baselines use for short scientific texts.
	K1, B float64
	// Dense is the share of the dense leg in the convex fusion of min-max scaled
	// scores. Default 0.7: best or equal on four judged collections.
	Dense float64
	// Title is the weight of a word found in the title beside its weight in the
	// text. Default 0.3; 0 for collections whose titles are part of the text is set by NoTitle.
	Title   float64
	NoTitle bool
	// Expansion is the weight of a word that the vocabulary adds to the query
	// against one that the person wrote. Default 0.5.
	Expansion float64
	// FurtherHit is what a record's second and third passage add to its best. Default 0.1.
	FurtherHit float64
	// Depth is how many passages of each leg take part in the fusion. Default 400.
	Depth int
}

// WithDefaults fills the fields that are zero.
func (w Weights) WithDefaults() Weights {
	w.K1 = cmp.Or(w.K1, 0.9)
	w.B = cmp.Or(w.B, 0.4)
	w.Dense = cmp.Or(w.Dense, 0.7)
	w.Expansion = cmp.Or(w.Expansion, 0.5)
	w.FurtherHit = cmp.Or(w.FurtherHit, 0.1)
	w.Depth = cmp.Or(w.Depth, 400)
	if !w.NoTitle {
		w.Title = cmp.Or(w.Title, 0.3)
	}
	return w
}

// fuse joins the legs. Each leg's best Depth passages are scaled to 0..1
// between that leg's worst and best of them; a passage that a leg did not
// find counts 0 there.
func (x *Index) fuse(lex, den []float64, keep []bool, leg Leg) []navigator.Hit {
	share := x.weights.Dense
	switch {
	case den == nil || leg == LegLexical:
		share = 0
	case leg == LegDense:
		share = 1
	}
	ls, ds := scaled(lex, keep, x.weights.Depth), scaled(den, keep, x.weights.Depth)
	var hits []navigator.Hit
	seen := map[int]bool{}
	for _, m := range []map[int]float64{ls, ds} {
		for i := range m {
			if seen[i] {
				continue
			}
			seen[i] = true
			h := navigator.Hit{Passage: x.passages[i], Lexical: lex[i]}
			if den != nil {
				h.Dense = den[i]
			}
			h.Score = (1-share)*ls[i] + share*ds[i]
			if h.Score > 0 {
				hits = append(hits, h)
			}
		}
	}
	slices.SortFunc(hits, func(a, b navigator.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
	return hits
}

// scaled takes the best depth scores above zero and brings them to 0..1; the
// last of them gets a hair above 0, so that being found still counts.
func scaled(scores []float64, keep []bool, depth int) map[int]float64 {
	var top []int
	for i, s := range scores {
		if s > 0 && (keep == nil || keep[i]) {
			top = append(top, i)
		}
	}
	slices.SortFunc(top, func(a, b int) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b)) })
	if len(top) > depth {
		top = top[:depth]
	}
	out := make(map[int]float64, len(top))
	if len(top) == 0 {
		return out
	}
	hi, lo := scores[top[0]], scores[top[len(top)-1]]
	for _, i := range top {
		if hi == lo {
			out[i] = 1
			continue
		}
		out[i] = max((scores[i]-lo)/(hi-lo), 1e-6)
	}
	return out
}
