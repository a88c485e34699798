package gloss

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/ri-navigator/navigator/corpus"
)

// Reader reads messages. It is safe for concurrent use.
type Reader struct {
	detector *corpus.Detector
	lexicons map[string]*lexicon // of every language but English
	cities   map[string][]corpus.Place
	knows    func(folded string) bool
	small    map[string]bool   // the small words of English
	english  map[string]string // countries' English names
	cognates cognates
	keys     map[string]bool // the words of the phrases' English and of the countries' names
}

// New makes a reader of a corpus's vocabulary; knows reports whether English
// records use a word, words are those that a word of another language may sound like.
func New(c *corpus.Corpus, knows func(folded string) bool, words []string) *Reader {
	r := &Reader{lexicons: map[string]*lexicon{}, cities: map[string][]corpus.Place{}, knows: knows, small: map[string]bool{}, english: map[string]string{}, keys: map[string]bool{"ok": true}}
	for _, x := range c.Countries {
		r.english[x.Code] = x.Name
		for _, n := range append([]string{x.Name, x.Demonym}, x.Aliases...) {
			r.key(n)
		}
	}
	for k := range c.PhraseKeys {
		r.key(k)
	}
	r.cognates = newCognates(slices.DeleteFunc(words, func(w string) bool { return r.keys[w] })) // no countries, nor what people say of themselves
	for _, w := range c.FunctionWords["en"] {
		r.small[corpus.Fold(w)] = true
	}
	var learning sync.WaitGroup
	learning.Go(func() { r.detector = corpus.NewDetector(c) }) // as long as all the rest takes: the first message waits for both
	for _, lang := range corpus.Languages {
		if lang != "en" {
			r.lexicons[lang] = newLexicon(c, lang)
		}
	}
	defer learning.Wait()
	for _, p := range c.Places {
		if w := corpus.Fold(p.Name); !strings.Contains(w, " ") && runes(w) >= stemRunes {
			r.cities[head(w)] = append(r.cities[head(w)], p)
			if x := []rune(w); len(x) == leastHome && strings.ContainsRune("ae", x[3]) { // Zadar, whose oblique cases begin otherwise
				h := string(x[:3]) + string(x[4])
				r.cities[h] = append(r.cities[h], p)
			}
		}
	}
	return r
}

// key notes the words of an English text, and what they are written as one.
func (r *Reader) key(text string) {
	folded := corpus.Fold(text)
	r.keys[strings.ReplaceAll(folded, " ", "")] = true
	for _, w := range strings.Fields(folded) {
		r.keys[w] = true
	}
}

// isCity reports whether a word is the whole name of a city, a genitive s apart.
func (r *Reader) isCity(w corpus.Word, verbatim string, lex *lexicon) bool {
	p, ok := r.city(w, verbatim, lex, false)
	name := corpus.Fold(p.Name)
	return ok && (name == w.Fold || name+"s" == w.Fold)
}

// city is the city that a word names but for its ending; casual is true where
// the message is written without capitals. German writes all
// nouns with a capital, so there it must be the whole name; in other languages
// a capital is needed but for adjectives such as lyonnais.
func (r *Reader) city(w corpus.Word, verbatim string, lex *lexicon, casual bool) (corpus.Place, bool) {
	upper := unicode.IsUpper([]rune(verbatim)[0])
	german := lex == r.lexicons["de"]
	var best corpus.Place
	most, found := 0, false
	stem := adjectiveStem(w.Fold)
	for _, p := range r.cities[head(w.Fold)] {
		name := corpus.Fold(p.Name)
		ending, begins := strings.CutPrefix(w.Fold, name)
		home := slices.Contains(lex.homes, p.Country)
		switch {
		case home && !p.Quiet && !german && runes(name) >= leastHome && (nearly(name, w.Fold) && (upper || casual) || lex == r.lexicons["hu"] && begins && ending == "i"): // umeå, v Celji, szegedi
		case p.Quiet && (german || !upper):
			continue
		case begins && ofCity[ending] && runes(name) >= stemRunes: // lyonnais, oululainen
		case !upper:
			continue
		case name == w.Fold, name+"s" == w.Fold:
		case german:
			continue
		case stem != "" && home && shared([]rune(stem), []rune(name)) >= max(4, runes(stem)-1) && runes(name)-runes(stem) <= 2 && runes(name) >= runes(stem)-1:
		case begins && lex.inflects && caseEnding[ending]:
		case begins && (runes(name) >= 5 && runes(ending) <= 3 || runes(ending) == 1):
		case !lex.ends(name, w.Fold):
			continue
		}
		n := likeness(name, w.Fold)
		if home {
			n += atHome
		}
		if !found || n > most {
			best, most, found = p, n, true
		}
	}
	return best, found
}

