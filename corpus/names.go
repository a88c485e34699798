package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	navigator "github.com/ri-navigator/navigator"
)

// Fold makes a text comparable: lower case, no combining marks, ß as ss, ł as l,
// ø as o, and every run of other characters than letters and digits as one space.
func Fold(s string) string {
	var b strings.Builder
	space := true
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteString(foldRune(unicode.ToLower(r)))
			space = false
		case !space:
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}

func foldRune(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'ħ':
		return "h"
	case 'đ', 'ð':
		return "d"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ı':
		return "i"
	case 'ς':
		return "σ"
	}
	return string(r)
}

// AllNames lists every name under which people look for an infrastructure.
func AllNames(r *navigator.Infrastructure) []string {
	out := []string{r.Name}
	out = append(out, r.Acronyms...)
	out = append(out, r.FormerNames...)
	return append(out, r.Aliases...)
}

// Names resolves what people call infrastructures. A folded name that belongs
// to several records is known to be ambiguous: it maps to all of them.
type Names struct {
	ids     map[string][]string
	longest int // words in the longest name
}

// NewNames indexes the names of a corpus.
func NewNames(c *Corpus) *Names {
	n := &Names{ids: map[string][]string{}}
	for _, r := range c.Infrastructures {
		seen := map[string]bool{}
		for _, name := range AllNames(r) {
			f := Fold(name)
			if len(f) < 3 || seen[f] || commonWord[f] {
				continue
			}
			seen[f] = true
			n.ids[f] = append(n.ids[f], r.ID)
			n.longest = max(n.longest, strings.Count(f, " ")+1)
		}
	}
	return n
}

// commonWord are acronyms that are also everyday words: alone they name nothing.
var commonWord = map[string]bool{
	"share": true, "prime": true, "hub": true, "lead": true, "next": true, "matter": true, "apex": true, "fames": false,
	"reach": true, "and": true, "the": true, "test": true, "lab": true, "smart": true, "access": true, "europe": true, "inspire": true,
	"grid": true, "rise": true, "wave": true, "west": true, "care": true, "life": true, "max": true, "eli": false, "interact": true, "isolde": false,
	"offer": true, "made": true, "make": true, "start": true, "scale": true, "light": true, "core": true, "open": true, "living lab": true,
}

// Mention is a name found in a text. Start and End are byte offsets.
type Mention struct {
	IDs        []string
	Start, End int
	Text       string
}

// Find lists the longest names in a text, left to right. Acronyms of three
// letters count only where the text writes them in capitals.
func (n *Names) Find(text string) []Mention {
	words := Words(text)
	var out []Mention
	for i := 0; i < len(words); {
		m, used := n.longestAt(text, words[i:])
		if used == 0 {
			i++
			continue
		}
		out = append(out, m)
		i += used
	}
	return out
}

func (n *Names) longestAt(text string, words []Word) (Mention, int) {
	for k := min(n.longest, len(words)); k > 0; k-- {
		parts := make([]string, k)
		for j := range k {
			parts[j] = words[j].Fold
		}
		name := strings.Join(parts, " ")
		ids, ok := n.ids[name]
		if !ok {
			continue
		}
		m := Mention{IDs: ids, Start: words[0].Start, End: words[k-1].End}
		m.Text = text[m.Start:m.End]
		if k == 1 && len(name) <= 4 && m.Text != strings.ToUpper(m.Text) {
			continue
		}
		return m, k
	}
	return n.inflected(text, words[0])
}

// inflected finds a name that a language has given an ending: LUMIa, SOLARISie,
// Karolinaa. In capitals up to four small letters are the ending; else one of a
// name of six letters or more.
func (n *Names) inflected(text string, w Word) (Mention, int) {
	word := text[w.Start:w.End]
	upper := strings.IndexFunc(word, unicode.IsLower)
	name := ""
	switch {
	case upper >= 3 && len(word)-upper <= maxEnding && word[upper:] == strings.ToLower(word[upper:]):
		name = word[:upper]
	case upper == 1 && len(word) > leastInflected:
		_, size := utf8.DecodeLastRuneInString(word)
		name = word[:len(word)-size]
	}
	ids, ok := n.ids[Fold(name)]
	if !ok {
		return Mention{}, 0
	}
	return Mention{IDs: ids, Start: w.Start, End: w.End, Text: word}, 1
}

const (
	maxEnding      = 4
	leastInflected = 6
)

// Word is one word of a text with its byte offsets and its folded form.
type Word struct {
	Fold       string
	Start, End int
}

// Words splits a text at everything that is neither letter, digit nor combining mark.
func Words(text string) []Word {
	var out []Word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			if f := Fold(text[start:end]); f != "" {
				out = append(out, Word{f, start, end})
			}
			start = -1
		}
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(text))
	return out
}
