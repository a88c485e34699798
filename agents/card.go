package agents

import (
	"math"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// card is a candidate as the contract shows it.
func (g *Guide) card(u navigator.Understanding, c navigator.Candidate) navigator.Recommendation {
	r := c.Infrastructure
	f := corpus.FacetsOf(r)
	out := navigator.Recommendation{
		ID: r.ID, Name: r.Name, Kind: r.Kind, Subtype: r.Subtype, Type: g.subtype(u.Language, r.Subtype), Status: r.Status, Country: f.Countries, URL: r.URL,
		About: strings.TrimSpace(r.About), Services: []navigator.ServiceRef{}, Score: math.Round(100*math.Max(0, math.Min(1, c.Score))) / 100,
		Why: orEmpty(c.Why), WhyNot: orEmpty(c.WhyNot), Eligibility: c.Eligibility, Rules: slices.Clone(c.Verdicts), Calls: g.calls(u, r), Routes: g.ways(u, c),
		Access: navigator.AccessSummary{
			Modes: orEmpty(f.Modes), Policies: orEmpty(r.Access.Policies), Cost: strings.TrimSpace(r.Access.Cost), Who: r.Access.Who,
			Apply: r.Access.Apply, ApplyURL: r.Access.ApplyURL, LeadTime: r.Access.LeadTime,
		},
		Stale: corpus.Stale(r.ReviewBy, g.Now()),
	}
	if out.URL == "" {
		out.URL = g.aboutPassage(r).URL
	}
	if out.Rules == nil {
		out.Rules = []navigator.Verdict{}
	}
	for i, v := range out.Rules {
		out.Rules[i].Needs = g.labels(u.Language, v.Missing)
	}
	for _, s := range r.Services {
		out.Services = append(out.Services, navigator.ServiceRef{ID: s.ID, Name: s.Name})
	}
	return out
}

func (g *Guide) places(lang string, r *navigator.Infrastructure) string {
	var out []string
	for _, code := range corpus.FacetsOf(r).Countries {
		out = append(out, g.country(lang, code))
	}
	if len(out) > 4 {
		return strings.Join(out[:3], ", ") + ", …"
	}
	return strings.Join(out, ", ")
}

func (g *Guide) formID(r *navigator.Infrastructure) string {
	if f := g.Corpus.FormFor(r.Kind); f != nil {
		return f.ID
	}
	return ""
}

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
