package retrieval

import (
	"context"
	"fmt"
	"math"
)

// Across finds records by a text in any language: by a model that puts texts of
// all languages beside each other, and one vector a record.
type Across struct {
	model Embedder
	ids   []string
	rows  [][]float32
}

// NewAcross takes the records' ids and their vectors, which the model made of
// texts in English, in the same order.
func NewAcross(model Embedder, ids []string, rows [][]float32) (*Across, error) {
	if len(ids) != len(rows) || len(ids) < 2 {
		return nil, fmt.Errorf("%d records have %d vectors", len(ids), len(rows))
	}
	return &Across{model, ids, rows}, nil
}

// Likeness is how much each record is like a text: its cosine as the distance
// from the mean over all records, in standard deviations. The bare cosines of
// such a model lie close together and hang on the text.
func (a *Across) Likeness(ctx context.Context, text string) (map[string]float64, error) {
	v, err := a.model.Query(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("the text was not embedded: %w", err)
	}
	cosines := make([]float64, len(a.rows))
	var sum, squares float64
	for i, row := range a.rows {
		var c float64
		for j, x := range row {
			c += float64(x) * float64(v[j])
		}
		cosines[i] = c
		sum += c
		squares += c * c
	}
	n := float64(len(cosines))
	mean := sum / n
	deviation := math.Sqrt(max(0, squares/n-mean*mean))
	out := make(map[string]float64, len(cosines))
	for i, c := range cosines {
		if deviation > 0 {
			out[a.ids[i]] = (c - mean) / deviation
		}
	}
	return out, nil
}
