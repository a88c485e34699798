package access

import (
	"cmp"
	"slices"

	navigator "github.com/ri-navigator/navigator"
)

// Next ranks the facts worth asking for: each counts the undecided deciding
// rules it takes part in, over all candidates, shared among the facts a rule
// still misses, weighed by the candidate's score and by how easily people answer.
// Facts in skip are left out.
func (e *Engine) Next(cands []navigator.Candidate, skip []string) []string {
	gain := map[string]float64{}
	for _, c := range cands {
		for _, v := range c.Verdicts {
			if v.Verdict != navigator.Unknown || len(v.Missing) == 0 {
				continue
			}
			w := c.Score / float64(len(v.Missing))
			if v.Effect != "eligibility" {
				w *= informing
			}
			for _, m := range v.Missing {
				gain[m] += w
			}
		}
	}
	names := make([]string, 0, len(gain))
	for name := range gain {
		def, ok := e.corpus.Fact(name)
		if !ok || def.Ease == 0 || slices.Contains(skip, name) {
			continue
		}
		gain[name] *= def.Ease
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(gain[b], gain[a]), cmp.Compare(a, b))
	})
	return names
}

// informing is the weight of a rule that does not decide (cost, duty,
// priority) against one that does: it informs the choice of a way in, so it
// breaks ties between facts but never outweighs a deciding rule.
const informing = 0.2
