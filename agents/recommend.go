package agents

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// guide is step 5 and 6 for somebody who looks for a facility: ask, recommend,
// or say that nothing fits.
func (g *Guide) guide(ctx context.Context, u navigator.Understanding, h History) navigator.Answer {
	if focus(u.Need) == "" && len(u.Mentions) == 0 {
		a := g.plain(u, navigator.KindAsk, "none_empty")
		a.Text = strings.Join(append(g.noted(u, h), a.Text), "\n\n")
		a.Question = &navigator.Question{Fact: "need", Text: g.say(u.Language, "question_need"), Why: g.say(u.Language, "question_need_why"), Options: []navigator.Option{}}
		return a
	}
	if q := g.whichOne(u); q != nil {
		return navigator.Answer{Kind: navigator.KindAsk, Text: q.Text, Question: q}
	}
	cands, degraded := g.candidates(ctx, u)
	fit, excluded := split(cands)
	if !g.anyFits(fit, u, degraded) {
		a := g.nothing(u, excluded)
		return a
	}
	fit = g.relevant(fit, u, degraded)
	a := g.recommend(u, fit, telling(excluded, u, fit))
	a.Text = strings.Join(append(g.noted(u, h), a.Text), "\n\n")
	a.Question = g.nextQuestion(u, fit)
	if a.Question != nil {
		if undecided(u, fit) {
			a.Kind = navigator.KindAsk
		}
		a.Text += "\n\n" + a.Question.Text
	}
	return a
}

// whichOne asks back when the only name in the text belongs to several records.
func (g *Guide) whichOne(u navigator.Understanding) *navigator.Question {
	if len(u.Mentions) < 2 || strings.TrimSpace(u.Need) == "" {
		return nil
	}
	for _, m := range g.names.Find(u.Need) {
		if len(m.IDs) < 2 || corpus.Fold(m.Text) != corpus.Fold(u.Need) {
			continue
		}
		q := &navigator.Question{Fact: "infrastructure", Text: g.say(u.Language, "question_name"), Why: g.say(u.Language, "question_name_why")}
		for _, id := range m.IDs {
			q.Options = append(q.Options, navigator.Option{Value: id, Label: g.Corpus.Infrastructure(id).Name})
		}
		return q
	}
	return nil
}

// split parts candidates that may be used from those that a rule or their state excludes.
func split(cands []navigator.Candidate) (fit, excluded []navigator.Candidate) {
	return partition(cands, func(c navigator.Candidate) bool { return c.Excluded == "" })
}

// anyFits reports whether the best candidate is a match at all: named, alike in
// meaning, or, without vectors, sharing enough of the need's words.
func (g *Guide) anyFits(fit []navigator.Candidate, u navigator.Understanding, degraded []string) bool {
	if len(fit) == 0 {
		return false
	}
	if slices.ContainsFunc(fit, func(c navigator.Candidate) bool { return slices.Contains(u.Mentions, c.Infrastructure.ID) }) {
		return true
	}
	if len(degraded) > 0 {
		return fit[0].Hits[0].Lexical > minLexical
	}
	best := 0.0
	for _, c := range fit {
		for _, h := range c.Hits {
			best = math.Max(best, h.Dense)
		}
	}
	return best >= minCosine
}

// relevant are the five best of the candidates that match by themselves. Of
// somebody who only named infrastructures it is just these.
func (g *Guide) relevant(fit []navigator.Candidate, u navigator.Understanding, degraded []string) []navigator.Candidate {
	named := func(c navigator.Candidate) bool { return slices.Contains(u.Mentions, c.Infrastructure.ID) }
	if g.onlyNames(u) && slices.ContainsFunc(fit, named) {
		fit, _ = partition(fit, named)
	}
	near, _ := partition(fit, func(c navigator.Candidate) bool { return len(degraded) > 0 || named(c) || best(c) >= minCosine })
	return near[:min(5, len(near))]
}

