package agents

import (
	"context"
	"math"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// guide is step 5 and 6 for somebody who looks for a facility: ask, recommend,
// or say that nothing fits.
func (g *Guide) guide(ctx context.Context, u navigator.Understanding, h History) navigator.Answer {
	if focus(u.Need) == "" && len(u.Mentions) == 0 {
		a := g.plain(u, navigator.KindAsk, "none_empty")
		a.Text = strings.Join(append(g.noted(u, h), a.Text), "\n\n")
		a.Question = &navigator.Question{Fact: "need", Text: g.say(u.Language, "question_need"), Why: g.say(u.Language, "question_need_why"), Options: []navigator.Option{}}
		return a
	}
	if q := g.whichOne(u); q != nil {
		return navigator.Answer{Kind: navigator.KindAsk, Text: q.Text, Question: q}
	}
	cands, degraded := g.candidates(ctx, u)
	fit, excluded := split(cands)
	if !g.anyFits(fit, u, degraded) {
		return g.nothing(u, fit, excluded)
	}
	wide := widely(fit, degraded)
	intro := "intro"
	if parts := g.eachPart(ctx, u); parts != nil {
		fit, intro = parts, "two_needs"
	} else {
		fit = g.relevant(fit, u, degraded)
	}
	a := g.recommend(u, intro, fit, wide, telling(excluded, u, fit))
	a.Text = strings.Join(append(g.noted(u, h), a.Text), "\n\n")
	a.Question = g.nextQuestion(u, fit)
	if a.Question != nil {
		if undecided(u, fit) {
			a.Kind = navigator.KindAsk
		}
		a.Text += "\n\n" + a.Question.Text
	}
	return a
}

// split parts candidates that may be used from those that a rule or their state excludes.
func split(cands []navigator.Candidate) (fit, excluded []navigator.Candidate) {
	return partition(cands, func(c navigator.Candidate) bool { return c.Excluded == "" })
}

// anyFits reports whether the best candidate is a match at all: named, alike in
// meaning, or, without vectors, sharing enough of the need's words.
func (g *Guide) anyFits(fit []navigator.Candidate, u navigator.Understanding, degraded []string) bool {
	if len(fit) == 0 {
		return false
	}
	if slices.ContainsFunc(fit, isNamed(u)) {
		return true
	}
	if len(degraded) > 0 {
		return fit[0].Hits[0].Lexical > minLexical
	}
	return slices.ContainsFunc(fit, matches)
}

// matches reports whether a candidate is like the need by the English model, or
// nearly so by it and clearly so across languages.
func matches(c navigator.Candidate) bool {
	return best(c) >= minCosine || best(c) >= nearlyCosine && c.Alike >= minAlike
}

// relevant are the five best of the candidates that match by themselves. Of
// somebody who only named infrastructures it is just these.
func (g *Guide) relevant(fit []navigator.Candidate, u navigator.Understanding, degraded []string) []navigator.Candidate {
	named := isNamed(u)
	if g.onlyNames(u) && slices.ContainsFunc(fit, named) {
		fit, _ = partition(fit, named)
	}
	near, _ := partition(fit, func(c navigator.Candidate) bool {
		return len(degraded) > 0 || named(c) || best(c) >= minCosine || c.Alike >= minAlike
	})
	return near[:min(5, len(near))]
}

// onlyNames reports whether the need says hardly more than the names of infrastructures.
func (g *Guide) onlyNames(u navigator.Understanding) bool {
	if len(u.Mentions) == 0 {
		return false
	}
	names := g.names.Find(u.Need)
	rest := 0
	for _, w := range corpus.Words(u.Need) {
		inName := slices.ContainsFunc(names, func(m corpus.Mention) bool { return w.Start >= m.Start && w.End <= m.End })
		if !inName && !generic[w.Fold] && !isStop(w.Fold) {
			rest++
		}
	}
	return rest < 2
}

// minLexical is the BM25 score of about one rare word in common.
const minLexical = 3.0

// nothing says that nothing fits, what comes nearest and why it does not do, and
// leaves the need to be counted.
func (g *Guide) nothing(u navigator.Understanding, fit, excluded []navigator.Candidate) navigator.Answer {
	cs := g.newCitations()
	var text []string
	if !slices.ContainsFunc(excluded, isNamed(u)) {
		text = append(text, g.say(u.Language, "none_fit"))
	}
	a := navigator.Answer{Kind: navigator.KindNone, Actions: []navigator.Action{{Type: "handoff", Queue: g.route(u).ID}}}
	for _, c := range excluded[:min(2, len(excluded))] {
		if best(c) < weakCosine && !isNamed(u)(c) {
			continue
		}
		text = append(text, g.excludedLine(u, c, cs))
		a.Recommendations = append(a.Recommendations, g.card(u, c))
	}
	if near := slices.Concat(fit, excluded); len(a.Recommendations) == 0 {
		a.Unmet = g.unmet(u, near)
		if words := g.unheard(u); words != "" {
			text = append(text, g.say(u.Language, "none_missing", "Words", words))
		}
		text = append(text, g.say(u.Language, "none_counted"))
		if len(fit) > 0 && best(fit[0]) >= nearCosine {
			mark := cs.passage(g.aboutPassage(fit[0].Infrastructure))
			text = append(text, g.say(u.Language, "none_near", "Name", fit[0].Infrastructure.Name, "Kind", g.subtype(u.Language, fit[0].Infrastructure.Subtype), "Mark", mark))
		}
	}
	a.Text, a.Citations = strings.Join(text, "\n\n"), cs.list
	return a
}

// nearCosine is the likeness from which on the best of what does not fit is worth naming.
const nearCosine = 0.55

// unheard are the words of the need that no record uses.
func (g *Guide) unheard(u navigator.Understanding) string {
	var out []string
	for _, w := range corpus.Words(focus(u.Need)) {
		if !g.Index.Uses(w.Fold) && len(out) < 5 {
			out = append(out, w.Fold)
		}
	}
	return strings.Join(out, ", ")
}

// unmet is the need as it is counted: where it is, and in which area by what comes nearest.
func (g *Guide) unmet(u navigator.Understanding, near []navigator.Candidate) *navigator.Demand {
	d := &navigator.Demand{N: 1}
	if f, ok := u.Fact("country"); ok && f.Confidence >= navigator.Doubtful {
		d.Country, _ = f.Value.(string)
	}
	if len(near) > 0 {
		d.Kind = near[0].Infrastructure.Kind
		if areas := near[0].Infrastructure.Areas; len(areas) > 0 {
			d.Area = areas[0]
		}
	}
	return d
}

func best(c navigator.Candidate) float64 {
	b := 0.0
	for _, h := range c.Hits {
		b = math.Max(b, h.Dense)
	}
	return b
}

// maxExcluded is how many infrastructures that can't be used are told with a recommendation.
const maxExcluded = 2

// telling are the excluded candidates worth a word: those that the person
// named, and those that match better than what is recommended.
func telling(excluded []navigator.Candidate, u navigator.Understanding, fit []navigator.Candidate) []navigator.Candidate {
	out := slices.DeleteFunc(slices.Clone(excluded), func(c navigator.Candidate) bool {
		return !isNamed(u)(c) && (best(c) < weakCosine || c.Score < fit[min(2, len(fit)-1)].Score)
	})
	return out[:min(maxExcluded, len(out))]
}

// isNamed tells the candidates that the person named.
func isNamed(u navigator.Understanding) func(navigator.Candidate) bool {
	return func(c navigator.Candidate) bool { return slices.Contains(u.Mentions, c.Infrastructure.ID) }
}

func partition(cs []navigator.Candidate, in func(navigator.Candidate) bool) (yes, no []navigator.Candidate) {
	for _, c := range cs {
		if in(c) {
			yes = append(yes, c)
		} else {
			no = append(no, c)
		}
	}
	return yes, no
}

// recommend composes the text and the cards, each statement with its citation.
// Intro is the sentence it begins with; a plan may draw on the wider list.
func (g *Guide) recommend(u navigator.Understanding, intro string, fit, wide, excluded []navigator.Candidate) navigator.Answer {
	cs := g.newCitations()
	a := navigator.Answer{Kind: navigator.KindRecommend}
	named, excluded := partition(excluded, isNamed(u))
	var lines []string
	for _, c := range named {
		lines = append(lines, g.excludedLine(u, c, cs))
	}
	lines = append(lines, g.say(u.Language, intro, "N", len(fit)))
	for i, c := range fit {
		lines = append(lines, g.itemLine(u, i+1, c, cs))
		a.Recommendations = append(a.Recommendations, g.card(u, c))
		a.Actions = append(a.Actions, navigator.Action{Type: "start_application", Form: g.formID(c.Infrastructure), Infrastructure: c.Infrastructure.ID})
	}
	lines = append(lines, g.eligibilityLine(u, fit[0], cs))
	lines = append(lines, g.wayLines(u, fit[0], cs)...)
	steps, plan := g.planLines(u, wide, cs)
	lines, a.Plan = append(lines, steps...), plan
	for _, c := range excluded {
		lines = append(lines, g.excludedLine(u, c, cs))
	}
	for _, c := range slices.Concat(named, excluded) {
		a.Recommendations = append(a.Recommendations, g.card(u, c))
	}
	if len(fit) > 1 {
		ids := []string{fit[0].Infrastructure.ID, fit[1].Infrastructure.ID}
		a.Actions = append(a.Actions, navigator.Action{Type: "compare", IDs: ids})
	}
	a.Actions = append(a.Actions, navigator.Action{Type: "handoff", Queue: g.route(u).ID})
	a.Text, a.Citations = strings.Join(lines, "\n\n"), cs.list
	return a
}

// itemLine tells of one facility. Where the reply is not in English, the
// record's own sentences would be foreign words in it: there its kind, places
// and topics are told, which the vocabularies have in every language.
func (g *Guide) itemLine(u navigator.Understanding, i int, c navigator.Candidate, cs *citations) string {
	r := c.Infrastructure
	values := []any{"I", i, "Name", r.Name, "Kind", g.say(u.Language, "kind_"+r.Kind), "Places", g.places(u.Language, r), "Mark", cs.passage(g.aboutPassage(r))}
	var line string
	if u.Language == "en" {
		line = g.say(u.Language, "item", append(values, "About", firstSentences(r.About, 1))...)
	} else {
		values[5] = g.subtype(u.Language, r.Subtype)
		line = g.say(u.Language, "item_brief", append(values, "Topics", g.topics(u.Language, r))...)
	}
	if i == 1 && r.Access.Cost != "" {
		line += " " + g.say(u.Language, "access_cost", "Cost", g.quoted(u, strings.TrimSpace(r.Access.Cost)), "Mark", cs.record(r, "access", accessText(r)))
	}
	return line
}

// quoted puts English words of a record in quotation marks where the reply is in another language.
func (g *Guide) quoted(u navigator.Understanding, text string) string {
	if u.Language == "en" || text == "" {
		return text
	}
	return "“" + text + "”"
}
