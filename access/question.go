package access

import (
	"cmp"
	"slices"
	"strconv"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// What settling something is worth, in the order of what a person gains by it:
// a candidate's eligibility decided counts most; a deciding rule decided brings
// it nearer; a rule that only informs (cost, duty, priority) breaks ties and
// never outweighs a deciding one.
const (
	worthEligibility = 1.0
	worthDeciding    = 0.3
	worthInforming   = 0.05
)

// Next ranks the facts worth asking for by what their answer is expected to
// settle: each answer that people may give is tried on each candidate, all
// answers counting alike, and what it decides is weighed by the candidate's
// score and by how easily people answer. Facts in skip are left out.
func (e *Engine) Next(cands []navigator.Candidate, known []navigator.Fact, skip []string) []string {
	gain := map[string]float64{}
	var names []string
	for _, name := range e.askable(cands) {
		def, ok := e.corpus.Fact(name)
		if !ok || def.Ease == 0 || slices.Contains(skip, name) {
			continue
		}
		for _, c := range cands {
			gain[name] += c.Score * e.expected(c, def, known)
		}
		gain[name] *= def.Ease
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(gain[b], gain[a]), cmp.Compare(a, b))
	})
	return names
}

// askable lists the facts that rules of the candidates still miss.
func (e *Engine) askable(cands []navigator.Candidate) []string {
	var out []string
	for _, c := range cands {
		for _, v := range c.Verdicts {
			if v.Verdict != navigator.Unknown {
				continue
			}
			for _, m := range v.Missing {
				if !slices.Contains(out, m) {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// expected is what knowing a fact would settle of one candidate, over the answers that may come.
func (e *Engine) expected(c navigator.Candidate, def corpus.FactDef, known []navigator.Fact) float64 {
	if !slices.ContainsFunc(c.Verdicts, func(v navigator.Verdict) bool { return slices.Contains(v.Missing, def.Name) }) {
		return 0
	}
	values := answers(def, c.Infrastructure)
	if len(values) == 0 { // free text: what it settles can't be tried
		return worthInforming
	}
	sum := 0.0
	for _, v := range values {
		facts := append(slices.Clone(known), navigator.Fact{Name: def.Name, Value: v, Confidence: 1})
		sum += settled(c, e.Judge(Subject{Facts: facts, Infrastructure: c.Infrastructure}))
	}
	return sum / float64(len(values))
}

// settled is the worth of what new verdicts decide that was unknown before.
func settled(c navigator.Candidate, now []navigator.Verdict) float64 {
	worth := 0.0
	if c.Eligibility == navigator.Unknown && Eligibility(now) != navigator.Unknown {
		worth += worthEligibility
	}
	for i, v := range now {
		if i >= len(c.Verdicts) || c.Verdicts[i].Verdict != navigator.Unknown || v.Verdict == navigator.Unknown {
			continue
		}
		if v.Effect == "eligibility" {
			worth += worthDeciding
		} else {
			worth += worthInforming
		}
	}
	return worth
}

// someCountries stand for where people come from: members large and small,
// associated, partly associated, candidate and third countries.
var someCountries = []string{"DE", "PL", "PT", "CH", "GB", "UA", "US"}

// answers are the answers that a question may get; of the country also the facility's own.
func answers(def corpus.FactDef, r *navigator.Infrastructure) []any {
	var out []any
	switch {
	case def.Name == "country":
		for _, c := range someCountries {
			out = append(out, c)
		}
		if len(r.Sites) > 0 {
			out = append(out, r.Sites[0].Country)
		}
	case def.Type == "bool":
		out = []any{true, false}
	case len(def.Values) > 0:
		for _, v := range def.Values {
			out = append(out, v)
		}
	case def.Type == "int":
		for _, o := range def.Options {
			if n, err := strconv.Atoi(o.Value); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}
