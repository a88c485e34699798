package gloss

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"github.com/ri-navigator/navigator/corpus"
)

// kind says which file of the vocabulary an entry comes from. Of two entries
// that match alike the smaller kind wins.
type kind int

const (
	phrase kind = iota
	term
	word
	country
	adjective
	small
)

// entry is one form of a language and the English that it stands for.
type entry struct {
	words   []string // folded
	english string
	also    []string
	kind    kind
	// inflected is true of a country's form that is not its plain name.
	inflected   bool
	preposition bool
	// marked is the form with its marks, where the word of the message must have
	// them too: without them so short a word is mostly another one (Finnish sää and saa).
	marked string
	// capitals is true of a short form in capitals, which a small word of the
	// language may not be taken for: AI and Italian ai.
	capitals bool
}

// lexicon is what is known of one language.
type lexicon struct {
	at map[string][]entry // by the head of the first word
	// inflects is true of languages that say "in Poland" by an ending, compounds
	// of those that write several nouns as one word.
	inflects, compounds bool
	small               map[string]bool // the words that say nothing by themselves
	denies              map[string]bool // those that deny: no phrase may leave one out
	homes               []string        // the countries where the language is spoken
	french              bool
	fadas               bool // Irish, where na is an article and ná a denial
	negates             bool // a verb is denied by "ne" at its beginning
}

// mostAlso is how many other names of a concept are searched for with it: the
// first are the usual ones, the later ones wander off.
const mostAlso = 2

// inflecting are the languages that put case endings where others have prepositions.
var inflecting = []string{"fi", "et", "hu", "lt", "lv"}

// compounding are the languages that write several nouns as one word.
var compounding = []string{"de", "nl", "sv", "da", "fi", "et", "hu", "lv", "lt", "el"}

// negating are the languages that deny a verb by a syllable at its beginning.
var negating = []string{"cs", "sk", "lt", "lv"}

// prepositions are the phrases that may stand before a place.
var prepositions = []string{"in", "from", "to", "near", "outside", "based in", "only in"}

func newLexicon(c *corpus.Corpus, lang string) *lexicon {
	l := &lexicon{at: map[string][]entry{}, small: map[string]bool{}, denies: map[string]bool{}, inflects: slices.Contains(inflecting, lang), compounds: slices.Contains(compounding, lang), homes: homes[lang], french: lang == "fr", fadas: lang == "ga", negates: slices.Contains(negating, lang)}
	for english, forms := range c.Phrases[lang] {
		if english == "weather" { // who asks for it as such; the word itself is also a subject of research
			english = "weather forecast today"
		}
		for _, f := range forms {
			l.put(f, entry{english: ofOurs(c.Phrases[lang], english, f), kind: phrase, preposition: slices.Contains(prepositions, english)})
		}
	}
	for _, k := range c.Glossary {
		if en := k.Terms["en"]; len(en) > 0 {
			also := en[1:min(len(en), 1+mostAlso)]
			if k.Kind == "material" || k.Kind == "sector" { // what something is made of or for is not yet what is looked for
				also = nil
			}
			finer := finerForms(c.Everyday[lang], en[1:])
			for _, t := range k.Terms[lang] {
				if !finer[corpus.Fold(t)] {
					l.put(t, entry{english: soundsLike(t, en), also: also, kind: term})
				}
			}
		}
	}
	for english, forms := range c.Everyday[lang] {
		for _, f := range forms {
			l.put(f, entry{english: english, kind: word})
		}
	}
	l.countries(c, lang)
	for _, w := range c.FunctionWords[lang] {
		l.put(w, entry{kind: small})
		l.small[corpus.Fold(w)] = true
	}
	for _, key := range []string{"not", "never", "no", "nothing", "without", "instead of", "outside"} {
		for _, f := range c.Phrases[lang][key] {
			words := strings.Fields(corpus.Fold(f))
			for _, w := range words {
				if len(words) == 1 || runes(w) > 1 && !l.small[w] {
					l.denies[w] = true
				}
			}
		}
	}
	return l
}

