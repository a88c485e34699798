package corpus

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// check runs every rule that a record must keep, after all files are read.
func (l *loader) check() {
	for _, r := range l.corpus.Infrastructures {
		l.checkInfrastructure(r)
	}
	for _, r := range l.corpus.Programmes {
		l.checkProgramme(r)
	}
	for _, r := range l.corpus.Calls {
		l.checkCall(r)
	}
	for _, r := range l.corpus.Articles {
		l.checkSources("guidance:"+r.ID, r.Sources)
	}
	for _, r := range l.corpus.Trainings {
		l.checkSources("training:"+r.ID, r.Sources)
		for _, id := range r.Infrastructures {
			l.refer("training:"+r.ID, "infrastructure", id, l.corpus.infrastructures[id] != nil)
		}
	}
	l.checkGlossary()
	l.checkTerms()
}

func (l *loader) checkInfrastructure(r *navigator.Infrastructure) {
	key := "catalogue:" + r.ID
	l.identity(key, r.ID, r.Name, r.About)
	l.choice(key, "kind", r.Kind, Kinds)
	l.choice(key, "subtype", r.Subtype, Subtypes(r.Kind))
	l.choice(key, "status", r.Status, Statuses)
	l.choices(key, "area", r.Areas, Areas)
	l.choices(key, "access policy", r.Access.Policies, Policies)
	if r.ESFRIDomain != "" {
		l.choice(key, "esfri_domain", r.ESFRIDomain, ESFRIDomains)
	}
	if dir := path.Base(path.Dir(l.files[key].path)); dir != r.Kind {
		l.at(key, "kind:", fmt.Sprintf("kind is %q but the file lies in %s/", r.Kind, dir), "move the file or mend the kind")
	}
	l.checkSites(key, r)
	l.checkServices(key, r)
	for _, id := range r.Access.Programmes {
		l.refer(key, "programme", id, l.corpus.programmes[id] != nil)
	}
	l.checkSources(key, r.Sources)
}

func (l *loader) checkSites(key string, r *navigator.Infrastructure) {
	for _, s := range r.Sites {
		if _, ok := l.corpus.Country(s.Country); !ok {
			l.at(key, s.Country, fmt.Sprintf("the country %q is not in vocabularies/countries.yaml", s.Country), "use the ISO 3166-1 code, quoted where it is NO")
		}
		if (s.Lat == nil) != (s.Lon == nil) || (s.Lat != nil && (*s.Lat < -90 || *s.Lat > 90 || *s.Lon < -180 || *s.Lon > 180)) {
			l.at(key, "lat:", "the coordinates are not a pair of degrees", "give lat and lon in degrees, or neither")
		} else if s.Lat != nil && !l.corpus.Inside(s.Country, *s.Lat, *s.Lon) {
			l.at(key, "lat:", fmt.Sprintf("%.3f, %.3f does not lie in %s", *s.Lat, *s.Lon, s.Country), "mend the coordinates or the country; lat comes first")
		}
	}
}

func (l *loader) checkServices(key string, r *navigator.Infrastructure) {
	seen := map[string]bool{}
	for _, s := range r.Services {
		if s.ID == "" || seen[s.ID] {
			l.at(key, s.Name, fmt.Sprintf("the service %q has no id of its own", s.Name), "give each service of a record its own id")
		}
		seen[s.ID] = true
		l.choices(key, "sector", s.Sectors, Sectors)
		l.choices(key, "access mode", s.Modes, Modes)
		if t := s.TRL; t != nil && (t.From < 1 || t.To > 9 || t.From > t.To) {
			l.at(key, "trl:", fmt.Sprintf("the TRL span %d to %d is impossible", t.From, t.To), "give 1 ≤ from ≤ to ≤ 9, as the source says, or leave it out")
		}
	}
}

