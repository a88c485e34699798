package main

import (
	"context"
	"fmt"
	"hash/crc32"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store/postgres"
)

// postgresRows measures the store's leg by meaning: a half-precision HNSW index.
func postgresRows(ctx context.Context, s *set, exact [][]uint32, url string) ([]Row, error) {
	db, err := postgres.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	start := time.Now()
	near, err := db.SyncPassages(ctx, fmt.Sprintf("bench-%d-%x", s.n, crc32.ChecksumIEEE([]byte(fmt.Sprint(s.rows[:dim])))), s.passages, func(i int) []float32 { return s.rows[i*dim : (i+1)*dim] })
	if err != nil {
		return nil, err
	}
	build := time.Since(start)
	var failed error
	ask := func(f navigator.Filters) func(i int) []uint32 {
		return func(i int) []uint32 {
			found, err := near.Near(ctx, s.asks[i], f, nil, 10)
			if err != nil {
				failed = err
			}
			out := make([]uint32, len(found))
			for j, d := range found {
				out[j] = d.Doc
			}
			return out
		}
	}
	all := timed("PostgreSQL, HNSW halfvec", "vectors", s.n, exact, ask(navigator.Filters{}))
	all.Build = build.Seconds()
	one := timed("PostgreSQL, HNSW halfvec", "filtered", s.n, nil, ask(navigator.Filters{Countries: []string{"PT"}, Kinds: []string{"technology"}}))
	one.Note = fmt.Sprintf("1 in %d passages kept", 2*len(countries))
	return []Row{all, one}, failed
}
