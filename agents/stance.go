package agents

import (
	"regexp"
	"strings"
)

// stance is how a message stands to a fact whose words it holds.
type stance int

const (
	states    stance = iota // it says so of the person
	denies                  // it says that it is not so
	ofOthers                // it says so of somebody else
	wondersIf               // it supposes so, or says it of the facility that is sought
)

var (
	clauseEnd  = regexp.MustCompile(`(?i)[.;:!?,]|\bbut\b|\bonly\b`)
	negation   = regexp.MustCompile(`(?i)\b(not|no longer|never|neither|nor|unlike|without|isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|haven'?t|hasn'?t|won'?t|needn'?t|can'?t|cannot)\b(?:\W+\w+){0,5}\W*$`)
	notOnly    = regexp.MustCompile(`(?i)\bnot (only|just|merely|yet)\b`)
	someone    = regexp.MustCompile(`(?i)\b(partners?|customers?|clients?|friends?|suppliers?|competitors?|colleagues?|subsidiar(?:y|ies)|investors?|owners?|neighbou?rs?|wife|husband|brother|sister|cousin|boss|landlord)('s)? (?:is|are|was|were|works?|has|have|runs?|owns?|at|from|in)\b[^,;.]*$`)
	supposes   = regexp.MustCompile(`(?i)\b(if (?:we|i|one)(?:'d)?(?: were| was| became| become| had| are| am)?|suppose|supposing|assuming|hypothetically|imagine|what if)\b[^,;.]*$`)
	soughtFor  = regexp.MustCompile(`(?i)\b(open to|accepts?|accepting|serves?|serving|available to|suitable for|helps?|aimed at|intended for|made for|welcomes?|offers? (?:\w+ )?to)\W+(?:\w+\W+){0,2}$`)
	forMany    = regexp.MustCompile(`(?i)\bfor\W+$`)
	notReached = regexp.MustCompile(`(?i)^\W*(?:is |are |has |have |was )?(?:not|never) (?:yet )?(?:been )?(?:reached|achieved|there|attained)|^\W*(?:is|was) (?:still )?(?:a |our )?(?:goal|target|aim)`)
)

// stanceOn reads the clause around a finding.
func (r *reading) stanceOn(start, end int) stance {
	before := r.text[:start]
	if at := clauseEnd.FindAllStringIndex(before, -1); len(at) > 0 {
		before = before[at[len(at)-1][1]:]
	}
	switch {
	case negation.MatchString(notOnly.ReplaceAllString(before, "")):
		return denies
	case notReached.MatchString(r.text[end:]):
		return denies
	case someone.MatchString(before):
		return ofOthers
	case supposes.MatchString(before), soughtFor.MatchString(before), forMany.MatchString(before) && strings.HasSuffix(r.text[start:end], "s"):
		return wondersIf
	}
	return states
}

// guess is the confidence of what was only supposed: shown and asked about, deciding nothing.
const guess = 0.6

// found looks for a pattern's first place that says something of the person.
func (r *reading) found(p pattern) {
	for _, m := range p.re.FindAllStringIndex(r.text, -1) {
		if r.insideMention(m[0], m[1]) {
			continue
		}
		value, confidence := p.value, p.confidence
		from := m[0]
		if value != false { // the finding may begin with the word that denies it: "unlike universities"
			from += strings.LastIndexAny(r.text[m[0]:m[1]], " -") + 1
		}
		switch r.stanceOn(from, m[1]) {
		case denies:
			if value != true || !strings.Contains(" confidential publishes commercial open_data ", " "+p.fact+" ") {
				continue
			}
			value, confidence = false, min(confidence, .85)
		case ofOthers:
			continue
		case wondersIf:
			confidence = min(confidence, guess)
		}
		r.add(p.fact, value, confidence, m[0], m[1])
		return
	}
}
