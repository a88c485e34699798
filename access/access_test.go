package access_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/corpus"
)

// shipped is loaded once: nothing changes it.
var shipped = sync.OnceValues(func() (*corpus.Corpus, []corpus.Finding) { return corpus.Load(corpus.Shipped()) })

// engine is the shipped vocabulary with one programme of the given expressions.
func engine(t *testing.T, members []string, exprs ...string) (*access.Engine, *navigator.Programme, []corpus.Finding) {
	t.Helper()
	shipped, findings := shipped()
	if shipped == nil {
		t.Fatal(findings)
	}
	p := &navigator.Programme{ID: "p", Status: "active", MemberCountries: members}
	for i, x := range exprs {
		p.Rules = append(p.Rules, navigator.Rule{ID: string(rune('a' + i)), Effect: "eligibility", Expr: x})
	}
	e, found := access.New(&corpus.Corpus{Facts: shipped.Facts, Countries: shipped.Countries, Programmes: []*navigator.Programme{p}})
	return e, p, found
}

func facts(pairs ...any) []navigator.Fact {
	var out []navigator.Fact
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, navigator.Fact{Name: pairs[i].(string), Value: pairs[i+1], Confidence: 1})
	}
	return out
}

var french = &navigator.Infrastructure{ID: "x", Sites: []navigator.Site{{Country: "FR"}}}

// The truth table of three values: an answer that does not hang on a missing
// fact comes out, every other is unknown and names the base facts it misses.
func TestVerdicts(t *testing.T) {
	for _, tt := range []struct {
		expr    string
		facts   []navigator.Fact
		want    navigator.Ternary
		missing string
	}{
		{`is_sme`, nil, navigator.Unknown, "org_type"},
		{`is_sme`, facts("org_type", "sme"), navigator.Met, ""},
		{`is_sme`, facts("org_type", "large_company"), navigator.NotMet, ""},
		{`is_sme`, facts("org_type", "university"), navigator.NotMet, ""},
		{`is_sme`, facts("org_type", "startup"), navigator.Unknown, "org_type"},
		{`is_sme`, facts("org_type", "startup", "employees", 12), navigator.Met, ""},
		{`is_sme`, facts("org_type", "startup", "employees", 400), navigator.NotMet, ""},
		{`is_sme`, facts("org_type", "sme", "employees", 400), navigator.NotMet, ""},
		{`publishes || is_sme`, facts("org_type", "sme"), navigator.Met, ""},
		{`publishes || is_sme`, facts("org_type", "university"), navigator.Unknown, "publishes"},
		{`publishes && is_sme`, facts("org_type", "university"), navigator.NotMet, ""},
		{`publishes && is_sme`, facts("org_type", "sme"), navigator.Unknown, "publishes"},
		{`!publishes`, nil, navigator.Unknown, "publishes"},
		{`eu_or_associated`, nil, navigator.Unknown, "country"},
		{`eu_or_associated`, facts("country", "PT"), navigator.Met, ""},
		{`eu_or_associated`, facts("country", "BR"), navigator.NotMet, ""},
		{`eu_or_associated`, facts("country", "CA"), navigator.Unknown, ""},
		{`eu_member`, facts("country", "NO"), navigator.NotMet, ""},
		{`abroad`, facts("country", "PT"), navigator.Met, ""},
		{`abroad`, facts("country", "FR"), navigator.NotMet, ""},
		{`abroad`, nil, navigator.Unknown, "country"},
		{`country in ["DE","FR"] || trl_now >= 6`, facts("country", "PT"), navigator.Unknown, "trl_now"},
		{`trl_now >= 4 && trl_now <= 7`, facts("trl_now", 5), navigator.Met, ""},
		{`trl_now >= 4 && trl_now <= 7`, facts("trl_now", float64(5)), navigator.Met, ""},
		{`trl_now >= 4 && trl_now <= 7`, facts("trl_now", 9), navigator.NotMet, ""},
		{`trl_now >= 4`, facts("trl_now", "soon"), navigator.Unknown, "trl_now"},
		{`member_country`, facts("country", "PT"), navigator.Met, ""},
		{`member_country`, facts("country", "ES"), navigator.NotMet, ""},
		{`users / 0 == 1`, facts("users", 3), navigator.Unknown, ""},
		{`industry ? commercial : publishes`, facts("org_type", "sme", "commercial", true), navigator.Met, ""},
	} {
		e, p, findings := engine(t, []string{"PT"}, tt.expr)
		if len(findings) > 0 {
			t.Fatalf("%s: %v", tt.expr, findings)
		}
		v := e.JudgeProgramme(p, access.Subject{Facts: tt.facts, Infrastructure: french})[0]
		if v.Verdict != tt.want || strings.Join(v.Missing, ",") != tt.missing {
			t.Errorf("%s with %v is %s missing %v; want %s missing %q", tt.expr, tt.facts, v.Verdict, v.Missing, tt.want, tt.missing)
		}
	}
}

