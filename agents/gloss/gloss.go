// Package gloss reads a message in any of our languages as English, word by
// word and with its place kept: what people say of themselves and want by the
// vocabulary's phrases, terms of the field by the glossary, countries by their
// names and adjectives. Nothing is translated freely: a word that no file of
// the vocabulary knows stays as it is.
//
// The gloss is for the program, never for a person's eyes. One set of patterns,
// written for English, so reads all languages, and each fact still points to
// the words of the message that it was read from.
package gloss

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/ri-navigator/navigator/corpus"
)

// Gloss is a message as its English reading.
type Gloss struct {
	Text string
	// Language is the language of the message; "en" has itself as its gloss.
	Language string
	pieces   []piece
	original string
}

// piece says which bytes of the message some bytes of the gloss stand for, and
// what else the glossary calls the same thing.
type piece struct {
	from, to    int // in the gloss
	start, end  int // in the message
	also        []string
	preposition bool
}

// Plain is the gloss of a text that is read as it is.
func Plain(text, language string) Gloss {
	return Gloss{Text: text, Language: language, original: text}
}

// Original gives the place in the message that some bytes of the gloss stand for.
func (g Gloss) Original(from, to int) (start, end int) {
	if g.pieces == nil {
		return from, to
	}
	start, end = -1, -1
	for _, p := range g.pieces {
		if p.to <= from || p.from >= to {
			continue
		}
		if start < 0 {
			start = p.start
		}
		end = max(end, p.end)
	}
	if start < 0 {
		return 0, len(g.original)
	}
	return start, end
}

// Also lists what else the glossary calls the things named in the bytes of the gloss.
func (g Gloss) Also(from, to int) []string {
	var out []string
	for _, p := range g.pieces {
		if p.from < to && p.to > from {
			out = append(out, p.also...)
		}
	}
	return out
}

// Span is a run of bytes of a message that is kept as it is: the name of a facility.
type Span struct{ Start, End int }

// writer puts a gloss together.
type writer struct {
	Gloss
	out    strings.Builder
	last   int  // end of the last word taken, in the message
	casual bool // the message is written without capitals
}

// Gloss reads a message of a language as English; spans to keep are copied.
func (r *Reader) Gloss(text, language string, keep []Span) Gloss {
	lex := r.lexicons[language]
	if lex == nil {
		return Plain(text, language)
	}
	w := &writer{Gloss: Gloss{Language: language, original: text, pieces: []piece{}}}
	words := corpus.Words(text)
	w.casual = len(words) > 0 && unicode.IsLower([]rune(text[words[0].Start:])[0])
	for i := 0; i < len(words); {
		if end, ok := kept(keep, words[i]); ok {
			n := 1
			for i+n < len(words) && words[i+n].End <= end {
				n++
			}
			w.put(text[words[i].Start:end], words[i].Start, end, entry{})
			i += n
			continue
		}
		i += r.word(w, lex, words[i:])
	}
	w.separate(text[w.last:])
	w.Text = strings.TrimRight(w.out.String(), " ")
	return w.Gloss
}

func kept(keep []Span, word corpus.Word) (end int, ok bool) {
	for _, k := range keep {
		if word.Start >= k.Start && word.Start < k.End {
			return k.End, true
		}
	}
	return 0, false
}

