package agents

import (
	"slices"
	"strings"

	"github.com/ri-navigator/navigator/corpus"
)

// translator finds the glossary's concepts in a text of any of its languages
// and gives their English terms, so that a question in Finnish finds an English
// record without a model.
type translator struct {
	// at are the terms by the first stemRunes letters of their first word.
	at map[string][]term
	// knows reports whether English records use a word.
	knows func(folded string) bool
}

type term struct {
	words   []string
	english []string
}

// stemRunes is how many first letters a word and a term must share to be
// compared at all: endings change, beginnings seldom do.
const stemRunes = 4

func newTranslator(c *corpus.Corpus, knows func(string) bool) *translator {
	t := &translator{at: map[string][]term{}, knows: knows}
	for _, k := range c.Glossary {
		for lang, terms := range k.Terms {
			if lang == "en" {
				continue
			}
			for _, x := range terms {
				if w := strings.Fields(corpus.Fold(x)); len(w) > 0 {
					t.at[head(w[0])] = append(t.at[head(w[0])], term{w, k.Terms["en"]})
				}
			}
		}
	}
	return t
}

func head(w string) string {
	r := []rune(w)
	return string(r[:min(stemRunes, len(r))])
}

// english lists the English terms of the concepts that a text names, longest
// match first at each word; nil for a text that is English already.
func (t *translator) english(text string) []string {
	words := corpus.Words(text)
	if t.isEnglish(words) {
		return nil
	}
	var out []string
	for i := 0; i < len(words); i++ {
		found := []term{t.best(words[i:])}
		if len(found[0].words) == 0 {
			found = t.parts(words[i].Fold)
		}
		for _, x := range found {
			for _, e := range x.english {
				if !slices.Contains(out, e) {
					out = append(out, e)
				}
			}
		}
		i += max(0, len(found[0].words)-1)
	}
	return out
}

// best is the term that the text begins with: the one of most words, of those
// the one that is most alike, of those the first by its letters, so that the
// same text always gives the same words.
func (t *translator) best(words []corpus.Word) term {
	best, most := term{}, 0
	for _, x := range t.at[head(words[0].Fold)] {
		if len(x.words) < len(best.words) || !matches(x.words, words) {
			continue
		}
		n := alike(x.words, words)
		if len(x.words) > len(best.words) || n > most || n == most && x.words[0] < best.words[0] {
			best, most = x, n
		}
	}
	return best
}

// alike is how much a term and the words that it matches are alike.
func alike(term []string, words []corpus.Word) int {
	n := 0
	for i, w := range term {
		n += likeness(w, words[i].Fold)
	}
	return n
}

// likeness is how many letters two words share from their beginning, less those they differ in.
func likeness(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return 3*n - len(x) - len(y)
}

// The least letters of a word that may be a compound, and of a term within it.
const (
	leastCompound = 8
	leastPart     = 4
)

// parts are the terms that a compound ends with or holds: "testfaciliteit" is a
// test and a facility. The longest at the end counts, and one before it.
func (t *translator) parts(word string) []term {
	r := []rune(word)
	if len(r) >= leastCompound {
		for i := 0; i+leastPart <= len(r); i++ {
			tail := t.within(string(r[i:]))
			if len(tail.words) == 0 || i > 0 && i < 3 {
				continue
			}
			if i >= leastPart {
				if first := t.within(string(r[:i])); len(first.words) > 0 {
					return []term{first, tail}
				}
			}
			return []term{tail}
		}
	}
	return []term{{}}
}

// within is the single-word term that a part of a compound is, but for an
// ending of three letters at most.
func (t *translator) within(part string) term {
	best, most := term{}, 0
	for _, x := range t.at[head(part)] {
		w := x.words[0]
		if len(x.words) != 1 || len([]rune(w)) < leastPart || !strings.HasPrefix(part, w) || len([]rune(part))-len([]rune(w)) > 3 {
			continue
		}
		if n := likeness(w, part); len(best.words) == 0 || n > most {
			best, most = x, n
		}
	}
	return best
}

func matches(term []string, words []corpus.Word) bool {
	if len(words) < len(term) {
		return false
	}
	for i, t := range term {
		if !sameStem(t, words[i].Fold) {
			return false
		}
	}
	return true
}

// sameStem reports whether two words differ in their ending only: up to three
// letters of the shorter one, and at least five letters alike, or four and at
// most two more. A longer word that begins with a term of six letters or more
// is a compound of it.
func sameStem(a, b string) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	short := min(len(x), len(y))
	long := max(len(x), len(y))
	return n >= 5 && n >= short-3 && long-n <= 4 || n == short && n >= 4 && long-n <= 2 || n == len(x) && n >= 6
}

// englishShare is the share of a text's words that English records use, from
// which on the text counts as English; on the guidance cases English texts have
// 0.7 and more, texts of other languages 0.5 and less.
const englishShare = 0.6

// isEnglish reports whether the records' own words make up most of a text.
func (t *translator) isEnglish(words []corpus.Word) bool {
	n := 0
	for _, w := range words {
		if t.knows(w.Fold) {
			n++
		}
	}
	return float64(n) >= englishShare*float64(len(words))
}
