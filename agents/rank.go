package agents

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/corpus"
)

// The numbers of the ranking after retrieval. All are added to a candidate's
// fused score, which runs from 0 to about 1.2.
const (
	boostNamed   = 1.0  // the person named it
	boostTRL     = 0.12 // a service serves the person's readiness level
	penaltyTRL   = 0.20 // none does, where spans are recorded
	boostKind    = 0.08 // companies from TRL 4 on mostly need technology infrastructures
	penaltyStale = 0.05 // past its review date
	boostMode    = 0.05 // the wanted access mode is recorded
	penaltyMode  = 0.08 // other modes are recorded, the wanted one is not
	boostSort    = 0.15 // it is of the kind of facility that the person named
	boostMethod  = 0.10 // the technique that the person named is recorded
	boostPolicy  = 0.05 // market-driven for confidential work, excellence-driven for published
)

// The least likeness to count as a match at all, found on the evaluation
// cases: below both, nothing fits. The cosine of unrelated English texts under
// this model is about 0.4 to 0.55.
const (
	minCosine = 0.60
	// nearlyCosine does where the likeness across languages speaks for it too.
	nearlyCosine = 0.55
	weakCosine   = 0.64
)

// candidates are steps 3 and 4: retrieve, judge, and rank again by what is known of the person.
func (g *Guide) candidates(ctx context.Context, u navigator.Understanding) ([]navigator.Candidate, []string) {
	f := u.Filters
	f.Types = []string{"infrastructure", "service"}
	res := g.Index.Search(ctx, g.query(u.Need, f, 600))
	if res.Fault != nil {
		g.Logger.Error("the search had to do without a part", "err", res.Fault)
	}
	cands := first(40, g.alike(ctx, first(120, g.Index.Candidates(res.Hits)), u))
	cands = slices.DeleteFunc(g.withNamed(cands, u), func(c navigator.Candidate) bool {
		return slices.Contains(u.Filters.NotRecords, c.Hits[0].Passage.Record)
	})
	for i := range cands {
		c := &cands[i]
		if c.Infrastructure == nil {
			c.Infrastructure = g.Corpus.Infrastructure(c.Hits[0].Passage.Record)
		}
		c.Verdicts = g.Engine.Judge(access.Subject{Facts: u.Facts, Infrastructure: c.Infrastructure})
		c.Eligibility = access.Eligibility(c.Verdicts)
		g.adjust(c, u)
	}
	slices.SortStableFunc(cands, func(a, b navigator.Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Infrastructure.ID, b.Infrastructure.ID))
	})
	return cands, res.Degraded
}

// acrossWeight is what a standard deviation of likeness across languages adds
// to a score; found on 266 enquiries in 25 languages (0.03 to 0.3 tried). Of
// records that neither words nor the English model found it takes the likest.
const (
	acrossWeight = 0.06
	acrossFinds  = 10
	acrossBehind = 0.05
	// minAlike is the likeness from which on a record is shown beside others that
	// fit. Whether anything fits at all it can't tell: a recipe is as like its
	// nearest record (3.3 in the median) as a need (3.5).
	minAlike = 3.0
)

// alike adds to the candidates how much each is like the need in the person's
// own words, and the records that only this finds. Of English the English model
// knows more.
func (g *Guide) alike(ctx context.Context, cands []navigator.Candidate, u navigator.Understanding) []navigator.Candidate {
	across := g.across.Load()
	if across == nil || u.Told == "" || u.Language == "en" {
		return cands
	}
	like, err := across.Likeness(ctx, u.Told)
	if err != nil {
		g.Logger.Error("the search across languages failed", "err", err)
		return cands
	}
	lowest := 0.0
	for i := range cands {
		lowest = cands[i].Score // they are in order
		cands[i].Alike = like[cands[i].Hits[0].Passage.Record]
		cands[i].Score += acrossWeight * cands[i].Alike
		delete(like, cands[i].Hits[0].Passage.Record)
	}
	if unfiltered(u.Filters) {
		for _, id := range likest(like, acrossFinds) {
			r := g.Corpus.Infrastructure(id)
			cands = append(cands, navigator.Candidate{
				Infrastructure: r, Alike: like[id], Score: lowest - acrossBehind + acrossWeight*like[id], Hits: []navigator.Hit{{Passage: g.aboutPassage(r)}},
			})
		}
	}
	slices.SortStableFunc(cands, func(a, b navigator.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return cands
}

func unfiltered(f navigator.Filters) bool {
	return len(f.Kinds)+len(f.Countries)+len(f.NotCountries)+len(f.Areas)+len(f.Modes)+len(f.Policies) == 0
}

// likest are the n ids of the largest values.
func likest(like map[string]float64, n int) []string {
	ids := slices.Collect(maps.Keys(like))
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(like[b], like[a]), cmp.Compare(a, b)) })
	return ids[:min(n, len(ids))]
}

