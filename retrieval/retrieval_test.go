package retrieval_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
)

func passages() []navigator.Passage {
	p := func(id, title, text, kind, country string, modes ...string) navigator.Passage {
		return navigator.Passage{ID: id + "#about", Record: id, Type: "infrastructure", Title: title, Text: text, Facets: navigator.Facets{Kind: kind, Countries: []string{country}, Modes: modes}}
	}
	return []navigator.Passage{
		p("alpha", "Alpha synchrotron", "X-ray beamlines for protein crystals", "research", "FR", "physical", "remote"),
		p("beta", "Beta pilot line", "Packaging of photonic chips and lasers", "technology", "PT", "mail-in"),
		p("gamma", "Gamma wave tank", "Waves, currents and tidal turbines in a tank", "technology", "IE", "physical"),
		p("delta", "Delta archive", "Manuscripts, letters and photographs", "research", "IT"),
	}
}

func ids(hits []navigator.Hit) []string {
	out := []string{}
	for _, h := range hits {
		out = append(out, h.Passage.Record)
	}
	return out
}

// Words are folded and stemmed, whatever their case, accents and endings.
func TestAnalyse(t *testing.T) {
	for text, want := range map[string]string{
		"The testing of Batteries":   "test batteri",
		"Łódź Ångström Straße naïve": "lodz angstrom strass naiv",
		"pilot-line, test_bed & co.": "pilot line test bed co",
		"a an the of":                "",
		"":                           "",
		"👩‍🔬 \u200b \x00":            "",
	} {
		if got := strings.Join(retrieval.Analyse(text), " "); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// BM25 as it is written in the books: idf·tf·(k1+1)/(tf+k1·(1−b+b·len/avg)).
func TestLexicalScore(t *testing.T) {
	docs := []navigator.Passage{{ID: "a", Text: "laser laser chip"}, {ID: "b", Text: "chip"}, {ID: "c", Text: "tank water tank"}}
	x := retrieval.New(docs, retrieval.Weights{K1: 1.2, B: 0.75, NoTitle: true})
	hits := x.Search(context.Background(), retrieval.Query{Text: "laser chip", Leg: retrieval.LegLexical}).Hits
	avg := 7.0 / 3
	score := func(tf, df, length float64) float64 {
		return math.Log(1+(3-df+.5)/(df+.5)) * tf * 2.2 / (tf + 1.2*(1-.75+.75*length/avg))
	}
	want := map[string]float64{"a": score(2, 1, 3) + score(1, 2, 3), "b": score(1, 2, 1)}
	if len(hits) != 2 {
		t.Fatalf("%d hits", len(hits))
	}
	for _, h := range hits {
		if math.Abs(h.Lexical-want[h.Passage.ID]) > 1e-4 {
			t.Errorf("%s scores %f, want %f", h.Passage.ID, h.Lexical, want[h.Passage.ID])
		}
	}
}

func TestFilters(t *testing.T) {
	x := retrieval.New(passages(), retrieval.Weights{})
	for _, tt := range []struct {
		f    navigator.Filters
		want []string
	}{
		{navigator.Filters{}, []string{"alpha", "beta", "gamma", "delta"}},
		{navigator.Filters{Kinds: []string{"technology"}}, []string{"beta", "gamma"}},
		{navigator.Filters{Countries: []string{"PT", "IT"}}, []string{"beta", "delta"}},
		{navigator.Filters{NotCountries: []string{"PT"}}, []string{"alpha", "gamma", "delta"}},
		{navigator.Filters{Modes: []string{"remote"}}, []string{"alpha"}},
		{navigator.Filters{Kinds: []string{"research"}, Modes: []string{"mail-in"}}, []string{}},
		{navigator.Filters{Types: []string{"rule"}}, []string{}},
	} {
		got := map[string]bool{}
		for _, id := range ids(x.Search(context.Background(), retrieval.Query{Text: "protein photonic waves manuscripts", Filters: tt.f}).Hits) {
			got[id] = true
		}
		want := map[string]bool{}
		for _, id := range tt.want {
			want[id] = true
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v keeps %v, want %v", tt.f, got, want)
		}
	}
}

// signs is an embedder of three meanings.
type signs struct{ err error }

func (signs) Name() string { return "signs" }

func (s signs) Query(_ context.Context, text string) ([]float32, error) {
	v, _ := s.Passages(context.Background(), []string{text})
	return v[0], s.err
}

func (signs) Passages(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i, text := range texts {
		v := make([]float32, 4)
		for j, words := range []string{"x-ray light beam", "chip photonic circuit", "wave sea tide", "manuscript letter"} {
			for _, w := range strings.Fields(words) {
				if strings.Contains(strings.ToLower(text), w) {
					v[j] = 1
				}
			}
		}
		out[i] = v
	}
	return out, nil
}

// Without vectors the words answer and the result says so; with them the
// meaning finds what no word does; a failing model falls back to the words.
func TestLegs(t *testing.T) {
	ctx := context.Background()
	ps := passages()
	x := retrieval.New(ps, retrieval.Weights{})
	r := x.Search(ctx, retrieval.Query{Text: "photonic circuit"})
	if !reflect.DeepEqual(ids(r.Hits), []string{"beta"}) || !reflect.DeepEqual(r.Degraded, []string{"lexical-only"}) {
		t.Errorf("by words: %v, %v", ids(r.Hits), r.Degraded)
	}
	rows, _ := signs{}.Passages(ctx, []string{"x-ray", "chip", "wave", "manuscript"})
	set(t, x, [][]float32{rows[0], nil, nil, nil})
	x.SetEmbedder(signs{})
	if r := x.Search(ctx, retrieval.Query{Text: "light"}); len(r.Degraded) == 0 || len(r.Hits) != 0 {
		t.Errorf("with part of the vectors: %v, %v", ids(r.Hits), r.Degraded)
	}
	if done, total := x.Progress(); done != 1 || total != 4 {
		t.Errorf("progress %d of %d", done, total)
	}
	set(t, x, rows)
	if r := x.Search(ctx, retrieval.Query{Text: "sea"}); len(r.Degraded) > 0 || ids(r.Hits)[0] != "gamma" {
		t.Errorf("by meaning: %v, %v", ids(r.Hits), r.Degraded)
	}
	x.SetEmbedder(signs{errors.New("down")})
	if r := x.Search(ctx, retrieval.Query{Text: "photonic"}); !reflect.DeepEqual(ids(r.Hits), []string{"beta"}) {
		t.Errorf("with a failing model: %v", ids(r.Hits))
	}
}

// Queries that hold nothing to search for find nothing, and long ones are cut.
func TestOddQueries(t *testing.T) {
	x := retrieval.New(passages(), retrieval.Weights{})
	for _, q := range []string{"", "the of and", "👩‍🔬👍", "\x00\x01", "?!"} {
		if r := x.Search(context.Background(), retrieval.Query{Text: q}); len(r.Hits) != 0 {
			t.Errorf("%q finds %v", q, ids(r.Hits))
		}
	}
	long := "photonic " + strings.Repeat("ü", 50000)
	if r := x.Search(context.Background(), retrieval.Query{Text: long}); len(r.Hits) == 0 || ids(r.Hits)[0] != "beta" {
		t.Errorf("a long query finds %v", ids(r.Hits))
	}
}

// The measures, against values worked out by hand.
func TestScore(t *testing.T) {
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	f := retrieval.Score([]string{"x", "r1", "y", "r2"}, map[string]int{"r1": 1, "r2": 1, "r3": 1, "x": 0})
	dcg := 1/math.Log2(3) + 1/math.Log2(5)
	ideal := 1 + 1/math.Log2(3) + 1/math.Log2(4)
	if !near(f.NDCG10, dcg/ideal) || !near(f.MRR10, .5) || !near(f.Recall100, 2.0/3) {
		t.Errorf("%+v", f)
	}
	if f := retrieval.Score(nil, map[string]int{"r": 1}); f != (retrieval.Figures{}) {
		t.Errorf("nothing found gives %+v", f)
	}
}

func TestReadCollection(t *testing.T) {
	docs, err := retrieval.ReadDocuments(strings.NewReader("{\"_id\":\"1\",\"text\":\"a\"}\r\n\n{\"_id\":\"2\",\"title\":\"T\",\"text\":\"b\"}\n"))
	if err != nil || len(docs) != 2 || docs[1].Title != "T" {
		t.Errorf("%+v, %v", docs, err)
	}
	for in, says := range map[string]string{
		"{\"_id\":\"1\"}\n{\"_id\":\"1\"}\n": "line 2",
		"{\"_id\":\"1\"\n":                   "line 1",
		"{\"text\":\"x\"}\n":                 "empty",
	} {
		if _, err := retrieval.ReadDocuments(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", in, err, says)
		}
	}
	for in, says := range map[string]string{
		"1\t2\t1\n":                              "header",
		"query-id\tcorpus-id\tscore\n1 2 1\n":    "columns",
		"query-id\tcorpus-id\tscore\n1\t2\tx\n":  "whole number",
		"query-id\tcorpus-id\tscore\n1\t2\t1\t3": "columns",
	} {
		if _, err := retrieval.ReadJudgements(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", in, err, says)
		}
	}
}

func set(t *testing.T, x *retrieval.Index, rows [][]float32) {
	t.Helper()
	if err := x.SetVectors(rows); err != nil {
		t.Fatal(err)
	}
}
