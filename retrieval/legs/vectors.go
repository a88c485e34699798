package legs

import (
	"fmt"
	"math/bits"
	"slices"

	"gonum.org/v1/gonum/blas/blas32"
)

// Vectors is a table of vectors of length 1, read-only and safe for concurrent
// use. Up to exactRows rows are compared one by one; above that, a first pass
// over one bit per dimension (the sign against the mean vector) chooses the
// candidates, and their true cosines decide.
type Vectors struct {
	dim, words, n int
	rows          []float32 // nil where they stay in the file
	paged         func(doc int, row []float32) error
	codes         []uint64
	mean          []float32
}

// exactRows is up to how many rows all cosines are computed: at this size it
// takes as long as the first pass and its candidates do.
const exactRows = 16384

// oversample is how many candidates of the first pass are compared for each of
// the depth wanted, and leastCandidates how many at least; measured in
// bench/ against the exact order.
const (
	oversample      = 2
	leastCandidates = 1000
)

// NewVectors takes rows end to end, dim numbers each.
func NewVectors(dim int, rows []float32) (*Vectors, error) {
	if dim <= 0 || len(rows)%dim != 0 {
		return nil, fmt.Errorf("%d numbers are not rows of %d: were they made by another model?", len(rows), dim)
	}
	v := &Vectors{dim: dim, words: (dim + 63) / 64, n: len(rows) / dim, rows: rows, mean: meanOf(rows, dim)}
	v.codes = make([]uint64, v.n*v.words)
	parallelParts(v.n, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			v.encode(rows[i*dim:(i+1)*dim], v.codes[i*v.words:(i+1)*v.words])
		}
	})
	return v, nil
}

// meanSample is how many rows the mean is taken of: more change nothing in its signs.
const meanSample = 20000

func meanOf(rows []float32, dim int) []float32 {
	n := len(rows) / dim
	step := max(1, n/meanSample)
	sum := make([]float64, dim)
	count := 0.0
	for i := 0; i < n; i += step {
		for j, x := range rows[i*dim : (i+1)*dim] {
			sum[j] += float64(x)
		}
		count++
	}
	mean := make([]float32, dim)
	for j := range mean {
		mean[j] = float32(sum[j] / max(count, 1))
	}
	return mean
}

func (v *Vectors) encode(row []float32, code []uint64) {
	for j, x := range row {
		if x > v.mean[j] {
			code[j>>6] |= 1 << (j & 63)
		}
	}
}

// Len is how many rows there are.
func (v *Vectors) Len() int { return v.n }

// Row is a document's vector; nil where it can't be read.
func (v *Vectors) Row(doc int) []float32 {
	row, err := v.row(uint32(doc), make([]float32, v.dim))
	if err != nil {
		return nil
	}
	return row
}

// row is a document's vector; where rows stay in the file it is read into buf.
func (v *Vectors) row(doc uint32, buf []float32) ([]float32, error) {
	if v.rows != nil {
		return v.rows[int(doc)*v.dim : (int(doc)+1)*v.dim], nil
	}
	return buf, v.paged(int(doc), buf)
}

// Cosines gives the likeness of a query, of length 1, to each of the documents.
func (v *Vectors) Cosines(query []float32, docs []uint32) ([]Scored, error) {
	if len(query) != v.dim {
		return nil, fmt.Errorf("the query's vector has %d numbers, the index's have %d: were they made by different models?", len(query), v.dim)
	}
	out := make([]Scored, len(docs))
	buf := make([]float32, v.dim)
	for i, d := range docs {
		row, err := v.row(d, buf)
		if err != nil {
			return nil, fmt.Errorf("the vector of passage %d can't be read: %w", d, err)
		}
		out[i] = Scored{d, Dot(query, row)}
	}
	return out, nil
}

// Dot is the sum of the products: the cosine of vectors of length 1.
func Dot(a, b []float32) float32 {
	return blas32.Implementation().Sdot(len(a), a, 1, b, 1)
}

// Near lists the k documents to keep that are most like a query, best first.
func (v *Vectors) Near(query []float32, keep Bits, k int) ([]Scored, error) {
	k = min(k, v.n)
	var docs []uint32
	switch kept := keep.Count(v.n); {
	case k <= 0 || kept == 0:
		return nil, nil
	case kept <= exactRows || len(query) != v.dim:
		docs = make([]uint32, 0, kept)
		keep.each(0, v.n, func(d int) { docs = append(docs, uint32(d)) })
	default:
		docs = v.firstPass(query, keep, max(leastCandidates, oversample*k))
	}
	all, err := v.Cosines(query, docs)
	if err != nil {
		return nil, err
	}
	if len(all) <= k {
		slices.SortFunc(all, better)
		return all, nil
	}
	h := make(heap, 0, k)
	for _, x := range all {
		if len(h) < k || x.Score >= h[0].Score {
			h.offer(x, k)
		}
	}
	return h.sorted(), nil
}

// firstPass lists the documents, some more than c, whose codes differ least from the query's.
func (v *Vectors) firstPass(query []float32, keep Bits, c int) []uint32 {
	n := v.Len()
	code := make([]uint64, v.words)
	v.encode(query, code)
	far := distances.get(n)
	defer distances.put(far)
	counts := v.compare(code, keep, far)
	limit, seen := 0, 0
	for limit < len(counts)-1 {
		if seen += counts[limit]; seen >= c {
			break
		}
		limit++
	}
	out := make([]uint32, 0, seen)
	keep.each(0, n, func(d int) {
		if int(far[d]) <= limit {
			out = append(out, uint32(d))
		}
	})
	return out
}

// compare writes each kept document's distance and counts the distances, on all cores.
func (v *Vectors) compare(code []uint64, keep Bits, far []uint16) []int {
	parts := make([][]int, workers())
	parallelParts(v.Len(), func(part, lo, hi int) {
		counts := make([]int, v.dim+1)
		if v.words == 6 && keep == nil {
			v.compare384(code, far, lo, hi, counts)
		} else {
			keep.each(lo, hi, func(d int) {
				n := 0
				for j, w := range v.codes[d*v.words : (d+1)*v.words] {
					n += bits.OnesCount64(w ^ code[j])
				}
				far[d] = uint16(n)
				counts[n]++
			})
		}
		parts[part] = counts
	})
	total := make([]int, v.dim+1)
	for _, p := range parts {
		for i, n := range p {
			total[i] += n
		}
	}
	return total
}

// compare384 is the loop for the local model's 384 dimensions, unrolled: it is
// where a search over a million passages spends its time.
func (v *Vectors) compare384(code []uint64, far []uint16, lo, hi int, counts []int) {
	c0, c1, c2, c3, c4, c5 := code[0], code[1], code[2], code[3], code[4], code[5]
	codes := v.codes[lo*6 : hi*6]
	for i := lo; i < hi; i++ {
		w := codes[:6:6]
		codes = codes[6:]
		n := bits.OnesCount64(w[0]^c0) + bits.OnesCount64(w[1]^c1) + bits.OnesCount64(w[2]^c2) +
			bits.OnesCount64(w[3]^c3) + bits.OnesCount64(w[4]^c4) + bits.OnesCount64(w[5]^c5)
		far[i] = uint16(n)
		counts[n]++
	}
}
