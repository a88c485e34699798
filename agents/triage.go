package agents

import (
	"cmp"
	"context"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// Triage is step 8: it makes an enquiry ready for a member of staff, with the
// same evidence that the enquirer would see.
func (g *Guide) Triage(ctx context.Context, u navigator.Understanding) navigator.Triage {
	t := navigator.Triage{
		Language: u.Language, UserType: userType(u), Intent: u.Intent, Areas: []string{}, Urgency: urgency(u),
		Facts: u.Facts, Candidates: []navigator.Recommendation{}, Duplicates: []string{}, Summary: g.summary(u),
	}
	if t.Facts == nil {
		t.Facts = []navigator.Fact{}
	}
	if strings.TrimSpace(u.Need) != "" || len(u.Mentions) > 0 {
		cands, degraded := g.candidates(ctx, u)
		fit, _ := split(cands)
		if g.anyFits(fit, u, degraded) {
			fit = fit[:min(3, len(fit))]
			for _, c := range fit {
				t.Candidates = append(t.Candidates, g.card(u, c))
				for _, a := range c.Infrastructure.Areas {
					if !slices.Contains(t.Areas, a) {
						t.Areas = append(t.Areas, a)
					}
				}
			}
			t.Draft = g.deskDraft(u, fit)
		}
	}
	if t.Draft.Text == "" {
		t.Draft = navigator.DraftReply{Text: g.say(u.Language, "desk_greeting"), Citations: []navigator.Citation{}}
	}
	t.Queue = g.route(u)
	return t
}

// deskDraft is a reply for staff to edit: only statements with a source stand in it.
func (g *Guide) deskDraft(u navigator.Understanding, fit []navigator.Candidate) navigator.DraftReply {
	a := g.recommend(u, "intro", fit, fit, nil)
	cites := a.Citations
	if cites == nil {
		cites = []navigator.Citation{}
	}
	text := strings.Join([]string{g.say(u.Language, "desk_greeting"), a.Text, g.say(u.Language, "desk_close")}, "\n\n")
	return navigator.DraftReply{Text: text, Citations: cites}
}

func (g *Guide) summary(u navigator.Understanding) string {
	need := cmp.Or(u.Told, u.Asked)
	var facts []string
	for _, f := range u.Facts {
		facts = append(facts, f.Name+": "+f.Source.Ref)
	}
	if len(facts) > 0 {
		need += " (" + strings.Join(facts, "; ") + ")"
	}
	return need
}

func userType(u navigator.Understanding) string {
	switch {
	case orgIn(u, "sme", "startup", "large_company"):
		return "industry"
	case orgIn(u, "university", "research_organisation", "hospital"):
		return "researcher"
	case orgIn(u, "public_body"):
		return "public_body"
	}
	if _, ok := u.Fact("role"); ok {
		return "researcher"
	}
	return "unknown"
}

var urgent = rx(`\b(urgent(ly)?|asap|as soon as possible|deadline (is )?(today|tomorrow|this week)|immediately|by tomorrow|before (friday|monday))\b`)

func urgency(u navigator.Understanding) string {
	switch {
	case u.Intent == navigator.IntentEmergency:
		return "emergency"
	case urgent.MatchString(u.Asked + " " + u.Need):
		return "high"
	}
	return "normal"
}

// queueOf is the desk for a kind of enquirer.
var queueOf = map[string]string{"industry": "industry", "researcher": "research-access"}

func queueReason(words []string, user string) string {
	var why []string
	for _, w := range words {
		why = append(why, "\""+w+"\" in the text")
	}
	if user != "" {
		why = append(why, map[string]string{"industry": "the enquirer is a company", "researcher": "the enquirer is a researcher"}[user])
	}
	return strings.Join(why, ", ")
}

// route proposes the queue whose words, areas and intents occur most in the
// enquiry. The confidence is the winner's share of all that was found.
func (g *Guide) route(u navigator.Understanding) navigator.Queue {
	text := " " + corpus.Fold(u.Asked+" "+u.Need) + " "
	type scored struct {
		q     corpus.Queue
		score float64
		words []string
		user  string
	}
	var all []scored
	total := 0.0
	for _, q := range g.Corpus.Queues {
		s := scored{q: q}
		for _, w := range q.Words {
			if strings.Contains(text, " "+corpus.Fold(w)+" ") {
				s.score++
				s.words = append(s.words, w)
			}
		}
		if user := userType(u); queueOf[user] == q.ID {
			s.score++
			s.user = user
		}
		total += s.score
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b scored) int { return int(10*b.score) - int(10*a.score) })
	if len(all) == 0 || all[0].score == 0 {
		return navigator.Queue{ID: "general", Confidence: 0.3, Reason: "nothing in the enquiry points to a special desk", Alternatives: []string{}}
	}
	first := all[0]
	out := navigator.Queue{
		ID: first.q.ID, Confidence: first.score / total, Reason: queueReason(first.words, first.user),
		Words: first.words, User: first.user, Alternatives: []string{},
	}
	for _, s := range all[1:] {
		if s.score > 0 {
			out.Alternatives = append(out.Alternatives, s.q.ID)
		}
	}
	return out
}
