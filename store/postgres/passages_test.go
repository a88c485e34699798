package postgres_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/legs"
	"github.com/ri-navigator/navigator/store/postgres"
)

// made are passages around a few centres, as real ones are; one in a hundred stands in Malta.
func made(n int) ([]navigator.Passage, []float32) {
	rng := rand.New(rand.NewPCG(1, 2))
	centres := make([][]float64, 40)
	for i := range centres {
		centres[i] = make([]float64, postgres.Dim)
		for j := range centres[i] {
			centres[i][j] = rng.NormFloat64()
		}
	}
	var ps []navigator.Passage
	var rows []float32
	for i := range n {
		c, row, sum := centres[rng.IntN(len(centres))], make([]float32, postgres.Dim), 0.0
		for j := range row {
			row[j] = float32(c[j] + 0.7*rng.NormFloat64())
			sum += float64(row[j]) * float64(row[j])
		}
		for j := range row {
			row[j] /= float32(math.Sqrt(sum))
		}
		country := "DE"
		if i%100 == 0 {
			country = "MT"
		}
		ps = append(ps, navigator.Passage{ID: fmt.Sprint(i), Record: fmt.Sprint(i), Type: "service", Facets: navigator.Facets{Kind: "research", Countries: []string{country}}})
		rows = append(rows, row...)
	}
	return ps, rows
}

// The leg by meaning finds what comparing all finds, with and without filters
// that keep one passage in a hundred.
func TestNearMatchesExact(t *testing.T) {
	ctx := context.Background()
	db := open(t, database(t))
	ps, rows := made(4000)
	near, err := db.SyncPassages(ctx, "test", ps, func(i int) []float32 { return rows[i*postgres.Dim : (i+1)*postgres.Dim] })
	if err != nil {
		t.Fatal(err)
	}
	exact, err := legs.NewVectors(postgres.Dim, rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		filters navigator.Filters
		in      func(i int) bool
		least   float64
	}{
		{navigator.Filters{}, func(int) bool { return true }, .97},
		{navigator.Filters{Countries: []string{"MT"}}, func(i int) bool { return i%100 == 0 }, 1},
		{navigator.Filters{NotCountries: []string{"DE"}}, func(i int) bool { return i%100 == 0 }, 1},
		{navigator.Filters{Kinds: []string{"technology"}}, func(int) bool { return false }, 1},
	} {
		keep := legs.NewBits(len(ps))
		for i := range ps {
			if tt.in(i) {
				keep.Set(i)
			}
		}
		found, wanted := 0, 0
		for q := range 50 {
			query := exact.Row(q * 71)
			want, err := exact.Near(query, keep, 10)
			if err != nil {
				t.Fatal(err)
			}
			got, err := near.Near(ctx, query, tt.filters, nil, 10)
			if err != nil {
				t.Fatal(err)
			}
			wanted += len(want)
			for _, w := range want {
				if slices.ContainsFunc(got, func(g legs.Scored) bool { return g.Doc == w.Doc }) {
					found++
				}
			}
			if len(got) != len(want) {
				t.Errorf("%v: %d passages instead of %d", tt.filters, len(got), len(want))
			}
		}
		if float64(found) < tt.least*float64(wanted) {
			t.Errorf("%v: %d of %d true neighbours", tt.filters, found, wanted)
		}
	}
}

// A corpus that is there is not stored again; a vector of another size is refused, and nothing is half there.
func TestSyncPassages(t *testing.T) {
	ctx := context.Background()
	db := open(t, database(t))
	ps, rows := made(200)
	row := func(i int) []float32 { return rows[i*postgres.Dim : (i+1)*postgres.Dim] }
	if _, err := db.SyncPassages(ctx, "a", ps, func(int) []float32 { return make([]float32, 8) }); navigator.CodeOf(err) != navigator.CodeInvalid {
		t.Errorf("vectors of 8 numbers: %v", err)
	}
	for range 2 {
		if _, err := db.SyncPassages(ctx, "a", ps, row); err != nil {
			t.Fatal(err)
		}
	}
	near, err := db.SyncPassages(ctx, "a", ps, func(int) []float32 { t.Error("stored again"); return nil })
	if err != nil {
		t.Fatal(err)
	}
	var _ retrieval.Near = near
	all, err := near.Near(ctx, row(0), navigator.Filters{}, nil, 1_000_000_000)
	if err != nil || len(all) < 190 || all[0].Doc != 0 {
		t.Errorf("%d of 200 passages, %v", len(all), err)
	}
	if _, err := near.Near(ctx, make([]float32, 3), navigator.Filters{}, nil, 5); navigator.CodeOf(err) != navigator.CodeInvalid {
		t.Errorf("a query of 3 numbers: %v", err)
	}
	if none, err := near.Near(ctx, row(0), navigator.Filters{}, nil, 0); len(none) > 0 || err != nil {
		t.Errorf("k of 0 gives %v, %v", none, err)
	}
}
