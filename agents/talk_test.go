package agents_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
)

// talk plays messages as one conversation and gives the answers.
func talk(t *testing.T, g *agents.Guide, messages ...string) []navigator.Answer {
	t.Helper()
	var events []navigator.Event
	var out []navigator.Answer
	for _, m := range messages {
		in := navigator.Enquiry{Conversation: "c", Seq: len(events) + 1, Text: m}
		turn := g.Answer(t.Context(), in, agents.Remember(events), nil)
		events = append(events, navigator.Event{Seq: in.Seq, Type: "message", Text: m},
			navigator.Event{Seq: in.Seq + 1, Type: "reply", Reply: &turn.Answer, Understanding: &turn.Understanding})
		out = append(out, turn.Answer)
	}
	return out
}

func value(a navigator.Answer, fact string) (any, float64) {
	for _, f := range a.Facts {
		if f.Name == fact {
			return f.Value, f.Confidence
		}
	}
	return nil, 0
}

// What can't be so is said, and decides nothing.
func TestRemarks(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{Now: func() time.Time { return time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC) }})
	for text, want := range map[string]struct{ says, fact, not string }{
		"We are an SME with 900 employees and need a wind tunnel":                            {"do not go together", "org_type", ""},
		"Our results must stay confidential and we will publish them; we need a wind tunnel": {"do not go together", "publishes", ""},
		"We are at TRL 7, want to reach TRL 4 and need a wind tunnel":                        {"left out TRL 4", "", "trl_target"},
		"We need a wind tunnel, starting in March 2024":                                      {"in the past", "", "start"},
		"We are a consortium from Spain, France and Italy and need a wind tunnel":            {"Spain, France, Italy", "", "country"},
		"We need a wind tunnel at TRL 14":                                                    {"1 to 9", "", "trl_now"},
		"We need a wind tunnel. My colleague's card is 4111 1111 1111 1111":                  {"leave out data about people", "", ""},
	} {
		a := talk(t, g, text)[0]
		if !strings.Contains(a.Text, want.says) {
			t.Errorf("%q is answered without %q: %s", text, want.says, a.Text)
		}
		if _, confidence := value(a, want.fact); want.fact != "" && confidence >= navigator.Doubtful {
			t.Errorf("%q: %s still decides", text, want.fact)
		}
		if v, _ := value(a, want.not); want.not != "" && v != nil {
			t.Errorf("%q gives %s = %v", text, want.not, v)
		}
		if len(a.Recommendations) == 0 {
			t.Errorf("%q finds nothing", text)
		}
	}
}

// "The second one", "is it free?" are about what was shown last.
func TestRefer(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	answers := talk(t, g, "We need a wind tunnel", "What does the second one cost?", "How do I apply there?")
	second := answers[0].Recommendations[1].ID
	for i, a := range answers[1:] {
		if a.Kind != navigator.KindAnswer || len(a.Recommendations) != 1 || a.Recommendations[0].ID != second {
			t.Errorf("answer %d is %s about %d facilities: %.120s", i+1, a.Kind, len(a.Recommendations), a.Text)
		}
	}
}

// What is asked for is one question at a time, never a fact twice, and "I don't know" is an answer.
func TestQuestions(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	messages := []string{"We need synchrotron X-ray diffraction"}
	asked := []string{}
	for range 6 {
		answers := talk(t, g, messages...)
		q := answers[len(answers)-1].Question
		if q == nil {
			break
		}
		if slices.Contains(asked, q.Fact) {
			t.Fatalf("asks for %s again after %v", q.Fact, asked)
		}
		if q.Why == "" || q.Text == "" {
			t.Errorf("the question for %s gives no reason", q.Fact)
		}
		asked = append(asked, q.Fact)
		messages = append(messages, "I don't know")
	}
	if len(asked) < 2 {
		t.Errorf("only %v asked", asked)
	}
}

// A doubtful fact is confirmed, not assumed; yes makes it certain, no takes it out.
func TestConfirmation(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	first := "We might become an SME and need time on an AI supercomputer, from Poland"
	q := talk(t, g, first)[0].Question
	if q == nil || !q.Confirms {
		t.Fatalf("the question is %+v", q)
	}
	for _, tt := range []struct {
		say     string
		certain bool
	}{{"Yes", true}, {"No", false}} {
		a := talk(t, g, first, tt.say)[1]
		v, confidence := value(a, q.Fact)
		if got := v != nil && confidence >= navigator.Doubtful; got != tt.certain {
			t.Errorf("after %q %s = %v (%.2f)", tt.say, q.Fact, v, confidence)
		}
	}
}