// ofOurs is the English of a form; of "our company" what kind of company it is,
// where the form says that: "notre start-up", "unser KMU".
func ofOurs(phrases map[string][]string, english, form string) string {
	if english != "our company" {
		return english
	}
	folded := " " + corpus.Fold(form) + " "
	for _, kind := range []string{"start-up", "SME"} {
		for _, f := range phrases[kind] {
			if w := corpus.Fold(f); runes(w) >= 3 && (strings.Contains(folded, " "+w+" ") || runes(w) >= 5 && strings.Contains(folded, " "+w)) {
				return "our " + kind
			}
		}
	}
	return english
}

// finerForms are the forms that the everyday words have for one of a concept's
// other terms: of asphalt and brick, which are one concept, "cihla" is the brick.
func finerForms(everyday map[string][]string, others []string) map[string]bool {
	out := map[string]bool{}
	for _, o := range others {
		for _, f := range everyday[o] {
			out[corpus.Fold(f)] = true
		}
	}
	return out
}

// countries takes the names of countries from CLDR, and from the vocabulary where that has more forms.
func (l *lexicon) countries(c *corpus.Corpus, lang string) {
	english := map[string]corpus.Country{}
	names := display.Regions(language.Make(lang))
	for _, x := range c.Countries {
		english[x.Code] = x
		if r, err := language.ParseRegion(x.Code); err == nil && names != nil {
			l.put(names.Name(r), entry{english: x.Name, kind: country})
		}
	}
	for _, x := range c.CountryWords {
		is := english[x.Code]
		for i, n := range x.Names[lang] {
			l.put(n, entry{english: is.Name, kind: country, inflected: i > 0})
		}
		demonym, _, _ := strings.Cut(is.Demonym, ",")
		if demonym == "" {
			demonym = is.Name
		}
		for _, n := range x.Adjectives[lang] {
			l.put(n, entry{english: demonym, kind: adjective})
		}
	}
}

func (l *lexicon) put(form string, e entry) {
	e.words = strings.Fields(corpus.Fold(form))
	if len(e.words) == 0 || e.kind != small && e.english == "" {
		return
	}
	if low := strings.ToLower(form); e.kind != small && runes(form) <= 3 && form != strings.ToUpper(form) && e.words[0] != low && (l.fadas || !slices.Contains(denying, e.english)) {
		e.marked = low
	}
	e.capitals = runes(form) <= 3 && form == strings.ToUpper(form) && form != strings.ToLower(form)
	h := head(e.words[0])
	l.at[h] = append(l.at[h], e)
}

// denied is the phrase that a verb with "ne" before it denies: nechceme, nepublikuojame.
func (l *lexicon) denied(text string, word corpus.Word) (entry, bool) {
	rest, ok := strings.CutPrefix(word.Fold, "ne")
	if !ok || !l.negates || runes(rest) < stemRunes {
		return entry{}, false
	}
	e, n := l.best(text, []corpus.Word{{Fold: rest, Start: word.Start, End: word.End}})
	if n == 0 || e.kind != phrase {
		return entry{}, false
	}
	e.english, e.also = "not "+e.english, nil
	return e, true
}

// denying are the words without which a sentence says the contrary: they are
// read without their marks too.
var denying = []string{"no", "not", "never", "nothing"}

// best is the entry that the words begin with, and how many of them it takes:
// the one of most words, of those the one most alike, of those by its kind.
func (l *lexicon) best(text string, words []corpus.Word) (entry, int) {
	var best entry
	most, taken := -1<<30, 0
	for _, x := range l.at[head(words[0].Fold)] {
		if len(x.words) < len(best.words) || x.marked != "" && x.marked != strings.ToLower(norm.NFC.String(text[words[0].Start:words[0].End])) {
			continue
		}
		if verbatim := text[words[0].Start:words[0].End]; x.capitals && l.small[x.words[0]] && verbatim != strings.ToUpper(verbatim) {
			continue
		}
		n, like := l.match(x, words)
		if n == 0 {
			continue
		}
		like = 8*like - int(x.kind) - 16*(n-len(x.words))
		if len(x.words) > len(best.words) || like > most || like == most && x.english < best.english {
			best, most, taken = x, like, n
		}
	}
	return best, taken
}

