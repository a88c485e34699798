package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/legs"
)

// given is an embedder whose query vectors are there already.
type given struct{ of map[string][]float32 }

func (g given) Name() string                                            { return "given" }
func (g given) Query(_ context.Context, text string) ([]float32, error) { return g.of[text], nil }
func (g given) Passages(context.Context, []string) ([][]float32, error) { return nil, nil }

func (s *set) embedder() given {
	g := given{map[string][]float32{}}
	for i, t := range s.texts {
		g.of[t] = s.asks[i]
	}
	return g
}

func measure(ctx context.Context, s *set, peers bool, database string) ([]Row, error) {
	rows, exact, err := ours(ctx, s)
	if err != nil {
		return rows, err
	}
	if peers && s.n <= 100_000 {
		more, err := goPeers(ctx, s, exact)
		rows = append(rows, more...)
		if err != nil {
			return rows, err
		}
	}
	if database != "" {
		more, err := postgresRows(ctx, s, exact, database)
		return append(rows, more...), err
	}
	return rows, nil
}

// ours measures the embedded store: built, saved, opened from the file as a
// program that starts would, and asked.
func ours(ctx context.Context, s *set) ([]Row, [][]uint32, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "index")
	if keepAt != "" {
		path = keepAt
	}
	build, exact, err := s.save(path)
	if err != nil {
		return nil, nil, err
	}
	n, texts := s.n, s.texts
	debug.FreeOSMemory()
	start := time.Now()
	x, err := retrieval.Open(path, "bench", retrieval.Weights{})
	if err != nil {
		return nil, nil, err
	}
	defer x.Close()
	x.SetEmbedder(s.embedder())
	x.Search(ctx, retrieval.Query{Text: texts[0], K: 10})
	opened := Row{Subject: "navigator", What: "open", Size: n, P50: ms(time.Since(start)), P95: ms(time.Since(start)), Note: "open the file and answer once"}
	ask := func(leg retrieval.Leg, f navigator.Filters) func(i int) []uint32 {
		return func(i int) []uint32 {
			hits := x.Search(ctx, retrieval.Query{Text: texts[i], Leg: leg, K: 10, Filters: f}).Hits
			out := make([]uint32, len(hits))
			for j, h := range hits {
				k, _ := strconv.Atoi(h.Passage.ID[1:])
				out[j] = uint32(k)
			}
			return out
		}
	}
	rows := []Row{
		timed("navigator", "hybrid", n, nil, ask(retrieval.LegHybrid, navigator.Filters{})),
		timed("navigator", "filtered", n, nil, ask(retrieval.LegHybrid, navigator.Filters{Countries: []string{"PT"}, Kinds: []string{"technology"}})),
		timed("navigator", "vectors", n, exact, ask(retrieval.LegDense, navigator.Filters{})),
		timed("navigator", "text", n, nil, ask(retrieval.LegLexical, navigator.Filters{})),
		opened,
	}
	rows[0].Build, rows[0].Bytes = build.Seconds(), fileSize(path)/float64(n)
	rows[0].Note = fmt.Sprintf("bytes are the file's; %s", memory())
	return rows, exact, nil
}

// keepAt is where an index is kept, for a run that only asks it.
var keepAt string

// askKept opens a kept index in this process, which has made none, and tells its memory.
func askKept(ctx context.Context, path string, s *set) error {
	before := memory()
	start := time.Now()
	x, err := retrieval.Open(path, "bench", retrieval.Weights{})
	if err != nil {
		return err
	}
	x.SetEmbedder(s.embedder())
	x.Search(ctx, retrieval.Query{Text: s.texts[0], K: 10})
	first := ms(time.Since(start))
	r := timed("navigator", "hybrid", x.Passages().Len(), nil, func(i int) []uint32 {
		x.Search(ctx, retrieval.Query{Text: s.texts[i], K: 10})
		return nil
	})
	fmt.Printf("first answer %.1f ms after opening; p50 %.3f ms, p95 %.3f ms over %d passages\nbefore: %s\nafter:  %s\n", first, r.P50, r.P95, r.Size, before, memory())
	return nil
}

func (s *set) save(path string) (time.Duration, [][]uint32, error) {
	start := time.Now()
	x := retrieval.New(s.passages, retrieval.Weights{})
	rows := make([][]float32, s.n)
	for i := range rows {
		rows[i] = s.rows[i*dim : (i+1)*dim]
	}
	if err := x.SetVectors(rows); err != nil {
		return 0, nil, err
	}
	took := time.Since(start)
	return took, s.exact(), x.Save(path, "bench")
}

// exact is the true ten nearest of each query, by comparing all.
func (s *set) exact() [][]uint32 {
	out := make([][]uint32, len(s.asks))
	scores := make([]float32, s.n)
	for i, q := range s.asks {
		for d := range s.n {
			scores[d] = legs.Dot(q, s.rows[d*dim:(d+1)*dim])
		}
		for _, b := range legs.Best(scores, nil, 10) {
			out[i] = append(out[i], b.Doc)
		}
	}
	return out
}

// timed asks every query once to warm up and once on the clock.
func timed(subject, what string, n int, exact [][]uint32, ask func(i int) []uint32) Row {
	r := Row{Subject: subject, What: what, Size: n}
	for i := range min(20, queries) {
		ask(i)
	}
	var took []float64
	found, wanted := 0, 0
	for i := range queries {
		start := time.Now()
		got := ask(i)
		took = append(took, ms(time.Since(start)))
		if exact != nil {
			for _, e := range exact[i] {
				wanted++
				if slices.Contains(got, e) {
					found++
				}
			}
		}
	}
	slices.Sort(took)
	r.P50, r.P95 = took[len(took)/2], took[len(took)*95/100]
	if wanted > 0 {
		r.Recall = float64(found) / float64(wanted)
	}
	return r
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func fileSize(path string) float64 {
	st, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return float64(st.Size())
}

// memory says what the process holds, as Linux counts it.
func memory() string {
	runtime.GC()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return ""
	}
	var out []string
	for _, l := range strings.Split(string(raw), "\n") {
		for _, k := range []string{"RssAnon", "RssFile"} {
			if strings.HasPrefix(l, k) {
				out = append(out, strings.Join(strings.Fields(l), " "))
			}
		}
	}
	return strings.Join(out, ", ")
}
