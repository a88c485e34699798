package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// Profile is a person with a need, of whom the navigator knows only what the
// person says and answers.
type Profile struct {
	Title string
	// Facts are all that is true of the person, by the fact's name.
	Facts map[string]string
	// Wants are the facilities that an expert would accept among the first three.
	Wants []string
	// Openings are first messages, by language: each is a dialogue of its own.
	Openings []Opening
}

// Opening is a first message. Says are the facts that it states.
type Opening struct {
	Language string
	Text     string
}

// ParseProfiles reads profiles:
//
//	== A Portuguese photonics SME
//	fact: country = PT
//	fact: org_type = sme
//	wants: pixapp or pixeurope
//	en> We package photonic chips and look for a pilot line.
//	pt> Fazemos encapsulamento de chips fotónicos e procuramos uma linha piloto.
//
// An error names the line.
func ParseProfiles(r io.Reader) ([]Profile, error) {
	var out []Profile
	err := blocks(r, func(title string) { out = append(out, Profile{Title: title, Facts: map[string]string{}}) }, func(line string) error { return out[len(out)-1].add(line) })
	if err != nil {
		return nil, err
	}
	for _, p := range out {
		if len(p.Openings) == 0 || len(p.Wants) == 0 {
			return nil, fmt.Errorf("the profile %q needs \"wants: id or id\" and at least one opening such as \"en> text\"", p.Title)
		}
	}
	return out, nil
}

func (p *Profile) add(line string) error {
	if lang, text, ok := strings.Cut(line, ">"); ok && len(strings.TrimSpace(lang)) == 2 {
		p.Openings = append(p.Openings, Opening{strings.TrimSpace(lang), strings.TrimSpace(text)})
		return nil
	}
	what, rest, _ := strings.Cut(line, ":")
	switch strings.TrimSpace(what) {
	case "fact":
		name, value, ok := strings.Cut(rest, "=")
		if !ok {
			return fmt.Errorf("write fact: name = value")
		}
		p.Facts[strings.TrimSpace(name)] = strings.TrimSpace(value)
	case "wants":
		for _, id := range strings.Split(rest, " or ") {
			p.Wants = append(p.Wants, strings.TrimSpace(id))
		}
	default:
		return fmt.Errorf("%q is none of fact: name = value, wants: id or id, or an opening such as en> text", line)
	}
	return nil
}

// answer is what the person says to a question: the option's label that is true
// of them, a number, or that they don't know.
func (p Profile) answer(q *navigator.Question, lang string) string {
	value, known := p.Facts[q.Fact]
	if !known {
		return dontKnow[lang]
	}
	if q.Confirms {
		// the first option is yes; whether it is true shows in the facts of the answer
		return ""
	}
	if i := slices.IndexFunc(q.Options, func(o navigator.Option) bool { return o.Value == value }); i >= 0 {
		return q.Options[i].Label
	}
	return value
}

// dontKnow is how people say that they don't know, by language.
var dontKnow = map[string]string{
	"bg": "не знам", "cs": "nevím", "da": "det ved jeg ikke", "de": "weiß ich nicht", "el": "δεν ξέρω", "en": "I don't know", "es": "no lo sé",
	"et": "ei tea", "fi": "en tiedä", "fr": "je ne sais pas", "ga": "níl a fhios agam", "hr": "ne znam", "hu": "nem tudom", "it": "non lo so",
	"lt": "nežinau", "lv": "nezinu", "mt": "ma nafx", "nl": "weet ik niet", "pl": "nie wiem", "pt": "não sei", "ro": "nu știu", "sk": "neviem",
	"sl": "ne vem", "sv": "jag vet inte", "uk": "не знаю",
}
