package retrieval

import (
	"cmp"
	"math"
	"slices"
)

// Figures are the means over queries of the usual measures.
type Figures struct {
	NDCG10    float64 `json:"ndcg@10"`
	Recall100 float64 `json:"recall@100"`
	MRR10     float64 `json:"mrr@10"`
}

// Score measures one ranking of document ids against graded judgements.
// nDCG is the mean of (2^grade-1)/log2(rank+1) over its best possible value,
// as trec_eval gives with linear gain where all grades are 1.
func Score(ranked []string, grades map[string]int) Figures {
	var f Figures
	relevant := 0
	var ideal []int
	for _, g := range grades {
		if g > 0 {
			relevant++
			ideal = append(ideal, g)
		}
	}
	if relevant == 0 {
		return f
	}
	slices.SortFunc(ideal, func(a, b int) int { return cmp.Compare(b, a) })
	var dcg, best float64
	for i, g := range ideal[:min(10, len(ideal))] {
		best += gain(g) / math.Log2(float64(i)+2)
	}
	found := 0
	for i, id := range ranked {
		g := grades[id]
		if g <= 0 {
			continue
		}
		if i < 10 {
			dcg += gain(g) / math.Log2(float64(i)+2)
			if f.MRR10 == 0 {
				f.MRR10 = 1 / float64(i+1)
			}
		}
		if i < 100 {
			found++
		}
	}
	f.NDCG10 = dcg / best
	f.Recall100 = float64(found) / float64(relevant)
	return f
}

func gain(g int) float64 { return math.Exp2(float64(g)) - 1 }

// Mean averages figures.
func Mean(fs []Figures) Figures {
	var m Figures
	for _, f := range fs {
		m.NDCG10 += f.NDCG10
		m.Recall100 += f.Recall100
		m.MRR10 += f.MRR10
	}
	n := math.Max(1, float64(len(fs)))
	return Figures{m.NDCG10 / n, m.Recall100 / n, m.MRR10 / n}
}
