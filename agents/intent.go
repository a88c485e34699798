package agents

import (
	"regexp"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

func rx(re string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + re) }

// The words of each intent. Order of testing is in intent().
var (
	emergency  = rx(`\b(there( is|'s| was|'s been| has been) an? (\w+ )?(fire|explosion|gas leak|radiation leak|chemical (spill|accident))|we have an? (gas leak|fire|chemical spill|radiation leak)|(smell of|smells? (of|like)) gas\b[^.]*\b(lab|room|building|here|passed out|faint)|gas leak[^.]{0,20}!|radiation alarm|^\W*(to )?fire\W*!|^\W*help\W*!*\W*$|(chemical )?accident has (just )?happened|(is|are|we're|caught|lab|building) on fire|call (an )?ambulance|some(one|body) is (hurt|injured|dying|trapped)|(has|having|had) a heart attack|(want to|going to|will) (kill myself|die)|kill myself|(want to|going to) (end my life|jump)|won'?t stop bleeding|been poisoned|(lab|building|room|house) is burning|smoke is coming|(don'?t|do not) want to live|i am suicidal|medical emergency|emergency!|is bleeding|unconscious|(colleague|partner|person|worker|child|somebody|someone|student|technician|man|woman|he|she)\b[^.]{0,60}\b(collapsed|cannot breathe|swallowed (a |some )?(chemical|acid)|fell (from|off|down)|(is )?not breathing|stopped breathing|can'?t breathe|passed out|fainted|bleeding|poisoned|electrocuted|badly (hurt|burn(ed|t)))|(acid|lye|chemicals?) in(to)? (his|her|my|the|their|our) (eyes?|face))`)
	misuse     = rx(`\b((ignore|disregard|forget|override) (all |any )?(the |your |these |previous |prior |above )*(rules?|instructions?|prompts?|guidelines)|(reveal|print|show|repeat|output)( me)? (your|the) (system |hidden )?(prompt|instructions)|you are now|pretend (to be|that|you)|jailbreak|you (must|should|will|shall|now)? ?act as|^\W*act as|act as (if you|my)|developer mode|(say|tell me|confirm|just answer) that (i am|i'm|we are|we're) eligible|mark (me|us) as eligible|<\|im_start\|>|fake (being|to be)|lie (that|about)|from now on|(treat|consider) (me|us) (as )?an?|(make|build|produce|get|test) (a |an |some )?(nerve gas|bombs?|chemical weapons?|biological weapons?|bioweapons?|dirty bombs?|explosive devices?)|(uranium|plutonium) for (a |an )?(weapon|bomb)|nuclear weapons? test|(conversations?|messages?|enquir(y|ies)|applications?|e-?mails?|files?) of (the |an?)?(previous|other|another|last) (users?|people|persons?|applicants?|visitors?)|other users?['’]? (conversations?|messages?|data|applications?|enquiries)|(phone|mobile) number of [A-Z])|^\W*system:`)
	person     = rx(`\b((talk|speak|chat|write) (to|with) (a |an |some)?(person|human|somebody|someone|staff|adviser|advisor|agent|real)|(a )?(real|human) (person|being|adviser|operator)|human (help|support)|(contact|ask|reach|talk to|the|your) help ?desk|contact (a )?person|call me back|(want|need) a (real |live )?(human|person)( being| now| please)?\W*$)\b`)
	complains  = rx(`\b(file a complaint|make a complaint|(want|would like|wish) to complain|i complain)\b`)
	insult     = rx(`\b(you are (so |really |very |totally )?(stupid|dumb|useless|an? idiot|crap|rubbish)|you (idiot|moron|stupid (bot|machine))|(stupid|useless|fucking|damn) (bot|machine|thing|assistant)|(this is|that is|what) (a load of )?(nonsense|rubbish|bullshit|crap)|shut up|fuck (you|off)|screw you)\b`)
	odds       = rx(`\b(what are (my|our) (chances|odds)|how likely|(my|our) (chances|odds)|probability (of|to)|chance of (success|winning|getting)|success rate|will (my|our) (proposal|application) (be accepted|win|succeed))\b`)
	ownStatus  = rx(`\b(status of (my|our|the) (application|proposal|request|draft)|(my|our) (application|proposal|request)('s)? status|what (about|happened to|became of) (my|our) (application|proposal|request)|(have|has) (my|our) (application|proposal|request) been|no (answer|reply) (to|on) (my|our) (application|proposal|request))\b`)
	areYouAI   = rx(`\b(are you (a )?(human|real|robot|bot|an? ai|person|machine)|who are you|what are you|is this a (bot|human))\b`)
	greeting   = rx(`^\W*((hi|hello|hey|good (morning|afternoon|evening|day)|greetings|bonjour|hallo|ciao|hola)( there| all| everyone)?|thanks?( you)?( so much| very much| a lot)?|thank you|ok(ay)?|great|perfect|nice|cool|got it|bye|goodbye|see you|how are you( doing)?( today)?|lovely weather.*|what a (nice|lovely|beautiful) day.*|haha|lol|you('re| are) (great|helpful|funny|nice).*|good job|well done|that('s| is| was) (very |really |so )?(great|good|nice|helpful|perfect|cool|fine|kind)|very (good|nice|helpful)|sounds good)(\W+(that('s| is| was) (very |really |so )?(great|good|nice|helpful|perfect|cool|fine|kind)|thanks?( you)?|so much|very much|a lot|and|is all|that's all|hi|hello|there|great|bye|for (your|the) help|how are you( today)?))*\W*$`)
	polite     = rx(`^\W*(hello|thank you|goodbye|okay|how are you)\b[^?]*$`)
	outside    = rx(`\b(cook|train timetable|how long do i cook|lottery numbers|weather (forecast )?(be|like|today|tomorrow|in|this)|(what|how)( is|'s| will)? the weather|forecast for|football|recipe|joke|poem|song|movie|horoscope|lottery|bitcoin|crypto(currency)?|stock (price|market|tip)|dating|girlfriend|boyfriend|hotel|restaurant|(book|cheap) (a )?flights?|holiday|homework|essay|translate this|capital of|president|prime minister|who won|election|tax return|my (rent|landlord)|divorce|visa for (tourism|holiday)|buy a (car|phone|house)|write (me )?(a )?(python|code|poem|story)|meaning of life|pizza)\b`)
	compareRe  = rx(`\b(compare|comparison|versus|vs\.?|difference between|differences? (of|among)|side by side|which is better|better than)\b`)
	differs    = rx(`\bdifferences? between\b`)
	applyRe    = rx(`\b((start|open|begin|create|prepare|draft|fill|make|write|pre-?fill)( in| out| up)?( me| us)? (an?|the|my|our) (application|proposal|access request|draft|form|request)|(want|like|ready|going) to apply( to| for| at)?|apply (to|for|at|now)|submit (an|my|our|the) (application|proposal)|application (to|for|at))\b`)
	whyAsk     = rx(`\b(why (do you|are you|would you|did you)? ?(need|ask|want|asking|does (that|it|this) matter)|why (is|does) (that|this|it) (matter|important|needed|asked)|why\?$)`)
	question   = rx(`^\W*(i('d| would) like to know|i want to know|i wonder|(could|can) you tell|please (tell|explain)|what|which|who|whom|how|when|where|why|is|are|do|does|can|could|may|must|should|will|tell me about|explain)\b|\?\s*$`)
	policyRe   = rx(`\b(what (is|are|does|do) (the |a |an )?[^?]{0,60}(mean|transnational|virtual access|remote access|excellence|market-driven|wide access|charter|strategy|trl|state aid|de minimis|gber|block exemption|sme definition|eric\b|esfri|pilot lines?|test ?beds?|living labs?|clean ?rooms?|research infrastructures?|technology infrastructures?|open innovation|ai factor|choose europe|msca|tef|edih|user group|access modes?)|difference between (a )?(research|technology|transnational|virtual|excellence|market|remote|physical)|who (counts|owns|pays)|who (may|can) (apply|use|access|get|participate|submit|join|come)|(how|what) (long|much)|what (rules?|conditions?|criteria|does it cost|is the (cost|price))|intellectual property|\bip\b|ip rights|who owns|state aid|de minimis|am i (an )?sme|definition of (an )?sme|sme definition|counts? as (an )?sme|open science|data management|research security|explain|charter|(training|summer school|staff exchange|fellowship|skills|academy|msca|choose europe|erc grant|courses?)\b|associated countr|horizon europe association|peer review|how do(es)? (i |one |we |it )?(apply|work)|(do|must|should) (i|we|one|users?|companies|smes) (have to |need to |must )?(publish|pay|acknowledge|share)|(have|need|required|obliged) to (publish|pay|acknowledge|share)|deadlines?|(next|open) calls?|how (is|are) (proposals?|access)|travel (costs?|support|reimburse)|confidentiality|non-?disclosure|free of charge|travel costs|proposal (writing|tips)|write a (good )?proposal|eligib)`)
	findRe     = rx(`\b(need|needs|looking for|look for|search(ing)? for|find|want to (test|make|measure|use|characteri[sz]e|compute|scale|build|produce|develop|train|access|study|run|analy[sz]e|image|do|package|prototype|validate|certify|try|store|fabricate|work)|where (can|could|do|is|are)|which (facility|facilities|infrastructure|test ?bed|pilot|lab|cent(er|re)|beamline|synchrotron|one)|who (offers|can (test|make|measure|help))|recommend|suggest|would like to (test|make|measure|use|characteri[sz]e|compute|scale|build|produce|develop|train|access|study|run|analy[sz]e|image)|access to (a|an|the)?|is there (a|an|any)|are there|facility for|test bed for|help (us|me) (test|make|find|with)|want (a|an|to)|searching|seeking|seek|require)\b`)
	dontKnow   = rx(`^\W*(i (do not|don'?t|dont) know( yet)?|no idea( yet)?|not sure( yet)?|unsure|not (yet )?(decided|known|clear)( yet)?|undecided|maybe|perhaps|(it|that) depends|yes and no|skip( this| that| it)?|don'?t know|can'?t (say|tell)( you)?|(i('d| would)? )?(prefer|rather) not( to)? say|no (answer|comment)|pass|n/?a|none of your business|(i )?(do not|don'?t|dont) care|i won'?t (say|tell)( you)?( that)?|whatever|does(n'?t| not) matter)\W*$`)
	yes        = rx(`^\W*(yes|yep|yeah|sure|correct|right|indeed|true|of course|certainly|definitely|absolutely|(yes,? )?(we|i) (will|do|can|are|am|have|would))( please)?\W*$`)
	no         = rx(`^\W*(no|nope|never|false|(certainly|of course|definitely|absolutely|indeed) not|not at all|(no,? )?(we|i) (will|do|can|are|am|have|would) not|(no,? )?(we|i) (won|don|can|aren|haven|wouldn)['’]?t)\W*$`)
	yesOrNo    = rx(`^\W*(yes|no|yep|nope)\b`)
	howToApply = rx(`\b(how (do|can|could|should|would) (i|we|one) (apply|get access|access|request)|how to (apply|get access|request))\b`)
)