// onlyNames reports whether the need says hardly more than the names of infrastructures.
func (g *Guide) onlyNames(u navigator.Understanding) bool {
	if len(u.Mentions) == 0 {
		return false
	}
	names := g.names.Find(u.Need)
	rest := 0
	for _, w := range corpus.Words(u.Need) {
		inName := slices.ContainsFunc(names, func(m corpus.Mention) bool { return w.Start >= m.Start && w.End <= m.End })
		if !inName && !generic[w.Fold] && !isStop(w.Fold) {
			rest++
		}
	}
	return rest < 2
}

// minLexical is the BM25 score of about one rare word in common.
const minLexical = 3.0

// undecided reports whether the answer hangs on the question: little is known
// of the person, and no candidate is known to be open to them.
func undecided(u navigator.Understanding, fit []navigator.Candidate) bool {
	if slices.ContainsFunc(fit, func(c navigator.Candidate) bool { return c.Eligibility == navigator.Met }) {
		return false
	}
	_, country := u.Fact("country")
	_, org := u.Fact("org_type")
	return !country && !org
}

func (g *Guide) nothing(u navigator.Understanding, excluded []navigator.Candidate) navigator.Answer {
	cs := g.newCitations()
	var text []string
	if !slices.ContainsFunc(excluded, func(c navigator.Candidate) bool { return slices.Contains(u.Mentions, c.Infrastructure.ID) }) {
		text = append(text, g.say(u.Language, "none_fit"))
	}
	a := navigator.Answer{Kind: navigator.KindNone, Actions: []navigator.Action{{Type: "handoff", Queue: "general"}}}
	for _, c := range excluded[:min(2, len(excluded))] {
		if best(c) < weakCosine && !slices.Contains(u.Mentions, c.Infrastructure.ID) {
			continue
		}
		text = append(text, g.excludedLine(u, c, cs))
		a.Recommendations = append(a.Recommendations, g.card(c))
	}
	a.Text, a.Citations = strings.Join(text, "\n\n"), cs.list
	return a
}

func best(c navigator.Candidate) float64 {
	b := 0.0
	for _, h := range c.Hits {
		b = math.Max(b, h.Dense)
	}
	return b
}

// maxExcluded is how many infrastructures that can't be used are told with a recommendation.
const maxExcluded = 2

// telling are the excluded candidates worth a word: those that the person
// named, and those that match better than what is recommended.
func telling(excluded []navigator.Candidate, u navigator.Understanding, fit []navigator.Candidate) []navigator.Candidate {
	out := slices.DeleteFunc(slices.Clone(excluded), func(c navigator.Candidate) bool {
		return !slices.Contains(u.Mentions, c.Infrastructure.ID) && (best(c) < weakCosine || c.Score < fit[min(2, len(fit)-1)].Score)
	})
	return out[:min(maxExcluded, len(out))]
}

func partition(cs []navigator.Candidate, in func(navigator.Candidate) bool) (yes, no []navigator.Candidate) {
	for _, c := range cs {
		if in(c) {
			yes = append(yes, c)
		} else {
			no = append(no, c)
		}
	}
	return yes, no
}

// recommend composes the text and the cards, each statement with its citation.
func (g *Guide) recommend(u navigator.Understanding, fit, excluded []navigator.Candidate) navigator.Answer {
	cs := g.newCitations()
	a := navigator.Answer{Kind: navigator.KindRecommend}
	intro := g.say(u.Language, "intro_many", "N", len(fit))
	if len(fit) == 1 {
		intro = g.say(u.Language, "intro_one")
	}
	named, excluded := partition(excluded, func(c navigator.Candidate) bool { return slices.Contains(u.Mentions, c.Infrastructure.ID) })
	var lines []string
	for _, c := range named {
		lines = append(lines, g.excludedLine(u, c, cs))
	}
	lines = append(lines, intro)
	for i, c := range fit {
		lines = append(lines, g.itemLine(u, i+1, c, cs))
		a.Recommendations = append(a.Recommendations, g.card(c))
		a.Actions = append(a.Actions, navigator.Action{Type: "start_application", Form: g.formID(c.Infrastructure), Infrastructure: c.Infrastructure.ID})
	}
	lines = append(lines, g.eligibilityLine(u, fit[0], cs))
	if line := g.callLine(u, fit[0], cs); line != "" {
		lines = append(lines, line)
	}
	for _, c := range excluded {
		lines = append(lines, g.excludedLine(u, c, cs))
	}
	for _, c := range slices.Concat(named, excluded) {
		a.Recommendations = append(a.Recommendations, g.card(c))
	}
	if len(fit) > 1 {
		ids := []string{fit[0].Infrastructure.ID, fit[1].Infrastructure.ID}
		a.Actions = append(a.Actions, navigator.Action{Type: "compare", IDs: ids})
	}
	a.Actions = append(a.Actions, navigator.Action{Type: "handoff", Queue: g.route(u).ID})
	a.Text, a.Citations = strings.Join(lines, "\n\n"), cs.list
	return a
}

