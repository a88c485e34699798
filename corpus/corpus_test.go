package corpus_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// The shipped corpus loads, and every area of the European strategy has both kinds.
func TestShipped(t *testing.T) {
	c, findings := corpus.Load(corpus.Shipped())
	if c == nil {
		for _, f := range findings {
			t.Error(f)
		}
		t.FailNow()
	}
	stats := corpus.StatsOf(c)
	for _, area := range corpus.Areas {
		if n := stats.Areas[area]; n == nil || n.Research == 0 || n.Technology == 0 {
			t.Errorf("the area %s has %v", area, n)
		}
	}
}

const good = `id: alpha
name: Alpha Lab
kind: technology
subtype: test_bed
status: operating
about: A test bed for trying things out in a real place.
sites: [{country: PT, city: Lisbon}]
review_by: '2027-11-24'
sources: [{url: 'https://alpha.example/', read: the page, 'on': '2026-11-24', page: true}]
`

const programme = `id: way
name: A way in
kind: user_conditions
status: active
about: Conditions of the test bed Alpha for its users.
infrastructures: [alpha]
rules:
  - id: sme
    effect: eligibility
    clause: Small firms only.
    expr: is_sme
    source: {url: 'https://alpha.example/', read: the page, 'on': '2026-11-24', page: true}
review_by: '2027-11-24'
sources: [{url: 'https://alpha.example/', read: the page, 'on': '2026-11-24', page: true}]
`

