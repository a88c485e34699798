package legs

import (
	"runtime"
	"sync"
)

// workers is how many parts a scan is cut into.
func workers() int { return runtime.GOMAXPROCS(0) }

// parallelParts runs f over parts of 0..n on all cores. It cuts at multiples of 64, so that parts share no word of a set.
func parallelParts(n int, f func(part, lo, hi int)) {
	w := workers()
	size := (n/w + 64) &^ 63
	var wg sync.WaitGroup
	for part := range w {
		lo := min(n, part*size)
		hi := min(n, lo+size)
		if part == w-1 {
			hi = n
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(part, lo, hi)
		}()
	}
	wg.Wait()
}

// pool lends arrays of n numbers, so that a search of a large index leaves no garbage.
type pool[T any] struct{ p sync.Pool }

var (
	distances    pool[uint16]
	accumulators pool[float32]
)

func (p *pool[T]) get(n int) []T {
	if s, ok := p.p.Get().(*[]T); ok && cap(*s) >= n {
		return (*s)[:n]
	}
	return make([]T, n)
}

func (p *pool[T]) put(s []T) { p.p.Put(&s) }

// WithScores lends f an array of n zeros for scores. It must not be kept.
func WithScores(n int, f func(scores []float32)) {
	s := accumulators.get(n)
	defer accumulators.put(s)
	clear(s)
	f(s)
}
