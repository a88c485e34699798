package agents

import (
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/retrieval"
)

func isStop(folded string) bool { return len(retrieval.Analyse(folded)) == 0 }

// knownAs lists the records in which a name's words all stand together: then it
// is a manner of speaking of a known infrastructure and not an unknown one. A
// testbed is a test bed.
func (g *Guide) knownAs(name string) []string {
	words := strings.Fields(corpus.Fold(name))
	var out []string
	for _, r := range g.Corpus.Infrastructures {
		if holdsWords(r, words) {
			out = append(out, r.ID)
		}
	}
	return out
}

func holdsWords(r *navigator.Infrastructure, words []string) bool {
	text := strings.Join(corpus.AllNames(r), " ") + " " + r.Host + " " + strings.Join(r.Keywords, " ") + " " + r.About
	have := map[string]bool{}
	for _, t := range retrieval.Analyse(text) {
		have[t] = true
	}
	joined := strings.ReplaceAll(corpus.Fold(text), " ", "")
	return !slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(retrieval.Analyse(w), func(t string) bool { return !have[t] }) &&
			(len(w) < compound || !strings.Contains(joined, w))
	})
}

// compound is the length from which on a word may be two of a record written as one.
const compound = 7

// query is the search for a need in English: its own words and, at a lower
// weight, the vocabulary's; by meaning without the words that lead up to the need.
func (g *Guide) query(need string, f navigator.Filters, k int) retrieval.Query {
	more := g.expand(need)
	return retrieval.Query{Text: need, Meaning: strings.Join(append([]string{focus(need)}, more...), " "), Expand: more, Filters: f, K: k}
}

// focus drops the words that say nothing of what is needed.
func focus(need string) string {
	var out []string
	for _, w := range corpus.Words(need) {
		if !generic[w.Fold] && !isStop(w.Fold) {
			out = append(out, need[w.Start:w.End])
		}
	}
	return strings.Join(out, " ")
}

// expand lists the words that the vocabulary adds to a need.
func (g *Guide) expand(need string) []string {
	folded := " " + corpus.Fold(need) + " "
	var out []string
	for _, t := range g.Corpus.Topics {
		for _, term := range t.Terms {
			if strings.Contains(folded, " "+corpus.Fold(term)+" ") {
				out = append(out, t.Expand...)
				break
			}
		}
	}
	return out
}
