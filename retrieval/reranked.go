package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	navigator "github.com/ri-navigator/navigator"
)

// Reranker judges how well texts answer a query.
type Reranker interface {
	Rerank(ctx context.Context, query string, documents []string) ([]float64, error)
}

// rerankDepth is how many of the best hits a reranker judges: such services
// take some ten milliseconds a text.
const rerankDepth = 50

// SetReranker gives the index a service that puts the best hits of hybrid searches in order.
func (x *Index) SetReranker(r Reranker) { x.reranker.Store(&r) }

// rerank puts the best hits in the reranker's order, with scores from the best
// one's downwards; where the reranker fails they stay as they were.
func (x *Index) rerank(ctx context.Context, query string, hits []navigator.Hit) error {
	r := x.reranker.Load()
	if r == nil || len(hits) < 2 {
		return nil
	}
	top := hits[:min(rerankDepth, len(hits))]
	texts, scores := make([]string, len(top)), make([]float64, len(top))
	for i, h := range top {
		texts[i], scores[i] = h.Passage.Title+". "+h.Passage.Text, h.Score
	}
	relevance, err := (*r).Rerank(ctx, query, texts)
	if err != nil {
		return fmt.Errorf("the hits were not reranked: %w", err)
	}
	order := make([]int, len(top))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(relevance[b], relevance[a]) })
	was := slices.Clone(top)
	for i, j := range order {
		top[i] = was[j]
		top[i].Score = scores[i] // the places' scores, so that what is added later weighs the same
	}
	return nil
}
