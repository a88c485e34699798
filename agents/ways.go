package agents

import (
	"cmp"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/corpus"
)

// ways are the ways into an infrastructure for this person, the advised one
// first: the programmes that carry access to it, and what its record says of
// contracts, proposals and open use.
func (g *Guide) ways(u navigator.Understanding, c navigator.Candidate) []navigator.Route {
	out := []navigator.Route{}
	for _, p := range g.Corpus.ProgrammesOf(c.Infrastructure.ID) {
		if p.Status == "active" && p.Kind != "law" && p.Kind != "charter" {
			out = append(out, g.byProgramme(u, c, p))
		}
	}
	for _, policy := range c.Infrastructure.Access.Policies {
		out = append(out, g.byPolicy(u, c, policy))
	}
	for i := range out {
		out[i].Why = g.because(u, out[i])
	}
	slices.SortStableFunc(out, func(a, b navigator.Route) int { return cmp.Compare(suits(u, b), suits(u, a)) })
	return out
}

// byProgramme is the way by one programme in its present version.
func (g *Guide) byProgramme(u navigator.Understanding, c navigator.Candidate, p *navigator.Programme) navigator.Route {
	r := navigator.Route{ID: p.ID, Name: p.Name, Scheme: p.Kind, Cost: strings.TrimSpace(p.Cost), LeadTime: c.Infrastructure.Access.LeadTime}
	var own []navigator.Verdict
	for _, v := range c.Verdicts {
		if v.Programme == p.ID {
			own = append(own, v)
		}
	}
	r.Eligibility = access.Eligibility(own)
	for _, rule := range p.Rules {
		switch {
		case rule.Effect == "duty" && strings.Contains(strings.ToLower(rule.Clause), "publish"):
			r.Results = "publish"
		case rule.Effect == "selection":
			r.Review, r.Policy = "peer", "excellence-driven"
		}
	}
	if p.Kind == "transnational_access" {
		r.Policy = cmp.Or(r.Policy, "excellence-driven")
	}
	r.Call = g.nextCall(u, func(call *navigator.Call) bool { return call.Programme == p.ID })
	return r
}

// byPolicy is the way that an infrastructure's own access policy opens.
func (g *Guide) byPolicy(u navigator.Understanding, c navigator.Candidate, policy string) navigator.Route {
	a := c.Infrastructure.Access
	r := navigator.Route{Policy: policy, Eligibility: navigator.Unknown, LeadTime: a.LeadTime}
	switch policy {
	case "market-driven":
		r.ID, r.Results, r.Review = "contract", "proprietary", "none"
	case "excellence-driven":
		r.ID, r.Results, r.Review = "proposal", "publish", "peer"
		r.Call = g.nextCall(u, func(call *navigator.Call) bool {
			return call.Programme == "" && slices.Contains(call.Infrastructures, c.Infrastructure.ID)
		})
	default:
		r.ID, r.Review = "open", "none"
	}
	r.Scheme, r.Name = r.ID, g.say(u.Language, "route_"+r.ID)
	return r
}

// nextCall is the call of those named that can be answered soonest; a closed one never is.
func (g *Guide) nextCall(u navigator.Understanding, of func(*navigator.Call) bool) *navigator.CallStatus {
	order := []string{"closing", "open", "continuous", "forecast"}
	var best *navigator.CallStatus
	for _, call := range g.Corpus.Calls {
		status := corpus.Status(call, g.Now())
		rank := slices.Index(order, status)
		if rank < 0 || !of(call) || best != nil && rank >= slices.Index(order, best.Status) {
			continue
		}
		s := g.callStatus(u, call, status)
		best = &s
	}
	return best
}

// because lists why a way suits the person, by what they said.
func (g *Guide) because(u navigator.Understanding, r navigator.Route) []string {
	out := []string{}
	say := func(ok bool, key string) {
		if ok {
			out = append(out, g.say(u.Language, key))
		}
	}
	switch r.Policy {
	case "market-driven":
		say(isTrue(u, "confidential") || isFalse(u, "publishes"), "because_confidential")
		say(isTrue(u, "commercial"), "because_commercial")
		say(len(out) == 0 && orgIn(u, "sme", "startup", "large_company"), "because_company")
	case "excellence-driven":
		say(isTrue(u, "publishes"), "because_publishes")
		say(orgIn(u, "university", "research_organisation", "student"), "because_academic")
	case "wide":
		say(modeIs(u, "virtual") || modeIs(u, "remote"), "because_afar")
	}
	return out
}

// The weights of the choice between ways in. A way whose rules the person does
// not meet is never put before one that may be open; closed results need a
// contract more than anything; what the person's organisation usually does
// breaks ties.
const (
	waysVerdict = 8.0
	waysResults = 4.0
	waysCustom  = 1.0
	waysCall    = 0.5
)

// suits is how well a way fits what is known of the person.
func suits(u navigator.Understanding, r navigator.Route) float64 {
	s := 0.0
	switch r.Eligibility {
	case navigator.Met:
		s += waysVerdict / 2
	case navigator.NotMet:
		s -= waysVerdict
	}
	closed := isTrue(u, "confidential") || isFalse(u, "publishes") || isTrue(u, "commercial")
	switch {
	case closed && r.Results == "publish":
		s -= waysVerdict
	case closed && r.Policy == "market-driven", isTrue(u, "publishes") && r.Policy == "excellence-driven":
		s += waysResults
	}
	switch {
	case orgIn(u, "large_company") && r.Policy == "market-driven", orgIn(u, "university", "research_organisation") && r.Policy == "excellence-driven":
		s += waysCustom
	case r.Policy == "wide" && modeIs(u, "virtual"):
		s += waysResults
	}
	if r.Call != nil && r.Call.Status != "forecast" {
		s += waysCall
	}
	return s
}

