package exchange

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// Apply maps the rows. Each row becomes a record or a drop with its reason.
func (m *Mapping) Apply(rows []Row, c *corpus.Corpus, r *Report) []Imported {
	var out []Imported
	taken := map[string]int{}
	names := map[string]string{}
	for _, i := range c.Infrastructures {
		for _, n := range corpus.AllNames(i) {
			names[corpus.Fold(n)] = i.ID
		}
	}
	r.Read += len(rows)
	for _, row := range rows {
		rec, kind, detail := m.record(row, c, r)
		name := ""
		if rec != nil {
			name = rec.Name
		}
		if kind == "" {
			if id := names[corpus.Fold(name)]; id != "" {
				kind, detail = "already in the catalogue", id
			} else if first, ok := taken[rec.ID]; ok {
				kind, detail = "the same name as another row", fmt.Sprintf("row %d", first)
			}
		}
		if kind != "" {
			r.drop(row.N, name, kind, detail)
			continue
		}
		taken[rec.ID] = row.N
		out = append(out, Imported{row.N, rec})
	}
	return out
}

// record maps one row; kind says why it can't be one.
func (m *Mapping) record(row Row, c *corpus.Corpus, r *Report) (rec *navigator.Infrastructure, kind, detail string) {
	for path, allowed := range m.Where {
		if v := text(dig(row.Values, path)); !slices.Contains(allowed, v) {
			return nil, "left out by the mapping", fmt.Sprintf("%s is %q", path, v)
		}
	}
	get := func(field string) string {
		v, markup := m.value(field, row)
		if markup {
			r.Mended["markup taken out of a text"]++
		}
		return v
	}
	rec = &navigator.Infrastructure{
		Name: get("name"), Host: get("host"), About: get("about"), Kind: get("kind"), Subtype: get("subtype"), Status: get("status"),
		ESFRIDomain: get("esfri_domain"), Acronyms: m.list("acronyms", row), FormerNames: m.list("former_names", row),
		Keywords: m.list("keywords", row), Areas: m.list("areas", row), ROR: get("ror"), ReviewBy: m.Source.On,
	}
	if rec.Name == "" {
		return rec, "no name", ""
	}
	if rec.ID = m.Name + "-" + slug(rec.Name); rec.ID == m.Name+"-" {
		return rec, "no id can be made of the name", ""
	}
	if rec.About == "" {
		return rec, "no description", ""
	}
	rec.URL = webAddress(get("url"), r)
	rec.Access = navigator.Access{Who: get("who"), Cost: get("cost"), ApplyURL: webAddress(get("apply_url"), r)}
	if _, mapped := m.Fields["country"]; mapped { // a source that tells no countries makes records without a site
		site, kind, detail := m.site(get, c, r)
		if kind != "" {
			return rec, kind, detail
		}
		rec.Sites = []navigator.Site{site}
	}
	ref := m.Source
	ref.Page = false
	rec.Sources = []navigator.Reference{ref}
	return rec, "", ""
}

func (m *Mapping) site(get func(string) string, c *corpus.Corpus, r *Report) (navigator.Site, string, string) {
	given := get("country")
	code, ok := countryCode(given, c)
	if given == "" {
		return navigator.Site{}, "no country", ""
	}
	if !ok {
		return navigator.Site{}, "unknown country", given
	}
	s := navigator.Site{Country: code, City: get("city")}
	lat, lon := get("lat"), get("lon")
	if lat == "" && lon == "" {
		return s, "", ""
	}
	a, errA := strconv.ParseFloat(lat, 64)
	b, errB := strconv.ParseFloat(lon, 64)
	if errA != nil || errB != nil || a < -90 || a > 90 || b < -180 || b > 180 || a == 0 && b == 0 {
		r.Mended["impossible coordinates left out"]++
		return s, "", ""
	}
	if !c.Inside(code, a, b) {
		r.Mended["coordinates outside the country left out"]++
		return s, "", ""
	}
	s.Lat, s.Lon = &a, &b
	return s, "", ""
}

// countryCode resolves a code or a name. EL and UK are the EU's own codes.
func countryCode(s string, c *corpus.Corpus) (string, bool) {
	switch s {
	case "EL":
		return "GR", true
	case "UK":
		return "GB", true
	}
	want := corpus.Fold(s)
	for _, x := range c.Countries {
		if x.Code == s || corpus.Fold(x.Name) == want || slices.ContainsFunc(x.Aliases, func(a string) bool { return corpus.Fold(a) == want }) {
			return x.Code, true
		}
	}
	return "", false
}

var placeholder = regexp.MustCompile(`\{([^{}]+)\}`)

// value is a field's text after its path, form, translation and default.
func (m *Mapping) value(field string, row Row) (v string, markup bool) {
	f, ok := m.Fields[field]
	if ok && f.Form != "" {
		v = placeholder.ReplaceAllStringFunc(f.Form, func(p string) string { return oneLine(first(row, p[1:len(p)-1])) })
	} else if ok {
		v = first(row, f.From)
	}
	if f.First {
		v, _, _ = strings.Cut(strings.TrimSpace(v), "\n")
	}
	v, markup = plainText(v)
	if len(f.Values) > 0 {
		v = f.Values[v]
	}
	if v == "" {
		v = m.Defaults[field]
	}
	return v, markup
}

func (m *Mapping) list(field string, row Row) []string {
	f := m.Fields[field]
	var parts []string
	if l, ok := dig(row.Values, f.From).([]any); ok {
		for _, x := range l {
			parts = append(parts, text(x))
		}
	} else if v := first(row, f.From); v != "" {
		parts = []string{v}
		if f.Split != "" {
			parts = strings.Split(v, f.Split)
		}
	}
	var out []string
	for _, p := range parts {
		p, _ = plainText(p)
		if len(f.Values) > 0 {
			p = f.Values[p]
		}
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// first is the first value that is not empty of paths joined by |.
func first(row Row, paths string) string {
	for _, p := range strings.Split(paths, "|") {
		v := dig(row.Values, p)
		if l, ok := v.([]any); ok && len(l) > 0 {
			v = l[0]
		}
		if s := strings.TrimSpace(text(v)); s != "" {
			return s
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	scripts  = regexp.MustCompile(`(?is)<(script|style)\b.*?(</(script|style)>|$)`)
	tags     = regexp.MustCompile(`(?s)</?[a-zA-Z][^>]*>|<!--.*?-->`)
	entities = strings.NewReplacer("&nbsp;", " ", "&lt;", "‹", "&gt;", "›", "&quot;", "\"", "&#39;", "'", "&amp;", "&")
)

// plainText takes markup out of a text and says whether there was any.
func plainText(s string) (string, bool) {
	out := entities.Replace(tags.ReplaceAllString(scripts.ReplaceAllString(s, " "), " "))
	out = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, out)
	return oneLine(out), strings.Contains(s, "<") && tags.MatchString(s)
}

// webAddress completes an address that lacks its scheme and leaves out what is none.
func webAddress(s string, r *Report) string {
	if s == "" {
		return ""
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(strings.Fields(s)[0])
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Host, ".") {
		r.Mended["a web address that is none left out"]++
		return ""
	}
	return u.String()
}
