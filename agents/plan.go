package agents

import (
	navigator "github.com/ri-navigator/navigator"
)

// leg is a facility with the readiness levels that it serves.
type leg struct {
	candidate navigator.Candidate
	span      navigator.TRLSpan
	usual     bool // the levels are those of its kind, not its own
}

// planLines say whether one of the facilities found takes the person all the
// way from the level where they are to the one they want, and where none does,
// which two or three do it together.
func (g *Guide) planLines(u navigator.Understanding, fit []navigator.Candidate, cs *citations) ([]string, *navigator.Plan) {
	from, okFrom := intFact(u, "trl_now")
	to, okTo := intFact(u, "trl_target")
	if !okFrom || !okTo || to <= from {
		return nil, nil
	}
	legs := g.legs(fit)
	for _, l := range legs {
		if !l.usual && l.span.From <= from+1 && l.span.To >= to {
			mark := cs.record(l.candidate.Infrastructure, "services", serviceText(l.candidate.Infrastructure))
			return []string{g.say(u.Language, "plan_whole", "Name", l.candidate.Infrastructure.Name, "From", from, "To", to, "Mark", mark)}, nil
		}
	}
	steps := chain(legs, from, to)
	if len(steps) < 2 {
		return nil, nil
	}
	plan := &navigator.Plan{From: from, To: to}
	lines := []string{g.say(u.Language, "plan_intro", "From", from, "To", to)}
	at := from
	for i, l := range steps {
		end := min(l.span.To, to)
		r := l.candidate.Infrastructure
		basis, mark := "record", cs.record(r, "services", serviceText(r))
		if l.usual {
			basis = "kind"
			if p, ok := g.article("trl-scale"); ok {
				mark = cs.passage(g.aboutPassage(r)) + cs.passage(p)
			}
		}
		plan.Steps = append(plan.Steps, navigator.PlanStep{Infrastructure: r.ID, Name: r.Name, From: at, To: end, Basis: basis})
		lines = append(lines, g.say(u.Language, "plan_step", "I", i+1, "From", at, "To", end, "Name", r.Name, "Kind", g.subtype(u.Language, r.Subtype), "Usual", l.usual, "Mark", mark))
		at = end
	}
	return append(lines, g.say(u.Language, "plan_handover")), plan
}

// legs are the facilities that fit, in their order, with what they serve.
func (g *Guide) legs(fit []navigator.Candidate) []leg {
	var out []leg
	for _, c := range fit {
		if span := trlSpanOf(c.Infrastructure); span != nil {
			out = append(out, leg{c, *span, false})
		} else if kind, ok := g.Corpus.Subtype(c.Infrastructure.Subtype); ok && kind.TRL != nil {
			out = append(out, leg{c, *kind.TRL, true})
		}
	}
	return out
}

// maxSteps is how many facilities a plan has at most: each hand-over costs months.
const maxSteps = 3

// chain takes, from each level reached on, the facility that fits best and
// leads further, until the target. A facility may take over one level above
// where the one before ends: that is where the two meet.
func chain(legs []leg, from, to int) []leg {
	var steps []leg
	at := from
	for at < to && len(steps) < maxSteps {
		next := -1
		for i, l := range legs {
			if l.span.From > at+1 || min(l.span.To, to) <= at {
				continue
			}
			if next < 0 || len(steps) == maxSteps-1 && l.span.To > legs[next].span.To {
				next = i
			}
		}
		if next < 0 {
			return nil
		}
		steps = append(steps, legs[next])
		at = min(legs[next].span.To, to)
	}
	if at < to {
		return nil
	}
	return steps
}

func serviceText(r *navigator.Infrastructure) string {
	text := ""
	for _, s := range r.Services {
		if s.TRL != nil {
			text += s.Name + ". " + s.About + " "
		}
	}
	return text
}
