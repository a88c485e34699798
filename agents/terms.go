package agents

import (
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// aboutNeed are facts of what is needed rather than of who needs it: their words
// stay in the need, and they are shown but not told back.
var aboutNeed = []string{"technique", "material", "sector", "safety", "data_needs"}

// longestTerm is how many words a term of the glossary has at most that is looked for.
const longestTerm = 4

// terms reads the technique, the material and the sector that a message names,
// by the glossary, and what it says of safety and of data.
func (r *reading) terms() {
	words := corpus.Words(r.text)
	for i := 0; i < len(words); i++ {
		for n := min(longestTerm, len(words)-i); n > 0; n-- {
			start, end := words[i].Start, words[i+n-1].End
			if r.term(words[i:i+n], start, end) {
				i += n - 1
				break
			}
		}
	}
	for _, p := range needs {
		if m := p.re.FindStringIndex(r.text); m != nil && r.stanceOn(m[0], m[1]) == states {
			r.note(p.fact, p.value, p.confidence, m[0], m[1])
		}
	}
}

func (r *reading) term(words []corpus.Word, start, end int) bool {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.Fold
	}
	for _, c := range r.guide.glossary[strings.Join(parts, " ")] {
		value, confidence := named(c, words)
		if value != "" && !r.insideMention(start, end) && r.stanceOn(start, end) == states {
			r.note(c.Kind, value, confidence, start, end)
			return true
		}
	}
	return false
}

// leastTerm is the length from which on a single word is a technique by itself:
// shorter ones ("spin", "cleaning") are mostly part of other words.
const leastTerm = 10

// named is the value of a technique, material or sector that words name. A
// sector is one of the vocabulary of sectors, as rules know only those, and
// stays doubtful: to name a field is not yet to work in it.
func named(c corpus.Concept, words []corpus.Word) (string, float64) {
	term := c.Terms["en"][0]
	switch c.Kind {
	case "technique":
		if len(words) > 1 || len(words[0].Fold) >= leastTerm {
			return term, .75
		}
	case "material":
		return term, .75
	case "sector":
		if s := strings.ReplaceAll(corpus.Fold(term), " ", "-"); slices.Contains(corpus.Sectors, s) {
			return s, guess
		}
	}
	return "", 0
}

// note adds a fact whose words stay words of the need.
func (r *reading) note(name string, value any, confidence float64, start, end int) {
	used := len(r.used)
	r.add(name, value, confidence, start, end)
	r.used = r.used[:used]
}

var needs = []pattern{
	pat("safety", "BSL-4", .85, `\b(BSL|biosafety level|biosafety)[- ]?4\b`),
	pat("safety", "BSL-3", .85, `\b(BSL|biosafety level|biosafety)[- ]?3\b`),
	pat("safety", "BSL-2", .85, `\b(BSL|biosafety level|biosafety)[- ]?2\b`),
	pat("safety", "radioactive", .8, `\b(radioactive|radiotoxic|nuclear) (samples?|materials?|sources?|waste)\b`),
	pat("safety", "explosive", .8, `\b(explosive atmospheres?|ATEX|explosives?)\b`),
	pat("safety", "toxic", .75, `\b(toxic|hazardous|carcinogenic) (samples?|materials?|chemicals?|gas(es)?|substances?)\b`),
	pat("safety", "GMP", .8, `\bGMP\b`),
	pat("data_needs", "personal data", .8, `\b(personal data|patient data|health records|GDPR)\b`),
	pat("data_needs", "secure computing", .75, `\b(secure (processing|computing|data) (environment|enclave)?|trusted research environment)\b`),
	pat("data_needs", "large data", .7, `\b\d+ ?(TB|terabytes?|PB|petabytes?)\b`),
}

// ofPerson are the facts that say who somebody is and how they want to work.
func ofPerson(facts []navigator.Fact) []navigator.Fact {
	return slices.DeleteFunc(slices.Clone(facts), func(f navigator.Fact) bool { return slices.Contains(aboutNeed, f.Name) })
}
