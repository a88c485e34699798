package agents

import (
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/prompts"
	"github.com/ri-navigator/navigator/store"
)

// startApplication offers a draft for the infrastructure that the message
// names, or for the first of those recommended last.
func (g *Guide) startApplication(u navigator.Understanding, h History) navigator.Answer {
	ids := u.Mentions
	if len(ids) == 0 && h.Last != nil {
		for _, r := range h.Last.Recommendations {
			if r.Eligibility != navigator.NotMet && r.Status == "operating" {
				ids = append(ids, r.ID)
				break
			}
		}
	}
	if len(ids) == 0 {
		return g.plain(u, navigator.KindApplication, "application_which")
	}
	c := g.candidate(u, ids[0])
	if c.Infrastructure.Status != "operating" {
		cs := g.newCitations()
		a := navigator.Answer{Kind: navigator.KindApplication, Text: g.excludedLine(u, c, cs), Recommendations: []navigator.Recommendation{g.card(u, c)}}
		a.Citations = cs.list
		return a
	}
	a := g.plain(u, navigator.KindApplication, "application", "Name", c.Infrastructure.Name)
	a.Recommendations = []navigator.Recommendation{g.card(u, c)}
	a.Actions = []navigator.Action{{Type: "start_application", Form: g.formID(c.Infrastructure), Infrastructure: ids[0]}}
	return a
}

// Draft is step 7: a form filled from the facts, the need and the record, each
// value with its source. What nothing supports stays empty and keeps its question.
func (g *Guide) Draft(conversation, infrastructure string, u navigator.Understanding, events []navigator.Event) (navigator.Draft, error) {
	r := g.Corpus.Infrastructure(infrastructure)
	if r == nil {
		return navigator.Draft{}, navigator.Errorf(navigator.CodeNotFound, "there is no infrastructure %q in the catalogue", infrastructure)
	}
	if r.Status != "operating" {
		return navigator.Draft{}, navigator.Errorf(navigator.CodeConflict, "%s is not in operation, so there is nothing to apply for", r.Name)
	}
	form := g.Corpus.FormFor(r.Kind)
	if form == nil {
		return navigator.Draft{}, navigator.Errorf(navigator.CodeUnavailable, "there is no form for a %s infrastructure", r.Kind)
	}
	about := g.aboutPassage(r)
	d := navigator.Draft{
		ID: store.NewID("a"), Conversation: conversation, Status: "draft", Notice: form.Notice,
		Form:           navigator.FormRef{ID: form.ID, Title: form.Title},
		Infrastructure: navigator.RecordRef{ID: r.ID, Name: r.Name, URL: about.URL},
		Contact:        r.Access.Contact, ApplyURL: r.Access.ApplyURL,
	}
	f := filler{guide: g, record: r, page: about, u: u, events: events}
	for _, q := range form.Fields {
		field := navigator.Field{Key: q.Key, Section: q.Section, Label: q.Label, Help: q.Help, Type: q.Type, Options: q.Options, Required: q.Required, Question: q.Question}
		field.Value, field.Source = f.fill(q.From)
		d.Fields = append(d.Fields, field)
	}
	d.Progress = Progress(d)
	return SpeakDraft(g.Prompts, prompts.Fallback, d), nil
}

// filler finds the values of a form's fields.
type filler struct {
	guide  *Guide
	record *navigator.Infrastructure
	page   navigator.Passage
	u      navigator.Understanding
	events []navigator.Event
}

// fill gives the value that a field's From names, with its source, or nothing.
func (f filler) fill(from string) (any, *navigator.FieldSource) {
	if name, ok := strings.CutPrefix(from, "fact:"); ok {
		return f.fact(name)
	}
	switch from {
	case "infrastructure.name":
		return f.record.Name, f.catalogue("record")
	case "service":
		if s := f.service(); s != "" {
			return s, f.catalogue("service")
		}
	case "programme":
		ps := f.guide.Corpus.ProgrammesOf(f.record.ID)
		ps = slices.DeleteFunc(ps, func(p *navigator.Programme) bool { return p.Status != "active" })
		if len(ps) == 1 {
			return ps[0].Name, &navigator.FieldSource{Kind: "catalogue", Basis: "programme", URL: bestURL(ps[0].Sources)}
		}
	case "need":
		return f.need()
	}
	return nil, nil
}

func bestURL(refs []navigator.Reference) string {
	ref, _ := corpus.BestSource(refs)
	return ref.URL
}

func (f filler) catalogue(basis string) *navigator.FieldSource {
	return &navigator.FieldSource{Kind: "catalogue", Basis: basis, On: string(f.page.CheckedOn), URL: f.page.URL}
}

// fact fills from a fact; a doubtful one is left for the person to say.
func (f filler) fact(name string) (any, *navigator.FieldSource) {
	fact, ok := f.u.Fact(name)
	if !ok || fact.Confidence < navigator.Doubtful {
		return nil, nil
	}
	v := fact.Value
	if code, ok := v.(string); ok && name == "country" {
		v = f.guide.country(f.u.Language, code)
	}
	s := fact.Source
	return v, &navigator.FieldSource{Kind: s.Kind, Basis: "told", Words: s.Ref, Seq: s.Seq, Start: s.Start, End: s.End}
}

// need is the person's own words: the messages that told it, never a paraphrase.
func (f filler) need() (any, *navigator.FieldSource) {
	for _, e := range f.events {
		if e.Type == "message" && e.Role == "user" && tells(e.Text, f.u.Told) {
			return e.Text, &navigator.FieldSource{Kind: "message", Basis: "need", Seq: e.Seq, Start: 0, End: len(e.Text)}
		}
	}
	return nil, nil
}

// tells reports whether a message is where the need began: what was told begins with it.
func tells(message, told string) bool {
	text, _ := clean(message)
	return strings.TrimSpace(text) != "" && strings.HasPrefix(told, text)
}

// service is the name of the record's service that shares most words with the need.
func (f filler) service() string {
	need := map[string]bool{}
	for _, w := range corpus.Words(f.u.Need) {
		if !generic[w.Fold] && !isStop(w.Fold) {
			need[w.Fold] = true
		}
	}
	name, most := "", 0
	for _, s := range f.record.Services {
		n := 0
		for _, w := range corpus.Words(s.Name + " " + s.About + " " + strings.Join(s.Techniques, " ")) {
			if need[w.Fold] {
				n++
			}
		}
		if n > most {
			name, most = s.Name, n
		}
	}
	return name
}

// Progress counts a draft's fields.
func Progress(d navigator.Draft) navigator.Progress {
	p := navigator.Progress{Total: len(d.Fields)}
	for _, f := range d.Fields {
		if f.Required {
			p.Required++
		}
		if f.Value != nil {
			p.Filled++
		}
		if f.Confirmed {
			p.Confirmed++
		}
	}
	return p
}
