package agents

import (
	"fmt"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// noted tells back what a turn understood of the person: what it changed,
// added or passed over. People see at once what the verdicts rest on, and can
// correct it.
func (g *Guide) noted(u navigator.Understanding, h History) []string {
	var lines, added, changed []string
	for _, f := range ofPerson(u.Facts) {
		old, ok := h.Before.Fact(f.Name)
		switch {
		case !ok:
			added = append(added, g.surely(u.Language, f))
		case fmt.Sprint(old.Value) != fmt.Sprint(f.Value):
			changed = append(changed, g.surely(u.Language, f))
		}
	}
	if len(changed) > 0 {
		lines = append(lines, g.say(u.Language, "changed", "Facts", strings.Join(changed, "; ")))
	}
	if len(added) > 0 {
		lines = append(lines, g.say(u.Language, "noted", "Facts", strings.Join(added, "; ")))
	}
	if len(u.Skipped) > len(h.Before.Skipped) {
		lines = append(lines, g.say(u.Language, "skipped"))
	}
	lines = append(lines, g.remarkLines(u)...)
	return lines
}

// surely is a fact in words, with a question mark where it is a guess.
func (g *Guide) surely(lang string, f navigator.Fact) string {
	if f.Confidence < navigator.Doubtful {
		return g.factText(lang, f) + " (?)"
	}
	return g.factText(lang, f)
}

// badLevel is the text of a readiness level outside 1 to 9, or "".
func badLevel(text string) string {
	for _, m := range trlNow.FindAllStringSubmatch(text, -1) {
		if n, ok := number(m[1] + m[2]); ok && (n < 1 || n > 9) {
			return m[0]
		}
	}
	return ""
}
