package agents

import (
	"context"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
)

// policy answers a question about rules, costs, training or terms from the
// records, in their words, each with its citation.
func (g *Guide) policy(ctx context.Context, u navigator.Understanding, h History) navigator.Answer {
	a := navigator.Answer{Kind: navigator.KindAnswer}
	cs := g.newCitations()
	text := u.Asked
	var hits []navigator.Hit
	var terms []string // of the infrastructures named
	if len(u.Mentions) > 0 {
		for _, id := range u.Mentions[:min(3, len(u.Mentions))] {
			c := g.candidate(u, id)
			terms = append(terms, g.termLines(u, c, cs)...)
			hits = append(hits, g.recordHits(ctx, text, c)...)
			a.Recommendations = append(a.Recommendations, g.card(u, c))
			a.Actions = append(a.Actions, navigator.Action{Type: "start_application", Form: g.formID(c.Infrastructure), Infrastructure: id})
		}
	} else {
		hits = g.general(ctx, text)
	}
	if len(hits) == 0 {
		a.Text = g.say(u.Language, "policy_none")
		a.Actions = append(a.Actions, navigator.Action{Type: "handoff", Queue: g.route(u).ID})
		return a
	}
	lines := append(append(g.noted(u, h), terms...), g.say(u.Language, "policy_intro"))
	for _, h := range hits[:min(3, len(hits))] {
		lines = append(lines, g.say(u.Language, "policy_item", "Text", firstSentences(h.Passage.Text, 4), "Mark", cs.passage(h.Passage)))
	}
	if legalWords.MatchString(text) {
		lines = append(lines, g.say(u.Language, "legal"))
	}
	a.Text, a.Citations = strings.Join(lines, "\n\n"), cs.list
	a.Actions = append(a.Actions, navigator.Action{Type: "handoff", Queue: g.route(u).ID})
	return a
}

// general finds what answers a question about no facility in particular: articles
// of the guidance first, as they were written for such questions, then clauses
// of single programmes, calls and training.
func (g *Guide) general(ctx context.Context, text string) []navigator.Hit {
	find := func(types ...string) []navigator.Hit {
		res := g.Index.Search(ctx, retrieval.Query{Text: text, Filters: navigator.Filters{Types: types}, K: 12})
		return strongest(res.Hits, len(res.Degraded) > 0)
	}
	all := find("guidance", "rule", "training", "call")
	if aboutOne.MatchString(text) {
		return all
	}
	isArticle := func(h navigator.Hit) bool {
		return slices.ContainsFunc(g.Corpus.Articles, func(a *navigator.Article) bool { return a.ID == h.Passage.Record })
	}
	var articles, others []navigator.Hit
	for _, h := range find("guidance") {
		if isArticle(h) && len(articles) < 2 {
			articles = append(articles, h)
		}
	}
	for _, h := range all {
		if !isArticle(h) {
			others = append(others, h)
		}
	}
	return append(articles, others...)
}

// aboutOne are questions that calls and training records answer better than articles.
var aboutOne = rx(`\b(open calls?|next call|calls? for|summer school|courses?|training|fellowship|staff exchange|msca|erasmus|academy)\b`)

var (
	aboutCalls    = rx(`\b(deadlines?|calls?|when|next|closing|opens?)\b`)
	aboutMyAccess = rx(`\b(may|can|could|able to|allowed|eligible|eligib\w+|entitled|access|use|apply)\b`)
)

// termLines say of an infrastructure that a question names whether the person
// may use it and what calls it has, where the question is about that.
func (g *Guide) termLines(u navigator.Understanding, c navigator.Candidate, cs *citations) []string {
	var lines []string
	if c.Excluded != "" {
		lines = append(lines, g.excludedLine(u, c, cs))
	} else if aboutMyAccess.MatchString(u.Asked) {
		lines = append(lines, g.eligibilityLine(u, c, cs))
	}
	if aboutCalls.MatchString(u.Asked) {
		lines = append(lines, g.callLines(u, c, cs)...)
	}
	return lines
}

var legalWords = rx(`\b(state aid|de minimis|legal|law|gber|block exemption|contract|intellectual property|\bip\b|sme|eligib|liab)`)

// recordHits are the passages of one infrastructure and of the programmes that carry it, best first.
func (g *Guide) recordHits(ctx context.Context, text string, c navigator.Candidate) []navigator.Hit {
	ids := []string{c.Infrastructure.ID}
	for _, p := range g.Corpus.ProgrammesOf(c.Infrastructure.ID) {
		ids = append(ids, p.ID)
	}
	res := g.Index.Search(ctx, retrieval.Query{Text: text, K: 400})
	var out []navigator.Hit
	for _, h := range res.Hits {
		if slices.Contains(ids, h.Passage.Record) && len(out) < 3 {
			out = append(out, h)
		}
	}
	if len(out) == 0 {
		out = []navigator.Hit{{Passage: g.aboutPassage(c.Infrastructure)}}
	}
	return out
}

// strongest keeps the hits that are near enough, and at most two of one record.
func strongest(hits []navigator.Hit, degraded bool) []navigator.Hit {
	var out []navigator.Hit
	count := map[string]int{}
	for _, h := range hits {
		near := h.Dense >= minCosine || degraded && h.Lexical > minLexical
		if near && count[h.Passage.Record] < 2 {
			count[h.Passage.Record]++
			out = append(out, h)
		}
	}
	return out
}
