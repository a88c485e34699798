package agents

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/ri-navigator/navigator/corpus"
)

// abroad reads texts in other languages than English: which language it is, its
// small words, and the countries that a text names, by the country's own name
// there (from CLDR, and from the vocabulary where that has more forms) and by
// its cities.
type abroad struct {
	detector  *corpus.Detector
	small     map[string]map[string]bool    // language -> folded words that say nothing of a need
	countries map[string]map[string][]named // language, first letters -> names
	cities    map[string][]named
}

type named struct {
	words []string
	code  string
}

func newAbroad(c *corpus.Corpus) *abroad {
	a := &abroad{detector: corpus.NewDetector(c), small: map[string]map[string]bool{}, countries: map[string]map[string][]named{}, cities: map[string][]named{}}
	for _, lang := range corpus.Languages {
		a.small[lang] = map[string]bool{}
		for _, w := range c.FunctionWords[lang] {
			a.small[lang][corpus.Fold(w)] = true
		}
		in := map[string][]named{}
		put := func(name, code string) {
			if w := strings.Fields(corpus.Fold(name)); len(w) > 0 && len([]rune(w[0])) >= stemRunes {
				in[head(w[0])] = append(in[head(w[0])], named{w, code})
			}
		}
		names := display.Regions(language.Make(lang))
		for _, x := range c.Countries {
			if r, err := language.ParseRegion(x.Code); err == nil && names != nil {
				put(names.Name(r), x.Code)
			}
		}
		for _, x := range c.CountryWords {
			for _, n := range append(slices.Clone(x.Names[lang]), x.Adjectives[lang]...) {
				put(n, x.Code)
			}
		}
		a.countries[lang] = in
	}
	for _, p := range c.Places {
		if w := strings.Fields(corpus.Fold(p.Name)); !p.Quiet && len(w) == 1 && len([]rune(w[0])) >= stemRunes {
			a.cities[head(w[0])] = append(a.cities[head(w[0])], named{w, p.Country})
		}
	}
	return a
}

// find lists the countries named in a text of that language, each once.
func (a *abroad) find(text, lang string) []string {
	words := corpus.Words(text)
	var out []string
	for i, w := range words {
		found := nearest(a.countries[lang][head(w.Fold)], words[i:])
		if found == "" && capital(text[w.Start:w.End]) && lang != "de" { // German writes all nouns so
			found = nearest(a.cities[head(w.Fold)], words[i:])
		}
		if found != "" && !slices.Contains(out, found) {
			out = append(out, found)
		}
	}
	return out
}

// nearest is the country whose name is most like the words, empty where none is.
func nearest(names []named, words []corpus.Word) string {
	best, most := "", 0
	for _, n := range names {
		if !matches(n.words, words) {
			continue
		}
		if like := alike(n.words, words); best == "" || like > most {
			best, most = n.code, like
		}
	}
	return best
}
