package eval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
)

// Simulation is what the dialogues with simulated persons measured.
type Simulation struct {
	Dialogues int     `json:"dialogues"`
	Hit3      float64 `json:"hit@3"`
	// Turns is the median number of messages until a right facility was among the first three.
	Turns int `json:"median_turns"`
	// FactPrecision is the share of the facts read that are true of the person;
	// doubtful ones, which decide nothing, are left out.
	FactPrecision float64 `json:"fact_precision"`
	// FalseMet counts verdicts "met" that what is true of the person makes false.
	FalseMet int `json:"false_met"`
	// AskedTwice counts questions for a fact that was asked or known before, TooMany the
	// dialogues with more than three questions before the first recommendation.
	AskedTwice int `json:"asked_twice"`
	TooMany    int `json:"too_many_questions"`
	// Unsteady counts dialogues that came out differently when played again.
	Unsteady   int                 `json:"unsteady"`
	ByLanguage map[string]Language `json:"by_language"`
	Failures   []Failure           `json:"failures"`
}

// The bounds of a dialogue: people leave after a handful of questions.
const (
	maxTurns     = 6
	maxQuestions = 3
)

// Simulate plays each opening of each profile as a dialogue, repeat times.
func Simulate(ctx context.Context, g *agents.Guide, profiles []Profile, repeat int) Simulation {
	s := &simulator{guide: g, byLanguage: map[string]*count{}}
	for _, p := range profiles {
		for _, o := range p.Openings {
			first := s.dialogue(ctx, p, o, true)
			for range repeat - 1 {
				if again := s.dialogue(ctx, p, o, false); again != first {
					s.report.Unsteady++
					s.fail(p, o, "the same outcome each time", "another one")
					break
				}
			}
		}
	}
	slices.Sort(s.turns)
	r := s.report
	r.ByLanguage = map[string]Language{}
	for lang, c := range s.byLanguage {
		r.ByLanguage[lang] = Language{c.all, c.share()}
	}
	r.Hit3, r.FactPrecision = s.hits.share(), s.facts.share()
	if len(s.turns) > 0 {
		r.Turns = s.turns[len(s.turns)/2]
	}
	if r.Failures == nil {
		r.Failures = []Failure{}
	}
	return r
}

type simulator struct {
	guide      *agents.Guide
	byLanguage map[string]*count
	report     Simulation
	hits       count
	facts      count
	turns      []int
}

func (s *simulator) fail(p Profile, o Opening, want, got string) {
	s.report.Failures = append(s.report.Failures, Failure{p.Title + " (" + o.Language + ")", o.Text, want, got})
}

// dialogue plays one and gives its outcome as text; what it shows counts where scored.
func (s *simulator) dialogue(ctx context.Context, p Profile, o Opening, scored bool) string {
	var events []navigator.Event
	var trace strings.Builder
	say, hit, asked := o.Text, 0, []string{}
	var last *navigator.Answer
	for turn := 1; turn <= maxTurns && say != ""; turn++ {
		in := navigator.Enquiry{Conversation: "c_sim", Seq: len(events) + 1, Text: say, Language: o.Language, At: time.Now()}
		events = append(events, navigator.Event{Seq: in.Seq, Type: "message", Role: "user", Text: say})
		t := s.guide.Answer(ctx, in, agents.Remember(events), nil)
		events = append(events, navigator.Event{Seq: len(events) + 1, Type: "reply", ReplyTo: in.Seq, Reply: &t.Answer, Understanding: &t.Understanding})
		last = &t.Answer
		fmt.Fprintln(&trace, last.Kind, ids(last), last.Text)
		if top := ids(last)[:min(3, len(last.Recommendations))]; hit == 0 && anyOf(p.Wants, top) == "" {
			hit = turn
		}
		if say = s.next(p, o, last, &asked, scored && hit == 0); hit > 0 && turn >= 2 && last.Kind == navigator.KindRecommend {
			break
		}
	}
	if scored {
		s.score(p, o, last, hit)
	}
	return trace.String()
}

// next is the answer to the question of a reply, empty where the dialogue ends.
func (s *simulator) next(p Profile, o Opening, a *navigator.Answer, asked *[]string, scored bool) string {
	q := a.Question
	if q == nil {
		return ""
	}
	if scored && slices.Contains(*asked, q.Fact) {
		s.report.AskedTwice++
		s.fail(p, o, "each fact asked once", q.Fact)
	}
	*asked = append(*asked, q.Fact)
	if q.Confirms {
		f, _ := fact(a, q.Fact)
		yes := fmt.Sprint(f.Value) == p.Facts[q.Fact]
		return q.Options[map[bool]int{true: 0, false: 1}[yes]].Label
	}
	return p.answer(q, o.Language)
}

func (s *simulator) score(p Profile, o Opening, a *navigator.Answer, hit int) {
	s.report.Dialogues++
	s.hits.add(hit > 0)
	if s.byLanguage[o.Language] == nil {
		s.byLanguage[o.Language] = &count{}
	}
	s.byLanguage[o.Language].add(hit > 0)
	if hit > 0 {
		s.turns = append(s.turns, hit)
	} else {
		s.fail(p, o, "one of "+strings.Join(p.Wants, ", "), list(ids(a)))
	}
	if hit > maxQuestions+1 {
		s.report.TooMany++
	}
	for _, f := range a.Facts {
		want, known := p.Facts[f.Name]
		if f.Confidence < navigator.Doubtful || !known && !judged[f.Name] {
			continue
		}
		ok := known && want == fmt.Sprint(f.Value)
		s.facts.add(ok)
		if !ok {
			s.fail(p, o, f.Name+" = "+cmp.Or(want, "nothing"), fmt.Sprint(f.Value))
		}
	}
	s.sound(p, o, a)
}

// judged are facts that a profile tells completely: one that it does not hold was read wrongly.
var judged = map[string]bool{
	"country": true, "org_type": true, "trl_now": true, "trl_target": true, "publishes": true, "confidential": true, "commercial": true,
	"first_time": true, "employees": true, "role": true, "mode": true,
}

// sound checks each verdict "met" against what is true of the person: the rules
// are judged once more with the whole profile.
func (s *simulator) sound(p Profile, o Opening, a *navigator.Answer) {
	var u navigator.Understanding
	for name, value := range p.Facts {
		if err := s.guide.Suppose(&u, name, value); err != nil {
			s.fail(p, o, "a profile of known facts", err.Error())
		}
	}
	for _, r := range a.Recommendations {
		truth := s.guide.JudgeFor(u, r.ID)
		for _, v := range r.Rules {
			for _, w := range truth {
				if v.Programme == w.Programme && v.Rule == w.Rule && v.Verdict == navigator.Met && w.Verdict == navigator.NotMet {
					s.report.FalseMet++
					s.fail(p, o, v.Programme+"/"+v.Rule+" not met", "met")
				}
			}
		}
	}
}
