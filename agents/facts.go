package agents

import (
	"regexp"
	"strconv"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// glossed are patterns for glosses only, where words stand without their grammar.
var glossed = []pattern{
	pat("publishes", true, .75, `\bpublish(es|ed|ing)?\b`),
}

// A pattern finds a fact by words. The value is fixed, or the first group.
type pattern struct {
	fact       string
	value      any
	confidence float64
	re         *regexp.Regexp
	// own is true of words that count only where they name the person's own.
	own bool
}

func pat(fact string, value any, confidence float64, re string) pattern {
	return pattern{fact: fact, value: value, confidence: confidence, re: regexp.MustCompile(`(?i)` + re)}
}

// patterns are tried in order; the first that finds a fact wins, so the more
// special and the negated ones stand first.
var patterns = []pattern{
	pat("org_type", "large_company", .95, `\b(large|big|multinational) ([\pL-]+ ){0,2}(company|enterprise|corporation|firm|manufacturer|producer)\b|\b(large|big) industrial group\b|\bgroup of companies\b|\bcorporation\b|\bmultinational\b`),
	pat("org_type", "startup", .95, `\b(start-?\s?ups?|spin-?\s?(off|out)s?|scale-?ups?|young company)\b`),
	pat("org_type", "sme", .95, `\bSMEs?\b|\b(small|medium)(-sized| sized)?( and medium(-sized)?| or medium(-sized)?)? (company|enterprises?|business|firm)\b|\bsmall to medium\b|\b(small|tiny|family) ([\pL-]+ ){0,2}(company|firm|business|manufacturer|brewery|workshop)\b`),
	pat("org_type", "hospital", .9, `\buniversity (hospital|clinic)\b|\b(stroke|intensive care|surgical|oncology|radiology|cardiology) (unit|ward|department)\b`),
	pat("org_type", "university", .95, `\buniversit(y|ies)\b|\b(TU|ETH|KU) (Delft|Wien|Dresden|Berlin|München|Munich|Graz|Darmstadt|Braunschweig|Eindhoven|Leuven|Zurich|Zürich|Denmark)\b|\bprofessor\b|\bfaculty\b|\buniversity (group|researcher|lab|team|department)`),
	pat("org_type", "university", .85, `\b(at|from|of|the|our|a|an|my|\w+) uni\b|^uni\b`),
	pat("org_type", "university", .75, `\buniversity of\b|\bacademic (group|team|lab|researchers?|users?)\b`),
	pat("org_type", "research_organisation", .9, `\bresearch (organi[sz]ation|institute|institution|cent(re|er))\b|\bRTO\b|\bnational (lab|laboratory)\b`),
	pat("org_type", "hospital", .85, `^\W*(?:a |our |the )?(?:[\pL-]+ ){0,2}hospital(?: (?:we |i )?(?:wants?|would like|needs?|is looking|looking for|seeks?|test|asks?|in|from)\b|[.,])`),
	{fact: "org_type", value: "hospital", confidence: .9, own: true, re: rx(`\b(hospital|clinic)\b`)},
	pat("org_type", "hospital", .9, `\b(we are|i work (at|in)|our|at a|university|from a|as a|\w+['’]s|at the|teaching|city|children) (\w+ )?hospital\b|\bclinic(ian)? at\b`),
	pat("org_type", "public_body", .9, `\b(municipality|ministry|(regional|local|water|national|port|road) authority|public museum|public (body|authority|administration|agency)|city council|regional government)\b`),
	pat("org_type", "non_profit", .9, `\b(NGO|non-?profit|charity)\b|\b(we are|i work (for|at)) (a|the) (\w+ )?foundation\b`),
	pat("org_type", "individual", .8, `\b(private person|individual inventor|as an individual|private individual)\b`),
	pat("org_type", "student", .8, `\b(i am|i'm|as) an? (master|bachelor|undergraduate)?'?s? ?student\b`),
	pat("role", "phd_student", .9, `\bstudent\b[^.;]{0,30}\(PhD\)|\b(phd|doctoral) (student|candidate|researcher)\b|\b(doing|do) (a|my) PhD\b|\b(my|for a) PhD\b`),
	pat("role", "student", .8, `\b(master|bachelor|undergraduate)'?s? student\b`),
	pat("role", "researcher", .8, `\b(i am|i'm|we are|as|for) (a |an )?(\w+ ){0,2}(researchers?|scientists?|postdocs?|chemists?|physicists?|biologists?|archaeologists?|geologists?)\b|\bpost-?doc\b`),
	pat("role", "engineer", .8, `\b(i am|i'm|as|but) an? (\w+ )?engineer\b`),

	pat("mode", "remote", .9, `\b(without travel(l)?ing|no travel|can(no|')t travel|not travel|remote(ly)?|from (home|afar|our office|a distance)|remote access|online access to the instrument)\b`),
	pat("mode", "mail-in", .9, `\b(mail-?in|(send|ship|post|mail)(ing)? (in )?(you |them )?(the |our |my |some )?(\w+ ){0,2}(samples?|specimens?|capillar(y|ies)|powders?|crystals?|wafers?|vials?)|samples? (by (mail|post|courier)|sent))\b`),
	pat("mode", "virtual", .8, `\b(virtual access|(only |just )?online (data|access)|download (the )?data|data access online)\b`),
	pat("mode", "physical", .85, `\bwould come\b`),
	pat("mode", "physical", .9, `\b(on-?\s?site|in person|hands-?on|(we|i) (can|could|would|will|want to) (travel|come|visit)|physical(ly)? access|(we|i)('d| would|'ll| will) travel|happy to travel|willing to travel)\b`),

	pat("confidential", false, .9, `\b(not|isn't|aren't|nothing|no longer|needn't be|doesn't need to be|don't need to be)( really| that| is)? (confidential|secret|proprietary)\b|\bno confidentiality\b|\bno nda\b`),
	pat("confidential", true, .95, `\b(confidential(ity|ly)?|(have to|has to|must|should|will)( all)? (stay|remain|be kept) (secret|private|in-?house)|keep (it|this|them|our results|the results|results|everything) (secret|private|to ourselves|in-?house)|trade secrets?|under (an )?nda|non-?disclosure|proprietary (results|work|research|data|use|access))\b`),
	pat("confidential", true, .85, `\b(must|may|can|should) not (become|be made|go|get|be) (public|out)\b|\bnot (be |become |made )?public\b`),
	pat("publishes", false, .95, `\bnothing\b[^.;]{0,30}\bpublish(ed)?|(can(no|')t|can not|won'?t|will not|do(n't| not)( want| wish| intend| plan)?( to)?|not|without|never) (be )?(publish(ing|ed)?|publication)\b|\bno publication\b|\bnot for publication\b|\bunpublished\b`),
	pat("publishes", true, .95, `\b((we|i) publish\b|(we|i|and)( will|'ll| can| would| shall) (openly )?publish|(will|plan to|want to|going to|happy to|intend to|willing to|ready to) (openly )?publish|publish(ing)? (the|our|all|my|open|results|everything|openly)|open publication|results (will be|are) (published|public|open)|open[- ]access paper|for a paper)\b`),
	pat("commercial", true, .85, `\b(proprietary (research|work|use|access)|commercial(ly)? (use|purposes?|work|project|service|exploitation)|for commercial|(we|i) (will|want to|plan to|intend to|are going to) sell|paid access|we (can|will|would) pay)\b`),
	pat("commercial", false, .85, `\b(non-?commercial|not commercial|purely academic|basic research)\b`),
	pat("first_time", false, .85, `\b((have|'ve|had) (already )?(used|been (at|to|a user))|used (it|them|the facility) before|returning user|not (our|my) first)\b`),
	pat("first_time", true, .9, `\b(first[- ]time( user)?s?|(never|not) (used|been to|had access)|haven'?t used|none of us (has|have) (ever )?used|new user|our first (time|access|visit)|no experience with (this|the) facilit)\b`),
	pat("ai_use", true, .8, `\b(AI|artificial intelligence|machine[- ]learning|deep[- ]learning|neural networks?|large language models?|LLMs?|foundation models?|generative ai)\b`),
	pat("civil_use", false, .9, `\b(military|defen[cs]e|dual-?use|weapons?) (use|application|purpose|project|product|contract)s?\b`),
	pat("civil_use", true, .9, `\b(civil(ian)?(ian)? (use|applications?|purposes?)( only)?|purely civil(ian)?)\b`),
	pat("open_data", true, .85, `\b(open data|share (the|our|all)( \w+)? data( openly)?|data will be open)\b`),
	pat("has_funding", true, .8, `\b(we have (funding|a grant|a budget|money)|funded by (a|an|our)|our grant pays)\b`),
	pat("has_funding", false, .85, `\b(no (funding|budget|money)|unfunded|can(no|')t (pay|afford)|free of charge|for free)\b`),
	pat("peer_reviewed_project", true, .85, `\b(ERC|MSCA|Horizon Europe|peer-?reviewed|nationally funded|H2020) (grant|project|funded)\b`),
	pat("no_equivalent_at_home", true, .85, `\b(no (such|similar|equivalent|comparable) (facility|infrastructure|lab|beamline)( \w+)* (in|at) (our|my) (own )?(country|home)|none (at home|in our country))\b`),

	pat("majority_abroad", true, .9, `\b(most|the majority) of (us|our (group|team)|the (group|team))( \w+)? (works? |are |is |based |live |lives )*(outside|abroad|in (another|a different|other) countr(y|ies)|elsewhere)\b`),
	pat("registered_entity", true, .85, `\b(a|as a|are|is) registered (legal )?(entity|company)\b`),

	pat("trl_now", 8, .6, `\b(ready for (the )?market|market[- ]ready|ready to (sell|launch)|close to (the )?market)\b`),
	pat("trl_now", 4, .6, `\b(lab(oratory)?[- ](prototype|scale|demonstrator|validated)|works in the lab|bench[- ]scale|breadboard)\b`),
	pat("trl_now", 3, .6, `\b(proof[- ]of[- ]concept|early[- ]stage idea)\b`),
	pat("trl_now", 2, .5, `\b(just an idea|only an idea|concept stage)\b`),
}

// extract runs every extractor over the message.
func (r *reading) extract() {
	r.trl()
	r.numbers()
	r.organisation()
	for _, p := range patterns {
		r.found(p)
	}
	if r.gloss.Language != "en" && !question.MatchString(r.text) {
		for _, p := range glossed {
			r.found(p)
		}
	}
	r.countries()
	r.start()
	r.terms()
	r.staff()
}

// companyPeople is a number of people in a gloss, whose grammar is gone.
var companyPeople = regexp.MustCompile(`(?i)\b(\d{1,6}|` + numerals + `) people\b|\b(?:employees|we are) (\d{1,6}|` + numerals + `)\b`)

// staff takes a bare number of people for the staff of a company that the same
// message names, in glosses: "startup ze Znojma, 9 lidí".
func (r *reading) staff() {
	m := companyPeople.FindStringSubmatchIndex(r.text)
	if m == nil || r.gloss.Language == "en" || r.isUsed(m[0], m[1]) {
		return
	}
	u := navigator.Understanding{Facts: r.facts}
	_, coming := u.Fact("users")
	if n, ok := number(group(r.text, m)); ok && !coming && orgIn(u, "sme", "startup", "large_company") {
		r.add("employees", n, r.sureOf("employees", m[0], m[1]), m[0], m[1])
	}
}

func (r *reading) insideMention(start, end int) bool {
	for _, m := range r.mentions {
		if start >= m.Start && end <= m.End {
			return true
		}
	}
	return false
}

var (
	trlSpan   = regexp.MustCompile(`(?i)\bTRL\s*-?:?\s*(?:between |from )?(\d{1,2})\s*(?:-|–|/|to|until|->|→|up to|and)\s*(?:TRL\s*)?(\d{1,2})\b`)
	trlTarget = regexp.MustCompile(`(?i)\b(?:to|reach|reaching|aim(?:ing)? (?:at|for)|target(?:ing)?|towards?|get to|want)\s+(?:a )?TRL\s*-?\s*(\d{1,2})\b`)
	trlNow    = regexp.MustCompile(`(?i)\bTRL\s*-?:?\s*(?:of |is |level )?(\d{1,2})\b|\btechnology readiness(?: level)?(?: of| is)? (\d{1,2})\b`)
	reaching  = regexp.MustCompile(`(?i)\bto reach (?:at |to |TRL )*(\d)\b`)
	farLevel  = regexp.MustCompile(`\bTRL (?:[\pL-]+ ){1,2}(\d)\b`)
	trlWords  = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"}
)

// trl reads readiness levels. Levels outside 1 to 9 are left out: there are none.
func (r *reading) trl() {
	if m := trlSpan.FindStringSubmatchIndex(r.text); m != nil {
		if aimedAt.MatchString(r.text[m[1]:]) { // "TRL 4-6 target": where they are, another number says
			r.level("trl_target", m[4], m[5], m[0], m[1])
			r.trlNow(m[1])
			return
		}
		r.level("trl_now", m[2], m[3], m[0], m[1])
		r.level("trl_target", m[4], m[5], m[0], m[1])
		return
	}
	if m := trlTarget.FindStringSubmatchIndex(r.text); m != nil {
		r.level("trl_target", m[2], m[3], m[0], m[1])
	} else if m := reaching.FindStringSubmatchIndex(r.text); m != nil && r.gloss.Language != "en" && strings.Contains(r.text, "TRL") {
		r.level("trl_target", m[2], m[3], m[0], m[1])
	}
	r.trlNow(0)
	r.farTRL()
}

// farTRL reads a level that stands a word or two behind, as glosses put it: "TRL atual 4".
func (r *reading) farTRL() {
	if m := farLevel.FindStringSubmatchIndex(r.text); m != nil && r.gloss.Language != "en" && r.stanceOn(m[0], m[1]) == states {
		r.level("trl_now", m[2], m[3], m[0], m[1])
	}
}

// trlNow reads the present level from a place of the text on.
func (r *reading) trlNow(from int) {
	for _, m := range trlNow.FindAllStringSubmatchIndex(r.text, maxFindings) {
		if m[0] < from {
			continue
		}
		i := 2
		if m[i] < 0 {
			i = 4
		}
		if !r.isUsed(m[i], m[i+1]) && r.stanceOn(m[0], m[1]) == states {
			r.levelNow(m[i], m[i+1], m[0], m[1])
		}
	}
}

var (
	minus     = regexp.MustCompile(`(?i)trl\s+-\d$`)
	notLevel  = rx(`\b(?:not yet|below|under|less than|fewer than|at least|above|more than|fewer than|beyond|skipped|goal (?:is )?|target (?:is )?|aim (?:is )?|hope to (?:be|reach)|next year|our to reach|up to|min(?:imum)?|max(?:imum)?|asks? for|requires?|required|need|needs|want|not)(?: at| in| from)?\W*$`)
	elseLevel = rx(`^(?:[.,]\d|\W*(?:or (?:below|less|lower|higher|more|above)\b|(?:is|are|was|would|will)(?: be)? (?:what|a|our|the|asked|required|needed|nice|in|by)\b|in (?:a |\d+ |two |three |four |five )?years?|by 20\d\d|not yet|not reached|(?:our |not |the )+to reach|not\W*$)|\s*\?)`)
	isOurs    = rx(`^\W*(?:is|was) (?:our (?:current|present|own)|where we are|what we have)`)
)

// levelNow notes the present level; as a guess where the words around it make a
// limit, a goal or somebody else's of it.
func (r *reading) levelNow(vs, ve, start, end int) {
	after := r.text[end:]
	if minus.MatchString(r.text[start:ve]) {
		return
	}
	n, err := strconv.Atoi(r.text[vs:ve])
	if err == nil && n >= 1 && n <= 9 && (notLevel.MatchString(r.text[max(0, start-40):start]) || elseLevel.MatchString(after) && !isOurs.MatchString(after)) {
		r.add("trl_now", n, guess, start, end)
		return
	}
	r.level("trl_now", vs, ve, start, end)
}

func (r *reading) level(name string, vs, ve, start, end int) {
	n, err := strconv.Atoi(r.text[vs:ve])
	if err == nil && n >= 1 && n <= 9 {
		r.add(name, n, .98, start, end)
	}
}

func (r *reading) isUsed(start, end int) bool {
	for _, s := range r.used {
		if start < s.end && end > s.start {
			return true
		}
	}
	return false
}

var (
	organisation = regexp.MustCompile(`\b(?:[Ww]e are|[Oo]ur company is(?: called)?|[Ii] work (?:at|for)|[Mm]y company is(?: called)?|[Oo]n behalf of) ((?:the )?(?:University|Universität|Institute|Technical University|Politecnico|[A-Z][\w&-]+)(?: (?:of|di|de|for|and|[A-Z][\w&-]+))*(?: (?:GmbH|AG|Ltd|Lda|S\.?A\.?|SL|BV|AB|AS|ApS|Oy|SRL|SpA|SAS|University|Institute))?)`)
	startTime    = regexp.MustCompile(`(?i)\b(?:start(?:ing)?|begin(?:ning)?|from|by|in) (?:(?:in|the|on) )?((?:next |early |late |mid-? ?)?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|q[1-4])(?: 20\d\d)?|next (?:month|year|quarter|spring|summer|autumn|winter)|20\d\d)\b`)
	monthsAhead  = regexp.MustCompile(`(?i)\b(?:start(?:ing)? )?(?:in|within) (\d{1,2}|one|two|three|four|five|six) months?\b`)
)

func (r *reading) organisation() {
	m := organisation.FindStringSubmatchIndex(r.text)
	if m == nil {
		return
	}
	name := r.text[m[2]:m[3]]
	words := strings.Fields(name)
	if len(words) < 2 || len(r.guide.gazette.find(words[0])) > 0 || strings.ToUpper(words[0]) == "NOT" || strings.HasPrefix(r.text[m[3]:], "'s ") || strings.HasPrefix(r.text[m[3]:], "’s ") {
		return // "We are Portuguese": a country, not a name
	}
	if start, end := r.gloss.Original(m[2], m[3]); r.said[start:end] != name {
		return // glossed: words of the language, not a name
	}
	r.add("organisation", name, .75, m[2], m[3])
}

func (r *reading) start() {
	if m := monthsAhead.FindStringSubmatchIndex(r.text); m != nil {
		if n, ok := number(r.text[m[2]:m[3]]); ok {
			r.add("start_month_ahead", n, .85, m[0], m[1])
			r.add("start", r.text[m[0]:m[1]], .8, m[0], m[1])
		}
		return
	}
	if m := startTime.FindStringSubmatchIndex(r.text); m != nil {
		r.add("start", r.text[m[2]:m[3]], .8, m[0], m[1])
	}
}
