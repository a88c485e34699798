package embed

import (
	"math"
	"strings"
	"unicode/utf8"
)

// unigram cuts a text into the pieces of a SentencePiece unigram vocabulary: of
// all ways to cut it, the one whose pieces' scores (logarithms of their
// frequencies) have the largest sum.
type unigram struct {
	pack    *pack
	at      map[string]int32
	longest int     // bytes of the longest piece
	unknown float32 // the score of a character that is in no piece
}

// wordStart marks the beginning of a word in the vocabulary.
const wordStart = '▁'

// unknownPenalty is how much worse than the rarest piece an unknown character
// scores: SentencePiece's own value.
const unknownPenalty = 10

func newUnigram(p *pack) *unigram {
	u := &unigram{pack: p, at: make(map[string]int32, len(p.pieces)), unknown: math.MaxFloat32}
	for i, piece := range p.pieces {
		u.at[string(piece)] = int32(i)
		u.longest = max(u.longest, len(piece))
		u.unknown = min(u.unknown, p.scores[i])
	}
	u.unknown -= unknownPenalty
	return u
}

// Encode gives the ids of a text's first limit tokens, those of its start and end included.
func (u *unigram) Encode(text string, limit int) []int64 {
	ids := append([]int64{u.pack.start}, u.pieces(u.normal(text))...)
	return append(ids[:min(len(ids), limit-1)], u.pack.end)
}

// normal replaces characters as the vocabulary wants them and marks the words' beginnings.
func (u *unigram) normal(text string) string {
	var b strings.Builder
	space := true
	b.WriteRune(wordStart)
	put := func(c rune) {
		if c == ' ' {
			if !space {
				b.WriteRune(wordStart)
			}
			space = true
			return
		}
		space = false
		b.WriteRune(c)
	}
	for _, c := range strings.TrimSpace(text) {
		to, ok := u.pack.normal[c]
		if !ok {
			put(c)
			continue
		}
		for _, c := range to {
			put(c)
		}
	}
	return b.String()
}

// pieces finds the best cut from left to right: best[i] is the score of the
// best way to cut the first i bytes, from[i] where its last piece begins.
func (u *unigram) pieces(text string) []int64 {
	best, from, id := make([]float32, len(text)+1), make([]int, len(text)+1), make([]int32, len(text)+1)
	for i := 1; i <= len(text); i++ {
		best[i] = -math.MaxFloat32
	}
	better := func(i, j int, score float32, piece int32) {
		if s := best[i] + score; s > best[j] {
			best[j], from[j], id[j] = s, i, piece
		}
	}
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		for j := i + size; j <= min(len(text), i+u.longest); {
			if piece, ok := u.at[text[i:j]]; ok && int64(piece) != u.pack.unknown {
				better(i, j, u.pack.scores[piece], piece)
			}
			if j == len(text) {
				break
			}
			_, next := utf8.DecodeRuneInString(text[j:])
			j += next
		}
		better(i, i+size, u.unknown, int32(u.pack.unknown))
		i += size
	}
	var out []int64
	for i := len(text); i > 0; i = from[i] {
		out = append(out, int64(id[i]))
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