// with is the shipped vocabularies and forms, and the given files.
func with(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for _, dir := range []string{"vocabularies", "forms"} {
		entries, err := fs.ReadDir(corpus.Shipped(), dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() {
				continue // the glossary: the records need it not
			}
			raw, err := fs.ReadFile(corpus.Shipped(), dir+"/"+e.Name())
			if err != nil {
				t.Fatal(err)
			}
			out[dir+"/"+e.Name()] = &fstest.MapFile{Data: raw}
		}
	}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// Every bad record is found with its file, its line where there is one, and a
// way out; and one bad file keeps the whole corpus out.
func TestBadRecords(t *testing.T) {
	replace := func(s, old, now string) string {
		if !strings.Contains(s, old) {
			t.Fatalf("%q is not in the record", old)
		}
		return strings.Replace(s, old, now, 1)
	}
	const a, w = "catalogue/technology/alpha.yaml", "access/way.yaml"
	for name, tt := range map[string]struct {
		files map[string]string
		file  string
		line  int
		says  string
	}{
		"a wrong field":     {map[string]string{a: good + "colour: blue\n"}, a, 10, "colour"},
		"a wrong kind":      {map[string]string{a: replace(good, "kind: technology", "kind: castle")}, a, 3, "castle"},
		"a wrong country":   {map[string]string{a: replace(good, "country: PT", "country: XX")}, a, 7, "XX"},
		"an impossible TRL": {map[string]string{a: good + "services: [{id: s, name: S, trl: {from: 7, to: 4}}]\n"}, a, 10, "TRL"},
		"no source":         {map[string]string{a: good[:strings.Index(good, "sources:")]}, a, 0, "source"},
		"a dead reference":  {map[string]string{a: good + "access: {programmes: [nowhere]}\n"}, a, 10, "nowhere"},
		"a duplicate id":    {map[string]string{a: good, "catalogue/research/alpha.yaml": good}, a, 1, "taken"},
		"another name":      {map[string]string{"catalogue/technology/beta.yaml": good}, "catalogue/technology/beta.yaml", 1, "alpha"},
		"markup":            {map[string]string{a: replace(good, "A test bed", "<script>x</script>")}, a, 0, "markup"},
		"not YAML":          {map[string]string{a: "id: [unclosed"}, a, 1, ""},
		"an anchor":         {map[string]string{a: good + "keywords: [&x a, *x]\n"}, a, 10, "anchor"},
		"two documents":     {map[string]string{a: good + "---\n" + good}, a, 0, "more than one"},
		"NUL":               {map[string]string{a: good + "\x00"}, a, 0, "NUL"},
		"not UTF-8":         {map[string]string{a: good + "# \xff"}, a, 0, "UTF-8"},
		"a huge file":       {map[string]string{a: good + "#" + strings.Repeat("x", corpus.MaxFile)}, a, 0, "bytes"},
		"a wrong effect":    {map[string]string{a: good, w: replace(programme, "effect: eligibility", "effect: magic")}, w, 9, "magic"},
		"a rule for nobody": {map[string]string{a: good, w: replace(programme, "infrastructures: [alpha]", "infrastructures: [gone]")}, w, 6, "gone"},
		"a bad date":        {map[string]string{a: replace(good, "'2026-11-24'", "'yesterday'")}, a, 9, "date"},
		"no web address":    {map[string]string{a: replace(good, "https://alpha.example/", "a book")}, a, 9, "web address"},
	} {
		t.Run(name, func(t *testing.T) {
			c, findings := corpus.Load(with(t, tt.files))
			if c != nil || len(findings) == 0 {
				t.Fatalf("it was loaded: %v", findings)
			}
			for _, f := range findings {
				if f.File == tt.file && strings.Contains(f.Text, tt.says) && (tt.line == 0 || f.Line == tt.line) && f.Remedy != "" {
					return
				}
			}
			t.Errorf("findings %v; want %s:%d that says %q", findings, tt.file, tt.line, tt.says)
		})
	}
	if c, findings := corpus.Load(with(t, map[string]string{a: good, w: programme})); c == nil {
		t.Errorf("the good records do not load: %v", findings)
	}
}

// Records of one infrastructure under two ids are found, different ones are not.
func TestTwins(t *testing.T) {
	rec := func(id, name, url, country string) *navigator.Infrastructure {
		return &navigator.Infrastructure{ID: id, Name: name, URL: url, Kind: "research", Sites: []navigator.Site{{Country: country}}}
	}
	for _, tt := range []struct {
		a, b *navigator.Infrastructure
		want bool
	}{
		{rec("a", "Alpha Lab", "", "PT"), rec("b", "ALPHA  LÁB", "", "ES"), true},
		{rec("a", "Alpha synchrotron light source of Lisbon", "", "PT"), rec("b", "Alpha synchrotron light source Lisbon", "", "PT"), true},
		{rec("a", "Alpha synchrotron light source of Lisbon", "", "PT"), rec("b", "Alpha synchrotron light source Lisbon", "", "ES"), false},
		{rec("a", "Alpha wave tank", "https://x.example/", "PT"), rec("b", "Alpha wave basin", "http://x.example", "ES"), true},
		{rec("a", "Alpha wave tank", "https://x.example/", "PT"), rec("b", "Beta cleanroom facility", "https://x.example/", "PT"), false},
	} {
		if got := corpus.Twins(&corpus.Corpus{Infrastructures: []*navigator.Infrastructure{tt.a, tt.b}}); (len(got) > 0) != tt.want {
			t.Errorf("%s and %s: %v", tt.a.Name, tt.b.Name, got)
		}
	}
}

// A call's status follows the clock in the call's own time zone, also across a change of the clocks.
func TestStatus(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	day := &navigator.Call{OpensAt: "2026-10-01", ClosesAt: "2026-10-25", TimeZone: "Europe/Paris"} // the day the clocks go back
	hour := &navigator.Call{OpensAt: "2026-01-01", ClosesAt: "2027-01-15T17:00:00+01:00"}
	athens := &navigator.Call{OpensAt: "2026-01-01", ClosesAt: "2026-12-01", TimeZone: "Europe/Athens"}
	for _, tt := range []struct {
		call *navigator.Call
		now  string
		want string
	}{
		{day, "2026-09-30T21:59:59Z", "forecast"},
		{day, "2026-09-30T22:00:00Z", "open"},
		{day, "2026-10-10T00:00:00Z", "closing"},
		{day, "2026-10-25T22:59:00Z", "closing"},
		{day, "2026-10-25T23:00:00Z", "closed"},
		{hour, "2026-11-24T00:00:00Z", "open"},
		{hour, "2027-01-15T15:59:59Z", "closing"},
		{hour, "2027-01-15T16:00:00Z", "closed"},
		{athens, "2026-12-01T21:59:00Z", "closing"},
		{athens, "2026-12-01T22:00:00Z", "closed"},
		{&navigator.Call{Continuous: true}, "2026-11-24T00:00:00Z", "continuous"},
		{&navigator.Call{}, "2026-11-24T00:00:00Z", "forecast"},
	} {
		if got := corpus.Status(tt.call, at(tt.now)); got != tt.want {
			t.Errorf("%+v at %s is %s, want %s", tt.call, tt.now, got, tt.want)
		}
	}
}
