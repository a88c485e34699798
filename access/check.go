package access

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// maxTrials bounds the combinations of facts that one check tries.
const maxTrials = 20000

// Check tries each rule on persons of every relevant kind: a rule that nobody
// can meet or nobody can fail says something else than its clause, and so do
// the deciding rules of a programme that nobody meets together.
func (e *Engine) Check() []corpus.Finding {
	var out []corpus.Finding
	warn := func(p *navigator.Programme, text, remedy string) {
		out = append(out, corpus.Finding{Severity: corpus.SeverityWarning, File: "access/" + p.ID + ".yaml", Text: text, Remedy: remedy})
	}
	for _, p := range e.corpus.Programmes {
		var deciding []navigator.Rule
		for _, r := range p.Rules {
			if r.Expr == "" {
				continue
			}
			met, failed := e.try(p, []navigator.Rule{r})
			switch {
			case !met:
				warn(p, fmt.Sprintf("nobody can meet the rule %q: %s", r.ID, r.Expr), "compare the expression with the clause")
			case !failed:
				warn(p, fmt.Sprintf("nobody can fail the rule %q: %s", r.ID, r.Expr), "make it a note, or compare the expression with the clause")
			}
			if r.Decides() {
				deciding = append(deciding, r)
			}
		}
		if len(deciding) > 1 {
			if met, _ := e.try(p, deciding); !met {
				warn(p, "nobody can meet all its deciding rules together", "two of them contradict each other, or belong to different versions")
			}
		}
	}
	return append(out, e.unused()...)
}

// unused finds facts that no rule and no form uses: nobody should be asked for them.
func (e *Engine) unused() []corpus.Finding {
	used := map[string]bool{}
	for _, p := range e.corpus.Programmes {
		for _, r := range p.Rules {
			for _, name := range words.FindAllString(r.Expr, -1) {
				used[name], used[e.base[name]] = true, true
			}
		}
	}
	for _, f := range e.corpus.Forms {
		for _, field := range f.Fields {
			for _, name := range words.FindAllString(field.From, -1) {
				used[name] = true
			}
		}
	}
	var out []corpus.Finding
	for _, f := range e.corpus.Facts {
		if !used[f.Name] && f.From == "" && f.Type != "list" {
			out = append(out, corpus.Finding{Severity: corpus.SeverityWarning, File: "vocabularies/facts.yaml", Text: fmt.Sprintf("no rule and no form uses the fact %q", f.Name), Remedy: "take it out, or use it"})
		}
	}
	return out
}

var (
	words   = regexp.MustCompile(`[a-z_]+`)
	numbers = regexp.MustCompile(`\d+`)
	quoted  = regexp.MustCompile(`"([^"]+)"|'([^']+)'`)
)

// try reports whether some person meets all of the rules, and whether some person fails one.
func (e *Engine) try(p *navigator.Programme, rules []navigator.Rule) (met, failed bool) {
	expr := ""
	for _, r := range rules {
		expr += " " + r.Expr
	}
	names, values := e.domain(expr, p)
	trials := 1
	for _, v := range values {
		trials = min(maxTrials+1, trials*len(v))
	}
	dice := rand.New(rand.NewPCG(1, 2)) // the same draws each time
	for n := 0; n < min(trials, maxTrials) && (!met || !failed); n++ {
		vars := map[string]any{"facility_countries": []string{"FR"}}
		k := n
		for i, name := range names {
			if trials > maxTrials {
				k = dice.IntN(len(values[i]))
			}
			vars[name] = values[i][k%len(values[i])]
			k /= len(values[i])
		}
		e.deriveCountry(vars, p, []string{"FR"})
		deriveOrganisation(vars)
		all := true
		for _, r := range rules {
			prg, ok := e.programs[p.ID+"/"+r.ID]
			all = all && ok && holds(prg, vars)
		}
		met, failed = met || all, failed || !all
	}
	return met, failed
}

func holds(prg cel.Program, vars map[string]any) bool {
	out, _, err := prg.Eval(vars)
	return err == nil && out == types.True
}

// domain lists the base facts that an expression hangs on, each with the values worth trying.
func (e *Engine) domain(expr string, p *navigator.Programme) (names []string, values [][]any) {
	for _, w := range words.FindAllString(expr, -1) {
		base, ok := e.base[w]
		if !ok || slices.Contains(names, base) || base == "facility_countries" {
			continue
		}
		def, _ := e.corpus.Fact(base)
		v := e.worth(def, expr, p)
		names, values = append(names, base), append(values, v)
		if staff, ok := e.corpus.Fact("employees"); base == "org_type" && ok && !slices.Contains(names, "employees") { // an SME is told by staff as well
			names, values = append(names, "employees"), append(values, e.worth(staff, expr+" 10 100 300", p))
		}
	}
	return names, values
}

func (e *Engine) worth(def corpus.FactDef, expr string, p *navigator.Programme) []any {
	var out []any
	add := func(v any) {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	switch def.Type {
	case "bool":
		return []any{true, false}
	case "int":
		add(int64(0))
		for _, n := range numbers.FindAllString(expr, -1) {
			x, err := strconv.ParseInt(n, 10, 64)
			if err == nil {
				add(x - 1)
				add(x)
				add(x + 1)
			}
		}
		return out
	}
	for _, m := range quoted.FindAllStringSubmatch(expr, -1) {
		add(m[1] + m[2])
	}
	for _, v := range def.Values {
		add(v)
	}
	if def.Name == "country" {
		for _, code := range append(slices.Clone(p.MemberCountries), "PT", "FR", "NO", "UA", "US", "RU") {
			add(code)
		}
	}
	add("something else")
	return out
}
