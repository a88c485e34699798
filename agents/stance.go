package agents

import (
	"regexp"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// stance is how a message stands to a fact whose words it holds.
type stance int

const (
	states    stance = iota // it says so of the person
	denies                  // it says that it is not so
	ofOthers                // it says so of somebody else
	wondersIf               // it supposes so, or says it of the facility that is sought
)

// third are the people of whom a message may tell something that is not true of the person.
const third = `(?:partner|customer|client|friend|supplier|competitor|colleague|subsidiar(?:y|ie)|investor|owner|neighbou?r|wife|husband|brother|sister|cousin|boss|landlord|supervisor|professor|funder|sponsor|collaborator)s?`

var (
	clauseEnd    = regexp.MustCompile(`(?i)[.;:!?,]|\b(?:but|only|and|although|though)\b`)
	negation     = regexp.MustCompile(`(?i)\b(not|no|no longer|never|nothing|neither|nor|unlike|without|nobody|none|refuse[sd]?|refusing|forbid(?:s|den)?|lost|instead of|rather than|hardly|(?:is|are|was|were|do|does|did|have|has|wo|need|ca|could|would|should)n['’]?t|cannot)\b(?:\W+\w+){0,5}\W*$`)
	notOnly      = regexp.MustCompile(`(?i)\bnot (only|just|merely|yet)\b`)
	someone      = regexp.MustCompile(`(?i)\b(?:(?:our|my|the|an?|his|her|their) (?:\w+ )?` + third + `\b|(?:funded|paid|owned|sponsored) by|(?:work|works|working|collaborate|collaborating|together|partner|partnering) with)[^,;.]*$`)
	barePartner  = regexp.MustCompile(`(?i)(?:^|[^\pL])partner\b[^,;.]*$`) // glosses lose the "our" of "náš partner"
	apposition   = regexp.MustCompile(`(?i)\b` + third + `,\s+(?:an?\s|the\s)?(?:\w+\s){0,2}$`)
	supposes     = regexp.MustCompile(`(?i)\b(if|unless|suppose|supposing|assuming|hypothetically|imagine|what if|plan(?:ning)? to (?:found|become|set up|start)|going to (?:found|become)|will (?:found|become)|used to (?:be|have)|formerly|may or may not|might)\b[^,;.]*$`)
	asksWhether  = regexp.MustCompile(`(?i)\b(know|tell me|wonder|say|ask|asking|check|sure) (if|whether)\b`)
	soughtFor    = regexp.MustCompile(`(?i)\b(open to|accepts?|accepting|serves?|serving|available to|suitable for|helps?|aimed at|intended for|made for|welcomes?|offers? (?:\w+ )?to)\W+(?:\w+\W+){0,2}$`)
	forMany      = regexp.MustCompile(`(?i)\bfor\W+$`)
	deniedNext   = regexp.MustCompile(`(?i)^ (?:nothing|none of)\b|^\W*(?:\w+\W+){0,3}?(?:(?:is|are|was|has|have|had|does|do)(?: (?:not|never|no)|n['’]?t)(?: (?:yet|been|reached|achieved|there|attained|exist|allowed|possible|intended|planned|wanted))|not (?:yet )?(?:been )?(?:reached|achieved|attained)|(?:is |are )?(?:forbidden|prohibited|out of the question|excluded|ruled out))`)
	deniedBehind = regexp.MustCompile(`(?i)^ (?:[\pL-]+ ){0,3}(?:not|no|never|nothing)\b`)
	aimedAt      = regexp.MustCompile(`(?i)^\W*(?:(?:is|was) (?:still )?(?:a |our )?)?(?:goal|target|aim)\b`)
	countsAs     = regexp.MustCompile(`(?i)\b(count(?:ed|s)? as|considered|regarded as|allowed\?)`)
)

// noDoubt are denials that affirm: "there is no doubt that we will publish".
var noDoubt = rx(`\b(?:there is |there's )?(?:no|without (?:any )?) ?doubt(?: that)?|\bnothing (?:prevents|keeps|stops) us from|\bnever miss a chance to`)

// near is how much of the text around a finding is read, in bytes.
const near = 300

// stanceOn reads the clause around a finding.
func (r *reading) stanceOn(start, end int) stance {
	whole, after := r.text[max(0, start-near):start], r.text[end:min(len(r.text), end+near)]
	whole = noDoubt.ReplaceAllString(whole, "")
	before := whole
	if at := clauseEnd.FindAllStringIndex(before, -1); len(at) > 0 {
		before = before[at[len(at)-1][1]:]
	}
	switch {
	case negation.MatchString(notOnly.ReplaceAllString(before, "")), deniedNext.MatchString(after), aimedAt.MatchString(after):
		return denies
	case someone.MatchString(before), apposition.MatchString(whole), r.gloss.Language != "en" && barePartner.MatchString(before):
		return ofOthers
	case supposes.MatchString(asksWhether.ReplaceAllString(whole, "")), soughtFor.MatchString(before), countsAs.MatchString(before + after):
		return wondersIf
	case forMany.MatchString(before) && strings.HasSuffix(r.text[start:end], "s"):
		return wondersIf
	}
	return states
}

// guess is the confidence of what was only supposed: shown and asked about, deciding nothing.
const guess = 0.6

// maxFindings bounds how often a pattern is tried in one message.
const maxFindings = 50

// found looks for a pattern's first place that says something of the person,
// and notes what the message denies.
func (r *reading) found(p pattern) {
	for _, m := range p.re.FindAllStringIndex(r.text, maxFindings) {
		if p.fact == "publishes" && p.value == false && r.notYet(m[0], m[1]) {
			continue
		}
		if r.insideMention(m[0], m[1]) {
			continue
		}
		value, confidence := p.value, p.confidence
		from := m[0]
		if value != false { // the finding may begin with the word that denies it: "unlike universities"
			from += strings.LastIndexAny(r.text[m[0]:m[1]], " -") + 1
		}
		stance := r.stanceOn(from, m[1])
		if value == true && r.gloss.Language != "en" && deniedBehind.MatchString(notOnly.ReplaceAllString(r.text[m[1]:], "")) {
			stance = denies // "wir veröffentlichen nicht"
		}
		switch stance {
		case denies:
			r.denied = append(r.denied, denial{p.fact, value})
			if p.fact != "confidential" && p.fact != "publishes" || value != true {
				continue
			}
			value, confidence = false, min(confidence, .85)
		case ofOthers:
			continue
		case wondersIf:
			confidence = min(confidence, guess)
		}
		if hedged[p.fact] && confidence >= navigator.Doubtful && r.unsure(p.fact, m[0], m[1]) {
			confidence = guess
		}
		if p.fact == "org_type" && confidence >= navigator.Doubtful && !r.isOwn(m[0]+strings.LastIndexByte(r.text[m[0]:m[1]], ' ')+1, m[1]) {
			if p.own {
				continue
			}
			confidence = guess
		}
		r.add(p.fact, value, confidence, m[0], m[1])
		return
	}
}

// notYet reports whether a denial of publishing is none: nothing was published so
// far, or nothing stands against it.
func (r *reading) notYet(start, end int) bool {
	before, after := r.sentence(start, end)
	return yetToCome.MatchString(before + r.text[start:end] + after)
}

var yetToCome = rx(`\b(?:not (?:have )?published (?:\w+ ){0,2}(?:yet|so far)|published (?:anything |it )?(?:yet|before|so far)|unpublished so far|never published|can['’]?t wait|cannot wait|paid journals|nothing (?:prevents|keeps|stops|speaks)|not publishing is not)\b`)

// denial is a value that the message says a fact has not.
type denial struct {
	fact  string
	value any
}

// without takes out the facts whose value the message denies.
func without(facts []navigator.Fact, denied []denial) []navigator.Fact {
	return slices.DeleteFunc(facts, func(f navigator.Fact) bool { return isDenied(denied, f) })
}
