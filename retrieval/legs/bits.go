package legs

import "math/bits"

// Bits is a set of documents, one bit each. Nil is the set of all.
type Bits []uint64

// NewBits is an empty set over n documents.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Set adds a document.
func (b Bits) Set(doc int) { b[doc>>6] |= 1 << (doc & 63) }

// Has reports whether a document is in the set.
func (b Bits) Has(doc uint32) bool { return b == nil || b[doc>>6]>>(doc&63)&1 == 1 }

// Count is the size of the set over n documents.
func (b Bits) Count(n int) int {
	if b == nil {
		return n
	}
	c := 0
	for _, w := range b {
		c += bits.OnesCount64(w)
	}
	return c
}

// And keeps what is in both; neither is changed.
func (b Bits) And(c Bits) Bits {
	if b == nil {
		return c
	}
	if c == nil {
		return b
	}
	out := make(Bits, len(b))
	for i := range b {
		out[i] = b[i] & c[i]
	}
	return out
}

// Or adds the documents of c to b in place.
func (b Bits) Or(c Bits) {
	for i := range c {
		b[i] |= c[i]
	}
}

// each calls f for the documents from lo up to and without hi that are in the set.
func (b Bits) each(lo, hi int, f func(doc int)) {
	if b == nil {
		for d := lo; d < hi; d++ {
			f(d)
		}
		return
	}
	for w := lo >> 6; w<<6 < hi; w++ {
		for m := b[w]; m != 0; m &= m - 1 {
			if d := w<<6 + bits.TrailingZeros64(m); d >= lo && d < hi {
				f(d)
			}
		}
	}
}
