package agents

import (
	"regexp"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// What somebody is and where they work decides on access, so such words count
// as certain only where the sentence says them of the person who writes, now and
// as a fact. In any other place ("my daughter goes to a university", "it would
// be a lie to say that we are an SME") they are a guess, which is shown and
// asked about and decides nothing.

// tense is how a sentence stands to the present.
var (
	// notSo are words before a finding after which it is reported, supposed, past or wished.
	notSo = rx(`\b(?:say|says|said|saying|claim(?:s|ed|ing)?|writes?|wrote|lie|lies|lying|pretend(?:s|ed|ing)?|fake|believes?|thinks?|treat(?:ed|ing)?|consider(?:s|ed|ing)?|suppos\w+|assum\w+|imagine[ds]?|imagining|if|whether|unless|had|were|was|once|until|wish(?:es)?|hopes?|(?:would|could|might|may) (?:be|become)|soon|become|becomes|becoming|left|somebody says|maybe|perhaps|forbidden|for (?:example|instance)|used to|formerly|former|doubt|except|anything but|everything but|far from|retired|planning|preparing|founding|interested in|represents?|is called|graduated|degree|owns|almost|like|something like|e\.g\.|limit|too (?:big|large|old|small|young) to be|outgrown|exceeds?|stopped being|ceased to be|either|competes?|competing|invests?|acquired?|bought|sold|lobby|sue)\b`)
	// undone are words behind a finding that take it back.
	undone = rx(`\b(?:until|bankrupt|dissolved|closed down|that employed|no longer|any ?more|(?:was|were|got|been) (?:bought|acquired|sold|taken over)|not true|untrue|a lie|false|(?:asked|told|sold|offered|sent|gave|hired|approached|contacted) (?:us|me)|just kidding|joking|if only)\b`)
	// notBehind is a denial right behind a finding: "an SME we are not", "SME: no".
	notBehind = rx(`^[^\pL\pN]*(?:(?:we|i|that|this|it) )?(?:are |am |is )?(?:not|never|n['’´` + "`" + `]t)\b[^\pL\pN]*(?:$|[.,;!]|(?:us|me|we|i|are|am|is|really|exactly|at all|the case|true)\b)|^[^\pL\pN.]*(?:no|false|none)\b[^\pL\pN]*(?:$|[.,;!])`)
	// alternative are words around a finding that name it as one of several.
	orBefore = rx(`\bor (?:an? |the )?(?:[\pL-]+ ){0,2}$`)
	orBehind = rx(`^[^\pL\pN]{0,2}or\b`)
)

// The beginnings of what somebody says of themselves; what stands between one of
// them and the finding is its way.
var (
	weAre  = rx(`(?:^|[^\pL])(?:(?:we|i)(?: am| are|['’]re|['’]m) with|(?:we|i)(?: (?:all|both|also|currently|now|here|actually|still))* (?:are|am)|(?:we|i)['’´]? ?(?:re|m)|(?:we|i) [^.;]*(?:and|but|,) (?:are|am)|(?:we|i), an?)(?:[^\pL]|$)`)
	weDo   = rx(`(?:^|[^\pL])(?:we|i)(?: (?:all|both|also|currently|now|here))* (?:work|study|teach|research|lead|run|own|come|write|do (?:my |a |our )?(?:phd|research|doctorate)) (?:(?:\pL+ ){0,3}(?:at|in|for|from|of)|an?|the|our|my)(?:[^\pL]|$)`)
	asA    = rx(`(?:^|[^\pL])(such |same |well |known |soon |far |long |us |me |regarded )?as (?:an? |the |one )?`)
	ourOwn = rx(`(?:^|[^\pL])(?:our|my)(?:[^\pL]|$)`)
	role   = rx(`(?:^|[^\pL])(?:phd|doctoral|professor|prof|dr|postdocs?|post-docs?|student|students|researchers?|scientists?|engineers?|founder|founders|ceo|cto|lecturer|candidate|head|technician|physicist|chemist|biologist|archaeologist|historian|sociologist|economist|curator|doctor|physician|surgeon|group|team|lab|laboratory|department|faculty|chair|institute|clinic)(?:[^\pL]|$)`)
	ourOrg = rx(`(?:^|[^\pL])(?:our|my) (?:[\pL-]+ ){0,2}(?:company|firm|start-?up|spin-?off|SME|business|university|institute|group|team|lab|laboratory|hospital|museum|organi[sz]ation|association|office|headquarters|city|municipality|ministry|museum|school|faculty|department|cooperative|association|NGO)(?:[^\pL]|$)`)
	// alien are words on the way that lead elsewhere.
	alien      = rx(`\b(?:` + third + `|of|against|with|for|to|by|than|between|not|no|never|without|serving|helping|funding|need|needs|want|wants|using|use|test|samples?|machine|device|goes|near|rejected|hate|love|about|daughters?|sons?|mother|father|parents?|children|child|employer|tenant|accountant|patients?|association|network|consortium|joint venture)\b`)
	alienPlace = rx(`\b(?:` + third + `|against|with|for|to|by|than|between|not|no|never|need|needs|want|wants|use|test|samples?|machine|device|goes|parent|accountant|funding|money|grant|daughters?|sons?|mother|father|parents?|children|child|employer|originally|studied|graduated|left|moved)\b`)
	belongs    = rx(`\b(?:students?|professor|member|part|employees?|group|department|faculty|institute|lecturer|researchers?|spin-?offs?|team|lab|laboratory|head|founder|one|ceo|cto|director|chair|kind|sort|form) of\b|\b(?:working|work|employed|based) (?:for|by|with|at|in)\b|\baffiliated (?:to|with)\b|\bPhD\b`)
)

// isOwn reports whether words that name a kind of organisation name that of the person.
func (r *reading) isOwn(start, end int) bool {
	before, after := r.sentence(start, end)
	if r.gloss.Language != "en" { // "à l'université" reads "to university"; a nationality may stand behind
		before = strings.ReplaceAll(before, " to ", " at ")
		after = r.withoutDemonym(after)
	}
	if wantsNext.MatchString(after) { // "The University of Malta would like"
		before = theFirst.ReplaceAllString(before, "")
	}
	if isAsked(before, after) {
		return !r.certain("org_type")
	}
	if nonSuch.MatchString(before) || r.gloss.Language != "en" && (elsewhereSaid.MatchString(after) || r.asks(start) && !firstPerson.MatchString(before+after)) {
		return false
	}
	return !r.unreal(start, before, after) && (r.leads(before) && led.MatchString(after) || forOne.MatchString(before) && !firstPerson.MatchString(before) || tied(before, alien, r.ourFar()))
}

var (
	// nonSuch is "non-university"; elsewhereSaid are words behind an organisation in
	// a gloss, whose tenses are gone, that make it one of studies or of a partner.
	nonSuch       = rx(`\bnon[- ]?$|^\W*(?:example|test)\W*[:,]`)
	elsewhereSaid = rx(`^[^.;,]{0,40}\b(?:partner|study|studied|degree)\b`)
	wantsNext     = rx(`^[^.;]{0,40}?\b(?:would like|wants?|needs?|is looking|seeks?|plans|searches)\b`)
	theFirst      = rx(`^\W*the `)
)

// withoutDemonym is a text without the nationality that it begins with: "PME portugaise, 12 personnes".
func (r *reading) withoutDemonym(text string) string {
	words := corpus.Words(text)
	if len(words) == 0 || words[0].Start > 1 {
		return text
	}
	if p, ok := r.guide.gazette.words[words[0].Fold]; ok && p.demonym {
		return text[words[0].End:]
	}
	return text
}

// isHome reports whether a place is told as the one where the person works.
func (r *reading) isHome(start, end int) bool {
	before, after := r.sentence(start, end)
	if comesFrom.MatchString(before) && livesElse.MatchString(after) {
		return false
	}
	if r.gloss.Language != "en" { // "à l'université de" reads "to university from"
		before = strings.ReplaceAll(before, " to ", " at ")
	}
	return asksOf.MatchString(before) && askedFor.MatchString(after) && !r.certain("country") || !r.unreal(start, before, after) && (plainHome.MatchString(before) || leadsHome(before) || tied(before, alienPlace, r.ourFar()))
}

// ourFar is how many words may stand between "our" and what is ours: in a gloss
// the words of the language that nobody knows may be anybody.
func (r *reading) ourFar() int {
	if r.gloss.Language == "en" {
		return 3
	}
	return 1
}

// plainHome are words before a place that leave no doubt: a form's "country:",
// and what somebody makes or runs there.
var plainHome = rx(`\bcountry:?\s*$|\b(?:we|i) (?:make|produce|manufacture|brew|grow|operate|run|design|sit|live)\b[^.;]{0,60}\bin (?:the )?$`)

// comesFrom and livesElse are somebody who comes from one country and works in another.
var (
	comesFrom = rx(`\b(?:come|comes|am|are|['’]m) (?:originally )?from (?:the )?$`)
	livesElse = rx(`\b(?:originally|but|now|currently|doing|living|working|studying|employed|work|live|based|professor|phd)\b`)
)

// forOne is somebody for whom a thing is needed, in a sentence that says no "we".
var (
	forOne      = rx(`\bfor an? (?:[\pL-]+ ){0,3}$`)
	firstPerson = rx(`\b(?:we|i|our|my|us|customers?|clients?)\b`)
)

// asked is a kind of organisation that somebody asks about as if it were theirs:
// "may a university in Bulgaria use ARIS?"; asksOf is the same up to a place.
var (
	asked    = rx(`(?:^|[^\pL])(?:may|can|could|is|are|would|does|if|whether) (?:an? |the )?(?:[\pL-]+ ){0,3}$`)
	asksOf   = rx(`(?:^|[^\pL])(?:may|can|could|is|are|would|does|if|whether) (?:an? |the )?(?:[\pL-]+ ){1,4}(?:in|from|of|at) (?:the )?$`)
	askedFor = rx(`\b(?:use|allowed|apply|access|order|eligible|enter|get|join|qualify|submit|book|take part|participate|entitled)\b`)
	// reports are words that make even a question somebody else's.
	reports = rx(`\b(?:pretend\w*|fake|lie|lying|treat|consider|say(?:s|ing)?|said|claim\w*)\b`)
)

// certain reports whether a fact was told for certain before: a question about
// others ("could an SME use it too?") does not change it.
func (r *reading) certain(name string) bool {
	f, ok := r.before.Fact(name)
	return ok && f.Confidence >= navigator.Doubtful
}

func isAsked(before, after string) bool {
	return asked.MatchString(before) && askedFor.MatchString(after) && !reports.MatchString(before)
}

// unreal reports whether a sentence reports, supposes, wishes or takes back what it says.
func (r *reading) unreal(start int, before, after string) bool {
	return r.forwarded() || (pastYear.MatchString(before+" "+after) || r.gloss.Language != "en" && bareYear.MatchString(before+" "+after) && !sinceThen.MatchString(before+" "+after)) || notSo.MatchString(founded.ReplaceAllString(before, "")) || undone.MatchString(after) || notBehind.MatchString(after) ||
		orBefore.MatchString(before) || orBehind.MatchString(after) || r.inQuotes(start)
}

// bareYear is a year gone by in a gloss, whose prepositions say little; sinceThen are words of one that lasts.
var (
	bareYear  = rx(`\b(?:19\d\d|20[01]\d|202[0-5])\b`)
	sinceThen = rx(`\b(?:founded|since|from|established)\b`)
)

// founded is a past that lasts.
var founded = rx(`\b(?:was|were) (?:founded|established|set up|born|created)\b`)

// pastYear is the end of a state: "until 2022".
var pastYear = rx(`\b(?:until|till|to|up to) (?:the year )?(?:19\d\d|20[01]\d|202[0-5])\b`)

// forwards are the marks of a message that passes on somebody else's.
var forwards = regexp.MustCompile(`(?i)(?:^|\s)(?:fwd?|wg|tr|rv|från|von|from|de|da)\s?: \S+|(?:^|\s)> \S|\b(?:please see below|forward(?:ing|ed)|weitergeleitet|leite .{0,30}weiter|je (?:vous )?transf[eè]re|reenv[ií]o|inoltro|przesy[łl]am|can you help this (?:user|person)|one of our (?:members|users|clients|customers)|(?:caller|enquiry|request|anfrage|demande) ?(?:of|from|von|eines|einer|d['’])?[^.]{0,20}(?:client|customer|kunden|user)|caller:|our member is|the person i am helping)|\b(?:utilisat(?:eur|rice)|uživatel(?:ka)?|użytkowni\pL+|usuari[oa]|utente|nutzer(?:in)?|kund[ei]n?|käyttäjä|felhasználó|gebruiker|användare|user) [^.]{0,30}(?:écrit|píše|pisze|escribe|scrive|schreibt|kirjoittaa|írja|schrijft|skriver|writes)`)

// forwarded reports whether the message passes on what somebody else wrote.
func (r *reading) forwarded() bool { return forwards.MatchString(r.said) }

// leadsHome reports whether a sentence opens with the person's organisation or
// role and goes straight to a place: "PhD student at a lab in", "based in".
func leadsHome(before string) bool {
	before = parted.ReplaceAllString(greets.ReplaceAllString(before, ""), " ")
	words := corpus.Words(before)
	if thingFrom.MatchString(belongs.ReplaceAllString(before, "")) || len(words) > 2*maxLead || !ownWords.MatchString(before) && !basedIn.MatchString(before) {
		return false
	}
	return !slices.ContainsFunc(words, func(w corpus.Word) bool {
		return isVerb[w.Fold] && w.Fold != "from" && w.Fold != "my" && w.Fold != "our"
	})
}

// thingFrom is a thing of somebody: "samples from a company in".
var thingFrom = rx(`\pL\W+(?:from|of) (?:an?|the|some|our|one) `)

// parted are the marks between the parts of a short introduction: "SME, Portugal, 12 people".
var parted = regexp.MustCompile(`[,:;(–—]`)

var basedIn = rx(`^[^\pL]*(?:(?:based|located|established|from|here) ?(?:in|from)?(?: the)? ?)$`)

// tied reports whether the words before a finding tie it to the person, with
// nothing alien on the way.
func tied(before string, alien *regexp.Regexp, ourFar int) bool {
	for _, x := range []struct {
		re  *regexp.Regexp
		far int
	}{{weAre, 9}, {weDo, 7}, {asA, 5}, {ourOwn, ourFar}, {role, 7}, {ourOrg, 6}} {
		at := x.re.FindAllStringSubmatchIndex(before, -1)
		if len(at) == 0 {
			continue
		}
		m := at[len(at)-1]
		if len(m) > 2 && m[2] >= 0 { // "treat us as", "such as"
			continue
		}
		way := before[m[1]:]
		if i := strings.LastIndex(way, "but "); i >= 0 { // "we are not an SME but a"
			way = way[i:]
		}
		way = belongs.ReplaceAllString(way, "")
		own := x.re != role && x.re != ourOrg || !someone.MatchString(before) && !strangerBefore.MatchString(before[:m[0]]) && !otherOrg.MatchString(before[m[0]:m[1]])
		if own && len(corpus.Words(way)) <= x.far && !alien.MatchString(way) {
			return true
		}
	}
	return false
}

// otherOrg are organisations of the person's that are not the one that asks.
var otherOrg = rx(`\b(?:parent|mother|sister|holding|former|previous|old|other|second|daughter)\b`)

// strangerBefore are people who are not the one who writes, before a role.
var strangerBefore = rx(`\b(?:his|her|their|whose|who|` + third + `|daughters?|sons?|mother|father|employer)\b`)

// sentence is what stands around a place of the text in its sentence.
func (r *reading) sentence(start, end int) (before, after string) {
	before, after = r.text[max(0, start-near):start], r.text[end:min(len(r.text), end+near)]
	if i := lastEnd(before); i >= 0 {
		before = before[i:]
	}
	if m := fullStop.FindStringIndex(after); m != nil {
		after = after[:m[1]]
	}
	return before, after
}

// fullStop is a stop that ends a sentence: not that of "Dr." or of "3.5".
var fullStop = regexp.MustCompile(`[.!?;](?:\s|$)`)

func lastEnd(s string) int {
	at := -1
	for _, m := range fullStop.FindAllStringIndex(s, -1) {
		if word := lastWord(s[:m[0]]); s[m[0]] != '.' || len([]rune(word)) > 3 || !titles[strings.ToLower(word)] {
			at = m[1]
		}
	}
	return at
}

var titles = map[string]bool{"dr": true, "mr": true, "ms": true, "mrs": true, "st": true, "prof": true, "inc": true, "ltd": true, "ca": true, "eg": true, "no": true, "г": true}

func lastWord(s string) string {
	words := corpus.Words(s)
	if len(words) == 0 {
		return ""
	}
	w := words[len(words)-1]
	return s[w.Start:w.End]
}

// inQuotes reports whether a place of the gloss stands within quotation marks in the message.
func (r *reading) inQuotes(at int) bool {
	start, _ := r.gloss.Original(at, at+1)
	return quoted(r.said[:start])
}

// quoted reports whether a text ends within quotation marks.
func quoted(before string) bool {
	low := strings.LastIndexAny(before, "“„«")
	return low >= 0 && strings.LastIndexAny(before, "”»") < low || strings.Count(before, `"`)%2 == 1
}

// leads reports whether all that stands before a finding in its sentence may
// lead up to it: a greeting, an article, adjectives, a nationality.
func (r *reading) leads(before string) bool {
	before = greets.ReplaceAllString(before, "")
	words := corpus.Words(before)
	if len(words) > maxLead {
		return false
	}
	return !slices.ContainsFunc(words, func(w corpus.Word) bool {
		if r.gloss.Language != "en" && !leadWord.MatchString(w.Fold) && len(r.guide.gazette.find(before[w.Start:w.End])) == 0 {
			return true
		}
		return isVerb[w.Fold]
	})
}

// leadWord are the English words that may lead up to an organisation in a gloss;
// those of the language itself that stand there unread may say anything.
var leadWord = rx(`^(?:an?|the|one|we|i|am|are|from|small|medium|sized|large|young|new|technical|public|private|national|state|family|phd|students?|researchers?|professor|postdoc|engineer|research|group|team|lab|at|in|of|hello|yes|no|\d+)$`)

// maxLead is how many words may stand before an organisation that opens a sentence.
const maxLead = 4

var (
	greets = rx(`^[^\pL\pN]*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|sorry|well|so|ok|okay|yes|no|actually|and|but|now|correction|please)(?: (?:all|there|everybody|everyone|team|sir|madam|colleagues|navigator|from))*[^\pL\pN]+)+`)
	// led is what may follow an organisation that opens a sentence.
	led    = rx(`^(?:[^\pL\pN?=:/\[]*$|\s*[,.;!(–—]|\s+[-–—]\s|\s+(?:in|from|at|of|based|with|and|need\w*|require\w*|seek\w*|look\w*|search\w*|want\w*|work\w*|develop\w*|that|which|who|here|making|makes|building|builds|producing|produces|we|i|team|group|researchers?|student|lab|department|project|speciali\w+|near|currently|now|would|trying|tries|plans?|located|company|museum|about|has|have|\d))`)
	isVerb = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range strings.Fields(`i we you he she it they near is are was were be been has have had do does did can could will would may might must the my his her their for with
			against about to by goes go went left leave rejected hate love like want need needs sue help helps serve serves open who which what where when how
			why not no never except without besides kick costs phase between than among treat fake lie training from`) {
			m[w] = true
		}
		return m
	}()
)

