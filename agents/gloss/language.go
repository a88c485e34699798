package gloss

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/ri-navigator/navigator/corpus"
)

// englishShare is the share of a text's words that English records use, from
// which on the text counts as English; on the guidance cases English texts have
// 0.7 and more, texts of other languages 0.5 and less.
const englishShare = 0.6

// IsEnglish reports whether the records' own words make up most of a text.
func (r *Reader) IsEnglish(words []corpus.Word) bool {
	n := 0
	for _, w := range words {
		if r.knows(w.Fold) {
			n++
		}
	}
	return float64(n) >= englishShare*float64(len(words))
}

// fewWords is up to how many words a message is too short to tell its language
// by itself: "ja", "no", "test bed" are words of several.
const fewWords = 3

// Language is a text's language. Expected is the one that the conversation or
// the page is in: it decides where the text says too little, and where its words
// are known there. A text in none of our languages gives "".
func (r *Reader) Language(text, expected string) string {
	words := corpus.Words(text)
	if len(words) == 0 {
		return cmp.Or(expected, "en")
	}
	if letters := strings.IndexFunc(text, unicode.IsLetter) >= 0; !letters {
		return cmp.Or(expected, "en")
	}
	if len(words) <= fewWords && expected != "" && expected != "en" && r.known(text, words, expected) > 0 {
		return expected
	}
	if len(words) <= fewWords && r.IsEnglish(words) && !r.fluent(text, words, expected) && !marked(text) {
		if expected != "" && expected != "en" && !r.saysEnglish(words) { // a name: "Wien"
			return expected
		}
		return "en"
	}
	if expected == "en" && len(words) <= fewWords && r.saysEnglish(words) {
		return "en" // "startup", "NGO", "ok" are words of several languages
	}
	if foreign(text) && !r.IsEnglish(words) {
		return ""
	}
	found := r.likeliest(text, words)
	if found == "en" || expected == "en" && len(words) <= fewWords && r.known(text, words, found) < len(words) {
		return "en"
	}
	if expected != "" && expected != "en" && found != expected && r.known(text, words, expected) >= max(1, r.known(text, words, found)) {
		return expected
	}
	return cmp.Or(found, "en")
}

// saysEnglish reports whether a word of a text is one by which people speak in
// English: a small word, or one of the vocabulary's phrases or country names.
func (r *Reader) saysEnglish(words []corpus.Word) bool {
	return slices.ContainsFunc(words, func(w corpus.Word) bool { return r.small[w.Fold] || r.keys[w.Fold] })
}

// marked reports whether a text has letters that English does not write.
func marked(text string) bool {
	return strings.IndexFunc(text, func(c rune) bool { return c > unicode.MaxASCII && unicode.IsLetter(c) }) >= 0
}

// knownWeight is what a word that a language's vocabulary has adds to the
// likeliness of the language, in the detector's measure: as much as a few
// unlikely runs of letters.
const knownWeight = 3.0

// likeliest is the language by its letters and by the words that are known of it.
func (r *Reader) likeliest(text string, words []corpus.Word) string {
	scores := r.detector.Scores(text)
	best, most := "", math.Inf(-1)
	for _, lang := range corpus.Languages {
		s, ok := scores[lang]
		if s += knownWeight * float64(r.known(text, words[:min(len(words), 40)], lang)); ok && s > most {
			best, most = lang, s
		}
	}
	return best
}

// fluent reports whether a language that is expected knows nearly all of the words.
func (r *Reader) fluent(text string, words []corpus.Word, expected string) bool {
	return expected != "" && expected != "en" && 10*r.known(text, words, expected) >= 8*len(words)
}

// known counts the words that the vocabulary of a language has.
func (r *Reader) known(text string, words []corpus.Word, lang string) int {
	lex, n := r.lexicons[lang], 0
	if lang == "en" {
		for _, w := range words {
			if r.knows(w.Fold) || r.small[w.Fold] {
				n++
			}
		}
		return n
	}
	if lex == nil {
		return 0
	}
	for i := 0; i < len(words); i++ {
		if _, k := lex.best(text, words[i:]); k > 0 {
			n += k
			i += k - 1
		}
	}
	return n
}

// strangers are letters that none of our languages writes but a neighbour does:
// Russian, Serbian, Macedonian, Turkish, Icelandic.
const strangers = "ыэёђћџљњјѓќѕğıþ"

// foreign reports whether a text is written in letters that none of our languages uses.
func foreign(text string) bool {
	letters, other := 0, 0
	for _, c := range text {
		if !unicode.IsLetter(c) {
			continue
		}
		letters++
		if !unicode.In(c, unicode.Latin, unicode.Greek, unicode.Cyrillic) || c == 'İ' || strings.ContainsRune(strangers, unicode.ToLower(c)) {
			other++
			if unicode.In(c, unicode.Latin, unicode.Cyrillic) {
				other += 14 // one such letter in thirty marks the language
			}
		}
	}
	return letters > 0 && 2*other > letters
}
