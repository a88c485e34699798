package legs

import (
	"cmp"
	"slices"
)

// Scored is a document with a leg's score.
type Scored struct {
	Doc   uint32
	Score float32
}

// better orders by score, then by number, so that ties never depend on chance.
func better(a, b Scored) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Doc, b.Doc))
}

// Best lists the k best scores above zero of the documents to keep, best first.
func Best(scores []float32, keep Bits, k int) []Scored {
	if k <= 0 {
		return nil
	}
	h := make(heap, 0, min(k, len(scores)))
	for d, s := range scores {
		if s <= 0 || len(h) == k && s <= h[0].Score || !keep.Has(uint32(d)) {
			continue
		}
		h.offer(Scored{uint32(d), s}, k)
	}
	return h.sorted()
}

// heap holds the best so far, the worst of them first.
type heap []Scored

// offer takes a document in where it is among the k best. Documents come in
// rising order, so that of equal scores the first is kept.
func (h *heap) offer(x Scored, k int) {
	if len(*h) < k {
		*h = append(*h, x)
		h.up(len(*h) - 1)
		return
	}
	if better(x, (*h)[0]) < 0 {
		(*h)[0] = x
		h.down(0)
	}
}

func (h heap) up(i int) {
	for i > 0 {
		p := (i - 1) / 2
		if better(h[p], h[i]) > 0 {
			return
		}
		h[p], h[i] = h[i], h[p]
		i = p
	}
}

func (h heap) down(i int) {
	for {
		c := 2*i + 1
		if c >= len(h) {
			return
		}
		if c+1 < len(h) && better(h[c+1], h[c]) > 0 {
			c++
		}
		if better(h[i], h[c]) > 0 {
			return
		}
		h[i], h[c] = h[c], h[i]
		i = c
	}
}

func (h heap) sorted() []Scored {
	slices.SortFunc(h, better)
	return h
}
