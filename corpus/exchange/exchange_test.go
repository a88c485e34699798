package exchange_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/corpus/exchange"
)

func shipped(t *testing.T) *corpus.Corpus {
	t.Helper()
	c, findings := corpus.Load(corpus.Shipped())
	if c == nil {
		t.Fatal(findings)
	}
	return c
}

// What is written in each format reads back as it was, every field of every record.
func TestRoundTrip(t *testing.T) {
	c := shipped(t)
	read := map[string]func(raw []byte, r *exchange.Report) ([]exchange.Imported, error){
		"csv": func(raw []byte, r *exchange.Report) ([]exchange.Imported, error) {
			rows, err := exchange.TableRows(raw, "x.csv")
			return exchange.FromTable(rows, r), err
		},
		"jsonld": func(raw []byte, r *exchange.Report) ([]exchange.Imported, error) {
			return exchange.FromLinked(raw, "x.jsonld", r)
		},
		"eosc": func(raw []byte, r *exchange.Report) ([]exchange.Imported, error) {
			return exchange.FromEOSC(raw, "x.json", c, r)
		},
	}
	for format, back := range read {
		var b bytes.Buffer
		if err := exchange.WriteAs(&b, format, c); err != nil {
			t.Fatal(err)
		}
		r := exchange.NewReport("x")
		found, err := back(b.Bytes(), r)
		if err != nil || len(found) != len(c.Infrastructures) {
			t.Errorf("%s: %d of %d records, dropped %v, %v", format, len(found), len(c.Infrastructures), r.Reasons, err)
			continue
		}
		for i, f := range found {
			if !reflect.DeepEqual(plain(f.Record), plain(c.Infrastructures[i])) {
				t.Fatalf("%s: %s comes back as\n%+v\nnot\n%+v", format, c.Infrastructures[i].ID, f.Record, c.Infrastructures[i])
			}
		}
	}
}

// plain makes empty lists and missing ones alike.
func plain(r *navigator.Infrastructure) navigator.Infrastructure {
	out := *r
	for _, l := range []*[]string{&out.Acronyms, &out.FormerNames, &out.Aliases, &out.Areas, &out.Keywords, &out.Training, &out.Memberships, &out.Access.Policies, &out.Access.Programmes, &out.Access.Languages} {
		if len(*l) == 0 {
			*l = nil
		}
	}
	if len(out.Sites) == 0 {
		out.Sites = nil
	}
	if len(out.Services) == 0 {
		out.Services = nil
	}
	out.Services = append([]navigator.Service(nil), out.Services...)
	for i := range out.Services {
		for _, l := range []*[]string{&out.Services[i].Techniques, &out.Services[i].Sectors, &out.Services[i].Modes} {
			if len(*l) == 0 {
				*l = nil
			}
		}
	}
	return out
}

const mapping = `name: test
format: json
source: {url: 'https://x.example/', read: a list, on: 2026-01-01}
defaults: {kind: research, subtype: other_research, status: operating}
fields:
  name: {from: title}
  about: {from: text}
  country: {from: where.land}
  lat: {from: where.y}
  lon: {from: where.x}
  url: {from: web}
  acronyms: {from: short, split: ','}
`