func (l *loader) checkProgramme(p *navigator.Programme) {
	key := "access:" + p.ID
	l.identity(key, p.ID, p.Name, p.About)
	l.choice(key, "kind", p.Kind, ProgrammeKind)
	l.choice(key, "status", p.Status, ProgrammeStat)
	for _, id := range p.Infrastructures {
		l.refer(key, "infrastructure", id, l.corpus.infrastructures[id] != nil)
	}
	seen := map[string]bool{}
	for _, r := range p.Rules {
		if r.ID == "" || seen[r.ID] {
			l.at(key, r.Clause, fmt.Sprintf("the rule id %q is missing or used twice", r.ID), "give each rule of a programme its own id")
		}
		seen[r.ID] = true
		l.choice(key, "effect", r.Effect, Effects)
		if r.Clause == "" {
			l.at(key, r.ID, fmt.Sprintf("the rule %q has no clause", r.ID), "say the rule in plain words")
		}
		if r.Expr == "" && r.Note == "" {
			l.at(key, r.ID, fmt.Sprintf("the rule %q has neither expr nor note", r.ID), "add the expression, or a note why no machine can check it")
		}
		l.checkSources(key, []navigator.Reference{r.Source})
	}
	l.checkSources(key, p.Sources)
}

func (l *loader) checkCall(c *navigator.Call) {
	key := "calls:" + c.ID
	if c.Programme != "" {
		l.refer(key, "programme", c.Programme, l.corpus.programmes[c.Programme] != nil)
	}
	for _, id := range c.Infrastructures {
		l.refer(key, "infrastructure", id, l.corpus.infrastructures[id] != nil)
	}
	if _, err := CloseTime(c); err != nil {
		l.at(key, "closes_at", err.Error(), "write 2027-01-15T17:00:00+01:00, or 2027-01-15 with a time_zone")
	}
	l.checkSources(key, c.Sources)
}

func (l *loader) identity(key, id, name, about string) {
	f := l.files[key]
	if want := strings.TrimSuffix(path.Base(f.path), path.Ext(f.path)); id != want {
		l.at(key, "id:", fmt.Sprintf("the id is %q but the file is called %s", id, path.Base(f.path)), "name the file after the id")
	}
	if strings.TrimSpace(name) == "" || strings.TrimSpace(about) == "" {
		l.at(key, "", "name or about is empty", "say what it is in two to five sentences")
	}
	if strings.ContainsAny(name+about, "<>") && looksLikeMarkup(name+about) {
		l.at(key, "<", "the text holds markup", "write plain text")
	}
}

func looksLikeMarkup(s string) bool {
	low := strings.ToLower(s)
	return strings.Contains(low, "</") || strings.Contains(low, "<script") || strings.Contains(low, "<img") || strings.Contains(low, "<br")
}

func (l *loader) checkSources(key string, refs []navigator.Reference) {
	if len(refs) == 0 {
		l.at(key, "", "the record has no source", "add the page that was read, with its date")
	}
	for _, r := range refs {
		u, err := url.Parse(r.URL)
		if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
			l.at(key, r.URL, fmt.Sprintf("the source %q is not a web address", r.URL), "give the address of the page that was read")
		}
		if r.On.Time().IsZero() {
			l.at(key, r.URL, fmt.Sprintf("the source %q has no date", r.URL), "say on which day it was read: on: 2026-11-23")
		}
	}
}

func (l *loader) choice(key, what, v string, list []string) {
	if !oneOf(v, list) {
		l.at(key, v, fmt.Sprintf("%s %q is not in the vocabulary", what, v), "use one of: "+strings.Join(list, ", "))
	}
}

func (l *loader) choices(key, what string, vs, list []string) {
	for _, v := range vs {
		l.choice(key, what, v, list)
	}
}

func (l *loader) refer(key, what, id string, ok bool) {
	if !ok {
		l.at(key, id, fmt.Sprintf("the %s %q does not exist", what, id), "mend the id, or add its record")
	}
}

// at adds an error about the record, on the line where text stands.
func (l *loader) at(key, text, finding, remedy string) {
	f := l.files[key]
	l.fail(f.path, lineOf(f.raw, text), finding, remedy)
}

// Languages are the codes of the 24 official languages of the EU, and Ukrainian.
var Languages = []string{
	"bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "uk",
}

// checkGlossary wants each concept once, with a term in every language.
func (l *loader) checkGlossary() {
	seen := map[string]bool{}
	for _, c := range l.corpus.Glossary {
		if seen[c.ID] {
			l.warn("vocabularies/glossary", 0, fmt.Sprintf("the concept %q stands twice", c.ID), "merge the two")
		}
		seen[c.ID] = true
		for _, lang := range Languages {
			if len(c.Terms[lang]) == 0 {
				l.warn("vocabularies/glossary", 0, fmt.Sprintf("the concept %q has no term in %s", c.ID, lang), "add the usual term")
			}
		}
	}
}
