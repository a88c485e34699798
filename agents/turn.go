package agents

import (
	"context"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// Turn is what one enquiry became.
type Turn struct {
	Answer        navigator.Answer
	Understanding navigator.Understanding
}

// History is what a turn knows of the turns before it.
type History struct {
	// Before is the understanding of the last turn; its zero value at the first.
	Before navigator.Understanding
	// Last is the last answer, or nil.
	Last *navigator.Answer
}

// Remember takes the history out of a conversation's events.
func Remember(events []navigator.Event) History {
	var h History
	for _, e := range events {
		if e.Type == "reply" && e.Reply != nil {
			h.Last = e.Reply
			if e.Understanding != nil {
				h.Before = *e.Understanding
			}
		}
	}
	return h
}

// Answer runs one turn. Emit gets the text in pieces as it is composed; nil where nobody listens.
func (g *Guide) Answer(ctx context.Context, e navigator.Enquiry, h History, emit func(string)) Turn {
	u := g.Understand(e, h)
	a := g.respond(ctx, u, h)
	g.noteOriginal(u, &a)
	a.Conversation, a.Language, a.Facts, a.Versions = e.Conversation, u.Language, g.told(u.Language, u.Facts), g.versions()
	a.Degraded = g.Index.Degraded()
	if e.Confidential {
		a.Text = g.asConfidential(u.Language, a.Text, h)
		pieces(a.Text, emit) // no model sees it
	} else {
		g.phrase(ctx, &a, emit)
	}
	tidy(&a)
	return Turn{Answer: a, Understanding: u}
}

// Failed is the reply to an enquiry that the guide could not answer because of
// a fault of its own: it says so, claims nothing, and offers a person. What was
// understood before stays.
func (g *Guide) Failed(e navigator.Enquiry, h History) Turn {
	u := h.Before
	if u.Language == "" {
		u.Language = "en"
	}
	a := g.plain(u, navigator.KindHandoff, "failed")
	a.Actions = []navigator.Action{{Type: "handoff", Queue: "general"}}
	a.Conversation, a.Language, a.Facts, a.Versions = e.Conversation, u.Language, g.told(u.Language, u.Facts), g.versions()
	a.Degraded = g.Index.Degraded()
	tidy(&a)
	return Turn{Answer: a, Understanding: u}
}

// respond plans by intent and composes.
func (g *Guide) respond(ctx context.Context, u navigator.Understanding, h History) navigator.Answer {
	if u.UnknownName != "" && u.Intent != navigator.IntentPerson && !changesNothing(u.Intent) {
		a := g.plain(u, navigator.KindNone, "none_unknown", "Name", u.UnknownName)
		a.Actions = []navigator.Action{{Type: "handoff", Queue: "general"}}
		return a
	}
	switch u.Intent {
	case navigator.IntentEmergency:
		return g.plain(u, navigator.KindNone, "none_emergency")
	case navigator.IntentInsult:
		return g.withPerson(g.plain(u, navigator.KindNone, "none_insult"))
	case navigator.IntentComplaint:
		return g.withPerson(g.plain(u, navigator.KindHandoff, "complaint"))
	case navigator.IntentStatus:
		return g.withPerson(g.plain(u, navigator.KindAnswer, "status_where"))
	case navigator.IntentOdds:
		return g.plain(u, navigator.KindAnswer, "no_odds")
	case navigator.IntentForeign:
		return g.plain(u, navigator.KindNone, "none_language")
	case navigator.IntentMisuse:
		return g.plain(u, navigator.KindNone, "none_misuse")
	case navigator.IntentOutside:
		return g.plain(u, navigator.KindNone, "none_scope")
	case navigator.IntentPerson:
		a := g.plain(u, navigator.KindHandoff, "handoff")
		a.Actions = []navigator.Action{{Type: "handoff", Queue: g.route(u).ID}}
		return a
	case navigator.IntentSmallTalk:
		return g.smallTalk(u, h)
	case navigator.IntentWhy:
		return g.whyAsked(u, h)
	case navigator.IntentCompare:
		return g.compare(u, h)
	case navigator.IntentApply:
		return g.startApplication(u, h)
	case navigator.IntentPolicy:
		return g.policy(ctx, u, h)
	}
	return g.guide(ctx, u, h)
}

// noteOriginal says of a reply in another language that what it quotes is in
// English, before the question that a reply ends with.
func (g *Guide) noteOriginal(u navigator.Understanding, a *navigator.Answer) {
	if u.Language == "en" || len(a.Citations) == 0 {
		return
	}
	note := g.say(u.Language, "note_original")
	if a.Question != nil {
		if text, ok := strings.CutSuffix(a.Text, "\n\n"+a.Question.Text); ok {
			a.Text = text + "\n\n" + note + "\n\n" + a.Question.Text
			return
		}
	}
	a.Text += "\n\n" + note
}

// asConfidential says once, at the first reply, what confidential means.
func (g *Guide) asConfidential(lang, text string, h History) string {
	if h.Last != nil {
		return text
	}
	return g.say(lang, "confidential") + "\n\n" + text
}

// withPerson offers the help desk beside an answer.
func (g *Guide) withPerson(a navigator.Answer) navigator.Answer {
	a.Actions = append(a.Actions, navigator.Action{Type: "handoff", Queue: "general"})
	return a
}

// plain is an answer of one sentence that claims nothing.
func (g *Guide) plain(u navigator.Understanding, kind navigator.Kind, key string, kv ...any) navigator.Answer {
	return navigator.Answer{Kind: kind, Text: g.say(u.Language, key, kv...)}
}

func (g *Guide) smallTalk(u navigator.Understanding, h History) navigator.Answer {
	key := "smalltalk"
	switch {
	case areYouAI.MatchString(u.Asked):
		key = "about_me"
	case h.Last != nil:
		key = "thanks"
	}
	a := g.plain(u, navigator.KindAnswer, key)
	if h.Last != nil {
		a.Question = h.Last.Question // chit-chat changes nothing: the question still stands
	}
	return a
}

func (g *Guide) whyAsked(u navigator.Understanding, h History) navigator.Answer {
	a := g.plain(u, navigator.KindAnswer, "why_asked", "Why", h.Last.Question.Why)
	a.Question = h.Last.Question
	return a
}

// tidy makes lists empty rather than null: readers of the JSON need not tell the two apart.
func tidy(a *navigator.Answer) {
	if a.Citations == nil {
		a.Citations = []navigator.Citation{}
	}
	if a.Recommendations == nil {
		a.Recommendations = []navigator.Recommendation{}
	}
	if a.Facts == nil {
		a.Facts = []navigator.Fact{}
	}
	if a.Actions == nil {
		a.Actions = []navigator.Action{}
	}
	if a.Degraded == nil {
		a.Degraded = []string{}
	}
}