func isFalse(u navigator.Understanding, name string) bool {
	f, ok := u.Fact(name)
	b, isBool := f.Value.(bool)
	return ok && isBool && !b
}

func modeIs(u navigator.Understanding, mode string) bool {
	f, ok := u.Fact("mode")
	return ok && f.Value == mode
}

// wayName is a way in words: its scheme, and the programme's name.
func (g *Guide) wayName(u navigator.Understanding, r navigator.Route) string {
	scheme := g.say(u.Language, "route_"+r.Scheme)
	if r.Name == "" || r.Name == scheme {
		return scheme
	}
	return r.Name + " (" + scheme + ")"
}

// wayLines tell the way in that is advised: why, how long it takes, what
// becomes of the results, what state-aid law means for a company, when the next
// call closes; and which others there are.
func (g *Guide) wayLines(u navigator.Understanding, c navigator.Candidate, cs *citations) []string {
	ways := g.ways(u, c)
	if len(ways) == 0 || ways[0].Eligibility == navigator.NotMet {
		if line := g.callLine(u, c, cs); line != "" {
			return []string{line}
		}
		return nil
	}
	r := ways[0]
	name := ""
	if p := g.Corpus.Programme(r.ID); p != nil {
		name = p.Name
	}
	parts := []string{g.say(u.Language, "route", "Route", g.say(u.Language, "route_"+r.Scheme), "Programme", name, "Why", strings.Join(r.Why, ", "), "Mark", g.wayMark(c, r, cs))}
	if r.LeadTime != "" {
		parts = append(parts, g.say(u.Language, "route_time", "Lead", g.quoted(u, strings.TrimSuffix(r.LeadTime, ".")), "Mark", cs.record(c.Infrastructure, "access", accessText(c.Infrastructure))+"."))
	}
	parts = append(parts, g.resultLines(u, r, cs)...)
	if len(ways) > 1 {
		var others []string
		for _, o := range ways[1:min(4, len(ways))] {
			if o.Eligibility != navigator.NotMet {
				others = append(others, g.wayName(u, o))
			}
		}
		if len(others) > 0 {
			parts = append(parts, g.say(u.Language, "route_others", "Routes", strings.Join(others, "; ")))
		}
	}
	lines := []string{strings.Join(parts, " ")}
	if line := g.callLine(u, c, cs); line != "" {
		return append(lines, line)
	}
	if r.Policy == "excellence-driven" {
		lines = append(lines, g.say(u.Language, "route_nocall"))
	}
	return lines
}

// wayMark cites what says that a way is there: the programme, or the infrastructure's record.
func (g *Guide) wayMark(c navigator.Candidate, r navigator.Route, cs *citations) string {
	p := g.Corpus.Programme(r.ID)
	if p == nil {
		return cs.record(c.Infrastructure, "access", accessText(c.Infrastructure)) + "."
	}
	ref, _ := corpus.BestSource(p.Sources)
	return cs.mark("programme:"+p.ID, navigator.Citation{
		Record: p.ID, Title: p.Name, Section: "about", URL: ref.URL, Quote: strings.TrimSpace(p.About), CheckedOn: ref.On, Stale: corpus.Stale(p.ReviewBy, g.Now()),
	}) + "."
}

// resultLines say what becomes of results and what a company has to know of the
// price: by the programme's own clause where it has one, else by the guidance.
func (g *Guide) resultLines(u navigator.Understanding, r navigator.Route, cs *citations) []string {
	var out []string
	if p := g.Corpus.Programme(r.ID); p != nil {
		for _, rule := range p.Rules {
			if rule.Effect == "duty" && strings.Contains(strings.ToLower(rule.Clause), "publish") {
				out = append(out, g.say(u.Language, "route_publish", "Text", g.quoted(u, strings.TrimSuffix(rule.Clause, ".")), "Mark", cs.rule(p, rule)+"."))
				break
			}
		}
	}
	if r.Policy == "excellence-driven" && len(out) == 0 {
		out = g.fromGuidance(out, u, "route_publish_usual", "excellence-market-wide-access", cs)
	}
	if r.Policy == "market-driven" {
		out = g.fromGuidance(out, u, "route_own_usual", "who-owns-the-results", cs)
		if orgIn(u, "sme", "startup", "large_company") {
			out = g.fromGuidance(out, u, "route_aid", "state-aid-for-companies", cs)
			out = append(out, g.say(u.Language, "legal"))
		}
	}
	return out
}

// fromGuidance adds a general sentence with the article that it rests on; nothing where that is missing.
func (g *Guide) fromGuidance(lines []string, u navigator.Understanding, key, article string, cs *citations) []string {
	p, ok := g.article(article)
	if !ok {
		return lines
	}
	return append(lines, g.say(u.Language, key, "Mark", cs.passage(p)+"."))
}

// article is an article of the guidance as evidence: its first paragraph.
func (g *Guide) article(id string) (navigator.Passage, bool) {
	i := slices.IndexFunc(g.Corpus.Articles, func(a *navigator.Article) bool { return a.ID == id })
	if i < 0 {
		return navigator.Passage{}, false
	}
	return g.articles[i], true
}
