package agents

import (
	"regexp"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// What somebody does not want is neither recommended nor searched for: a
// facility that is excluded by its name or by its place in the list, and a need
// that is denied.

var (
	notNamed = rx(`\b(?:(?:can(?:no|['’])t|don['’]t want to|do not want to) (?:use|go)|not|no|without|leave out|alternatives? to|could replace|instead of|except|besides|other than|apart from|instead of|rather than|excluding|anything but|anywhere but|anyone but|no more|never again|rejected (?:us )?(?:at|by)|refused at|excluded)(?: (?:at|by|the|for|in|from|again|with|use|to|go))*(?: [\pL-]+)?[^\pL\pN]*$`)
	whyNot   = rx(`\bwhy not\b[^.]*$`)
	goneBusy = rx(`^[^\pL\pN]*(?:no\b|forbidden\b|not (?:we )?(?:want|need|go|possible)\b)|^[^\pL\pN]*(?:(?:is|are|was|were) (?:out\b|full\b|booked|closed (?:for|to) us|no option|forbidden|(?:fully|completely) booked|not (?:an option|possible|for us|suitable)|too (?:far|expensive|slow|busy))|(?:has |have )?(?:rejected|refused|turned)(?: us)?\b|told us no|left\b|has no free|(?:won['’]?t|will not|can(?:no|['’])t|does(?: not|n['’]t)) (?:do|work|take|have)|has no (?:time|room|space))`)
	// stillUser are words behind a denied name that make another thing of it: "we are not ESRF users".
	stillUser = rx(`^[^\pL\pN]*(?:users?|members?|partners?|staff|yet|only)\b`)
	joinsNot  = rx(`^\s*(?:,|,? ?(?:and|or|nor)(?: not)?)(?: (?:the|at))*\s*$`)
	another   = rx(`\b(?:another|other|others|else|different|elsewhere|alternatives?)\b`)
	usesIt    = rx(`\b(?:already|have) (?:use|used|been|tried|work|worked)\b[^.;]*$`)
	// noneShown are words that put aside all that was shown.
	noneShown = rx(`\b(?:what else (?:is there|do you have)|these do(?: not|n['’]t) fit|none of (?:these|them|those|the above)|(?:show|give|tell)(?: me| us)? (?:some |any )?(?:others?|other ones|more)\b|(?:any|some) (?:others|other ones)\b|others,? please)`)
	partNamed = rx(`\b(?:not|except|anywhere but|besides|other than|apart from) (?:the |in |at |to |from )*([\pL][\pL-]{3,})`)
	partBusy  = rx(`\b([\pL][\pL-]{3,}) (?:is|are) (?:out\b|full\b|booked|closed (?:for|to) us|no option|too (?:far|expensive))`)
	// notCapital and capitalNot are other words of a facility's name beside a denial: "the Gran Sasso no".
	notCapital = regexp.MustCompile(`\b(?:[Nn]ot|[Ee]xcept|(?i:apart|other) (?:from|than)) (?:the |at |to |in )*((?:\p{Lu}[\pL-]{3,} ?){1,3})`)
	capitalNot = regexp.MustCompile(`((?:\p{Lu}[\pL-]{3,} ){1,3})no\b[^\pL]*(?:[,.;!]|$)`)
	notNth     = rx(`\b(?:not|don['’]t (?:want|like)|no) (?:the )?(?:first|second|third|fourth|fifth)\b|\bthe (?:first|second|third|fourth|fifth) (?:one )?(?:no|not)\b`)
)

// fewRecords is how many records words of a name may mean to be put aside by them.
const fewRecords = 2

// unwanted takes the facilities that the message does not want out of its
// mentions, and adds those of the list shown last that it puts aside.
func (r *reading) unwanted(h History) {
	end, denied := -1, false
	kept := r.mentions[:0:0]
	for _, m := range r.mentions {
		denied = r.putsAside(m) || denied && end >= 0 && joinsNot.MatchString(r.text[end:m.Start])
		end = m.End
		if denied {
			r.where.NotRecords = append(r.where.NotRecords, m.IDs...)
			r.used = append(r.used, span{m.Start, m.End})
			continue
		}
		kept = append(kept, m)
	}
	r.mentions = kept
	for _, re := range []*regexp.Regexp{notCapital, capitalNot} {
		for _, m := range re.FindAllStringSubmatchIndex(r.text, maxFindings) {
			if ids := r.guide.knownAs(strings.TrimSpace(r.text[m[2]:m[3]])); len(ids) > 0 && len(ids) <= fewRecords && !whyNot.MatchString(r.text[:m[0]]) {
				r.where.NotRecords = append(r.where.NotRecords, ids...)
				r.used = append(r.used, span{m[0], m[1]})
			}
		}
	}
	if h.Last == nil {
		return
	}
	for i, s := range h.Last.Recommendations {
		nth := i < len(ordinals) && notNth.MatchString(r.text) && ordinals[i].re(r.text)
		if nth || noneShown.MatchString(r.text) || r.namesPart(s.ID) {
			r.where.NotRecords = append(r.where.NotRecords, s.ID)
		}
	}
}

func (r *reading) putsAside(m corpus.Mention) bool {
	before, after := r.sentence(m.Start, m.End)
	if stillUser.MatchString(after) || whyNot.MatchString(before) {
		return false
	}
	return notNamed.MatchString(before) || goneBusy.MatchString(after) || usesIt.MatchString(before) && another.MatchString(before+" "+after)
}

// namesPart reports whether the message puts aside a facility that was shown by
// one word of its names or by its city.
func (r *reading) namesPart(id string) bool {
	var said []string
	for _, m := range append(partNamed.FindAllStringSubmatchIndex(r.text, maxFindings), partBusy.FindAllStringSubmatchIndex(r.text, maxFindings)...) {
		if w := corpus.Fold(r.text[m[2]:m[3]]); !generic[w] && !isStop(w) {
			said = append(said, w)
			r.used = append(r.used, span{m[0], m[1]})
		}
	}
	if len(said) == 0 {
		return false
	}
	rec := r.guide.Corpus.Infrastructure(id)
	names := corpus.AllNames(rec)
	for _, s := range rec.Sites {
		names = append(names, s.City)
	}
	for _, w := range corpus.Words(strings.Join(names, " ")) {
		if slices.Contains(said, w.Fold) {
			return true
		}
	}
	return false
}

// excluded puts what is not wanted into the filters; what is named again counts again.
func (r *reading) excluded(f *navigator.Filters) {
	for _, id := range r.where.NotRecords {
		if !slices.Contains(f.NotRecords, id) {
			f.NotRecords = append(f.NotRecords, id)
		}
	}
	f.NotRecords = slices.DeleteFunc(slices.Clone(f.NotRecords), func(id string) bool {
		return slices.ContainsFunc(r.mentions, func(m corpus.Mention) bool { return slices.Contains(m.IDs, id) })
	})
}

// deniedNeeds are parts of a message that say what is not needed.
var deniedNeeds = rx(`\b(?:we |i )?(?:do not|don['’]?t|no longer|not we|not) (?:want|need|look(?:ing)? for)\b[^.,;!?]*?(?:[.,;!?]|\bbut\b|$)|\b(?:instead of|rather than) [^.,;!?]*?(?:[.,;!?]|\b(?:we|i)\b|$)|\bnot an? [^.,;!?]{2,60}? but\b|\bwe have (?:an?|our own) [^.,;!?]{2,60}?(?:ourselves|already|of our own|in-house)\b`)

// withoutDenied marks what is not needed as used, so that it is not searched for.
func (r *reading) withoutDenied() {
	for _, m := range deniedNeeds.FindAllStringIndex(r.text, maxFindings) {
		r.used = append(r.used, span{m[0], m[1]})
	}
}
