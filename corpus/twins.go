package corpus

import (
	"fmt"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// checkTwins finds records that are likely the same infrastructure under two
// ids: the same name, nearly the same name in the same country, or the same page.
func (l *loader) checkTwins() {
	var records []twin
	for _, r := range l.corpus.Infrastructures {
		records = append(records, twin{r, wordSet(Fold(r.Name)), FacetsOf(r).Countries})
	}
	for i, a := range records {
		for _, b := range records[:i] {
			like := share(a.words, b.words)
			switch {
			case Fold(a.record.Name) == Fold(b.record.Name):
				l.tell(a.record, b.record.ID, "have the same name")
			case like > nearTwin && a.record.Kind == b.record.Kind && anyShared(a.countries, b.countries):
				l.tell(a.record, b.record.ID, "have nearly the same name")
			case like > samePage && page(a.record) != "" && page(a.record) == page(b.record):
				l.tell(a.record, b.record.ID, "have the same page and much of the name")
			}
		}
	}
}

// nearTwin is the share of words that two names have in common, at most, without
// being called nearly the same; samePage is that share for records with one page.
const (
	nearTwin = 0.8
	samePage = 0.4
)

type twin struct {
	record    *navigator.Infrastructure
	words     map[string]bool
	countries []string
}

// page is a record's address without what differs between two spellings of one.
func page(r *navigator.Infrastructure) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(r.URL, "https://"), "http://"), "/")
}

func (l *loader) tell(r *navigator.Infrastructure, other, how string) {
	f := l.files["catalogue:"+r.ID]
	l.warn(f.path, lineOf(f.raw, "name:"), fmt.Sprintf("%s and %s %s", r.ID, other, how), "merge them, or tell them apart")
}

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// share is the number of common words over the number of all words of two names.
func share(a, b map[string]bool) float64 {
	if len(a) < 3 || len(b) < 3 {
		return 0
	}
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	return float64(common) / float64(len(a)+len(b)-common)
}

func anyShared(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
