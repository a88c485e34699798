// Package report tells how complete the records are: by area, kind, country
// and field, as text, as JSON, and as one HTML page with a map and bars.
package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// Report is the coverage of a corpus.
type Report struct {
	Stats  corpus.Stats  `json:"stats"`
	Fields []FieldShare  `json:"fields"`
	Areas  []Row         `json:"areas"`
	Where  []CountryRow  `json:"countries"`
	Types  []Row         `json:"subtypes"`
	Stale  []StaleRecord `json:"stale"`
	Points []Point       `json:"points"`
	// Unplaced counts the records without a site that the map can show.
	Unplaced int `json:"unplaced"`
}

// Row counts research and technology infrastructures under a name.
type Row struct {
	Name string `json:"name"`
	corpus.KindCount
}

// CountryRow is a row with the country's name.
type CountryRow struct {
	Code string `json:"code"`
	Row
}

// FieldShare is the share of records, by kind, that have a field filled.
type FieldShare struct {
	Field      string  `json:"field"`
	Research   float64 `json:"research"`
	Technology float64 `json:"technology"`
}

// StaleRecord is a record past its review date.
type StaleRecord struct {
	ID       string         `json:"id"`
	ReviewBy navigator.Date `json:"review_by"`
}

// Point is a site on the map.
type Point struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	Kind string  `json:"kind"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
}

// Of makes the report of a corpus as it stands at a moment.
func Of(c *corpus.Corpus, now time.Time) Report {
	r := Report{Stats: corpus.StatsOf(c), Stale: []StaleRecord{}, Points: []Point{}}
	for _, a := range corpus.Areas {
		r.Areas = append(r.Areas, Row{a, *r.Stats.Areas[a]})
	}
	byCountry, byType := map[string]*Row{}, map[string]*Row{}
	for _, i := range c.Infrastructures {
		for _, code := range corpus.FacetsOf(i).Countries {
			count(byCountry, code, i.Kind)
		}
		count(byType, i.Subtype, i.Kind)
		if corpus.Stale(i.ReviewBy, now) {
			r.Stale = append(r.Stale, StaleRecord{i.ID, i.ReviewBy})
		}
		if ps := points(i); len(ps) > 0 {
			r.Points = append(r.Points, ps...)
		} else {
			r.Unplaced++
		}
	}
	for code, n := range byCountry {
		n.Name = c.CountryName(code)
		r.Where = append(r.Where, CountryRow{code, *n})
	}
	for name, n := range byType {
		n.Name = name
		r.Types = append(r.Types, *n)
	}
	slices.SortFunc(r.Where, func(a, b CountryRow) int { return byCount(a.Row, b.Row) })
	slices.SortFunc(r.Types, byCount)
	r.Fields = fields(c)
	return r
}

func byCount(a, b Row) int {
	return cmp.Or(cmp.Compare(b.Research+b.Technology, a.Research+a.Technology), cmp.Compare(a.Name, b.Name))
}

func count(m map[string]*Row, key, kind string) {
	if m[key] == nil {
		m[key] = &Row{}
	}
	m[key].Add(kind)
}

// points are a record's sites whose coordinates are known.
func points(i *navigator.Infrastructure) []Point {
	var out []Point
	for _, s := range i.Sites {
		if s.Lat != nil && s.Lon != nil {
			out = append(out, Point{ID: i.ID, Name: i.Name, Kind: i.Kind, Lat: *s.Lat, Lon: *s.Lon})
		}
	}
	return out
}

// measured are the fields whose filling is told.
var measured = []struct {
	name string
	has  func(*navigator.Infrastructure) bool
}{
	{"acronyms", func(r *navigator.Infrastructure) bool { return len(r.Acronyms) > 0 }},
	{"host", func(r *navigator.Infrastructure) bool { return r.Host != "" }},
	{"url", func(r *navigator.Infrastructure) bool { return r.URL != "" }},
	{"areas", func(r *navigator.Infrastructure) bool { return len(r.Areas) > 0 }},
	{"esfri_domain", func(r *navigator.Infrastructure) bool { return r.ESFRIDomain != "" }},
	{"keywords", func(r *navigator.Infrastructure) bool { return len(r.Keywords) > 0 }},
	{"site", func(r *navigator.Infrastructure) bool { return len(r.Sites) > 0 }},
	{"city", func(r *navigator.Infrastructure) bool { return len(r.Sites) > 0 && r.Sites[0].City != "" }},
	{"coordinates", func(r *navigator.Infrastructure) bool { return len(r.Sites) > 0 && r.Sites[0].Lat != nil }},
	{"services", func(r *navigator.Infrastructure) bool { return len(r.Services) > 0 }},
	{"service techniques", service(func(s navigator.Service) bool { return len(s.Techniques) > 0 })},
	{"service sectors", service(func(s navigator.Service) bool { return len(s.Sectors) > 0 })},
	{"service TRL", service(func(s navigator.Service) bool { return s.TRL != nil })},
	{"service modes", service(func(s navigator.Service) bool { return len(s.Modes) > 0 })},
	{"who may use it", func(r *navigator.Infrastructure) bool { return r.Access.Who != "" }},
	{"access policies", func(r *navigator.Infrastructure) bool { return len(r.Access.Policies) > 0 }},
	{"access programmes", func(r *navigator.Infrastructure) bool { return len(r.Access.Programmes) > 0 }},
	{"cost", func(r *navigator.Infrastructure) bool { return r.Access.Cost != "" }},
	{"lead time", func(r *navigator.Infrastructure) bool { return r.Access.LeadTime != "" }},
	{"languages", func(r *navigator.Infrastructure) bool { return len(r.Access.Languages) > 0 }},
	{"how to apply", func(r *navigator.Infrastructure) bool { return r.Access.Apply != "" || r.Access.ApplyURL != "" }},
	{"contact", func(r *navigator.Infrastructure) bool { return r.Access.Contact != nil }},
	{"training", func(r *navigator.Infrastructure) bool { return len(r.Training) > 0 }},
	{"memberships", func(r *navigator.Infrastructure) bool { return len(r.Memberships) > 0 }},
	{"ror", func(r *navigator.Infrastructure) bool { return r.ROR != "" }},
}

func service(has func(navigator.Service) bool) func(*navigator.Infrastructure) bool {
	return func(r *navigator.Infrastructure) bool { return slices.ContainsFunc(r.Services, has) }
}

func fields(c *corpus.Corpus) []FieldShare {
	var out []FieldShare
	for _, f := range measured {
		var filled, all corpus.KindCount
		for _, r := range c.Infrastructures {
			all.Add(r.Kind)
			if f.has(r) {
				filled.Add(r.Kind)
			}
		}
		out = append(out, FieldShare{f.name, part(filled.Research, all.Research), part(filled.Technology, all.Technology)})
	}
	return out
}

func part(n, of int) float64 { return float64(n) / float64(max(1, of)) }

// WriteText writes the report for a terminal.
func (r Report) WriteText(w io.Writer) error {
	p := &printer{w: w}
	s := r.Stats
	p.line("%d research and %d technology infrastructures; %d programmes with %d machine-checkable rules and %d notes",
		s.Infrastructures.Research, s.Infrastructures.Technology, s.Programmes, s.Rules.Machine, s.Rules.Note)
	p.line("%d calls, %d trainings, %d guidance articles, %d concepts in %d languages; %.1f %% of the infrastructures with a page that was read",
		s.Calls, s.Training, s.Guidance, s.Glossary.Concepts, s.Glossary.Languages, 100*s.Sources.PageReadShare)
	p.line("\n%-24s %9s %11s", "area", "research", "technology")
	for _, a := range r.Areas {
		p.line("%-24s %9d %11d", a.Name, a.Research, a.Technology)
	}
	p.line("\n%-24s %9s %11s", "country", "research", "technology")
	for _, c := range r.Where {
		p.line("%-24s %9d %11d", c.Name, c.Research, c.Technology)
	}
	p.line("\n%-24s %9s %11s", "field filled", "research", "technology")
	for _, f := range r.Fields {
		p.line("%-24s %8.0f%% %10.0f%%", f.Field, 100*f.Research, 100*f.Technology)
	}
	p.line("\n%d records past their review date; %d without a place on the map", len(r.Stale), r.Unplaced)
	return p.err
}

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}