// A fact that was read with doubt decides nothing, and is still missing.
func TestDoubtfulFacts(t *testing.T) {
	e, p, _ := engine(t, nil, `eu_member`)
	doubtful := facts("country", "PT")
	doubtful[0].Confidence = .6
	if v := e.JudgeProgramme(p, access.Subject{Facts: doubtful, Infrastructure: french})[0]; v.Verdict != navigator.Unknown || !slices.Equal(v.Missing, []string{"country"}) {
		t.Errorf("a doubtful country decides: %s missing %v", v.Verdict, v.Missing)
	}
}

// More facts never turn an answer round: what was met or not met stays so.
func TestVerdictsAreMonotone(t *testing.T) {
	exprs := []string{`publishes || is_sme`, `eu_or_associated && (publishes || !industry)`, `abroad || member_country`, `trl_now >= 4 || confidential`}
	all := facts("country", "PT", "org_type", "sme", "publishes", false, "trl_now", 3, "confidential", true)
	for _, x := range exprs {
		e, p, _ := engine(t, []string{"PT"}, x)
		for mask := range 1 << len(all) {
			var some []navigator.Fact
			for i, f := range all {
				if mask&(1<<i) != 0 {
					some = append(some, f)
				}
			}
			part := e.JudgeProgramme(p, access.Subject{Facts: some, Infrastructure: french})[0].Verdict
			whole := e.JudgeProgramme(p, access.Subject{Facts: all, Infrastructure: french})[0].Verdict
			if part != navigator.Unknown && part != whole {
				t.Errorf("%s is %s with %v and %s with all", x, part, some, whole)
			}
		}
	}
}

func TestRulesThatDoNotCompile(t *testing.T) {
	for expr, says := range map[string]string{
		`colour == "blue"`: "colour",
		`trl_now`:          "not a yes or no",
		`is_sme &&`:        "Syntax",
		`country > 3`:      "no matching overload",
	} {
		_, _, findings := engine(t, nil, expr)
		if len(findings) != 1 || !strings.Contains(findings[0].Text, says) || findings[0].File != "access/p.yaml" {
			t.Errorf("%s gives %v; want a finding that says %q", expr, findings, says)
		}
	}
}

// Ways in are alternatives, the rules of one way are not; unknown is never rounded up.
func TestEligibility(t *testing.T) {
	v := func(p string, x navigator.Ternary) navigator.Verdict {
		return navigator.Verdict{Programme: p, Effect: "eligibility", Verdict: x}
	}
	duty := navigator.Verdict{Programme: "a", Effect: "duty", Verdict: navigator.NotMet}
	for _, tt := range []struct {
		in   []navigator.Verdict
		want navigator.Ternary
	}{
		{nil, navigator.Unknown},
		{[]navigator.Verdict{duty}, navigator.Unknown},
		{[]navigator.Verdict{v("b", navigator.NotMet), duty}, navigator.Unknown},
		{[]navigator.Verdict{v("b", navigator.Met), duty}, navigator.Met},
		{[]navigator.Verdict{v("a", navigator.NotMet), duty}, navigator.NotMet},
		{[]navigator.Verdict{duty, v("a", navigator.NotMet)}, navigator.NotMet},
		{[]navigator.Verdict{v("a", navigator.Met), duty}, navigator.Met},
		{[]navigator.Verdict{v("a", navigator.Met), v("a", navigator.Unknown)}, navigator.Unknown},
		{[]navigator.Verdict{v("a", navigator.Unknown), v("a", navigator.NotMet)}, navigator.NotMet},
		{[]navigator.Verdict{v("a", navigator.NotMet), v("b", navigator.Met)}, navigator.Met},
		{[]navigator.Verdict{v("a", navigator.NotMet), v("b", navigator.Unknown)}, navigator.Unknown},
		{[]navigator.Verdict{v("a", navigator.NotMet), v("b", navigator.NotMet)}, navigator.NotMet},
	} {
		if got := access.Eligibility(tt.in); got != tt.want {
			t.Errorf("%v is %s, want %s", tt.in, got, tt.want)
		}
	}
}

// The next question is the fact that undecided deciding rules hang on most.
func TestNext(t *testing.T) {
	e, p, _ := engine(t, nil, `eu_or_associated`, `country != "FR"`, `publishes`)
	c := navigator.Candidate{Score: 1, Infrastructure: french, Verdicts: e.JudgeProgramme(p, access.Subject{Infrastructure: french})}
	if got := e.Next([]navigator.Candidate{c}, nil, nil); !slices.Equal(got, []string{"country", "publishes"}) {
		t.Errorf("asks %v", got)
	}
	if got := e.Next([]navigator.Candidate{c}, nil, []string{"country"}); !slices.Equal(got, []string{"publishes"}) {
		t.Errorf("asks %v after country was skipped", got)
	}
}
