package agents

import (
	"fmt"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/corpus"
)

// compare sets two to five infrastructures side by side: those that the
// message names, or the first of those recommended last.
func (g *Guide) compare(u navigator.Understanding, h History) navigator.Answer {
	ids := slices.Clone(u.Mentions)
	if h.Last != nil && (len(ids) == 0 || ofThose.MatchString(u.Asked)) {
		for _, r := range h.Last.Recommendations {
			if len(ids) < 2 && !slices.Contains(ids, r.ID) {
				ids = append(ids, r.ID)
			}
		}
	}
	if len(ids) < 2 {
		return g.plain(u, navigator.KindCompare, "compare_need")
	}
	return g.Compare(u, ids[:min(5, len(ids))])
}

// ofThose are the words that point to what was recommended before.
var ofThose = rx(`\b(them|these|those|the (first|second|others?|last|two|three)|both|it)\b`)

// Compare sets infrastructures side by side for a person of whom u is known.
// The ids must exist.
func (g *Guide) Compare(u navigator.Understanding, ids []string) navigator.Answer {
	if u.Language == "" {
		u.Language = "en"
	}
	cs := g.newCitations()
	cmp := &navigator.Comparison{IDs: ids, Names: map[string]string{}, Missing: g.say(u.Language, "not_recorded")}
	a := navigator.Answer{Kind: navigator.KindCompare, Comparison: cmp}
	var cands []navigator.Candidate
	var names []string
	var marks strings.Builder
	for _, id := range ids {
		c := g.candidate(u, id)
		cands = append(cands, c)
		cmp.Names[id] = c.Infrastructure.Name
		names = append(names, c.Infrastructure.Name)
		marks.WriteString(cs.passage(g.aboutPassage(c.Infrastructure)))
		a.Recommendations = append(a.Recommendations, g.card(u, c))
		if c.Excluded == "" {
			a.Actions = append(a.Actions, navigator.Action{Type: "start_application", Form: g.formID(c.Infrastructure), Infrastructure: id})
		}
	}
	for _, row := range comparisonRows {
		values := map[string]string{}
		for _, c := range cands {
			if values[c.Infrastructure.ID] = row.value(g, u, c); values[c.Infrastructure.ID] == "" {
				values[c.Infrastructure.ID] = cmp.Missing
			}
		}
		cmp.Rows = append(cmp.Rows, navigator.ComparisonRow{Key: row.key, Label: g.say(u.Language, row.key), Values: values})
	}
	a.Text = g.say(u.Language, "compare_intro", "Names", strings.Join(names, ", "), "Marks", marks.String())
	a.Citations, a.Facts, a.Language = cs.list, g.told(u.Language, u.Facts), u.Language
	return a
}

// candidate judges one infrastructure by itself.
func (g *Guide) candidate(u navigator.Understanding, id string) navigator.Candidate {
	r := g.Corpus.Infrastructure(id)
	c := navigator.Candidate{Infrastructure: r, Score: boostNamed, Hits: []navigator.Hit{{Passage: g.aboutPassage(r)}}}
	c.Verdicts = g.Engine.Judge(access.Subject{Facts: u.Facts, Infrastructure: r})
	c.Eligibility = access.Eligibility(c.Verdicts)
	g.adjust(&c, u)
	return c
}

// comparisonRows are the aspects of a comparison, in the order shown.
var comparisonRows = []struct {
	key   string
	value func(*Guide, navigator.Understanding, navigator.Candidate) string
}{
	{"row_kind", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		return g.say(u.Language, "kind_"+c.Infrastructure.Kind) + ": " + g.subtype(u.Language, c.Infrastructure.Subtype)
	}},
	{"row_where", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		return g.places(u.Language, c.Infrastructure)
	}},
	{"row_status", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		return g.say(u.Language, "status_"+c.Infrastructure.Status)
	}},
	{"row_eligibility", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		return g.say(u.Language, "verdict_"+string(c.Eligibility))
	}},
	{"row_whynot", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		if len(c.WhyNot) == 0 {
			return g.say(u.Language, "nothing_against")
		}
		return strings.Join(c.WhyNot, ". ")
	}},
	{"row_fit", func(_ *Guide, _ navigator.Understanding, c navigator.Candidate) string {
		var names []string
		for _, s := range c.Infrastructure.Services {
			names = append(names, s.Name)
		}
		return strings.Join(names, "; ")
	}},
	{"row_trl", func(_ *Guide, _ navigator.Understanding, c navigator.Candidate) string {
		if s := trlSpanOf(c.Infrastructure); s != nil {
			return fmt.Sprintf("TRL %d–%d", s.From, s.To)
		}
		return ""
	}},
	{"row_modes", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		var words []string
		for _, m := range corpus.FacetsOf(c.Infrastructure).Modes {
			words = append(words, g.say(u.Language, "mode_"+m))
		}
		return strings.Join(words, ", ")
	}},
	{"row_policies", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		var words []string
		for _, p := range c.Infrastructure.Access.Policies {
			words = append(words, g.say(u.Language, "policy_"+p))
		}
		return strings.Join(words, ", ")
	}},
	{"row_route", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		if routes := g.ways(u, c); len(routes) > 0 {
			return g.wayName(u, routes[0])
		}
		return ""
	}},
	{"row_calls", func(g *Guide, u navigator.Understanding, c navigator.Candidate) string {
		var lines []string
		for _, k := range g.calls(u, c.Infrastructure) {
			lines = append(lines, k.Title+" ("+g.say(u.Language, "call_"+k.Status)+")")
		}
		return strings.Join(lines, "; ")
	}},
	{"row_cost", func(_ *Guide, _ navigator.Understanding, c navigator.Candidate) string {
		return strings.TrimSpace(c.Infrastructure.Access.Cost)
	}},
	{"row_lead", func(_ *Guide, _ navigator.Understanding, c navigator.Candidate) string {
		return c.Infrastructure.Access.LeadTime
	}},
	{"row_apply", func(_ *Guide, _ navigator.Understanding, c navigator.Candidate) string {
		return c.Infrastructure.Access.Apply
	}},
	{"row_checked", func(g *Guide, _ navigator.Understanding, c navigator.Candidate) string {
		return string(g.aboutPassage(c.Infrastructure).CheckedOn)
	}},
}

// JudgeFor judges an infrastructure's rules for a person of whom u is known.
func (g *Guide) JudgeFor(u navigator.Understanding, id string) []navigator.Verdict {
	r := g.Corpus.Infrastructure(id)
	if r == nil {
		return nil
	}
	return g.Engine.Judge(access.Subject{Facts: u.Facts, Infrastructure: r})
}
