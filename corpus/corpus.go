// Package corpus is what the navigator knows: infrastructures, access
// programmes with their rules, calls, training, guidance, forms and
// vocabularies, as YAML files that people write and a machine checks.
//
// The files are compiled into the program; Load reads any other folder of the
// same layout. Nothing is loaded in part: a file with a finding of severity
// error keeps the whole corpus out.
package corpus

import (
	"embed"
	"io/fs"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

//go:embed all:catalogue all:access all:calls all:training all:guidance forms vocabularies
var shipped embed.FS

// Shipped is the catalogue that comes with the program.
func Shipped() fs.FS { return shipped }

// Corpus is one loaded, consistent state of the records.
type Corpus struct {
	Infrastructures []*navigator.Infrastructure
	Programmes      []*navigator.Programme
	Articles        []*navigator.Article
	Calls           []*navigator.Call
	Trainings       []*navigator.Training
	Forms           []*navigator.Form
	Countries       []Country
	Places          []Place
	Facts           []FactDef
	Topics          []Topic
	Queues          []Queue
	Boxes           []Box
	Glossary        []Concept
	Techniques      []Technique
	Subtypes        []Subtype
	CountryWords    []CountryWords
	FunctionWords   map[string][]string // by language code
	// PhraseKeys are the English phrases that messages are read by, each with a note on what it covers.
	PhraseKeys map[string]string
	// Phrases are, by language code and English phrase, the forms in which people type it.
	Phrases map[string]map[string][]string
	// Everyday are words of science and daily life that the glossary does not hold,
	// by language code and English word.
	Everyday map[string]map[string][]string

	// Version and RulesVersion are short hashes of the files' content.
	Version      string
	RulesVersion string

	infrastructures map[string]*navigator.Infrastructure
	programmes      map[string]*navigator.Programme
	techniques      map[string]Technique
	carriers        map[string][]string // infrastructure id -> programme ids
}

// Infrastructure finds a record by id, or nil.
func (c *Corpus) Infrastructure(id string) *navigator.Infrastructure { return c.infrastructures[id] }

// Programme finds a programme by id, or nil.
func (c *Corpus) Programme(id string) *navigator.Programme { return c.programmes[id] }

// ProgrammesOf lists the programmes that carry access to an infrastructure:
// those it names, and those that name it.
func (c *Corpus) ProgrammesOf(id string) []*navigator.Programme {
	var out []*navigator.Programme
	for _, pid := range c.carriers[id] {
		if p := c.programmes[pid]; p != nil {
			out = append(out, p)
		}
	}
	return out
}

// CallsOf lists the calls for an infrastructure or for one of its programmes.
func (c *Corpus) CallsOf(id string) []*navigator.Call {
	var out []*navigator.Call
	for _, call := range c.Calls {
		if slices.Contains(call.Infrastructures, id) || (call.Programme != "" && slices.Contains(c.carriers[id], call.Programme)) {
			out = append(out, call)
		}
	}
	return out
}

// Country finds a country by its ISO 3166-1 alpha-2 code.
func (c *Corpus) Country(code string) (Country, bool) {
	for _, x := range c.Countries {
		if x.Code == code {
			return x, true
		}
	}
	return Country{}, false
}

// CountryName is the country's English name, or the code where it is not known.
func (c *Corpus) CountryName(code string) string {
	if x, ok := c.Country(code); ok {
		return x.Name
	}
	return code
}

// Fact finds the declaration of a fact.
func (c *Corpus) Fact(name string) (FactDef, bool) {
	for _, f := range c.Facts {
		if f.Name == name {
			return f, true
		}
	}
	return FactDef{}, false
}

// boxMargin is how far outside its country's boxes a coordinate may lie, in
// degrees: outlines at 1:50 million are rough at the coast.
const boxMargin = 0.3

// Inside reports whether a coordinate may lie in a country. A country without an outline says yes.
func (c *Corpus) Inside(code string, lat, lon float64) bool {
	known := false
	for _, b := range c.Boxes {
		if b.Code != code {
			continue
		}
		known = true
		for _, p := range b.Parts {
			if lat >= p[0]-boxMargin && lat <= p[2]+boxMargin && lon >= p[1]-boxMargin && lon <= p[3]+boxMargin {
				return true
			}
		}
	}
	return !known
}

// FormFor picks the form for an infrastructure of that kind.
func (c *Corpus) FormFor(kind string) *navigator.Form {
	for _, f := range c.Forms {
		if slices.Contains(f.For, kind) {
			return f
		}
	}
	return nil
}

// index builds the look-ups after loading.
func (c *Corpus) index() {
	c.infrastructures = map[string]*navigator.Infrastructure{}
	c.programmes = map[string]*navigator.Programme{}
	c.carriers = map[string][]string{}
	for _, p := range c.Programmes {
		c.programmes[p.ID] = p
	}
	for _, i := range c.Infrastructures {
		c.infrastructures[i.ID] = i
		c.carriers[i.ID] = slices.Clone(i.Access.Programmes)
	}
	for _, p := range c.Programmes {
		for _, id := range p.Infrastructures {
			if !slices.Contains(c.carriers[id], p.ID) {
				c.carriers[id] = append(c.carriers[id], p.ID)
			}
		}
	}
	byID(c.Infrastructures, func(i *navigator.Infrastructure) string { return i.ID })
	byID(c.Programmes, func(p *navigator.Programme) string { return p.ID })
	byID(c.Articles, func(a *navigator.Article) string { return a.ID })
}

func byID[T any](xs []T, id func(T) string) {
	slices.SortFunc(xs, func(a, b T) int { return strings.Compare(id(a), id(b)) })
}
