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
	Cases           int     `json:"cases"`
	Passed          int     `json:"passed"`
	Hit1            float64 `json:"hit@1"`
	Hit3            float64 `json:"hit@3"`
	VerdictAccuracy float64 `json:"verdict_accuracy"`
	FalseMet        int     `json:"false_met"`
	// Turns is the median number of messages until a right facility was among the first three.
	Turns int `json:"median_turns"`
	// FactRecall is the share of the expected facts that were read; FactPrecision
	// of the facts expected or expected not to be there the share read rightly, so
	// that a wrong value and a fact out of nothing count against it.
	FactRecall    float64 `json:"fact_recall"`
	FactPrecision float64 `json:"fact_precision"`
	// CitationExactness is the share of replies whose every citation names a
	// record, one of its sources and words that it holds.
	CitationExactness float64             `json:"citation_exactness"`
	ByLanguage        map[string]Language `json:"by_language"`
	// TurnMS are how long a turn took, embedding the query included, in milliseconds.
	TurnMS Times `json:"turn_ms"`
	// ByStep tells the same of the first message of a case, the second and so on.
	ByStep   map[int]Language `json:"by_step"`
	Failures []Failure        `json:"failures"`
}

// Times are the median and the 95th percentile of some durations, in milliseconds.
type Times struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
}

func timesOf(all []time.Duration) Times {
	if len(all) == 0 {
		return Times{}
	}
	slices.Sort(all)
	at := func(share int) float64 { return float64(all[(len(all)-1)*share/100].Microseconds()) / 1000 }
	return Times{at(50), at(95)}
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
	recall, precise, exact count
	turns                  []int
	took                   []time.Duration
	byLanguage             map[string]*count
	byStep                 map[int]*count
	report                 Report
}

// Run plays the cases against a guide, each as a conversation of its own.
func Run(ctx context.Context, g *agents.Guide, cases []Case) Report {
	t := &tally{byLanguage: map[string]*count{}, byStep: map[int]*count{}, report: Report{Cases: len(cases), ByLanguage: map[string]Language{}, ByStep: map[int]Language{}, Failures: []Failure{}}}
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
	r.FactRecall, r.FactPrecision, r.CitationExactness = t.recall.share(), t.precise.share(), t.exact.share()
	r.TurnMS = timesOf(t.took)
	slices.Sort(t.turns)
	if len(t.turns) > 0 {
		r.Turns = t.turns[len(t.turns)/2]
	}
	for n, c := range t.byStep {
		r.ByStep[n] = Language{c.all, c.share()}
	}
	r.Hit1, r.Hit3, r.VerdictAccuracy = t.first.share(), t.three.share(), t.verdicts.share()
	return r
}

func (t *tally) play(ctx context.Context, g *agents.Guide, c Case) {
	var events []navigator.Event
	hit := 0
	for n, s := range c.Steps {
		in := navigator.Enquiry{Conversation: "c_case", Seq: len(events) + 1, Text: s.Say, Language: c.Page, At: time.Now()}
		events = append(events, navigator.Event{Seq: in.Seq, Type: "message", Role: "user", Text: s.Say})
		start := time.Now()
		turn := g.Answer(ctx, in, agents.Remember(events), nil)
		t.took = append(t.took, time.Since(start))
		events = append(events, navigator.Event{Seq: len(events) + 1, Type: "reply", ReplyTo: in.Seq, Reply: &turn.Answer, Understanding: &turn.Understanding})
		wrong := g.Inexact(turn.Answer)
		t.exact.add(len(wrong) == 0)
		for _, w := range wrong {
			t.report.Failures = append(t.report.Failures, Failure{c.Title, s.Say, "exact citations", w})
		}
		for _, e := range s.Want {
			got := check(e, &turn.Answer)
			t.score(c.Language, n+1, e, &turn.Answer, got)
			if e.What == "top 3" && got == "" && hit == 0 {
				hit = n + 1
				t.turns = append(t.turns, hit)
			}
			if got != "" {
				t.report.Failures = append(t.report.Failures, Failure{c.Title, s.Say, e.String(), got})
			}
		}
	}
}

func (t *tally) score(language string, step int, e Expectation, a *navigator.Answer, got string) {
	switch e.What {
	case "fact":
		_, read := fact(a, e.Key)
		t.recall.add(got == "")
		if read {
			t.precise.add(got == "")
		}
	case "no fact":
		t.precise.add(got == "")
	case "first", "top 3":
		if t.byStep[step] == nil {
			t.byStep[step] = &count{}
		}
		t.byStep[step].add(got == "")
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
