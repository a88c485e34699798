package retrieval

import "cmp"

// Weights are the numbers of the ranking. The zero value means the defaults.
type Weights struct {
	// K1 and B are BM25's. Default 0.9 and 0.4: the values that Anserini's
	// baselines use for short scientific texts.
	K1, B float64
	// Dense is the share of the dense leg in the fusion of standardised scores.
	// Default 0.7: best of 0.6 to 0.8 on SciFact's training queries.
	Dense float64
	// Title is the weight of a word found in the title beside its weight in the
	// text. Default 0.3, best of 0, 0.3 and 0.5 on SciFact's training queries; 0 for collections whose titles are part of the text is set by NoTitle.
	Title   float64
	NoTitle bool
	// Expansion is the weight of a word that the vocabulary adds to the query
	// against one that the person wrote. Default 0.5.
	Expansion float64
	// FurtherHit is what a record's second and third passage add to its best. Default 0.1.
	FurtherHit float64
	// Depth is how many passages of each leg take part in the fusion, and whose
	// scores give its scale. Default 1000: on SciFact's training queries nDCG@10
	// and recall@100 rise from 100 (.7791, .968) by 400 (.7800, .970) to 1000
	// (.7807, .972).
	Depth int
}

// WithDefaults fills the fields that are zero.
func (w Weights) WithDefaults() Weights {
	w.K1 = cmp.Or(w.K1, 0.9)
	w.B = cmp.Or(w.B, 0.4)
	w.Dense = cmp.Or(w.Dense, 0.7)
	w.Expansion = cmp.Or(w.Expansion, 0.5)
	w.FurtherHit = cmp.Or(w.FurtherHit, 0.1)
	w.Depth = cmp.Or(w.Depth, 1000)
	if !w.NoTitle {
		w.Title = cmp.Or(w.Title, 0.3)
	}
	return w
}
