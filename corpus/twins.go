package corpus

import (
	"fmt"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// nearTwin is the share of words that two names have in common, at most, without
// being called nearly the same; samePage is that share for records with one page.
const (
	nearTwin = 0.8
	samePage = 0.4
)

// Twins finds records that are likely the same infrastructure under two ids:
// the same name, nearly the same name in the same country, or the same page and
// much of the name.
func Twins(c *Corpus) []Finding {
	var out []Finding
	records := make([]twin, 0, len(c.Infrastructures))
	for _, r := range c.Infrastructures {
		a := twinOf(r)
		for _, b := range records {
			if how := a.like(b); how != "" {
				out = append(out, Finding{
					Severity: SeverityWarning, File: "catalogue/" + r.Kind + "/" + r.ID + ".yaml",
					Text: fmt.Sprintf("%s and %s %s", r.ID, b.record.ID, how), Remedy: "merge them, or tell them apart",
				})
			}
		}
		records = append(records, a)
	}
	return out
}

type twin struct {
	record    *navigator.Infrastructure
	name      string
	words     map[string]bool
	countries []string
	page      string
}

func twinOf(r *navigator.Infrastructure) twin {
	name := Fold(r.Name)
	t := twin{record: r, name: name, words: map[string]bool{}, countries: FacetsOf(r).Countries}
	for _, w := range strings.Fields(name) {
		t.words[w] = true
	}
	t.page = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(r.URL, "https://"), "http://"), "/")
	return t
}

// like says how two records are alike, or nothing.
func (a twin) like(b twin) string {
	near := a.record.Kind == b.record.Kind && slices.ContainsFunc(a.countries, func(c string) bool { return slices.Contains(b.countries, c) })
	one := a.page != "" && a.page == b.page
	switch {
	case a.name == b.name:
		return "have the same name"
	case near && share(a.words, b.words) > nearTwin:
		return "have nearly the same name"
	case one && share(a.words, b.words) > samePage:
		return "have the same page and much of the name"
	}
	return ""
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
