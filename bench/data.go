package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/retrieval/embed"
	"github.com/ri-navigator/navigator/store/sqlite"
)

// queries is how many are asked at each size; words how long a made passage is.
const (
	queries = 200
	words   = 60
	dim     = embed.Dim
)

// seeds are the real words and vectors that passages are made from.
type seeds struct {
	words   []string
	vectors [][]float32
}

func readSeeds(ctx context.Context, path string) (*seeds, error) {
	if path == "" {
		path = filepath.Join(filepath.Dir(embed.DefaultDir(os.Getenv)), "vectors.db")
	}
	db, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	byHash, err := db.Vectors(ctx, embed.Model)
	if err != nil {
		return nil, err
	}
	c, _ := corpus.Load(corpus.Shipped())
	s := &seeds{}
	for _, p := range corpus.Passages(c) {
		s.words = append(s.words, strings.Fields(p.Text)...)
		if v := byHash[p.Hash]; v != nil {
			s.vectors = append(s.vectors, v)
		}
	}
	if len(s.vectors) < 1000 {
		return nil, errors.New("there are no vectors of the catalogue yet: run \"navigator search anything\" once with the model there")
	}
	return s, nil
}

// set is what all subjects get.
type set struct {
	n        int
	passages []navigator.Passage
	rows     []float32 // n×dim
	texts    []string  // of the queries
	asks     [][]float32
}

var kinds = []string{"research", "technology"}
var countries = []string{"AT", "BE", "DE", "ES", "FI", "FR", "GR", "IE", "IT", "NL", "PL", "PT", "SE", "SI"}

func (s *seeds) make(n int) *set {
	rng := rand.New(rand.NewPCG(20261124, uint64(n)))
	out := &set{n: n, rows: make([]float32, 0, n*dim)}
	for i := range n {
		out.passages = append(out.passages, navigator.Passage{
			ID: fmt.Sprintf("p%d", i), Record: fmt.Sprintf("p%d", i), Type: "infrastructure", Text: s.text(rng, words), Hash: fmt.Sprintf("h%d", i),
			Facets: navigator.Facets{Kind: kinds[rng.IntN(2)], Countries: []string{countries[rng.IntN(len(countries))]}},
		})
		out.rows = append(out.rows, s.vector(rng)...)
	}
	for range queries {
		out.texts = append(out.texts, s.text(rng, 6))
		out.asks = append(out.asks, s.vector(rng))
	}
	return out
}

func (s *seeds) text(rng *rand.Rand, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = s.words[rng.IntN(len(s.words))]
	}
	return strings.Join(out, " ")
}

// vector lies between two real ones, nearer to the first, with noise of a
// quarter of its length: neighbours of a real model are clustered, too.
func (s *seeds) vector(rng *rand.Rand) []float32 {
	a, b := s.vectors[rng.IntN(len(s.vectors))], s.vectors[rng.IntN(len(s.vectors))]
	w := 0.5 + 0.4*rng.Float32()
	out := make([]float32, dim)
	var sum float64
	for i := range out {
		out[i] = w*a[i] + (1-w)*b[i] + float32(rng.NormFloat64()*0.25/math.Sqrt(dim))
		sum += float64(out[i]) * float64(out[i])
	}
	for i := range out {
		out[i] /= float32(math.Sqrt(sum))
	}
	return out
}

// dump writes the set for peers in other languages.
func (s *set) dump(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	texts := make([]string, s.n)
	for i, p := range s.passages {
		texts[i] = p.Text
	}
	flat := []float32{}
	for _, a := range s.asks {
		flat = append(flat, a...)
	}
	return errors.Join(writeLines(dir, "texts.jsonl", texts), writeLines(dir, "queries.jsonl", s.texts), writeFloats(dir, "vectors.f32", s.rows), writeFloats(dir, "queries.f32", flat))
}

func writeLines(dir, name string, lines []string) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return errors.Join(w.Flush(), f.Close())
}

func writeFloats(dir, name string, v []float32) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for len(v) > 0 {
		k := min(len(v), 1<<16)
		if err := binary.Write(w, binary.LittleEndian, v[:k]); err != nil {
			return err
		}
		v = v[k:]
	}
	return errors.Join(w.Flush(), f.Close())
}
