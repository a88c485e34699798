package agents

import (
	"strconv"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// answerTo reads a message as the answer to the question asked last.
func (r *reading) answerTo(h History) bool {
	if h.Last == nil || h.Last.Question == nil {
		return false
	}
	q := h.Last.Question
	if dontKnow.MatchString(r.text) {
		r.skipped = q.Fact
		return true
	}
	if q.Confirms {
		return r.confirmed(q, h)
	}
	def, ok := r.guide.factDef(h.Before.Language, q.Fact)
	if !ok {
		return false
	}
	folded := corpus.Fold(r.said)
	for _, o := range q.Options {
		if folded == corpus.Fold(o.Label) || folded == corpus.Fold(o.Value) {
			if v, ok := typed(def, o.Value); ok && o.Value != "other" {
				r.add(q.Fact, v, .98, 0, len(r.text))
				return true
			}
		}
	}
	return r.freeAnswer(def)
}

// confirmed reads the answer to whether a doubtful fact was understood right.
func (r *reading) confirmed(q *navigator.Question, h History) bool {
	f, ok := h.Before.Fact(q.Fact)
	said := corpus.Fold(r.said)
	switch {
	case !ok:
		return false
	case yes.MatchString(r.text), said == corpus.Fold(q.Options[0].Label), said == "yes":
		r.add(f.Name, f.Value, .95, 0, len(r.text))
		return true
	case no.MatchString(r.text), said == corpus.Fold(q.Options[1].Label), said == "no":
		r.denied = append(r.denied, denial{f.Name, f.Value})
		return true
	}
	return false
}

// freeAnswer reads a short free text as a yes, a no, a number or a name.
func (r *reading) freeAnswer(def corpus.FactDef) bool {
	if len(corpus.Words(r.text)) > 6 {
		return false
	}
	switch def.Type {
	case "bool":
		if m := yes.FindStringIndex(r.text); m != nil {
			r.add(def.Name, true, .95, m[0], m[1])
			return true
		}
		if m := no.FindStringIndex(r.text); m != nil {
			r.add(def.Name, false, .95, m[0], m[1])
			return true
		}
		return yesOrNo.MatchString(r.text) // "yes, but not everything" decides only what its words say
	case "int":
		if trlNow.MatchString(r.text) && !strings.HasPrefix(def.Name, "trl") {
			return false // "sorry, TRL 4" answers no question for a number of people
		}
		if n, ok := onlyNumber(r.text); ok && (!strings.HasPrefix(def.Name, "trl") || n >= 1 && n <= 9) {
			r.add(def.Name, n, .95, 0, len(r.text))
			return true
		}
	}
	return false
}

// typed turns an option's value into the fact's type.
func typed(def corpus.FactDef, v string) (any, bool) {
	switch def.Type {
	case "bool":
		b, err := strconv.ParseBool(v)
		return b, err == nil
	case "int":
		n, err := strconv.Atoi(v)
		return n, err == nil
	}
	return v, true
}
