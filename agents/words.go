package agents

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// country is what a language calls a country, by CLDR.
func (g *Guide) country(lang, code string) string {
	if lang != "en" {
		if r, err := language.ParseRegion(code); err == nil {
			if names := display.Regions(language.Make(lang)); names != nil {
				return cmp.Or(names.Name(r), code)
			}
		}
	}
	return g.Corpus.CountryName(code)
}

// subtype is what a language calls a kind of facility.
func (g *Guide) subtype(lang, id string) string {
	if w := g.Prompts.Words(lang).Subtypes[id]; w != "" {
		return w
	}
	s, _ := g.Corpus.Subtype(id)
	return s.Label
}

// factDef is a fact's declaration with its words in a language.
func (g *Guide) factDef(lang, name string) (corpus.FactDef, bool) {
	d, ok := g.Corpus.Fact(name)
	if !ok {
		return d, false
	}
	d.Options = slices.Clone(d.Options)
	w := g.Prompts.Words(lang).Facts[name]
	d.Label, d.Question, d.Why = cmp.Or(w.Label, d.Label), cmp.Or(w.Question, d.Question), cmp.Or(w.Why, d.Why)
	for i, o := range d.Options {
		d.Options[i].Label = cmp.Or(w.Options[o.Value], o.Label)
		if name == "country" && len(o.Value) == 2 {
			d.Options[i].Label = g.country(lang, o.Value)
		}
	}
	return d, true
}

// factText is a fact as a person reads it: its label and its value in words.
func (g *Guide) factText(lang string, f navigator.Fact) string {
	def, ok := g.factDef(lang, f.Name)
	if !ok {
		return fmt.Sprintf("%s: %v", f.Name, f.Value)
	}
	value := fmt.Sprint(f.Value)
	if f.Name == "country" {
		value = g.country(lang, value)
	} else if i := slices.IndexFunc(def.Options, func(o navigator.Option) bool { return o.Value == value }); i >= 0 && def.Type != "int" {
		value = inside(lang, def.Options[i].Label)
	} else if def.Type == "bool" {
		value = g.say(lang, map[string]string{"true": "answer_yes", "false": "answer_no"}[value])
		return def.Label + ": " + inside(lang, value)
	}
	if def.Type == "bool" {
		return value
	}
	return def.Label + ": " + value
}

// inside makes a sentence's beginning the inside of another in English; in other
// languages it stays, as some write nouns with a capital.
func inside(lang, s string) string {
	if lang != "en" {
		return s
	}
	return lowerFirst(s)
}

// told puts each fact into words, for the person to see and to correct.
func (g *Guide) told(lang string, facts []navigator.Fact) []navigator.Fact {
	out := slices.Clone(facts)
	for i := range out {
		out[i].Text = g.factText(lang, out[i])
	}
	return out
}

// labels lists what facts are called.
func (g *Guide) labels(lang string, facts []string) []string {
	out := []string{}
	for _, f := range facts {
		if d, ok := g.factDef(lang, f); ok {
			out = append(out, d.Label)
		}
	}
	return out
}

// topics are up to four of a record's keywords in a language, as far as the
// glossary has them; of the others none is guessed.
func (g *Guide) topics(lang string, r *navigator.Infrastructure) string {
	var out []string
	for _, k := range r.Keywords {
		for _, c := range g.glossary[corpus.Fold(k)] {
			if t := c.Terms[lang]; len(t) > 0 && !slices.Contains(out, t[0]) && len(out) < 4 {
				out = append(out, t[0])
			}
		}
	}
	return strings.Join(out, ", ")
}
