package agents

import (
	"fmt"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// citations numbers the evidence of one answer in the order of first use.
type citations struct {
	guide *Guide
	list  []navigator.Citation
	at    map[string]int
}

func (g *Guide) newCitations() *citations { return &citations{guide: g, at: map[string]int{}} }

// mark gives the number of a piece of evidence, as it stands in the text: [1].
func (c *citations) mark(key string, cite navigator.Citation) string {
	n, ok := c.at[key]
	if !ok {
		n = len(c.list) + 1
		cite.N = n
		c.at[key], c.list = n, append(c.list, cite)
	}
	return fmt.Sprintf("[%d]", n)
}

// passage cites a passage, quoting its words.
func (c *citations) passage(p navigator.Passage) string {
	return c.mark(p.ID, navigator.Citation{
		Record: p.Record, Title: p.Title, Section: p.Section, URL: p.URL, Quote: strings.TrimSpace(p.Text),
		CheckedOn: p.CheckedOn, Stale: corpus.Stale(p.ReviewBy, c.guide.Now()),
	})
}

// record cites a section of an infrastructure's record.
func (c *citations) record(r *navigator.Infrastructure, section, quote string) string {
	p := c.guide.aboutPassage(r)
	p.ID, p.Section, p.Text = r.ID+"#"+section, section, quote
	return c.passage(p)
}

// verdict cites the clause of a rule; the quote is the clause's own wording where that was kept.
func (c *citations) verdict(v navigator.Verdict) string {
	quote := v.Clause
	if v.Quote != "" {
		quote += " “" + v.Quote + "”"
	}
	return c.mark(v.Programme+"/"+v.Rule, navigator.Citation{
		Record: v.Programme, Title: v.Name, Section: "rule " + v.Rule, URL: v.SourceURL, Quote: quote, CheckedOn: v.CheckedOn, Stale: v.Stale,
	})
}

// rule cites a clause that was not judged for this person.
func (c *citations) rule(p *navigator.Programme, r navigator.Rule) string {
	return c.verdict(navigator.Verdict{
		Rule: r.ID, Programme: p.ID, Name: p.Name, Clause: r.Clause, Quote: r.Quote, SourceURL: r.Source.URL, CheckedOn: r.Source.On,
		Stale: corpus.Stale(r.ReviewBy, c.guide.Now()),
	})
}
