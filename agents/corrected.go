package agents

import (
	"fmt"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// What somebody said before is corrected and taken back in their own words, not
// only by a click.

var (
	corrects = rx(`\b(?:correction|corrected|sorry|pardon|i (?:meant|mean)|mistake|mistaken|wrong|error|should be|actually|instead|have moved|we moved|change)\b|^\W*(?:no|not|it is|it['’]s)\b`)
	takeBack = rx(`\b(?:forget|delete|remove|take (?:that |it )?back|withdraw|ignore|start over|is(?: not|n['’]t) (?:true|right|correct)|(?:is|was) (?:wrong|false)|no longer true|somebody says|closed)\b`)
	allOfIt  = rx(`\b(?:everything|all) (?:that )?i (?:said|told|wrote)\b`)
)

// shortCorrection is how many words a message has at most that corrects the
// country by hardly more than naming another.
const shortCorrection = 8

// correctsCountry reports whether a place named in the message is the right one
// in place of the country that was told before.
func (r *reading) correctsCountry(code string) bool {
	f, ok := r.before.Fact("country")
	return ok && fmt.Sprint(f.Value) != code && corrects.MatchString(r.text) && len(corpus.Words(r.text)) <= shortCorrection
}

// deniesHome reports whether a country that the message does not want is the one
// told as the person's own before, in a message about nothing else.
func (r *reading) deniesHome(code string) bool {
	f, ok := r.before.Fact("country")
	return ok && fmt.Sprint(f.Value) == code && len(corpus.Words(r.text)) <= shortCorrection && !findRe.MatchString(r.text)
}

// takenBack notes the facts that a message takes back by naming them.
func (r *reading) takenBack() {
	if !takeBack.MatchString(r.text) || len(corpus.Words(r.text)) > 2*shortCorrection {
		return
	}
	for _, f := range r.before.Facts {
		if allOfIt.MatchString(r.text) || r.names(f) {
			r.denied = append(r.denied, denial{f.Name, f.Value})
		}
	}
	r.facts = without(r.facts, r.denied)
}

// names reports whether the message speaks of a fact: by its value, or by what it is called.
func (r *reading) names(f navigator.Fact) bool {
	for _, p := range patterns {
		if p.fact == f.Name && (fmt.Sprint(p.value) == fmt.Sprint(f.Value) || f.Value == false) && p.re.MatchString(r.text) {
			return true
		}
	}
	if f.Name == "country" {
		for _, p := range r.guide.gazette.find(r.text) {
			if p.code == f.Value {
				return true
			}
		}
	}
	return f.Name == "publishes" && publishWord.MatchString(r.text)
}

var publishWord = rx(`\bpublish\w*\b`)

func isDenied(denied []denial, f navigator.Fact) bool {
	for _, d := range denied {
		if d.fact == f.Name && fmt.Sprint(d.value) == fmt.Sprint(f.Value) {
			return true
		}
	}
	return false
}