// intent decides what the person wants with the message.
func (r *reading) intent(h History, answered, referred bool) navigator.Intent {
	t := r.text
	switch {
	case r.inDanger():
		return navigator.IntentEmergency
	case misuse.MatchString(t):
		return navigator.IntentMisuse
	case answered:
		return navigator.IntentFact
	case complains.MatchString(t):
		return navigator.IntentComplaint
	case person.MatchString(t):
		return navigator.IntentPerson
	case insult.MatchString(t):
		return navigator.IntentInsult
	case odds.MatchString(t):
		return navigator.IntentOdds
	case ownStatus.MatchString(t):
		return navigator.IntentStatus
	case areYouAI.MatchString(t), greeting.MatchString(t), polite.MatchString(t) && len(r.facts) == 0 && len(r.contentWords()) == 0:
		return navigator.IntentSmallTalk
	case whyAsk.MatchString(t) && h.Last != nil && h.Last.Question != nil && len(corpus.Words(t)) < 9:
		return navigator.IntentWhy
	case differs.MatchString(t) && len(r.mentions) == 0 && h.Last != nil && len(h.Last.Recommendations) > 1 && ofShown.MatchString(t):
		return navigator.IntentCompare
	case differs.MatchString(t) && len(r.mentions) == 0:
		return navigator.IntentPolicy
	case len(r.mentions) >= 2 && len(r.contentWords()) == 0 && len(r.facts) == 0:
		return navigator.IntentCompare // two names and nothing else
	case compareRe.MatchString(t) && (len(r.mentions) >= 2 || !policyRe.MatchString(t) && len(r.contentWords()) < fewContent):
		return navigator.IntentCompare
	case applyRe.MatchString(t) && !question.MatchString(t) && !howToApply.MatchString(t), r.wantsToApply():
		return navigator.IntentApply
	}
	needy := findRe.MatchString(t)
	switch {
	case referred && (question.MatchString(t) || howToApply.MatchString(t)):
		return navigator.IntentPolicy
	case outside.MatchString(t) && !r.inField(t) && len(r.contentWords()) <= smallTalk:
		return navigator.IntentOutside
	case len(r.mentions) > 0 && question.MatchString(t) && aboutAccess.MatchString(t) && len(r.contentWords()) < 5:
		return navigator.IntentPolicy
	case question.MatchString(t) && policyRe.MatchString(t) && !strongFind.MatchString(t) && len(r.contentWords()) < tellsNeed:
		return navigator.IntentPolicy
	case howToApply.MatchString(t) && len(r.mentions) > 0:
		return navigator.IntentPolicy
	case r.gloss.Language != "en" && question.MatchString(t) && terms.MatchString(t) && !r.namesWork():
		return navigator.IntentPolicy
	case needy:
		return navigator.IntentFind
	case len(ofPerson(r.facts)) > 0 && len(r.contentWords()) < 3 || len(r.where.Countries)+len(r.where.NotCountries) > 0 && len(r.contentWords()) < 3:
		return navigator.IntentFact
	}
	return navigator.IntentFind
}