func apply(t *testing.T, rows string) ([]exchange.Imported, *exchange.Report) {
	t.Helper()
	m, err := exchange.ParseMap([]byte(mapping), "test.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, err := m.Rows([]byte(rows), "rows.json")
	if err != nil {
		t.Fatal(err)
	}
	r := exchange.NewReport("test")
	return m.Apply(list, shipped(t), r), r
}

// Each row becomes a record, or is dropped with its reason; text is plain.
func TestApply(t *testing.T) {
	found, r := apply(t, `[
	 {"title":"Good Lab","text":"A <b>lab</b><script>alert(1)</script> for &amp; things.","where":{"land":"Portugal","y":"38.7","x":"-9.1"},"web":"www.lab.example","short":"GL, LG"},
	 {"title":"","text":"x","where":{"land":"PT"}},
	 {"title":"No Text","where":{"land":"PT"}},
	 {"title":"No Land","text":"x"},
	 {"title":"Odd Land","text":"x","where":{"land":"Atlantis"}},
	 {"title":"Good Lab","text":"twice","where":{"land":"PT"}},
	 {"title":"European Synchrotron Radiation Facility","text":"x","where":{"land":"France"}},
	 {"title":"Lost Lab","text":"x","where":{"land":"Portugal","y":"60","x":"25"},"web":"not an address"},
	 {"title":"Greek","text":"x","where":{"land":"EL","y":"900","x":"x"}}]`)
	var names []string
	for _, i := range found {
		names = append(names, i.Record.Name)
	}
	if want := []string{"Good Lab", "Lost Lab", "Greek"}; !reflect.DeepEqual(names, want) {
		t.Fatalf("records %v, want %v; dropped %v", names, want, r.Dropped)
	}
	good := found[0].Record
	if good.About != "A lab for & things." || good.URL != "https://www.lab.example" || good.ID != "test-good-lab" || !reflect.DeepEqual(good.Acronyms, []string{"GL", "LG"}) || *good.Sites[0].Lat != 38.7 || good.Sources[0].Page {
		t.Errorf("%+v", good)
	}
	if found[1].Record.Sites[0].Lat != nil || found[1].Record.URL != "" || found[2].Record.Sites[0].Country != "GR" {
		t.Errorf("%+v, %+v", found[1].Record, found[2].Record)
	}
	want := map[string]int{"no name": 1, "no description": 1, "no country": 1, "unknown country": 1, "the same name as another row": 1, "already in the catalogue": 1}
	if !reflect.DeepEqual(r.Reasons, want) || r.Read != 9 {
		t.Errorf("reasons %v of %d rows", r.Reasons, r.Read)
	}
}

// A file that can't be read as it should is refused in one sentence with its place.
func TestBadFiles(t *testing.T) {
	m, err := exchange.ParseMap([]byte(mapping), "test.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ raw, says string }{
		"cut off":     {"[{\"title\":\"a\"},\n{\"ti", "line 2"},
		"two values":  {"[] []", "more than one"},
		"UTF-16":      {"\xff\xfe[\x00]\x00", "UTF-16"},
		"Latin-1":     {"[\n{\"title\":\"caf\xe9\"}]", "line 2"},
		"NUL":         {"[\"\x00\"]", "line 1"},
		"no list":     {"42", "no list"},
		"not objects": {"[1]", "not an object"},
	} {
		if _, err := m.Rows([]byte(tt.raw), "rows.json"); err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), "rows.json") {
			t.Errorf("%s: %v, want %q", name, err, tt.says)
		}
	}
	if rows, err := m.Rows([]byte("\xef\xbb\xbf[]\r\n"), "rows.json"); err != nil || len(rows) != 0 {
		t.Errorf("a byte order mark: %v", err)
	}
	big := strings.NewReader(strings.Repeat("x", exchange.MaxFile+1))
	if _, err := exchange.ReadAll(big, "big.json"); navigator.CodeOf(err) != navigator.CodeTooLarge {
		t.Errorf("a huge file: %v", err)
	}
	for name, text := range map[string]string{
		"unknown field": mapping + "colour: blue\n", "unknown target": strings.Replace(mapping, "  url:", "  uri:", 1),
		"no source": strings.Replace(mapping, "source:", "sauce:", 1), "bad name": strings.Replace(mapping, "name: test", "name: ../up", 1),
		"bad format": strings.Replace(mapping, "format: json", "format: xml", 1),
	} {
		if _, err := exchange.ParseMap([]byte(text), "m.yaml"); err == nil || !strings.Contains(err.Error(), "m.yaml") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// No cell of the table is a formula to a spreadsheet, and each reads back.
func TestFormulas(t *testing.T) {
	evil := &navigator.Infrastructure{ID: "x", Name: "=HYPERLINK(\"https://evil.example\")", About: "+1", Host: "@x", URL: "-2"}
	var b bytes.Buffer
	if err := exchange.WriteCSV(&b, []*navigator.Infrastructure{evil}); err != nil {
		t.Fatal(err)
	}
	for _, cell := range strings.FieldsFunc(b.String(), func(r rune) bool { return r == ',' || r == '\n' || r == '"' }) {
		if strings.ContainsAny(cell[:1], "=+-@") {
			t.Errorf("a cell begins with %q", cell)
		}
	}
	rows, err := exchange.TableRows(b.Bytes(), "x.csv")
	if err != nil {
		t.Fatal(err)
	}
	if got := exchange.FromTable(rows, exchange.NewReport("x"))[0].Record; got.Name != evil.Name || got.About != evil.About || got.Host != evil.Host {
		t.Errorf("%+v", got)
	}
}

// An import is whole or not at all, and the next one says what changed.
func TestStageAndWrite(t *testing.T) {
	found, r := apply(t, `[{"title":"One","text":"x","where":{"land":"PT"}},{"title":"Two","text":"</script>","where":{"land":"PT"}},{"title":"Three","text":"y","where":{"land":"PT"}}]`)
	files, err := exchange.Stage(found, []fs.FS{corpus.Shipped()}, r)
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v, %v", len(files), r.Dropped, err)
	}
	folder := filepath.Join(t.TempDir(), "imports", "test")
	for round, want := range [][3]int{{2, 0, 0}, {0, 0, 2}} {
		r := exchange.NewReport("test")
		if err := exchange.Compare(folder, files, r); err != nil || [3]int{r.Added, r.Changed, r.Unchanged} != want {
			t.Errorf("round %d: %+v, %v", round, r, err)
		}
		if err := exchange.Write(folder, files); err != nil {
			t.Fatal(err)
		}
	}
	delete(files, "catalogue/research/test-one.yaml")
	r = exchange.NewReport("test")
	if err := exchange.Compare(folder, files, r); err != nil || !reflect.DeepEqual(r.Gone, []string{"test-one"}) {
		t.Errorf("%+v, %v", r.Gone, err)
	}
	// A kill between the two renames left the old folder aside: it is put back.
	if err := os.Rename(folder, folder+".old"); err != nil {
		t.Fatal(err)
	}
	back, err := exchange.Folders(filepath.Dir(folder), "")
	if err != nil || len(back) != 1 {
		t.Fatalf("%d folders, %v", len(back), err)
	}
	if c, findings := corpus.Load(corpus.Shipped(), back[0]); c == nil || c.Infrastructure("test-one") == nil {
		t.Errorf("the import is not loaded: %v", findings)
	}
}

