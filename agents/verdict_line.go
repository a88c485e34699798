package agents

import (
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

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
			return g.say(u.Language, key, "Name", name, "Programme", v.Name, "Clause", g.quoted(u, v.Clause), "Missing", strings.Join(g.labels(u.Language, v.Missing), ", "), "Mark", cs.verdict(v))
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
		clauses = append(clauses, g.quoted(u, strings.TrimSuffix(v.Clause, "."))+" "+cs.verdict(v)+".")
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
	return g.say(u.Language, "excluded", "Name", c.Infrastructure.Name, "Reason", inside(u.Language, c.Excluded), "Mark", mark)
}
