package corpus

import (
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// ParseFilters reads filter values as people write them; an unknown value is
// an error that lists the known ones.
func ParseFilters(kinds, countries, areas, modes, policies []string) (navigator.Filters, error) {
	f := navigator.Filters{Kinds: kinds, Areas: areas, Modes: modes, Policies: policies}
	for _, x := range []struct {
		name       string
		have, want []string
	}{{"kind", kinds, Kinds}, {"area", areas, Areas}, {"mode", modes, Modes}, {"policy", policies, Policies}} {
		for _, v := range x.have {
			if !oneOf(v, x.want) {
				return f, navigator.Errorf(navigator.CodeInvalid, "%s %q is not known: use one of %s", x.name, v, strings.Join(x.want, ", "))
			}
		}
	}
	for _, c := range countries {
		if len(c) != 2 {
			return f, navigator.Errorf(navigator.CodeInvalid, "country %q is not known: use an ISO 3166-1 code such as PT", c)
		}
		f.Countries = append(f.Countries, strings.ToUpper(c))
	}
	return f, nil
}