func (g *Guide) itemLine(u navigator.Understanding, i int, c navigator.Candidate, cs *citations) string {
	r := c.Infrastructure
	line := g.say(u.Language, "item", "I", i, "Name", r.Name, "Kind", g.say(u.Language, "kind_"+r.Kind),
		"Places", g.places(r), "About", firstSentences(r.About, 1), "Mark", cs.passage(g.aboutPassage(r)))
	if i == 1 && r.Access.Cost != "" {
		line += " " + g.say(u.Language, "access_cost", "Cost", strings.TrimSpace(r.Access.Cost), "Mark", cs.record(r, "access", accessText(r)))
	}
	return line
}

func accessText(r *navigator.Infrastructure) string {
	return strings.Join(strings.Fields(strings.Join([]string{r.Access.Who, r.Access.Cost, r.Access.LeadTime, r.Access.Apply}, " ")), " ")
}

// eligibilityLine says of the first candidate what its rules say, clause and source beside it.
func (g *Guide) eligibilityLine(u navigator.Understanding, c navigator.Candidate, cs *citations) string {
	name := c.Infrastructure.Name
	if c.Eligibility == navigator.Met {
		return g.metLine(u, c, cs)
	}
	for _, want := range []navigator.Ternary{c.Eligibility, navigator.Unknown} {
		for _, v := range c.Verdicts {
			if v.Effect != "eligibility" || v.Verdict != want {
				continue
			}
			key := map[navigator.Ternary]string{navigator.NotMet: "eligible_not", navigator.Unknown: "eligible_unknown"}[want]
			return g.say(u.Language, key, "Name", name, "Programme", v.Name, "Clause", v.Clause, "Missing", g.labels(v.Missing), "Mark", cs.verdict(v))
		}
	}
	return g.say(u.Language, "eligible_norule", "Name", name)
}

// metLine tells which programme's deciding rules are all met, each with its source.
func (g *Guide) metLine(u navigator.Understanding, c navigator.Candidate, cs *citations) string {
	way, clauses := "", []string{}
	for _, v := range c.Verdicts {
		if v.Effect != "eligibility" || !wayMet(c, v.Programme) || way != "" && v.Name != way {
			continue
		}
		way = v.Name
		clauses = append(clauses, strings.TrimSuffix(v.Clause, ".")+" "+cs.verdict(v)+".")
	}
	return g.say(u.Language, "eligible_met", "Name", c.Infrastructure.Name, "Programme", way, "Clauses", strings.Join(clauses, " "))
}

func wayMet(c navigator.Candidate, programme string) bool {
	for _, v := range c.Verdicts {
		if v.Programme == programme && v.Effect == "eligibility" && v.Verdict != navigator.Met {
			return false
		}
	}
	return true
}

func (g *Guide) labels(facts []string) string {
	var out []string
	for _, f := range facts {
		if d, ok := g.Corpus.Fact(f); ok {
			out = append(out, d.Label)
		}
	}
	return strings.Join(out, ", ")
}

func (g *Guide) excludedLine(u navigator.Understanding, c navigator.Candidate, cs *citations) string {
	mark := ""
	for _, v := range c.Verdicts {
		if v.Effect == "eligibility" && v.Verdict == navigator.NotMet {
			mark = cs.verdict(v)
			break
		}
	}
	if mark == "" {
		mark = cs.passage(g.aboutPassage(c.Infrastructure))
	}
	return g.say(u.Language, "excluded", "Name", c.Infrastructure.Name, "Reason", lowerFirst(c.Excluded), "Mark", mark)
}

