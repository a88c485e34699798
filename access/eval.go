package access

import (
	"slices"
	"strconv"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// eval runs one rule over the known facts; the others are unknown to CEL, so
// that an answer which does not hang on them still comes out.
func (e *Engine) eval(prg cel.Program, vars map[string]any) (navigator.Ternary, []string) {
	var unknown []*cel.AttributePatternType
	for _, f := range e.corpus.Facts {
		if _, ok := vars[f.Name]; !ok {
			unknown = append(unknown, cel.AttributePattern(f.Name))
		}
	}
	partial, err := cel.PartialVars(vars, unknown...)
	if err != nil {
		return navigator.Unknown, []string{}
	}
	out, _, err := prg.Eval(partial)
	if u, ok := out.(*types.Unknown); ok {
		missing := slices.DeleteFunc(e.missing(u), func(name string) bool { return name == "country" && vars[name] != nil })
		return navigator.Unknown, missing
	}
	if err != nil {
		return navigator.Unknown, []string{}
	}
	if out == types.True {
		return navigator.Met, []string{}
	}
	if out == types.False {
		return navigator.NotMet, []string{}
	}
	return navigator.Unknown, []string{}
}

// missing names the base facts behind an unknown result, in a stable order.
func (e *Engine) missing(u *types.Unknown) []string {
	out := []string{}
	for _, id := range u.IDs() {
		trails, _ := u.GetAttributeTrails(id)
		for _, t := range trails {
			name := e.base[t.Variable()]
			if name != "" && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// variables are the known facts of a subject, the derived ones included.
func (e *Engine) variables(p *navigator.Programme, s Subject) map[string]any {
	vars := map[string]any{}
	for _, f := range s.Facts {
		def, ok := e.corpus.Fact(f.Name)
		if !ok || def.From != "" || f.Confidence < navigator.Doubtful {
			continue
		}
		if v, ok := Convert(def, f.Value); ok {
			vars[f.Name] = v
		}
	}
	var countries []string
	if s.Infrastructure != nil {
		countries = corpus.FacetsOf(s.Infrastructure).Countries
		vars["facility_countries"] = countries
	}
	e.deriveCountry(vars, p, countries)
	deriveOrganisation(vars)
	return vars
}

func (e *Engine) deriveCountry(vars map[string]any, p *navigator.Programme, facility []string) {
	code, ok := vars["country"].(string)
	if !ok {
		return
	}
	if len(facility) > 0 {
		vars["abroad"] = !slices.Contains(facility, code)
	}
	if len(p.MemberCountries) > 0 {
		vars["member_country"] = slices.Contains(p.MemberCountries, code)
	}
	c, ok := e.corpus.Country(code)
	if !ok {
		return
	}
	vars["country_standing"] = c.Horizon
	vars["eu_member"] = c.Horizon == "member"
	if c.Horizon != "partial" { // associated to a part only: whether that part counts, the programme must say
		vars["eu_or_associated"] = c.Horizon == "member" || c.Horizon == "associated"
	}
	if c.EuroHPC != nil {
		vars["eurohpc_state"] = *c.EuroHPC
	}
}

// deriveOrganisation sets what follows from the kind of organisation. A
// start-up is an SME only when its staff is known to be under 250 (Commission
// Recommendation 2003/361/EC); a person who says "SME" has made that test.
func deriveOrganisation(vars map[string]any) {
	org, ok := vars["org_type"].(string)
	if !ok {
		return
	}
	vars["industry"] = slices.Contains([]string{"sme", "startup", "large_company"}, org)
	if !slices.Contains([]string{"student", "hospital", "non_profit", "public_body"}, org) { // these may be research centres as well
		vars["academic"] = org == "university" || org == "research_organisation"
	}
	switch org {
	case "sme":
		vars["is_sme"] = true
	case "startup":
		if n, ok := vars["employees"].(int64); ok {
			vars["is_sme"] = n < 250
		}
	case "large_company", "university", "research_organisation", "public_body", "individual", "student":
		vars["is_sme"] = false
	}
	if n, ok := vars["employees"].(int64); ok && n >= 250 {
		vars["is_sme"] = false
	}
}

// Convert brings a fact's value, as JSON or a form may hold it, to the declared type.
func Convert(def corpus.FactDef, v any) (any, bool) {
	switch def.Type {
	case "string":
		s, ok := v.(string)
		return s, ok && s != ""
	case "bool":
		switch b := v.(type) {
		case bool:
			return b, true
		case string:
			x, err := strconv.ParseBool(b)
			return x, err == nil
		}
	case "int":
		switch n := v.(type) {
		case int:
			return int64(n), true
		case int64:
			return n, true
		case float64:
			return int64(n), n == float64(int64(n))
		case string:
			x, err := strconv.ParseInt(n, 10, 64)
			return x, err == nil
		}
	}
	return nil, false
}