// word glosses what the words begin with, and says how many that took.
func (r *Reader) word(w *writer, lex *lexicon, words []corpus.Word) int {
	text := w.original
	e, n := lex.best(text, words)
	if plain := unmutated(words[0].Fold); n == 0 && plain != "" && lex == r.lexicons["ga"] {
		e, n = lex.best(text, append([]corpus.Word{{Fold: plain, Start: words[0].Start, End: words[0].End}}, words[1:min(len(words), 4)]...))
	}
	verbatim := text[words[0].Start:words[0].End]
	switch {
	case lex.french && (words[0].Fold == "plus" || words[0].Fold == "point") && nePlus.MatchString(text[:words[0].Start]): // nous ne sommes plus
		w.put("not", words[0].Start, words[0].End, entry{})
		return 1
	case words[0].Fold == "trl": // every language says TRL
		w.put("TRL", words[0].Start, words[0].End, entry{})
		return 1
	case r.isCity(words[0], verbatim, lex) && (n == 0 || e.words[0] != words[0].Fold || e.kind <= word && lex != r.lexicons["de"] && !w.begins() && unicode.IsUpper([]rune(verbatim)[0]) && verbatim != strings.ToUpper(verbatim) || e.kind == country && r.elsewhere(e, words[0], verbatim, lex)):
		city, _ := r.city(words[0], verbatim, lex, false)
		w.place(entry{english: r.english[city.Country]}, words[0].Start, words[0].End, false)
		return 1
	case n > 0 && e.kind <= word && e.words[0] != words[0].Fold && r.closerCity(e, words[0], verbatim, lex):
		city, _ := r.city(words[0], verbatim, lex, false)
		w.place(entry{english: r.english[city.Country]}, words[0].Start, words[0].End, lex.inflects)
		return 1
	case n > 0 && e.kind == small:
		w.skip(words[n-1].End)
		return n
	case n > 0 && slices.Contains(fillers, e.english) && !w.begins():
		w.skip(words[n-1].End)
		return n
	case n > 0 && e.kind == country:
		w.place(e, words[0].Start, words[n-1].End, lex.inflects && e.inflected)
		return n
	case n > 0:
		if n == 1 && (e.kind == term || e.kind == word) && runes(words[0].Fold)-runes(e.words[0]) >= leastPart {
			if both := lex.parts(words[0].Fold); len(both) == 2 {
				w.putAll(both, words[0]) // the whole compound says more than its beginning
				return 1
			}
		}
		if inner, ok := lex.adjectiveIn(text, words[:n], e); ok { // "stor dansk virksomhed"
			w.put(inner.english, words[0].Start, words[n-1].End, inner)
		}
		w.put(e.english, words[0].Start, words[n-1].End, e)
		return n
	}
	if city, ok := r.city(words[0], verbatim, lex, w.casual); ok {
		w.place(entry{english: r.english[city.Country]}, words[0].Start, words[0].End, lex.inflects && corpus.Fold(city.Name) != words[0].Fold)
		return 1
	}
	if e, ok := lex.denied(text, words[0]); ok {
		w.put(e.english, words[0].Start, words[0].End, e)
		return 1
	}
	if city, ok := r.exactHome(words[0], lex); ok && w.casual && w.afterPreposition() { // "startup i lund"
		w.place(entry{english: r.english[city.Country]}, words[0].Start, words[0].End, false)
		return 1
	}
	if found := lex.parts(words[0].Fold); len(found) > 0 && (lex == r.lexicons["de"] || w.begins() || verbatim == strings.ToLower(verbatim)) {
		w.putAll(found, words[0])
		return 1
	}
	if english, ok := r.cognates.find(words[0].Fold); ok && (verbatim == strings.ToLower(verbatim) || w.begins() || lex == r.lexicons["de"]) {
		w.put(english, words[0].Start, words[0].End, entry{kind: word})
		return 1
	}
	if r.dull(words[0].Fold, verbatim) {
		w.skip(words[0].End)
		return 1
	}
	w.put(unmarked(verbatim), words[0].Start, words[0].End, entry{})
	return 1
}

// unmarked is a Latin word without its marks: to the patterns, which are written
// for English, a letter with a mark is the end of a word, and "Áno" would hold a "no".
func unmarked(word string) string {
	var b strings.Builder
	for _, c := range norm.NFD.String(word) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(c)
		}
	}
	return norm.NFC.String(b.String())
}

// nePlus is what stands before the second half of the French "no longer".
var nePlus = regexp.MustCompile(`(?i)(?:\bne |\bn['’])\s*\pL+ (?:\pL+ )?$`)