// smallTalk is how many words of its own a request has at most that is none for
// us, tellsNeed from how many on a message with a question in it tells a need.
const (
	smallTalk = 10
	tellsNeed = 14
)

var wantsApply = rx(`\b(?:i|we) (?:now )?(?:want|would like|wish) to (?:now )?(?:apply|submit)\b|\bstart an application\b`)

// wantsToApply reports whether a statement says that somebody wants to apply to a
// facility that is named or was shown; a question how may follow it.
func (r *reading) wantsToApply() bool {
	m := wantsApply.FindStringIndex(r.text)
	if m == nil || len(r.mentions) == 0 {
		return false
	}
	before, _ := r.sentence(m[0], m[1])
	return !ifOrHow.MatchString(before)
}

var ifOrHow = rx(`\b(?:how|what|when|where|who|which|if|whether|can|may|could|does|do|not)\b`)

// fewContent is how many words of its own a wish to compare what was shown may
// have: "compare two recipes for sea bream in real tanks" is a need.
const fewContent = 7

// ofShown are words that point to the first of those shown.
var ofShown = rx(`\bfirst\b|\b(?:these|those|the) two\b|\bthem\b`)

// terms are the words of a question about the terms of access.
var terms = rx(`\b(cost|costs|price|who pays|we can pay|pay|what are the conditions|conditions|travel costs|free of charge|who may use|may we use|are we eligible|hotel|travel)\b`)

