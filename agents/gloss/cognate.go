package gloss

import (
	"strings"
	"unicode"

	"github.com/ri-navigator/navigator/corpus"
)

// Words of science are alike in many languages: fotobioreaktor, φασματομετρία,
// гадоліній. A word that no file of the vocabulary has is read as the English
// word of our records that sounds like it.

// cognates are English words by the first letters of how they sound.
type cognates map[string][]cognate

type cognate struct {
	sound []rune
	word  string
}

// The least letters that a word and its English cognate share from the
// beginning, and how many each may have behind them: endings.
const (
	leastSound   = 6
	soundEnding  = 4
	foreignEnds  = 5
	soundBucket  = 4
	leastCognate = 7
)

// newCognates takes English words; of those that sound alike the first.
func newCognates(words []string) cognates {
	c, seen := cognates{}, map[string]bool{}
	for _, w := range words {
		s := sound(corpus.Fold(w))
		if len(s) < leastSound || seen[string(s)] || strings.ContainsAny(w, "0123456789") {
			continue
		}
		seen[string(s)] = true
		c[string(s[:soundBucket])] = append(c[string(s[:soundBucket])], cognate{s, w})
	}
	return c
}

// find is the English word that sounds most like a folded word of another language.
func (c cognates) find(folded string) (string, bool) {
	if runes(folded) < leastCognate {
		return "", false
	}
	s := sound(folded)
	if len(s) < leastSound {
		return "", false
	}
	best, most := "", 0
	for _, e := range c[string(s[:soundBucket])] {
		n := shared(s, e.sound)
		if n < leastSound || len(e.sound)-n > soundEnding || len(s)-n > foreignEnds || 4*n < 3*len(e.sound) {
			continue
		}
		if like := 4*n - len(e.sound); like > most || like == most && e.word < best {
			best, most = e.word, like
		}
	}
	return best, best != ""
}

// soundsLike is the English term of a concept that a form of it sounds like, of
// concepts that hold several things: "lignina" is the lignin of cellulose and
// lignin. It is the first where it sounds like none.
func soundsLike(form string, terms []string) string {
	s := sound(corpus.Fold(form))
	best, most := terms[0], 0
	for _, t := range terms {
		e := sound(corpus.Fold(t))
		if n := shared(s, e); n >= soundBucket && 3*n >= 2*len(e) && n > most {
			best, most = t, n
		}
	}
	return best
}

// letters are the sounds of Cyrillic and Greek letters, and of Latin ones that
// languages write differently.
var letters = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "e", 'ж': "s", 'з': "s", 'и': "i", 'і': "i", 'ї': "i", 'й': "i", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "h", 'ц': "k", 'ч': "k", 'ш': "s", 'щ': "s",
	'ъ': "", 'ь': "", 'ю': "iu", 'я': "ia",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "s", 'η': "i", 'θ': "t", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "ks", 'ο': "o",
	'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "i", 'φ': "f", 'χ': "h", 'ψ': "ps", 'ω': "o",
	'c': "k", 'q': "k", 'x': "ks", 'y': "i", 'j': "i", 'w': "v", 'z': "s",
}

// spellings are letters together that sound as one.
var spellings = strings.NewReplacer("ph", "f", "th", "t", "ch", "k", "sch", "s", "ck", "k", "rh", "r", "ae", "e", "oe", "e", "tsi", "ki", "tio", "kio", "zio", "kio", "ou", "u")

// sound is how a folded word sounds, roughly, whatever language writes it.
func sound(folded string) []rune {
	var out []rune
	for _, c := range spellings.Replace(folded) {
		s, ok := letters[c]
		if !ok {
			s = string(c)
		}
		for _, x := range s {
			if n := len(out); n > 0 && out[n-1] == x {
				continue // doubled
			}
			if unicode.IsLetter(x) {
				out = append(out, x)
			}
		}
	}
	return out
}