// leastHome is the length from which on a town of the language's own country is
// taken with another ending, and by those who write no capitals; atHome is what
// such a town gains before one elsewhere, in letters alike: Karlovac before Karlovo.
const (
	leastHome = 5
	atHome    = 4
)

// nearly reports whether a word is a name with another ending: all letters but
// the last alike, and up to four more.
func nearly(name, word string) bool {
	x, y := []rune(name), []rune(word)
	n := shared(x, y)
	return n >= leastHome-1 && len(x)-n <= 1 && len(y)-n <= 4 || fleeting(x, y)
}

// fleeting reports whether a word is a name whose last vowel is lost before an
// ending: Zadar and Zadra, Karlovac and Karlovcu.
func fleeting(name, word []rune) bool {
	n := len(name)
	return n >= leastHome && len(word) >= n && len(word) <= n+2 && strings.ContainsRune("ae", name[n-2]) &&
		string(word[:n-2]) == string(name[:n-2]) && word[n-2] == name[n-1]
}

// homes are the countries where a language is spoken.
var homes = map[string][]string{
	"bg": {"BG"}, "cs": {"CZ"}, "da": {"DK"}, "de": {"DE", "AT", "CH"}, "el": {"GR", "CY"}, "es": {"ES"}, "et": {"EE"}, "fi": {"FI"}, "fr": {"FR", "BE", "CH", "LU"},
	"ga": {"IE"}, "hr": {"HR", "BA"}, "hu": {"HU"}, "it": {"IT", "CH"}, "lt": {"LT"}, "lv": {"LV"}, "mt": {"MT"}, "nl": {"NL", "BE"}, "pl": {"PL"}, "pt": {"PT"},
	"ro": {"RO", "MD"}, "sk": {"SK"}, "sl": {"SI"}, "sv": {"SE", "FI"}, "uk": {"UA"},
}

// ofCity are endings that make an adjective of a city's name.
var ofCity = map[string]bool{
	"nais": true, "naise": true, "ois": true, "oise": true, "ais": true, "aise": true, "ien": true, "ienne": true, "ese": true, "esi": true,
	"lainen": true, "laiset": true, "laisen": true,
}

// caseEnding are endings by which Finnish, Estonian and Hungarian say "in", "from" and "to" a place.
var caseEnding = map[string]bool{
	"ssa": true, "sta": true, "lla": true, "lta": true, "lle": true, "sse": true, "st": true, "le": true, "lt": true, "ban": true, "ben": true,
	"bol": true, "rol": true, "on": true, "en": true, "ra": true, "re": true,
}

// adjectiveStem is what a Slavic adjective of a place is made from: "warszawski"
// of "warszaw"; empty for other words.
func adjectiveStem(folded string) string {
	if m := slavicAdjective.FindStringSubmatchIndex(folded); m != nil && runes(folded[:m[0]]) >= stemRunes {
		return folded[:m[0]]
	}
	return ""
}

var slavicAdjective = regexp.MustCompile(`(?:ськ|цьк|ск|sk|ck)\pL{1,3}$`)

// ends reports whether a word is a city's name with another ending: two letters
// at most differ, and three in languages that put long endings.
func (l *lexicon) ends(name, word string) bool {
	x, y := []rune(name), []rune(word)
	n := shared(x, y)
	return n >= 5 && len(x)-n <= 2 && len(y)-n <= 2 || l.inflects && n >= 5 && len(x)-n <= 1 && len(y)-n <= 3
}

// elsewhere reports whether a word that names a country also names a city of
// another one: Granada is more often the Spanish city than Grenada.
func (r *Reader) elsewhere(e entry, w corpus.Word, verbatim string, lex *lexicon) bool {
	p, ok := r.city(w, verbatim, lex, false)
	return ok && r.english[p.Country] != e.english
}

// closerCity reports whether a word with a capital is more like a town of the
// language's own country than like the form that it was taken for: Warszawy is
// Warszawa and no warsztat.
func (r *Reader) closerCity(e entry, w corpus.Word, verbatim string, lex *lexicon) bool {
	if lex == r.lexicons["de"] || !unicode.IsUpper([]rune(verbatim)[0]) || len(e.words) > 1 {
		return false
	}
	p, ok := r.city(w, verbatim, lex, false)
	return ok && slices.Contains(lex.homes, p.Country) && likeness(corpus.Fold(p.Name), w.Fold) > likeness(e.words[0], w.Fold)
}

// exactHome is the town of the language's own country that has just this name.
func (r *Reader) exactHome(w corpus.Word, lex *lexicon) (corpus.Place, bool) {
	for _, p := range r.cities[head(w.Fold)] {
		if corpus.Fold(p.Name) == w.Fold && slices.Contains(lex.homes, p.Country) {
			return p, true
		}
	}
	return corpus.Place{}, false
}