// fillers are answers that within a sentence only add weight: "natürlich".
var fillers = []string{"yes", "okay"}

// leastKept is the length from which on a word that the vocabulary does not
// know is kept: long words of the field are alike in many languages, short ones
// are not, unless they are names, or words of our records.
const leastKept = 7

func (r *Reader) dull(folded, verbatim string) bool {
	return runes(folded) < leastKept && verbatim == strings.ToLower(verbatim) && !strings.ContainsAny(folded, "0123456789") && !r.knows(folded)
}

// afterPreposition reports whether the last word taken may stand before a place.
func (w *writer) afterPreposition() bool {
	last := len(w.pieces) - 1
	return last >= 0 && w.pieces[last].preposition && w.pieces[last].end >= w.last-1
}

// place writes a country or city. A case ending does what "in" does elsewhere,
// and a preposition of a number or of belonging before a place means "in".
func (w *writer) place(e entry, start, end int, ending bool) {
	if ending && !w.afterPreposition() {
		w.separate(w.original[w.last:start])
		w.out.WriteString("in ")
		w.last = start
	}
	w.put(e.english, start, end, e)
}

// begins reports whether a sentence begins here, so that a capital says nothing.
func (w *writer) begins() bool {
	s := strings.TrimRight(w.original[:w.last], " ")
	return s == "" || strings.ContainsAny(s[len(s)-1:], ".!?")
}

func (w *writer) skip(end int) {
	w.separate(w.original[w.last:end])
	w.last = end
}

// put writes English for the bytes of the message from start to end.
func (w *writer) put(english string, start, end int, e entry) {
	if start > w.last || w.out.Len() > 0 {
		w.separate(w.original[min(w.last, start):start])
		if s := w.out.String(); s != "" && start >= w.last && !strings.HasSuffix(s, " ") && joinsWords(s, english) && !w.touching(start) {
			w.out.WriteByte(' ')
		}
	}
	if start < w.last && w.out.Len() > 0 { // a second part of a compound
		w.out.WriteByte(' ')
	}
	from := w.out.Len()
	w.out.WriteString(english)
	w.pieces = append(w.pieces, piece{from: from, to: w.out.Len(), start: start, end: end, also: e.also, preposition: e.preposition})
	w.last = end
}

// putAll writes the parts of a compound.
func (w *writer) putAll(parts []entry, word corpus.Word) {
	for _, p := range parts {
		w.put(p.english, word.Start, word.End, p)
	}
}

// touching reports whether a word follows the one before without a space, as in TRL5 or 4-6.
func (w *writer) touching(start int) bool {
	return start > 0 && w.last > 0 && start-w.last <= 1 && start > w.last && digitsAround(w.original, w.last, start)
}

func digitsAround(s string, a, b int) bool {
	return a > 0 && s[a-1] >= '0' && s[a-1] <= '9' || b < len(s) && s[b] >= '0' && s[b] <= '9'
}

func joinsWords(before, next string) bool {
	b, _ := utf8.DecodeLastRuneInString(before)
	n, _ := utf8.DecodeRuneInString(next)
	return (unicode.IsLetter(b) || unicode.IsDigit(b)) && (unicode.IsLetter(n) || unicode.IsDigit(n))
}

// separate writes what stood between two words: marks of sentences and sums, and one space.
func (w *writer) separate(between string) {
	raw := w.touching(w.last + len(between))
	for _, c := range between {
		switch {
		case raw, strings.ContainsRune(".,;:!?()%€$/–", c):
			if c == ' ' && strings.HasSuffix(w.out.String(), " ") {
				continue
			}
			w.out.WriteRune(c)
		case unicode.IsLetter(c) || unicode.IsDigit(c): // a small word that says nothing
		default:
			if s := w.out.String(); s != "" && !strings.HasSuffix(s, " ") {
				w.out.WriteByte(' ')
			}
		}
	}
}
