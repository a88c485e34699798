package agents

import (
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
)

// Inexact lists what is wrong with the citations of an answer: a mark without
// evidence, evidence without a mark, a record that is not there, an address that
// is none of its sources, a quotation that its record does not hold.
func (g *Guide) Inexact(a navigator.Answer) []string {
	var out []string
	marked := map[string]bool{}
	for _, m := range marksRE.FindAllStringSubmatch(a.Text, -1) {
		marked[m[1]] = true
	}
	if len(marked) > len(a.Citations) {
		out = append(out, "the text has more marks than there are citations")
	}
	for _, c := range a.Citations {
		text, urls := g.recordText(c.Record)
		switch {
		case text == "":
			out = append(out, "there is no record "+c.Record)
		case c.URL != "" && !slices.Contains(urls, c.URL):
			out = append(out, c.URL+" is no source of "+c.Record)
		}
		for _, part := range strings.Split(strings.TrimSuffix(c.Quote, "”"), " “") {
			if p := flat(part); !strings.Contains(text, p) {
				out = append(out, c.Record+" does not say: "+p)
			}
		}
	}
	return out
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// recordText is all that a record says, and the addresses that support it.
func (g *Guide) recordText(id string) (string, []string) {
	var text, urls []string
	refs := func(sources []navigator.Reference, more ...string) {
		for _, s := range sources {
			urls = append(urls, s.URL)
		}
		urls = append(urls, more...)
	}
	if r := g.Corpus.Infrastructure(id); r != nil {
		text = append(text, r.About, accessText(r), serviceText(r))
		for _, s := range r.Services {
			text = append(text, s.About)
		}
		refs(r.Sources, r.URL)
	}
	if p := g.Corpus.Programme(id); p != nil {
		text = append(text, p.About, p.Who, p.Cost)
		refs(p.Sources, p.URL)
		for _, r := range p.Rules {
			text = append(text, r.Clause, r.Quote)
			refs([]navigator.Reference{r.Source})
		}
	}
	for _, a := range g.Corpus.Articles {
		if a.ID == id {
			text = append(text, a.Text)
			refs(a.Sources)
		}
	}
	for _, t := range g.Corpus.Trainings {
		if t.ID == id {
			text = append(text, flat(t.About)+" "+flat(t.Who)+" "+flat(t.Cost))
			refs(t.Sources, t.URL)
		}
	}
	for _, c := range g.Corpus.Calls {
		if c.ID == id {
			text = append(text, c.About, flat(c.Title)+" "+flat(c.About)+" "+flat(c.Who))
			refs(c.Sources, c.URL)
		}
	}
	text = append(text, g.passagesOf(id)...)
	for i, t := range text {
		text[i] = flat(t)
	}
	return strings.Join(text, "\n"), urls
}

// passagesOf are the texts that retrieval holds of a record.
func (g *Guide) passagesOf(id string) []string { return g.texts()[id] }

// textsByRecord are the texts of all passages by their record.
func textsByRecord(all retrieval.Passages) map[string][]string {
	out := map[string][]string{}
	for i := range all.Len() {
		p := all.At(i)
		out[p.Record] = append(out[p.Record], p.Text)
	}
	return out
}
