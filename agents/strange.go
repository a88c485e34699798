package agents

import (
	"regexp"
	"strings"

	"github.com/ri-navigator/navigator/corpus"
)

var properName = regexp.MustCompile(`(?:\p{Lu}[\pL\d-]{2,} ){1,4}(?:\p{Lu}[\pL\d-]{2,}|(?:[\pL-]+ )?(?:facility|centre|institute|laboratory|telescope|synchrotron|observatory|reactor|collider|accelerator))|(?:facility|centre|institute|laboratory|telescope|synchrotron|observatory|reactor|collider|accelerator)(?: from| in)?(?: [\p{Lu}\pL-]+)? \p{Lu}[\pL\d-]{3,}`)

// strangeName is a run of words with capitals, none of them known to the records
// or a place, in a message of another language that asks for access to it.
// German, which writes all nouns so, can't be read like this.
func (r *reading) strangeName() string {
	if r.gloss.Language == "de" || r.gloss.Language == "en" {
		return ""
	}
	for _, m := range properName.FindAllStringIndex(r.text, maxFindings) {
		name := r.text[m[0]:m[1]]
		strange := m[0] > 0 && len(r.guide.gazette.find(name)) == 0
		for _, w := range corpus.Words(name) {
			capital := name[w.Start:w.End] != strings.ToLower(name[w.Start:w.End])
			strange = strange && (!capital || !r.guide.Index.Uses(w.Fold))
		}
		if strange {
			return name
		}
	}
	return ""
}

var namedFacility = regexp.MustCompile(`\b(?:the |at |use |access to |about |to |and |compare |of )((?:[A-Z][\w-]+ ){1,4}(?:[Ff]acility|[Ss]ynchrotron|[Ii]nstitute|[Tt]elescope|[Ll]aboratory|[Pp]ilot [Ll]ine|[Tt]est ?[Bb]ed|[Cc]leanroom|[Cc]ollider|[Bb]eamline|[Ll]ab|[Oo]bservatory|[Ii]nfrastructure|[Cc]entre|[Cc]enter|[Ss]ource|[Rr]eactor|[Bb]iobank|[Aa]rchive|[Ss]upercomputer|Tower|Ring|Array|Tunnel|Tank|Vessel|Platform|Station|Range|Plant|Cyclotron|Tokamak|Hub))\b`)

// otherwiseNamed reads a facility named as if it existed by other words than its
// record's names: where one record holds them all, it is meant; where none does,
// nobody knows the name, which is kept to say so.
func (r *reading) otherwiseNamed() {
	m := namedFacility.FindStringSubmatchIndex(r.text)
	if m == nil && len(r.mentions) == 0 && (howToApply.MatchString(r.text) || applyRe.MatchString(r.text) || question.MatchString(r.text)) {
		r.unknown = r.strangeName()
		return
	}
	if len(r.mentions) > 0 || m == nil {
		return
	}
	name := r.text[m[2]:m[3]]
	switch ids := r.guide.knownAs(name); len(ids) {
	case 0:
		r.unknown = name
	case 1:
		r.mentions = append(r.mentions, corpus.Mention{Text: name, Start: m[2], End: m[3], IDs: ids})
	}
}
