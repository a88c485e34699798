package retrieval

import (
	"slices"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval/legs"
)

// facets are the sets of passages that carry a value, by "facet:value", so that
// a filter is decided before a leg looks at anything.
type facets struct {
	n  int
	of map[string]legs.Bits
}

// placed is the set of passages that stand in some country.
const placed = "placed"

func newFacets(n int) *facets { return &facets{n, map[string]legs.Bits{}} }

func (f *facets) add(i int, p navigator.Passage) {
	for _, v := range FacetsOf(p) {
		f.set(v, i)
	}
	if len(p.Facets.Countries) > 0 {
		f.set(placed, i)
	}
}

func (f *facets) set(value string, i int) {
	if f.of[value] == nil {
		f.of[value] = legs.NewBits(f.n)
	}
	f.of[value].Set(i)
}

// FacetsOf lists a passage's facets as "facet:value", as filters name them.
func FacetsOf(p navigator.Passage) []string {
	out := []string{"type:" + p.Type, "kind:" + p.Facets.Kind}
	for _, g := range []struct {
		facet  string
		values []string
	}{{"country", p.Facets.Countries}, {"area", p.Facets.Areas}, {"mode", p.Facets.Modes}, {"policy", p.Facets.Policies}} {
		for _, v := range g.values {
			out = append(out, g.facet+":"+v)
		}
	}
	return out
}

// Groups gives what filters ask for: one "facet:value" of each group must be carried.
func Groups(f navigator.Filters) [][]string {
	var out [][]string
	for _, g := range []struct {
		facet  string
		values []string
	}{{"type", f.Types}, {"kind", f.Kinds}, {"country", f.Countries}, {"area", f.Areas}, {"mode", f.Modes}, {"policy", f.Policies}} {
		if len(g.values) == 0 {
			continue
		}
		var one []string
		for _, v := range g.values {
			one = append(one, g.facet+":"+v)
		}
		out = append(out, one)
	}
	return out
}

// keep is the set of passages that carry one of each value that the filters
// name; nil for all. Not-countries bar a record that stands nowhere else.
func (f *facets) keep(q navigator.Filters) legs.Bits {
	var keep legs.Bits
	for _, group := range Groups(q) {
		any := legs.NewBits(f.n)
		for _, v := range group {
			any.Or(f.of[v])
		}
		keep = keep.And(any)
	}
	if len(q.NotCountries) > 0 {
		keep = keep.And(f.elsewhere(q.NotCountries))
	}
	return keep
}

// elsewhere is the set of passages that stand in some other country, or in none.
func (f *facets) elsewhere(not []string) legs.Bits {
	out := legs.NewBits(f.n)
	for i, w := range f.of[placed] {
		out[i] = ^w
	}
	if f.of[placed] == nil {
		return nil
	}
	for v, b := range f.of {
		if c, ok := cutCountry(v); ok && !slices.Contains(not, c) {
			out.Or(b)
		}
	}
	if tail := f.n & 63; tail > 0 {
		out[len(out)-1] &= 1<<tail - 1
	}
	return out
}

func cutCountry(v string) (string, bool) {
	const prefix = "country:"
	if len(v) > len(prefix) && v[:len(prefix)] == prefix {
		return v[len(prefix):], true
	}
	return "", false
}

// Matches reports whether the filters keep a passage.
func Matches(f navigator.Filters, p navigator.Passage) bool {
	one := newFacets(1)
	one.add(0, p)
	return one.keep(f).Has(0)
}
