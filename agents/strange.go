package agents

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/ri-navigator/navigator/corpus"
)

// things are the kinds of facility that a name says of itself, as a gloss has them.
const things = `(?:facility|centre|institute|laboratory|telescope|synchrotron|observatory|reactor|collider|accelerator|cyclotron|tokamak|biobank|supercomputer)`

var properName = regexp.MustCompile(`(?:\p{Lu}[\pL\d-]{2,} ){1,4}(?:\p{Lu}[\pL\d-]{2,}|(?:[\pL-]+ )?` + things + `)|` + things + `(?: from| in)?(?: [\p{Lu}\pL-]+)? \p{Lu}[\pL\d-]{3,}`)

// strangeName is a run of words with capitals, none of them known to the records
// or a place, in a message of another language that asks for access to it.
// German, which writes all nouns so, can't be read like this.
func (r *reading) strangeName() string {
	if r.gloss.Language == "de" || r.gloss.Language == "en" {
		return ""
	}
	for _, m := range properName.FindAllStringIndex(r.text, maxFindings) {
		if start, _ := r.gloss.Original(m[0], m[1]); start > 0 && r.isStrange(r.text[m[0]:m[1]]) {
			return r.asWritten(m[0], m[1])
		}
	}
	return ""
}

// isStrange says whether what makes a name one, beside its number and the kind
// of thing it is, is used by no record and by no place.
func (r *reading) isStrange(name string) bool {
	words := naming(name)
	if len(words) == 0 || len(r.guide.gazette.find(name)) > 0 || r.guide.Index.Uses(words[len(words)-1].Fold) {
		return false
	}
	for _, w := range words[:len(words)-1] {
		capital := name[w.Start:w.End] != strings.ToLower(name[w.Start:w.End])
		if capital && r.guide.Index.Uses(w.Fold) && !kindOfThing.MatchString(name) {
			return false
		}
	}
	return true
}

// naming are a name's words without the number or the kind of thing at its end:
// of "reactor Krakonos-9" and "Perkuno Antigravitacijos centre" what nobody knows.
func naming(name string) []corpus.Word {
	words := corpus.Words(name)
	for len(words) > 0 {
		last := words[len(words)-1]
		if !thing.MatchString(last.Fold) && strings.ContainsFunc(last.Fold, unicode.IsLetter) {
			break
		}
		words = words[:len(words)-1]
	}
	return words
}

var thing = rx(`^` + things + `$`)

// kindOfThing is a name that begins with what it is: "telescope Moon Quijotón".
var kindOfThing = rx(`^` + things + `\b`)

// asWritten are the message's own words for a part of its gloss.
func (r *reading) asWritten(from, to int) string {
	start, end := r.gloss.Original(from, to)
	return r.said[start:end]
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
		r.unknown = r.asWritten(m[2], m[3])
	case 1:
		r.mentions = append(r.mentions, corpus.Mention{Text: name, Start: m[2], End: m[3], IDs: ids})
	}
}
