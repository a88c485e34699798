package agents_test

import (
	"errors"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
	"github.com/ri-navigator/navigator/agents/llm"
)

const need = "We are a Portuguese SME with a silicon photonics chip at TRL 5 and need packaging"

func turn(t *testing.T, g *agents.Guide, text string) (navigator.Answer, string) {
	t.Helper()
	streamed := ""
	out := g.Answer(t.Context(), navigator.Enquiry{Conversation: "c", Seq: 1, Text: text}, agents.History{}, func(s string) { streamed += s })
	return out.Answer, streamed
}

// A model that keeps to the evidence is heard; whatever else it does, the
// template's words stand, and the cards are the same in every case.
func TestModelPhrases(t *testing.T) {
	plain, _ := turn(t, guidetest.Guide(t, agents.Config{}), need)
	if len(plain.Citations) == 0 || len(plain.Recommendations) == 0 {
		t.Fatal("nothing to phrase")
	}
	name := plain.Recommendations[0].Name
	honest := "For packaging, the nearest is " + name + " [1]."
	for title, tt := range map[string]struct {
		line llm.Line
		used bool
	}{
		"honest":                {llm.Line{Text: honest}, true},
		"fails":                 {llm.Line{Err: errors.New("down")}, false},
		"empty":                 {llm.Line{Text: " "}, false},
		"cites nothing":         {llm.Line{Text: "Go to " + name + "."}, false},
		"cites what is not":     {llm.Line{Text: honest + " Also see [99]."}, false},
		"invents an acronym":    {llm.Line{Text: honest + " Or try the XQZLab [1]."}, false},
		"invents a price":       {llm.Line{Text: honest + " It costs 4711 euro [1]."}, false},
		"invents an address":    {llm.Line{Text: honest + " See https://evil.example/ [1]."}, false},
		"invents a name":        {llm.Line{Text: honest + " Or try Photonics Paradise in the north [1]."}, false},
		"invents a subject":     {llm.Line{Text: honest + " Lumina does it as well [1]."}, false},
		"promises":              {llm.Line{Text: honest + " You are eligible [1]."}, false},
		"adds without evidence": {llm.Line{Text: honest + "\n\n" + strings.Repeat("They are known as the very best place in all of Europe. ", 3)}, false},
		"goes on and on":        {llm.Line{Text: honest + strings.Repeat(" It is good [1].", 4000)}, false},
	} {
		t.Run(title, func(t *testing.T) {
			fake := &llm.Fake{Script: []llm.Line{tt.line}}
			a, streamed := turn(t, guidetest.Guide(t, agents.Config{Phraser: fake}), need)
			want := plain.Text
			if tt.used {
				want = tt.line.Text
			}
			if a.Text != want || streamed != want {
				t.Errorf("text %.120q, streamed %.120q", a.Text, streamed)
			}
			if (a.Versions.Model == "fake") != tt.used {
				t.Errorf("the model is said to be %q", a.Versions.Model)
			}
			if len(a.Recommendations) != len(plain.Recommendations) || a.Recommendations[0].ID != plain.Recommendations[0].ID || a.Recommendations[0].Eligibility != plain.Recommendations[0].Eligibility {
				t.Error("the model changed a recommendation")
			}
			if len(fake.Prompts) != 1 || !strings.Contains(fake.Prompts[0], plain.Citations[0].Quote[:20]) {
				t.Error("the model did not see the evidence")
			}
		})
	}
}

// Every name, number and address of an answer stands in its evidence, without a model too.
func TestTemplateIsGrounded(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	for _, text := range []string{need, "Which synchrotron can a Spanish university use remotely?", "battery cell pilot line for a start-up", "biobank samples for a hospital in Latvia"} {
		a, streamed := turn(t, g, text)
		if streamed != a.Text {
			t.Errorf("%s: streamed text and reply differ", text)
		}
		if len(a.Citations) == 0 {
			continue
		}
		for _, c := range a.Citations {
			if c.URL == "" || c.Quote == "" || c.CheckedOn == "" {
				t.Errorf("%s: the citation %d lacks something: %+v", text, c.N, c)
			}
		}
		for _, r := range a.Recommendations {
			if g.Corpus.Infrastructure(r.ID) == nil {
				t.Errorf("%s: %s is not in the catalogue", text, r.ID)
			}
		}
	}
}
