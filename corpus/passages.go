package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// Passages cuts the corpus into the pieces that retrieval finds: one per
// infrastructure, service, access section, rule, article paragraph, call and training.
func Passages(c *Corpus) []navigator.Passage {
	var out []navigator.Passage
	for _, r := range c.Infrastructures {
		out = append(out, infrastructurePassages(c, r)...)
	}
	for _, p := range c.Programmes {
		out = append(out, programmePassages(p)...)
	}
	for _, a := range c.Articles {
		out = append(out, ArticlePassages(a)...)
	}
	for _, t := range c.Trainings {
		p := base(t.ID, "training", t.Name, "training", t.Sources, t.ReviewBy)
		p.Text = join(t.About, t.Who, t.Cost)
		out = append(out, p)
	}
	for _, k := range c.Calls {
		p := base(k.ID, "call", k.Title, "call", k.Sources, k.ReviewBy)
		p.Text = join(k.Title, k.About, k.Who)
		out = append(out, p)
	}
	for i := range out {
		out[i].Hash = hash(out[i])
	}
	return out
}

// Overview is what a record is about in one text: its name, what it is, its
// keywords and the names of its services.
func Overview(r *navigator.Infrastructure) string {
	text := r.Name + ". " + strings.TrimSpace(r.About)
	if len(r.Keywords) > 0 {
		text += " " + strings.Join(r.Keywords, ", ") + "."
	}
	var services []string
	for _, s := range r.Services {
		services = append(services, s.Name)
	}
	if len(services) > 0 {
		text += " Services: " + strings.Join(services, "; ") + "."
	}
	return text
}

func infrastructurePassages(c *Corpus, r *navigator.Infrastructure) []navigator.Passage {
	facets := FacetsOf(r)
	names := strings.Join(AllNames(r)[1:], " ")
	about := base(r.ID, "infrastructure", r.Name, "about", r.Sources, r.ReviewBy)
	about.Text = r.About
	about.Search = join(names, strings.Join(r.Keywords, " "), words(r.Subtype), r.Host, strings.Join(r.Areas, " "), places(c, r))
	about.Facets = facets
	out := []navigator.Passage{about}
	for _, s := range r.Services {
		p := base(r.ID, "service", r.Name, "service "+s.ID, r.Sources, r.ReviewBy)
		p.Title = r.Name + ": " + s.Name
		p.Text = join(s.Name+".", s.About)
		p.Search = join(names, strings.Join(s.Techniques, " "), strings.Join(s.Sectors, " "), strings.Join(r.Keywords, " "), words(r.Subtype), c.otherNames(s))
		p.Facets = facets
		out = append(out, p)
	}
	if text := join(r.Access.Who, r.Access.Cost, r.Access.LeadTime, r.Access.Apply); text != "" {
		p := base(r.ID, "infrastructure", r.Name, "access", r.Sources, r.ReviewBy)
		p.Text = text
		p.Search = join(names, "access cost apply users")
		p.Facets = facets
		out = append(out, p)
	}
	return out
}

// FacetsOf collects the typed values of an infrastructure that filters look at.
func FacetsOf(r *navigator.Infrastructure) navigator.Facets {
	f := navigator.Facets{Kind: r.Kind, Status: r.Status, Areas: r.Areas, Policies: r.Access.Policies}
	for _, s := range r.Sites {
		f.Countries = appendNew(f.Countries, s.Country)
	}
	for _, s := range r.Services {
		for _, m := range s.Modes {
			f.Modes = appendNew(f.Modes, m)
		}
	}
	return f
}

func programmePassages(p *navigator.Programme) []navigator.Passage {
	about := base(p.ID, "guidance", p.Name, "about", p.Sources, p.ReviewBy)
	about.Text = join(p.About, p.Who, p.Cost)
	about.Search = words(p.Kind)
	if p.URL != "" {
		about.URL = p.URL
	}
	out := []navigator.Passage{about}
	for _, r := range p.Rules {
		q := base(p.ID, "rule", p.Name, "rule "+r.ID, []navigator.Reference{r.Source}, r.ReviewBy)
		q.Text = r.Clause
		q.Search = r.Effect
		out = append(out, q)
	}
	return out
}

// ArticlePassages are the paragraphs of an article; there is at least one.
func ArticlePassages(a *navigator.Article) []navigator.Passage {
	var out []navigator.Passage
	for i, para := range strings.Split(strings.TrimSpace(a.Text), "\n\n") {
		p := base(a.ID, "guidance", a.Title, "part "+string(rune('1'+min(i, 8))), a.Sources, a.ReviewBy)
		p.Text = strings.Join(strings.Fields(para), " ")
		p.Search = strings.Join(a.Topics, " ")
		out = append(out, p)
	}
	return out
}

// base fills what all passages share; the URL is the first source page that was really read.
func base(id, typ, title, section string, refs []navigator.Reference, review navigator.Date) navigator.Passage {
	p := navigator.Passage{ID: id + "#" + section, Record: id, Type: typ, Title: title, Section: section, ReviewBy: review}
	if ref, ok := BestSource(refs); ok {
		p.URL, p.CheckedOn = ref.URL, ref.On
	}
	return p
}

// BestSource is the first source whose page was read, else the first.
func BestSource(refs []navigator.Reference) (navigator.Reference, bool) {
	for _, r := range refs {
		if r.Page {
			return r, true
		}
	}
	if len(refs) > 0 {
		return refs[0], true
	}
	return navigator.Reference{}, false
}

func places(c *Corpus, r *navigator.Infrastructure) string {
	var out []string
	for _, s := range r.Sites {
		out = appendNew(out, s.City)
		out = appendNew(out, c.CountryName(s.Country))
	}
	return strings.Join(out, " ")
}

func hash(p navigator.Passage) string {
	sum := sha256.Sum256([]byte(p.Title + "\x00" + p.Text + "\x00" + p.Search))
	return hex.EncodeToString(sum[:16])
}

func words(id string) string { return strings.NewReplacer("_", " ", "-", " ").Replace(id) }

func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

func appendNew(list []string, v string) []string {
	for _, x := range list {
		if x == v {
			return list
		}
	}
	return append(list, v)
}
