package corpus

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Detector tells which of our 25 languages a text is in. It counts runs of
// letters, learnt from the vocabulary's own words when the program starts, and
// the small words of each language.
type Detector struct {
	langs []string
	grams []map[string]float64 // log probability of a run of letters
	rare  []float64            // of one never seen
	small []map[string]bool
}

// The numbers of the detector: n is the length of a run, and a small word
// counts as much as a few unlikely runs; tried on the same articles in 24
// languages, cut to three and to eight words.
const (
	gramLength  = 3
	smallWeight = 3.0
)

// NewDetector learns from the glossary and the function words.
func NewDetector(c *Corpus) *Detector {
	d := &Detector{langs: Languages}
	for _, lang := range d.langs {
		counts, total := map[string]float64{}, 0.0
		learn := func(s string, weight float64) {
			for _, g := range gramsOf(s) {
				counts[g] += weight
				total += weight
			}
		}
		for _, k := range c.Glossary {
			for _, t := range k.Terms[lang] {
				learn(t, 1)
			}
		}
		for _, forms := range c.Phrases[lang] {
			for _, f := range forms {
				learn(f, 1)
			}
		}
		for _, forms := range c.Everyday[lang] {
			for _, f := range forms {
				learn(f, 1)
			}
		}
		small := map[string]bool{}
		for _, w := range c.FunctionWords[lang] {
			learn(w, 5)
			small[w] = true
		}
		grams := make(map[string]float64, len(counts))
		for g, n := range counts {
			grams[g] = math.Log((n + 0.3) / (total + 5000))
		}
		d.grams, d.small = append(d.grams, grams), append(d.small, small)
		d.rare = append(d.rare, math.Log(0.3/(total+5000)))
	}
	return d
}

// gramsOf are the runs of letters of a text's words, their ends marked.
func gramsOf(s string) []string {
	var out []string
	for _, w := range wordsOf(s) {
		r := []rune(" " + w + " ")
		for i := 0; i+gramLength <= len(r); i++ {
			out = append(out, string(r[i:i+gramLength]))
		}
	}
	return out
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) })
}

// Scores are how likely a text is in each of our languages, as logarithms that
// compare with one another; empty for a text without letters.
func (d *Detector) Scores(text string) map[string]float64 {
	if len(text) > 2000 {
		text = strings.ToValidUTF8(text[:2000], "")
	}
	words, grams := wordsOf(text), gramsOf(text)
	out := map[string]float64{}
	for i, lang := range d.langs {
		if len(grams) > 0 {
			out[lang] = d.score(i, words, grams)
		}
	}
	return out
}

// Language is the most likely language of a text; a text without letters is in none.
func (d *Detector) Language(text string) string {
	scores := d.Scores(text)
	likely, most := "", math.Inf(-1)
	for _, lang := range d.langs {
		if s, ok := scores[lang]; ok && s > most {
			likely, most = lang, s
		}
	}
	return likely
}

// score is how likely a text is in one of the languages.
func (d *Detector) score(lang int, words, grams []string) float64 {
	s := 0.0
	for _, g := range grams {
		if p, ok := d.grams[lang][g]; ok {
			s += p
		} else {
			s += d.rare[lang]
		}
	}
	for _, w := range words {
		if d.small[lang][w] && utf8.RuneCountInString(w) > 1 {
			s += smallWeight
		}
	}
	return s
}