// withNamed puts the infrastructures that the person named among the candidates.
func (g *Guide) withNamed(cands []navigator.Candidate, u navigator.Understanding) []navigator.Candidate {
	for _, id := range u.Mentions {
		r := g.Corpus.Infrastructure(id)
		i := slices.IndexFunc(cands, func(c navigator.Candidate) bool { return c.Hits[0].Passage.Record == id })
		if i < 0 {
			cands = append(cands, navigator.Candidate{Infrastructure: r, Hits: []navigator.Hit{{Passage: g.aboutPassage(r)}}})
			i = len(cands) - 1
		}
		cands[i].Score += boostNamed
	}
	return cands
}

func (g *Guide) aboutPassage(r *navigator.Infrastructure) navigator.Passage {
	p := navigator.Passage{ID: r.ID + "#about", Record: r.ID, Type: "infrastructure", Title: r.Name, Section: "about", Text: strings.TrimSpace(r.About), ReviewBy: r.ReviewBy}
	if ref, ok := corpus.BestSource(r.Sources); ok {
		p.URL, p.CheckedOn = ref.URL, ref.On
	}
	return p
}

// adjust adds what the facts say for and against a candidate, each with its reason.
func (g *Guide) adjust(c *navigator.Candidate, u navigator.Understanding) {
	r := c.Infrastructure
	for _, h := range c.Hits[:min(2, len(c.Hits))] {
		if _, name, ok := strings.Cut(h.Passage.Title, r.Name+": "); ok {
			c.Why = append(c.Why, g.say(u.Language, "why_service", "Service", name))
		}
	}
	if r.Status != "operating" {
		if c.Eligibility == navigator.Met { // nobody can use what is not in operation
			c.Eligibility = navigator.Unknown
		}
		c.Excluded = g.say(u.Language, "whynot_status", "Status", g.say(u.Language, "status_"+r.Status))
		c.WhyNot = append(c.WhyNot, c.Excluded)
	}
	g.adjustTRL(c, u)
	g.adjustMode(c, u)
	g.adjustPolicy(c, u)
	g.adjustTechnique(c, u)
	g.adjustSort(c, u)
	adjustAI(c, u)
	if c.Eligibility == navigator.NotMet {
		for _, v := range c.Verdicts {
			if v.Effect == "eligibility" && v.Verdict == navigator.NotMet {
				c.WhyNot = append(c.WhyNot, g.say(u.Language, "whynot_rule", "Clause", v.Clause))
				c.Excluded = cmp.Or(c.Excluded, v.Clause)
			}
		}
	}
	if corpus.Stale(r.ReviewBy, g.Now()) {
		c.Score -= penaltyStale
		c.WhyNot = append(c.WhyNot, g.say(u.Language, "whynot_stale"))
	}
}

func (g *Guide) adjustTRL(c *navigator.Candidate, u navigator.Understanding) {
	now, ok := intFact(u, "trl_now")
	if !ok {
		return
	}
	industry := orgIn(u, "sme", "startup", "large_company")
	if now >= 4 && c.Infrastructure.Kind == "technology" || now <= 3 && !industry && c.Infrastructure.Kind == "research" {
		c.Score += boostKind
	}
	span := trlSpanOf(c.Infrastructure)
	switch {
	case span == nil:
	case now >= span.From-1 && now <= span.To:
		c.Score += boostTRL
		c.Why = append(c.Why, g.say(u.Language, "why_trl", "From", span.From, "To", span.To, "Now", now))
	default:
		c.Score -= penaltyTRL
		c.WhyNot = append(c.WhyNot, g.say(u.Language, "whynot_trl", "From", span.From, "To", span.To, "Now", now))
	}
}

// trlSpanOf is the span from the lowest to the highest level that the services serve, nil where none is recorded.
func trlSpanOf(r *navigator.Infrastructure) *navigator.TRLSpan {
	var out *navigator.TRLSpan
	for _, s := range r.Services {
		switch {
		case s.TRL == nil:
		case out == nil:
			out = &navigator.TRLSpan{From: s.TRL.From, To: s.TRL.To}
		default:
			out.From, out.To = min(out.From, s.TRL.From), max(out.To, s.TRL.To)
		}
	}
	return out
}