// hedged are the facts on what somebody will do or has, which a question, a
// "maybe" or an "only if" leaves open.
var hedged = map[string]bool{
	"publishes": true, "confidential": true, "commercial": true, "has_funding": true, "peer_reviewed_project": true, "open_data": true,
	"civil_use": true, "first_time": true, "registered_entity": true, "majority_abroad": true, "no_equivalent_at_home": true, "ai_use": true, "mode": true,
}

var (
	hedge = rx(`\b(?:maybe|perhaps|possibly|doubt(?:s|ful)?|undecided|unsure|not sure|whether|unless|only if|if|unlikely|hardly|dislike|hate|avoid|anything but|scepti\w+|skeptic\w+|suppose|imagine|pretend|forbidden|somebody says|formerly|we will become|once)\b`)
	// open are words behind a finding that leave it open or take it back.
	open = rx(`\b(?:undecided|over my dead body|only if|unless|(?:but|however)\b[^.]*\b(?:forbids?|not allowed|can['’]?t|cannot|does(?: not|n['’]t) (?:allow|want))|in (?:a few|\d+|two|three|four|five|six|ten|many|some) years|is (?:still )?(?:open|unclear|undecided)|is (?:no|not an?) (?:issue|problem|concern|matter)|is(?: not|n['’]?t) (?:needed|required|necessary)|is forbidden|(?:is )?(?:impossible|not possible)|not yet)\b`)
	// besides are words that make another thing of one that is named: a grant application is no grant.
	besides = map[string]*regexp.Regexp{
		"mode":                  rx(`^\W*(?:sensing|controls?|monitoring|village|areas?|islands?|regions?)\b`),
		"has_funding":           rx(`^\W*(?:applications?|rejections?|proposals?|problems?|issues?|pending|requests?|letters?)\b`),
		"peer_reviewed_project": rx(`\b(?:rejected|not funded|pending|declined|applications?|proposals?|was not|failed|in review)\b`),
		"ai_use":                rx(`^\W*(?:act|regulation|factor(?:y|ies)|gateway|chat|assistant)\b|\b(?:competitors?|others)\b`),
	}
	// wanted are words before a grant or AI that somebody does not have or use.
	wanted = map[string]*regexp.Regexp{
		"peer_reviewed_project": rx(`\b(?:apply|applied|applying|lack|lost|want to|write|writing|wrote|hope|submit\w*|plan\w*|prepar\w+|no|rejected)\b`),
		"ai_use":                rx(`\b(?:(?:talking|speaking|chatting) (?:to|with)|are you|is this|worr\w+)\b`),
	}
)

// unsure reports whether the sentence around a finding leaves it open.
func (r *reading) unsure(fact string, start, end int) bool {
	before, after := r.sentence(start, end)
	behind, ahead := besides[fact], wanted[fact]
	return hedge.MatchString(noDoubt.ReplaceAllString(before, "")) || open.MatchString(after) || r.inQuotes(start) ||
		fact != "ai_use" && fact != "mode" && r.asks(start) || behind != nil && behind.MatchString(after) || ahead != nil && ahead.MatchString(before)
}