// The way in follows what is to become of the results, and is cited.
func TestWays(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for text, policy := range map[string]string{
		"We are a company in Germany, need SAXS at ESRF, results must stay confidential":          "market-driven",
		"We are a university in Germany, need X-ray diffraction at ESRF and will publish results": "excellence-driven",
	} {
		a := talk(t, g, text)[0]
		i := slices.IndexFunc(a.Recommendations, func(r navigator.Recommendation) bool { return r.ID == "esrf" })
		if i < 0 || len(a.Recommendations[i].Routes) == 0 {
			t.Fatalf("%q: no way into the ESRF is told", text)
		}
		if r := a.Recommendations[i].Routes[0]; r.Policy != policy {
			t.Errorf("%q is sent by %s (%s), want %s", text, r.ID, r.Policy, policy)
		}
		for _, r := range a.Recommendations[i].Routes {
			if r.Call != nil && r.Call.Status == "closed" {
				t.Errorf("a closed call is offered: %s", r.Call.ID)
			}
		}
		if !strings.Contains(a.Text, "Your way in") {
			t.Errorf("no way in is told: %s", a.Text)
		}
		if wrong := g.Inexact(a); len(wrong) > 0 {
			t.Errorf("%v", wrong)
		}
	}
}

// Where no facility covers the way, two or three together do, each step joined to the next.
func TestPlan(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	a := talk(t, g, "We are at TRL 2 with a battery material, want to reach TRL 7, and need battery cell making and characterisation")[0]
	if a.Plan == nil {
		t.Fatalf("no plan: %s", a.Text)
	}
	at := 2
	for _, s := range a.Plan.Steps {
		if s.From != at || s.To <= s.From {
			t.Errorf("a step runs from %d to %d after %d", s.From, s.To, at)
		}
		at = s.To
		if !strings.Contains(a.Text, s.Name) {
			t.Errorf("%s is not told", s.Name)
		}
	}
	if at != 7 || len(a.Plan.Steps) < 2 || len(a.Plan.Steps) > 3 {
		t.Errorf("%d steps end at TRL %d", len(a.Plan.Steps), at)
	}
	if b := talk(t, g, "We are at TRL 5 and need a wind tunnel")[0]; b.Plan != nil {
		t.Error("a plan without a target")
	}
}

// Two needs in one message are both answered.
func TestSeveralNeeds(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	a := talk(t, g, "We need a wind tunnel and also a biobank")[0]
	var kinds []string
	for _, r := range a.Recommendations[:min(2, len(a.Recommendations))] {
		kinds = append(kinds, r.Subtype)
	}
	if !slices.Contains(kinds, "wind_tunnel") || !slices.Contains(kinds, "biobank") {
		t.Errorf("the first two are %v", kinds)
	}
}

// Nothing that fits is a result: it is said, counted without anything about the person, and the nearest is named.
func TestNothingFits(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	a := talk(t, g, "We are from Malta and need a frobnicator for zyxwvut")[0]
	if a.Kind != navigator.KindNone || a.Unmet == nil || a.Unmet.Country != "MT" || len(a.Recommendations) > 0 {
		t.Errorf("%s, %+v, %d cards: %s", a.Kind, a.Unmet, len(a.Recommendations), a.Text)
	}
}

// A confidential message is seen by no model.
func TestConfidential(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{Phraser: forbidden{t}})
	turn := g.Answer(t.Context(), navigator.Enquiry{Conversation: "p", Seq: 1, Text: need, Confidential: true}, agents.History{}, nil)
	if !strings.Contains(turn.Answer.Text, "confidential") || len(turn.Answer.Recommendations) == 0 {
		t.Errorf("%s", turn.Answer.Text)
	}
}

// forbidden is a model that nobody may ask.
type forbidden struct{ t *testing.T }

func (forbidden) Name() string { return "forbidden" }

func (f forbidden) Phrase(context.Context, string, func(string)) (string, error) {
	f.t.Error("the model was asked")
	return "", errors.New("forbidden")
}

// A readiness level is no answer to a question for another number.
func TestLevelIsNoCount(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	a := talk(t, g, "We are a Slovak SME that builds AI for radiology in the health sector and want to test it", "our TRL is 7", "sorry, TRL 4")[2]
	if v, _ := value(a, "trl_now"); v != 4 {
		t.Errorf("trl_now = %v", v)
	}
	if v, _ := value(a, "employees"); v != nil {
		t.Errorf("employees = %v", v)
	}
}