func (g *Guide) adjustMode(c *navigator.Candidate, u navigator.Understanding) {
	f, ok := u.Fact("mode")
	if !ok {
		return
	}
	mode, _ := f.Value.(string)
	modes := corpus.FacetsOf(c.Infrastructure).Modes
	word := g.say(u.Language, "mode_"+mode)
	switch {
	case slices.Contains(modes, mode):
		c.Score += boostMode
		c.Why = append(c.Why, g.say(u.Language, "why_mode", "Mode", word))
	case mode == "remote" && (slices.Contains(modes, "virtual") || slices.Contains(modes, "mail-in")): // no travel either
	case len(modes) > 0 && mode != "physical":
		c.Score -= penaltyMode
		c.WhyNot = append(c.WhyNot, g.say(u.Language, "whynot_mode", "Mode", word))
	}
}

func (g *Guide) adjustPolicy(c *navigator.Candidate, u navigator.Understanding) {
	policies := c.Infrastructure.Access.Policies
	if isTrue(u, "confidential") && slices.Contains(policies, "market-driven") {
		c.Score += boostPolicy
		c.Why = append(c.Why, g.say(u.Language, "why_market"))
	}
	if isTrue(u, "publishes") && slices.Contains(policies, "excellence-driven") {
		c.Score += boostPolicy
		c.Why = append(c.Why, g.say(u.Language, "why_excellence"))
	}
}

// adjustTechnique puts forward what records the technique that the person named, by any of its names.
func (g *Guide) adjustTechnique(c *navigator.Candidate, u navigator.Understanding) {
	f, ok := u.Fact("technique")
	name, _ := f.Value.(string)
	if !ok || !strings.Contains(name, " ") { // a single word such as "phenotyping" is done to mice and to maize
		return
	}
	has := " " + corpus.Fold(strings.Join(c.Infrastructure.Keywords, " | ")) + " "
	for _, s := range c.Infrastructure.Services {
		has += corpus.Fold(s.Name+" | "+strings.Join(s.Techniques, " | ")) + " "
	}
	for _, k := range g.glossary[corpus.Fold(name)] {
		for _, t := range k.Terms["en"] {
			if strings.Contains(has, " "+corpus.Fold(t)+" ") {
				c.Score += boostMethod
				return
			}
		}
	}
}

// adjustSort puts forward facilities of the kind that the need names: of "a drone's
// wing in a wind tunnel" the tunnel is what is looked for.
func (g *Guide) adjustSort(c *navigator.Candidate, u navigator.Understanding) {
	sort, ok := g.Corpus.Subtype(c.Infrastructure.Subtype)
	if !ok || slices.Contains(looseSorts, sort.ID) {
		return
	}
	need, label := " "+corpus.Fold(u.Need)+" ", " "+corpus.Fold(sort.Label)
	if strings.Contains(need, label+" ") || strings.Contains(need, label+"s ") {
		c.Score += boostSort
	}
}

// adjustAI tells two kinds of help with AI apart, as their definitions in the
// vocabulary of kinds do: who wants to try or prove an AI needs a testing facility
// of its field, who wants to train or run one a computer.
func adjustAI(c *navigator.Candidate, u navigator.Understanding) {
	if !isTrue(u, "ai_use") || !triesOut.MatchString(u.Need) || computes.MatchString(u.Need) {
		return
	}
	switch c.Infrastructure.Subtype {
	case "ai_testing_facility":
		c.Score += boostSort
	case "ai_factory", "supercomputer":
		c.Score -= boostSort
	}
}

var (
	triesOut = rx(`\b(test(ed|ing)?|try|trial|validat\w*|verif\w*|certif\w*|prove|pilot|experiment|real (life|conditions)|measure)\b`)
	computes = rx(`\b(comput\w*|gpus?|supercomput\w*|train(ing)?|hpc|fine-?tun\w*|simulat\w*|machine time)\b`)
)

// looseSorts are kinds whose names people use for any place to test or to look things up.
var looseSorts = []string{"test_bed", "testing_facility", "test_site", "accelerator", "imaging", "survey", "archive", "collection", "data_service", "other_research", "other_technology"}

func intFact(u navigator.Understanding, name string) (int, bool) {
	f, ok := u.Fact(name)
	if !ok {
		return 0, false
	}
	switch n := f.Value.(type) {
	case int:
		return n, true
	case float64: // after a round trip through JSON
		return int(n), true
	}
	return 0, false
}

func isTrue(u navigator.Understanding, name string) bool {
	f, ok := u.Fact(name)
	b, _ := f.Value.(bool)
	return ok && b
}

func orgIn(u navigator.Understanding, types ...string) bool {
	f, ok := u.Fact("org_type")
	s, _ := f.Value.(string)
	return ok && f.Confidence >= navigator.Doubtful && slices.Contains(types, s)
}
