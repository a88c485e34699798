package corpus

import (
	"fmt"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// TechniquesOf lists the techniques of a record's services that PaNET knows, each once.
func (c *Corpus) TechniquesOf(r *navigator.Infrastructure) []Technique {
	var out []Technique
	for _, s := range r.Services {
		for _, t := range c.techniquesOf(s) {
			if !slices.ContainsFunc(out, func(o Technique) bool { return o.PaNET == t.PaNET }) {
				out = append(out, t)
			}
		}
	}
	return out
}

func (c *Corpus) techniquesOf(s navigator.Service) []Technique {
	var out []Technique
	for _, name := range s.Techniques {
		if t, ok := c.techniques[name]; ok {
			out = append(out, t)
		}
	}
	return out
}

// otherNames are what PaNET calls a service's techniques besides.
func (c *Corpus) otherNames(s navigator.Service) string {
	var out []string
	for _, t := range c.techniquesOf(s) {
		out = append(append(out, t.Label), t.Aliases...)
	}
	return strings.Join(out, " ")
}

// Subtype finds the definition of a kind of facility.
func (c *Corpus) Subtype(id string) (Subtype, bool) {
	i := slices.IndexFunc(c.Subtypes, func(s Subtype) bool { return s.ID == id })
	if i < 0 {
		return Subtype{}, false
	}
	return c.Subtypes[i], true
}

// indexTerms prepares the look-up of techniques.
func (l *loader) indexTerms() {
	l.corpus.techniques = map[string]Technique{}
	for _, t := range l.corpus.Techniques {
		for _, u := range t.Used {
			l.corpus.techniques[u] = t
		}
	}
}

// checkTerms finds kinds of facility without a definition, and techniques that no record uses.
func (l *loader) checkTerms() {
	if len(l.corpus.Subtypes) > 0 {
		for _, id := range append(slices.Clone(SubtypesResearch), SubtypesTechnology...) {
			if _, ok := l.corpus.Subtype(id); !ok {
				l.fail("vocabularies/kinds.yaml", 0, fmt.Sprintf("the kind of facility %q is not defined", id), "define it and say what it is")
			}
		}
	}
	used := map[string]bool{}
	for _, r := range l.corpus.Infrastructures {
		for _, s := range r.Services {
			for _, t := range s.Techniques {
				used[t] = true
			}
		}
	}
	for _, t := range l.corpus.Techniques {
		for _, u := range t.Used {
			if !used[u] {
				l.warn("vocabularies/techniques.yaml", 0, fmt.Sprintf("no service uses the technique %q any more", u), "take it out")
			}
		}
	}
}

// locate gives sites without coordinates of their own those of their city, and says so.
func (l *loader) locate() {
	at := map[string]Place{}
	for _, p := range l.corpus.Places {
		at[p.Country+" "+Fold(p.Name)] = p
	}
	for _, r := range l.corpus.Infrastructures {
		for i := range r.Sites {
			s := &r.Sites[i]
			p, ok := at[s.Country+" "+Fold(s.City)]
			if s.Lat != nil || s.Lon != nil || !ok || p.Lat == 0 && p.Lon == 0 {
				continue
			}
			s.Lat, s.Lon, s.Precision = &p.Lat, &p.Lon, "city"
		}
	}
}