// The profiles of versions 5 and 6 without our extension become records too.
func TestEOSC(t *testing.T) {
	raw := `[{"provider":{"id":"p.lab","name":"Lab of Things","abbreviation":"LoT","website":"https://lot.example/","description":"<p>Measures things.</p>",
	  "location":{"country":"PT","city":"Porto"},"lifeCycleStatus":"provider_life_cycle_status-operational","esfriDomains":["provider_esfri_domain-energy"]}},
	 {"service":{"id":"p.lab.s","name":"Measuring","description":"By post.","resourceOrganisation":"p.lab","orderType":"order_type-open_access","accessTypes":["access_type-mail_in"],"tags":["weighing"]}},
	 {"service":{"id":"q.s","name":"Orphan","resourceOrganisation":"q","orderType":"x"}}]`
	r := exchange.NewReport("eosc")
	found, err := exchange.FromEOSC([]byte(raw), "x.json", shipped(t), r)
	if err != nil || len(found) != 1 || len(r.Dropped) != 1 {
		t.Fatalf("%+v, %+v, %v", found, r, err)
	}
	rec := found[0].Record
	if rec.Name != "Lab of Things" || rec.About != "Measures things." || rec.Sites[0].Country != "PT" || rec.ESFRIDomain != "energy" ||
		len(rec.Services) != 1 || !reflect.DeepEqual(rec.Services[0].Modes, []string{"mail-in"}) {
		t.Errorf("%+v", rec)
	}
}
