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
	for _, m := range u.Remarks { // what contradicts itself comes first
		if m.Key == "contradiction" {
			d, _ := g.factDef(u.Language, m.Facts[0])
			return &navigator.Question{Fact: d.Name, Text: d.Question, Why: d.Why, Options: d.Options}
		}
	}
	names := g.Engine.Next(fit, certain(u.Facts), skip)
	if q := g.confirmation(u, names, skip); q != nil {
		return q
	}
	for _, always := range []string{"country", "org_type"} {
		if !slices.Contains(skip, always) && !slices.Contains(names, always) && len(ofPerson(u.Facts)) < 2 {
			names = append(names, always)
		}
	}
	for _, name := range names {
		d, ok := g.factDef(u.Language, name)
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

// confirmation asks whether a doubtful fact was understood right, where it is one that rules need.
func (g *Guide) confirmation(u navigator.Understanding, needed, skip []string) *navigator.Question {
	for _, f := range u.Facts {
		if f.Confidence >= navigator.Doubtful || slices.Contains(skip, f.Name) || !slices.Contains(needed, f.Name) || u.Conflicting(f.Name) {
			continue
		}
		return &navigator.Question{
			Fact: f.Name, Text: g.say(u.Language, "question_confirm", "Fact", g.factText(u.Language, f)), Why: g.say(u.Language, "question_confirm_why"),
			Options:  []navigator.Option{{Value: "yes", Label: g.say(u.Language, "answer_yes")}, {Value: "no", Label: g.say(u.Language, "answer_no")}},
			Confirms: true,
		}
	}
	return nil
}

// certain are the facts that decide.
func certain(facts []navigator.Fact) []navigator.Fact {
	var out []navigator.Fact
	for _, f := range facts {
		if f.Confidence >= navigator.Doubtful {
			out = append(out, f)
		}
	}
	return out
}