// namesWork reports whether a message names a technique, a material or a kind of facility that somebody looks for.
func (r *reading) namesWork() bool {
	for _, w := range corpus.Words(r.text) {
		for _, c := range r.guide.glossary[w.Fold] {
			if c.Kind == "technique" || c.Kind == "material" || c.Kind == "object" {
				return true
			}
		}
	}
	return false
}

// inDanger reports an emergency. In a gloss a word such as "fire" is one only where
// somebody cries it: in a long calm sentence it names what is tested.
func (r *reading) inDanger() bool {
	if r.gloss.Language != "en" && accident.MatchString(r.text) && (cries.MatchString(r.text) || personDown.MatchString(r.text)) {
		return true
	}
	if r.gloss.Language != "en" && accident.MatchString(r.text) && len(corpus.Words(r.said)) <= fewWords && !calm.MatchString(r.text) && !findRe.MatchString(r.text) {
		return true
	}
	if !emergency.MatchString(r.text) {
		return false
	}
	if calm.MatchString(r.text) && !strings.Contains(r.text, "!") {
		return false
	}
	return r.gloss.Language == "en" || strings.Contains(r.text, "!") || len(corpus.Words(r.said)) <= fewWords || strings.Contains(r.text, "kill myself")
}

// calm are the words of somebody whose work it is.
var calm = rx(`\b(?:(?:we|i) (?:test|tested|develop|study|train|need|work on|investigate|predict|are looking)|our (?:sensor|ai|device|model|system|app|software|robot)|device for|detects?|facility|training)\b`)

// accident and cries are what a gloss of a longer cry for help holds.
var (
	accident = rx(`\b(has inhaled gas|cannot breathe|somebody is injured|gas leak|there is a fire|acid|chlorine|bleeding|explosion)\b`)
	// personDown is somebody who lies there, told in a sentence of moderate length.
	personDown = rx(`^\W*(?:[\pL-]+ ){0,4}(?:cannot breathe|somebody is injured|has inhaled gas)\b[^.]{0,60}[?!]`)
	cries      = rx(`\b(help quickly|what should i do|call an ambulance)\b|^\W*(help|quick)\b`)
)

// fewWords is how many words a cry for help has at most without an exclamation mark.
const fewWords = 7

// aboutAccess are the words of a question about the terms of a facility that the message names.
var aboutAccess = rx(`\b(may|can|could|able to|allowed|eligible|entitled|free|cost|costs|price|pay|deadline|calls?|next|when|how|have to|need to|must|open to|access|apply|use|publish|confidential|remote(ly)?)\b`)

