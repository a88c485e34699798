package eval

import (
	"context"
	"slices"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
)

// Failure is one expectation that did not hold.
type Failure struct {
	Case string `json:"case"`
	Step string `json:"step"`
	Want string `json:"want"`
	Got  string `json:"got"`
}

// Report is what a suite measured. Hit@1 and hit@3 are shares of the steps
// that expect a facility; verdict accuracy is the share of the expected rule
// verdicts and eligibilities that came; FalseMet counts those that came as met
// and are not: the one fault that must be zero.
type Report struct {
	Cases           int                 `json:"cases"`
	Passed          int                 `json:"passed"`
	Hit1            float64             `json:"hit@1"`
	Hit3            float64             `json:"hit@3"`
	VerdictAccuracy float64             `json:"verdict_accuracy"`
	FalseMet        int                 `json:"false_met"`
	ByLanguage      map[string]Language `json:"by_language"`
	Failures        []Failure           `json:"failures"`
}

// Language is the share of one language in a report.
type Language struct {
	Cases int     `json:"cases"`
	Hit3  float64 `json:"hit@3"`
}

type count struct{ good, all int }

func (c *count) add(ok bool) {
	c.all++
	if ok {
		c.good++
	}
}

func (c count) share() float64 {
	if c.all == 0 {
		return 1
	}
	return float64(c.good) / float64(c.all)
}

type tally struct {
	first, three, verdicts count
	byLanguage             map[string]*count
	report                 Report
}

// Run plays the cases against a guide, each as a conversation of its own.
func Run(ctx context.Context, g *agents.Guide, cases []Case) Report {
	t := &tally{byLanguage: map[string]*count{}, report: Report{Cases: len(cases), ByLanguage: map[string]Language{}, Failures: []Failure{}}}
	for _, c := range cases {
		if t.byLanguage[c.Language] == nil {
			t.byLanguage[c.Language] = &count{}
		}
		before := len(t.report.Failures)
		t.play(ctx, g, c)
		if len(t.report.Failures) == before {
			t.report.Passed++
		}
		l := t.report.ByLanguage[c.Language]
		t.report.ByLanguage[c.Language] = Language{l.Cases + 1, t.byLanguage[c.Language].share()}
	}
	r := t.report
	r.Hit1, r.Hit3, r.VerdictAccuracy = t.first.share(), t.three.share(), t.verdicts.share()
	return r
}

func (t *tally) play(ctx context.Context, g *agents.Guide, c Case) {
	var events []navigator.Event
	for _, s := range c.Steps {
		in := navigator.Enquiry{Conversation: "c_case", Seq: len(events) + 1, Text: s.Say, At: time.Now()}
		events = append(events, navigator.Event{Seq: in.Seq, Type: "message", Role: "user", Text: s.Say})
		turn := g.Answer(ctx, in, agents.Remember(events), nil)
		events = append(events, navigator.Event{Seq: len(events) + 1, Type: "reply", ReplyTo: in.Seq, Reply: &turn.Answer, Understanding: &turn.Understanding})
		for _, e := range s.Want {
			got := check(e, &turn.Answer)
			t.score(c.Language, e, &turn.Answer, got)
			if got != "" {
				t.report.Failures = append(t.report.Failures, Failure{c.Title, s.Say, e.String(), got})
			}
		}
	}
}

func (t *tally) score(language string, e Expectation, a *navigator.Answer, got string) {
	switch e.What {
	case "first", "top 3":
		t.three.add(got == "" || anyOf(e.Any, ids(a)[:min(3, len(a.Recommendations))]) == "")
		t.byLanguage[language].add(got == "")
		t.first.add(len(a.Recommendations) > 0 && slices.Contains(e.Any, a.Recommendations[0].ID))
	case "rule", "may":
		t.verdicts.add(got == "")
		if got == string(navigator.Met) {
			t.report.FalseMet++
		}
	}
}
