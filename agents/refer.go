package agents

import (
	"slices"

	navigator "github.com/ri-navigator/navigator"
)

var (
	ordinals = []struct {
		at int
		re func(string) bool
	}{
		{0, rx(`\b(the )?first (one|facility|of (them|these|those))\b|\bnumber one\b|\bthe first\b`).MatchString},
		{1, rx(`\b(the )?second (one|facility|of (them|these|those))\b|\bnumber two\b|\bthe second\b`).MatchString},
		{2, rx(`\b(the )?third (one|facility|of (them|these|those))\b|\bnumber three\b|\bthe third\b`).MatchString},
		{3, rx(`\b(the )?fourth (one|facility)\b`).MatchString},
		{4, rx(`\b(the )?fifth (one|facility)\b`).MatchString},
	}
	// ofOne is a question about the terms of one facility that names none.
	ofOne = rx(`^\W*(and )?(is|are|does|do|can|could|may|how|what|when|who|where|must|which)\b.{0,80}\b(free|cost|costs|price|apply|access|use|eligible|qualify|deadline|next call|open calls|publish|remotely|on site|send samples|confidential|contact|long|pay|conditions)`)
)

// refer takes the facilities that a message points to without naming them ("the
// second one", "is it free?") from the list shown last.
func (r *reading) refer(h History) []string {
	if h.Last == nil || len(r.mentions) > 0 {
		return nil
	}
	shown := h.Last.Recommendations
	var out []string
	for _, o := range ordinals {
		if o.at < len(shown) && o.re(r.text) {
			out = append(out, shown[o.at].ID)
		}
	}
	if len(out) > 0 || len(shown) == 0 {
		return out
	}
	// a question about terms with no need of its own is about what was shown
	if ofOne.MatchString(r.text) && len(r.contentWords()) < 3 && !general.MatchString(r.text) {
		for _, s := range shown[:min(2, len(shown))] {
			if s.Eligibility != navigator.NotMet && !slices.Contains(out, s.ID) {
				out = append(out, s.ID)
			}
		}
		if !plural.MatchString(r.text) && len(out) > 1 {
			out = out[:1]
		}
	}
	return out
}

var (
	plural  = rx(`\b(them|they|these|those|both|all)\b`)
	general = rx(`\b(generally|in general|usually|europe|transnational access|state aid|sme definition|peer review|intellectual property|who owns|what is|explain)\b`)
)
