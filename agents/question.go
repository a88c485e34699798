package agents

import (
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// whichOne asks back when the only name in the text belongs to several records.
func (g *Guide) whichOne(u navigator.Understanding) *navigator.Question {
	if len(u.Mentions) < 2 || strings.TrimSpace(u.Need) == "" {
		return nil
	}
	for _, m := range g.names.Find(u.Need) {
		if len(m.IDs) < 2 || corpus.Fold(m.Text) != corpus.Fold(u.Need) {
			continue
		}
		q := &navigator.Question{Fact: "infrastructure", Text: g.say(u.Language, "question_name"), Why: g.say(u.Language, "question_name_why")}
		for _, id := range m.IDs {
			q.Options = append(q.Options, navigator.Option{Value: id, Label: g.Corpus.Infrastructure(id).Name})
		}
		return q
	}
	return nil
}

// undecided reports whether the answer hangs on the question: little is known
// of the person, and no candidate is known to be open to them.
func undecided(u navigator.Understanding, fit []navigator.Candidate) bool {
	if slices.ContainsFunc(fit, func(c navigator.Candidate) bool { return c.Eligibility == navigator.Met }) {
		return false
	}
	_, country := u.Fact("country")
	_, org := u.Fact("org_type")
	return !country && !org
}

// nextQuestion is the one question of the turn: of the facts that would settle
// undecided rules, the best one not known, not skipped and not just asked.
func (g *Guide) nextQuestion(u navigator.Understanding, fit []navigator.Candidate) *navigator.Question {
	skip := slices.Clone(u.Skipped)
	for _, f := range u.Facts {
		if f.Confidence >= navigator.Doubtful {
			skip = append(skip, f.Name)
		}
	}
	names := g.Engine.Next(fit, skip)
	for _, always := range []string{"country", "org_type"} {
		if !slices.Contains(skip, always) && !slices.Contains(names, always) && len(u.Facts) < 2 {
			names = append(names, always)
		}
	}
	for _, name := range names {
		d, ok := g.Corpus.Fact(name)
		if !ok || d.Question == "" {
			continue
		}
		q := &navigator.Question{Fact: name, Text: d.Question, Why: d.Why, Options: d.Options}
		if q.Options == nil {
			q.Options = []navigator.Option{}
		}
		return q
	}
	return nil
}
