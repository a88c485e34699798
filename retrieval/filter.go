package retrieval

import (
	"slices"

	navigator "github.com/ri-navigator/navigator"
)

// filter marks the passages that the filters keep; nil keeps all.
func (x *Index) filter(f navigator.Filters) []bool {
	if len(f.Kinds)+len(f.Countries)+len(f.NotCountries)+len(f.Areas)+len(f.Modes)+len(f.Policies)+len(f.Types) == 0 {
		return nil
	}
	keep := make([]bool, len(x.passages))
	for i, p := range x.passages {
		keep[i] = Matches(f, p)
	}
	return keep
}

// Matches reports whether a passage carries one of each value that the filters
// name. Not-countries bar a record that stands nowhere else.
func Matches(f navigator.Filters, p navigator.Passage) bool {
	one := func(want []string, have ...string) bool {
		return len(want) == 0 || slices.ContainsFunc(have, func(h string) bool { return slices.Contains(want, h) })
	}
	if !one(f.Types, p.Type) || !one(f.Kinds, p.Facets.Kind) || !one(f.Countries, p.Facets.Countries...) ||
		!one(f.Areas, p.Facets.Areas...) || !one(f.Modes, p.Facets.Modes...) || !one(f.Policies, p.Facets.Policies...) {
		return false
	}
	if len(f.NotCountries) > 0 && len(p.Facets.Countries) > 0 {
		return slices.ContainsFunc(p.Facets.Countries, func(c string) bool { return !slices.Contains(f.NotCountries, c) })
	}
	return true
}