// strongFind are the words of somebody who looks for a facility even in a sentence that also asks about rules.
var strongFind = rx(`\b(we need|i need|looking for|which (\w+ ){0,3}(facility|facilities|infrastructures?|test ?beds?|pilot (line|plant)s?|labs?|cent(er|re)s?|beamlines?|synchrotrons?|machines?|supercomputers?|telescopes?|microscopes?|tunnels?|tanks?|reactors?|biobanks?|archives?|lasers?|accelerators?|databases?|networks?|instruments?)|where (can|could|do) (i|we)|who can (test|make|measure|help)|find (me|us)|recommend|is there (a|an|any) (\w+[ -]){0,4}(facility|infrastructure|test ?bed|pilot|lab|clean ?room|beamline|cent(er|re)|line|plant))\b`)

// fieldWords are words that people of the field use.
var fieldWords = rx(`\b(infrastructure|facilit|test ?bed|pilot line|measur|satellite|sensor|experiment|research|beam|laborator|prototype|TRL|access|simulation|climate model|atmospher|supercomput|data set|pilot (plant|line)|\bGMP\b|\blab\b|\btest|production|industr|process)`)

// inField reports whether the text uses a word of the field, so that "weather balloons" are not small talk.
func (r *reading) inField(t string) bool {
	return len(r.mentions) > 0 || fieldWords.MatchString(t)
}

// generic are words that say nothing of what is needed.
var generic = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`need needs look looking find search want wants like would access use using used test facility facilities infrastructure
		infrastructures service services company firm sme smes startup start up university institute group team project work working works help us me please
		europe european eu country based located actually sorry correction wait oh mean meant yes no ok okay hello hi thanks thank good also still now
		researcher researchers scientist we re i am im our my a an the place somewhere anywhere where which what who how can could there
		trl level currently at about around within from results result confidential publish published keep people employees staff
		made mistake wrong error remote remotely travel site budget funding prefer preferably rather instead changed change moved academic grant grants money don have has`) {
		m[w] = true
	}
	return m
}()

// contentWords are the words that say what is needed: not used up by facts, not generic.
func (r *reading) contentWords() []string {
	var out []string
	for _, w := range corpus.Words(r.text) {
		if !r.isUsed(w.Start, w.End) && !generic[w.Fold] && len(w.Fold) > 2 && !isStop(w.Fold) {
			out = append(out, w.Fold)
		}
	}
	return out
}

var freshNeed = rx(`\b(what about|how about|now (we|i) need|instead (we|i)|another (question|need|thing|topic)|different (question|need|thing|topic)|something else|new (question|need|topic)|next (question|topic)|looking for|we need|i need|where can|forget that)\b`)

// need keeps the text to search with: a new wish replaces the old one, a small
// addition joins it, a mere fact leaves it as it is.
func (r *reading) need(before string, intent navigator.Intent, answered bool) string {
	if answered || intent == navigator.IntentPerson || intent == navigator.IntentCompare || intent == navigator.IntentApply || intent == navigator.IntentPolicy {
		return before
	}
	words := r.contentWords()
	switch {
	case len(words) == 0:
		return before
	case before == "" || len(words) >= 3 && freshNeed.MatchString(r.text):
		return r.withoutFacts()
	case intent == navigator.IntentFact && len(words) < 3:
		return before
	}
	return before + " " + r.withoutFacts()
}

// told keeps the person's own words for the need: of a new wish this message,
// of an addition this one after those before.
func (r *reading) told(before navigator.Understanding, need string) string {
	switch {
	case need == before.Need:
		return before.Told
	case before.Need != "" && strings.HasPrefix(need, before.Need):
		return before.Told + "\n" + r.said
	}
	return r.said
}

// withoutFacts is the message without the words that are facts or filters:
// they are typed constraints, and as search words only noise.
func (r *reading) withoutFacts() string {
	spans := slices.Clone(r.used)
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var b strings.Builder
	var also []string
	at := 0
	rest := func(to int) {
		b.WriteString(r.text[at:to])
		b.WriteByte(' ')
		also = append(also, r.gloss.Also(at, to)...)
	}
	for _, s := range spans {
		if s.start < at || keepInNeed(r, s) {
			continue
		}
		rest(s.start)
		at = s.end
	}
	rest(len(r.text))
	return strings.Join(append(strings.Fields(b.String()), also...), " ")
}

// keepInNeed reports whether a fact's words also say what is needed: AI does, a country does not.
func keepInNeed(r *reading, s span) bool {
	for _, f := range r.facts {
		if f.Source.Start == s.start && f.Source.End == s.end {
			return f.Name == "ai_use" || f.Name == "stay_days"
		}
	}
	return false
}
