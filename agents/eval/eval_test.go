package eval_test

import (
	"strings"
	"testing"

	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/eval"
	"github.com/ri-navigator/navigator/agents/guidetest"
)

func parse(t *testing.T, text string) []eval.Case {
	t.Helper()
	cases, err := eval.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestParse(t *testing.T) {
	cases := parse(t, "# remark\n== One\nlanguage: de\n> hello\nkind: answer or ask\nfact: country = PT or ES\n> more\nasks: nothing\n== Two\n> x\n")
	if len(cases) != 2 || cases[0].Language != "de" || len(cases[0].Steps) != 2 || cases[1].Language != "en" {
		t.Fatalf("%+v", cases)
	}
	if e := cases[0].Steps[0].Want[1]; e.String() != "fact: country = PT or ES" || len(e.Any) != 2 {
		t.Errorf("%+v", e)
	}
	for text, says := range map[string]string{
		"> hello":                  "line 1",
		"== A\nkind: ask":          "before the first message",
		"== A\n> x\ncolour: blue":  "colour",
		"== A\n> x\nfact: country": "name = value",
		"== A\n> x\nnonsense":      "neither",
		"== A\n== B\n> x":          "says nothing",
	} {
		if _, err := eval.Parse(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

// A case that must fail does fail in each of its lines: the suite can tell.
func TestKnownBad(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	bad := parse(t, `== Everything is wrong here
> We are a Portuguese SME and need photonic chip packaging at TRL 5
kind: none
first: esrf
top 3: esrf
never: pixapp
fact: country = DE
fact: role = engineer
no fact: country
asks: the_weather
says: dragons
says not: [1]
cites: nowhere.example
action: fly
rule: pixapp-conditions/open-access = not_met
rule: nowhere/none = met
may: pixapp = not_met
may: esrf = met
`)
	r := eval.Run(t.Context(), g, bad)
	if want := len(bad[0].Steps[0].Want); len(r.Failures) != want || r.Passed != 0 {
		t.Errorf("%d of %d wrong expectations failed: %+v", len(r.Failures), want, r.Failures)
	}
	if r.Hit1 != 0 || r.Hit3 != 0 || r.VerdictAccuracy != 0 || r.FalseMet == 0 {
		t.Errorf("the figures are %+v", r)
	}
	good := parse(t, "== Right\n> We are a Portuguese SME and need photonic chip packaging at TRL 5\nfact: country = PT\ntop 3: pixapp\n")
	if r := eval.Run(t.Context(), g, good); r.Passed != 1 || r.Hit3 != 1 {
		t.Errorf("a right case gives %+v", r)
	}
}