// adjectiveIn is the country's adjective that stands within a phrase of several
// words and is no part of it.
func (l *lexicon) adjectiveIn(text string, words []corpus.Word, e entry) (entry, bool) {
	if len(words) <= len(e.words) {
		return entry{}, false
	}
	for i := range words {
		if x, n := l.best(text, words[i:i+1]); n == 1 && x.kind == adjective {
			return x, true
		}
	}
	return entry{}, false
}

// leastStem is the length from which on a word of a phrase may have another ending.
const leastStem = 6

// match gives how many words an entry takes, 0 where it does not fit, and how
// alike they are. Within a phrase small words may stand, and one word of any
// kind within one of three words or more, but nothing that denies.
func (l *lexicon) match(x entry, words []corpus.Word) (n, like int) {
	at := 0
	for i, w := range x.words {
		for skipped := 0; ; skipped++ {
			if at >= len(words) {
				return 0, 0
			}
			if fits(x, w, words[at].Fold) {
				break
			}
			have := words[at].Fold
			if i == 0 || x.kind != phrase || l.denies[have] || skipped >= 2 || !l.small[have] && (len(x.words) < 3 && !slices.Contains(adjectival, x.english) || skipped > 0 || slices.Contains(exact, x.english)) {
				return 0, 0
			}
			at++
		}
		like += likeness(w, words[at].Fold)
		at++
	}
	return at, like
}

// exact are the phrases by which somebody commits themselves: only small words
// may stand within them, as any other may turn them round.
var exact = []string{
	"we will publish", "have already used", "we can pay", "we have funding", "civil use", "open data", "first time", "commercial use",
	"confidential", "keep results secret", "proprietary research", "peer-reviewed grant", "no equivalent in our country",
}

// adjectival are phrases of two words that may hold an adjective: "malo prehrambeno poduzeće".
var adjectival = []string{"SME", "large company", "research group"}

// fits reports whether a word may stand for one of an entry.
func fits(x entry, w, have string) bool {
	switch {
	case w == have:
		return true
	case x.kind == small:
		return false
	case x.kind == phrase:
		return runes(w) >= leastStem && runes(have) >= leastStem && sameEnding(w, have)
	case x.kind == country:
		return runes(w) >= leastCountry && strings.HasPrefix(have, w) && runes(have)-runes(w) <= 3
	case len(x.words) > 1 && agrees(w, have): // an adjective before its noun
		return true
	}
	return sameStem(w, have) && (x.kind == term || x.kind == word || runes(w) >= stemRunes)
}

// leastCountry is the length from which on a country's name may have an ending
// that the vocabulary does not list.
const leastCountry = 5

// The least letters of a word that may be a compound, and of a term within it.
const (
	leastCompound = 8
	leastPart     = 4
	leastTail     = 6
)

// parts are the entries that a compound ends with or holds: "testfaciliteit" is
// a test and a facility. The longest at the end counts, and one before it.
func (l *lexicon) parts(word string) []entry {
	r := []rune(word)
	if len(r) < leastCompound || !l.compounds {
		return nil
	}
	for i := 0; i+leastPart <= len(r); i++ {
		if i > 0 && i < 3 {
			continue
		}
		tail, ok := l.within(string(r[i:]))
		if !ok {
			continue
		}
		if i >= leastPart {
			if first, ok := l.within(string(r[:i])); ok {
				return []entry{first, tail}
			}
		}
		if i > 0 && runes(tail.words[0]) < leastTail { // too short to be told by itself
			continue
		}
		return []entry{tail}
	}
	return nil
}

// within is the single-word term that a part of a compound is, but for an
// ending of three letters at most.
func (l *lexicon) within(part string) (entry, bool) {
	var best entry
	most, ok := 0, false
	for _, x := range l.at[head(part)] {
		w := x.words[0]
		if x.kind > word || len(x.words) != 1 || runes(w) < leastPart || !strings.HasPrefix(part, w) || runes(part)-runes(w) > 3 {
			continue
		}
		if n := likeness(w, part); !ok || n > most {
			best, most, ok = x, n, true
		}
	}
	return best, ok
}
