package legs_test

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ri-navigator/navigator/retrieval/legs"
)

func random(rng *rand.Rand, n, dim int) []float32 {
	out := make([]float32, 0, n*dim)
	for range n {
		row, sum := make([]float32, dim), 0.0
		for j := range row {
			row[j] = float32(rng.NormFloat64())
			sum += float64(row[j]) * float64(row[j])
		}
		for _, x := range row {
			out = append(out, x/float32(math.Sqrt(sum)))
		}
	}
	return out
}

// Best is what sorting all would give, ties by number.
func TestBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	scores := make([]float32, 3000)
	for i := range scores {
		scores[i] = float32(rng.IntN(50)) // many ties, some zero
	}
	keep := legs.NewBits(len(scores))
	var want []legs.Scored
	for i, s := range scores {
		if i%3 != 0 {
			continue
		}
		keep.Set(i)
		if s > 0 {
			want = append(want, legs.Scored{Doc: uint32(i), Score: s})
		}
	}
	slices.SortStableFunc(want, func(a, b legs.Scored) int { return int(b.Score - a.Score) })
	for _, k := range []int{0, 1, 7, 400, len(want), 1_000_000_000} {
		got := legs.Best(scores, keep, k)
		if len(got) != min(k, len(want)) || len(got) > 0 && !reflect.DeepEqual(got, want[:len(got)]) {
			t.Errorf("the best %d are not the first %d of all", k, k)
		}
	}
}

// Above 16,384 rows the first pass chooses, and hardly ever chooses wrong, with
// and without a set to keep.
func TestFirstPass(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	const n, dim = 40000, 384
	rows := random(rng, 300, dim) // centres, as the vectors of texts have them
	for len(rows) < n*dim {
		c := rng.IntN(300) * dim
		rows = append(rows, near(rng, rows[c:c+dim])...)
	}
	v, err := legs.NewVectors(dim, rows)
	if err != nil {
		t.Fatal(err)
	}
	half := legs.NewBits(n)
	for i := 0; i < n; i += 2 {
		half.Set(i)
	}
	for name, keep := range map[string]legs.Bits{"all": nil, "half": half} {
		found := 0
		for q := range 20 {
			query := near(rng, rows[q*dim:(q+1)*dim])
			scores := make([]float32, n)
			for d := range n {
				scores[d] = legs.Dot(query, rows[d*dim:(d+1)*dim]) + 2 // above zero
			}
			want := legs.Best(scores, keep, 10)
			got, err := v.Near(query, keep, 10)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range want {
				if slices.ContainsFunc(got, func(g legs.Scored) bool { return g.Doc == w.Doc }) {
					found++
				}
			}
		}
		if found < 194 {
			t.Errorf("%s: %d of 200 true neighbours", name, found)
		}
	}
}

func near(rng *rand.Rand, row []float32) []float32 {
	out, sum := make([]float32, len(row)), 0.0
	for j, x := range row {
		out[j] = x + float32(rng.NormFloat64()*0.5/math.Sqrt(float64(len(row))))
		sum += float64(out[j]) * float64(out[j])
	}
	for j := range out {
		out[j] /= float32(math.Sqrt(sum))
	}
	return out
}

// A file gives back the same scores; one cut short or of something else is refused.
func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "index")
	b := legs.NewBuilder(0.9, 0.4)
	for _, text := range []string{"laser chip", "chip chip water", "", "water tank"} {
		b.Add(strings.Fields(text))
	}
	words := b.Index()
	v, err := legs.NewVectors(2, []float32{1, 0, 0, 1, 1, 0, 0, 1})
	if err != nil {
		t.Fatal(err)
	}
	w, err := legs.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	words.Save(w, "w ")
	v.Save(w, "v ")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := legs.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	again, err := legs.OpenWords(f, "w ")
	if err != nil {
		t.Fatal(err)
	}
	query := []legs.Term{{Text: "chip", Weight: 1}, {Text: "tank", Weight: .5}, {Text: "nothing", Weight: 1}}
	one, two := make([]float32, 4), make([]float32, 4)
	words.AddScores(one, query, 1)
	again.AddScores(two, query, 1)
	if !reflect.DeepEqual(one, two) || one[0] <= 0 || one[1] <= one[0] || one[2] != 0 {
		t.Errorf("scores %v, from the file %v", one, two)
	}
	if got, err := legs.OpenVectors(f, "v ").Near([]float32{0, 1}, nil, 2); err != nil || got[0].Doc != 1 || got[1].Doc != 3 {
		t.Errorf("near: %v, %v", got, err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{"cut": raw[:len(raw)/2], "short": raw[:5], "other": []byte("this is a text and no index at all, long enough to be read as one")} {
		p := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(p, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := legs.OpenFile(p); err == nil || !strings.Contains(err.Error(), "delete it") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A vector of another size is an error and no panic.
func TestWrongSize(t *testing.T) {
	if _, err := legs.NewVectors(3, make([]float32, 7)); err == nil {
		t.Error("7 numbers are not rows of 3")
	}
	v, err := legs.NewVectors(2, []float32{1, 0, 0, 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Near([]float32{1, 0, 0}, nil, 1); err == nil {
		t.Error("a query of 3 numbers in an index of 2")
	}
	if got, err := v.Near([]float32{1, 0}, nil, 1_000_000_000); err != nil || len(got) != 2 {
		t.Errorf("k of 10^9 gives %v, %v", got, err)
	}
}
