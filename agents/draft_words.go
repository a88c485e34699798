package agents

import (
	"fmt"
	"slices"
	"strconv"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/prompts"
)

// SpeakDraft puts what a draft says into a language: the form's words and the
// labels of the sources. What the person or the catalogue filled in stays.
func SpeakDraft(p *prompts.Set, lang string, d navigator.Draft) navigator.Draft {
	text := p.Words(lang).Text
	d.Form.Title, d.Notice = text(d.Form.Title), text(d.Notice)
	d.Fields = slices.Clone(d.Fields)
	for i, f := range d.Fields {
		f.Section, f.Label, f.Help, f.Question = text(f.Section), text(f.Label), text(f.Help), text(f.Question)
		f.Options = slices.Clone(f.Options)
		for j, o := range f.Options {
			f.Options[j].Label = text(o.Label)
		}
		f.Source = speakSource(p, lang, f.Source)
		d.Fields[i] = f
	}
	return d
}

// speakSource says where a value comes from; sources from before Basis keep their label.
func speakSource(p *prompts.Set, lang string, s *navigator.FieldSource) *navigator.FieldSource {
	if s == nil || s.Basis == "" {
		return s
	}
	out := *s
	out.Label = p.Say(lang, "from_"+s.Basis, map[string]any{"Words": s.Words, "On": s.On})
	return &out
}

// FieldText is a field's value as a person reads it: a choice by its label, an amount without an exponent.
func FieldText(p *prompts.Set, lang string, f navigator.Field) string {
	switch v := f.Value.(type) {
	case nil:
		return ""
	case bool:
		return p.Say(lang, map[bool]string{true: "answer_yes", false: "answer_no"}[v], nil)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	value := fmt.Sprint(f.Value)
	if i := slices.IndexFunc(f.Options, func(o navigator.Option) bool { return o.Value == value }); i >= 0 {
		return f.Options[i].Label
	}
	return value
}

// FactsText puts facts into words of a language.
func (g *Guide) FactsText(lang string, facts []navigator.Fact) []navigator.Fact {
	return g.told(lang, facts)
}

// Text is a text of the corpus that stands in English there, such as a form's
// label or a desk's name, in a language.
func (g *Guide) Text(lang, english string) string { return g.Prompts.Words(lang).Text(english) }
