package agents

import (
	"cmp"
	"context"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

var (
	// alsoNeeds parts a message that asks for two things.
	alsoNeeds = rx(`\s*(?:[,;.]|\b)\s*\b(?:and also|and (?:we |i )?also (?:need|want|look(?:ing)? for)|and (?:we|i) need (?:an?|some)|additionally (?:we |i )?need|besides that (?:we |i )?need)\b\s*`)
	// andFacility is the beginning of a second facility: "and a clean room".
	andFacility = rx(`\s+and (an? (?:[\w-]+ ){0,3}(?:facility|test ?bed|pilot (?:line|plant)|clean ?room|synchrotron|beamline|tank|tunnel|laboratory|lab|telescope|supercomputer|reactor|biobank|archive|living lab|test site|microscope|chamber)\b)`)
)

// several are the parts of a need that asks for more than one thing; nil where it asks for one.
func several(need string) []string {
	need = andFacility.ReplaceAllString(need, "\x00$1")
	need = alsoNeeds.ReplaceAllString(need, "\x00")
	parts := slices.DeleteFunc(strings.Split(need, "\x00"), func(s string) bool { return focus(s) == "" })
	if len(parts) < 2 || len(parts) > 3 {
		return nil
	}
	return parts
}

// eachPart finds what fits each part of a need, the best of each first. It is
// nil where the need is one, or where one facility is the best for all parts.
func (g *Guide) eachPart(ctx context.Context, u navigator.Understanding) []navigator.Candidate {
	parts := several(u.Need)
	if parts == nil {
		return nil
	}
	var lists [][]navigator.Candidate
	for _, p := range parts {
		part := u
		part.Need = p
		cands, degraded := g.candidates(ctx, part)
		fit, _ := split(cands)
		if !g.anyFits(fit, part, degraded) {
			return nil
		}
		lists = append(lists, g.relevant(fit, part, degraded))
	}
	var out []navigator.Candidate
	for i := range 2 {
		for _, l := range lists {
			if i < len(l) && !slices.ContainsFunc(out, func(c navigator.Candidate) bool { return c.Infrastructure == l[i].Infrastructure }) {
				out = append(out, l[i])
			}
		}
	}
	if len(out) < len(lists) || slices.ContainsFunc(lists, func(l []navigator.Candidate) bool { return len(l) == 0 }) || lists[0][0].Infrastructure == lists[1][0].Infrastructure {
		return nil
	}
	return out[:min(5, len(out))]
}

// widely are the candidates near enough to take part in a plan, the best first.
func widely(fit []navigator.Candidate, degraded []string) []navigator.Candidate {
	near, _ := partition(fit, func(c navigator.Candidate) bool { return len(degraded) > 0 || best(c) >= minCosine })
	slices.SortStableFunc(near, func(a, b navigator.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return near
}