// card is a candidate as the contract shows it.
func (g *Guide) card(c navigator.Candidate) navigator.Recommendation {
	r := c.Infrastructure
	f := corpus.FacetsOf(r)
	out := navigator.Recommendation{
		ID: r.ID, Name: r.Name, Kind: r.Kind, Subtype: r.Subtype, Status: r.Status, Country: f.Countries, URL: r.URL,
		About: strings.TrimSpace(r.About), Services: []navigator.ServiceRef{}, Score: math.Round(100*math.Max(0, math.Min(1, c.Score))) / 100,
		Why: orEmpty(c.Why), WhyNot: orEmpty(c.WhyNot), Eligibility: c.Eligibility, Rules: c.Verdicts, Calls: g.calls(r),
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
	for _, s := range r.Services {
		out.Services = append(out.Services, navigator.ServiceRef{ID: s.ID, Name: s.Name})
	}
	return out
}

// callLine tells of the first call of a candidate that takes applications now.
func (g *Guide) callLine(u navigator.Understanding, c navigator.Candidate, cs *citations) string {
	for _, call := range g.Corpus.CallsOf(c.Infrastructure.ID) {
		status := corpus.Status(call, g.Now())
		if status != "open" && status != "closing" && status != "continuous" {
			continue
		}
		return g.say(u.Language, "calls_open", "Title", call.Title, "Status", g.say(u.Language, "call_"+status), "Closes", closing(call), "Mark", g.callMark(call, cs))
	}
	return ""
}

// calls lists an infrastructure's calls as they stand now; closed ones are left out.
func (g *Guide) calls(r *navigator.Infrastructure) []navigator.CallStatus {
	out := []navigator.CallStatus{}
	for _, c := range g.Corpus.CallsOf(r.ID) {
		status := corpus.Status(c, g.Now())
		if status == "closed" {
			continue
		}
		s := navigator.CallStatus{ID: c.ID, Title: c.Title, Status: status, URL: c.URL}
		if t, err := corpus.CloseTime(c); err == nil && !t.IsZero() {
			s.ClosesAt = t.Format(time.RFC3339)
		}
		out = append(out, s)
	}
	return out
}

func (g *Guide) places(r *navigator.Infrastructure) string {
	var out []string
	for _, code := range corpus.FacetsOf(r).Countries {
		out = append(out, g.Corpus.CountryName(code))
	}
	if len(out) > 4 {
		return strings.Join(out[:3], ", ") + " and others"
	}
	return strings.Join(out, ", ")
}

func (g *Guide) formID(r *navigator.Infrastructure) string {
	if f := g.Corpus.FormFor(r.Kind); f != nil {
		return f.ID
	}
	return ""
}

// nextQuestion is the one question of the turn: of the facts that would settle
// undecided rules, the best one not known, not skipped and not just asked.
func (g *Guide) nextQuestion(u navigator.Understanding, fit []navigator.Candidate) *navigator.Question {
	skip := slices.Clone(u.Skipped)
	for _, f := range u.Facts {
		if f.Confidence >= navigator.Doubtful {
			skip = append(skip, f.Name)
		}
	}
	names := g.Engine.Next(fit, skip)
	for _, always := range []string{"country", "org_type"} {
		if !slices.Contains(skip, always) && !slices.Contains(names, always) && len(u.Facts) < 2 {
			names = append(names, always)
		}
	}
	for _, name := range names {
		d, ok := g.Corpus.Fact(name)
		if !ok || d.Question == "" {
			continue
		}
		q := &navigator.Question{Fact: name, Text: d.Question, Why: d.Why, Options: d.Options}
		if q.Options == nil {
			q.Options = []navigator.Option{}
		}
		return q
	}
	return nil
}

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// firstSentences cuts a text after its n-th sentence.
func firstSentences(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' && i > 30 && !abbreviation(s[:i+1]) {
			if n--; n == 0 {
				return s[:i+1]
			}
		}
	}
	return s
}

func abbreviation(s string) bool {
	for _, a := range []string{"e.g.", "i.e.", "approx.", "incl.", "etc.", "St.", "Dr.", "No.", "ca."} {
		if strings.HasSuffix(s, a) {
			return true
		}
	}
	return false
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
