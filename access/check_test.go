package access_test

import (
	"strings"
	"testing"
)

// Rules that say nothing, or that contradict one another, are found by trying.
func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		exprs []string
		says  string // empty: nothing is found
	}{
		{[]string{`is_sme`}, ""},
		{[]string{`is_sme && employees >= 50 && employees < 250`}, ""},
		{[]string{`member_country`}, ""},
		{[]string{`country in ["PT", "ES"] && abroad`}, ""},
		{[]string{`trl_now > 9 && trl_now < 3`}, "nobody can meet the rule"},
		{[]string{`publishes || !publishes`}, "nobody can fail the rule"},
		{[]string{`is_sme && org_type == "university"`}, "nobody can meet the rule"},
		{[]string{`eu_member`, `!eu_or_associated`}, "nobody can meet all its deciding rules"},
		{[]string{`industry`, `is_sme`, `eu_or_associated`, `publishes || confidential`}, ""},
	} {
		e, _, found := engine(t, []string{"PT"}, tt.exprs...)
		if len(found) > 0 {
			t.Fatal(found)
		}
		got := ""
		for _, f := range e.Check() {
			if f.File == "access/p.yaml" {
				got += f.Text
			}
		}
		if (got == "") != (tt.says == "") || !strings.Contains(got, tt.says) {
			t.Errorf("%q gives %q, want %q", tt.exprs, got, tt.says)
		}
	}
}
