// Command bench measures retrieval at several sizes, side by side with what a
// user would otherwise pick, on the same vectors and texts in the same run.
//
//	go run . --sizes 1000,100000,1000000 --peers --out results.json
//
// The passages are made from the shipped catalogue: a text is words drawn from
// its passages as often as they occur there; a vector lies between the vectors
// of two of them, with noise. Embedding is left out of all times.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Row is one subject measured at one size. Times are milliseconds; Recall is
// the share of the exact ten nearest found.
type Row struct {
	Subject string  `json:"subject"`
	What    string  `json:"what"` // hybrid, vectors, text, open
	Size    int     `json:"size"`
	P50     float64 `json:"p50_ms"`
	P95     float64 `json:"p95_ms"`
	Recall  float64 `json:"recall@10,omitempty"`
	Build   float64 `json:"build_s,omitempty"`
	Bytes   float64 `json:"bytes_per_passage,omitempty"`
	Note    string  `json:"note,omitempty"`
}

func main() {
	sizes := flag.String("sizes", "1000,100000", "numbers of passages, separated by commas")
	peers := flag.Bool("peers", false, "measure the peers too, up to 100,000 passages")
	database := flag.String("database-url", "", "a PostgreSQL to measure besides; its bench table is made anew")
	vectors := flag.String("vectors", "", "the vectors to make others from; default the cache of the shipped catalogue")
	out := flag.String("out", "", "add the rows to this file")
	dump := flag.String("dump", "", "write texts, vectors and queries of each size to this folder, for peers in other languages")
	keep := flag.String("keep", "", "save the index of the last size here, for --open")
	open := flag.String("open", "", "only open a kept index and ask it: what a process needs that serves it")
	embedded := flag.Int("embed", 0, "only compare embedding so many passages with the bare runtime")
	flag.Parse()
	ctx := context.Background()
	if *embedded > 0 {
		if err := embedding(ctx, *embedded); err != nil {
			log.Fatal(err)
		}
		return
	}
	keepAt = *keep
	seeds, err := readSeeds(ctx, *vectors)
	if err != nil {
		log.Fatal(err)
	}
	if *open != "" {
		if err := askKept(ctx, *open, seeds.make(1000)); err != nil {
			log.Fatal(err)
		}
		return
	}
	var rows []Row
	for _, s := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 10 {
			log.Fatalf("%q is no number of passages", s)
		}
		set := seeds.make(n)
		measured, err := measure(ctx, set, *peers, *database)
		for _, r := range measured {
			fmt.Printf("%-26s %-8s %8d  p50 %9.3f ms  p95 %9.3f ms  recall %.3f  build %7.1f s  %7.0f B  %s\n", r.Subject, r.What, r.Size, r.P50, r.P95, r.Recall, r.Build, r.Bytes, r.Note)
		}
		if err != nil {
			log.Fatal(err)
		}
		rows = append(rows, measured...)
		if *dump != "" {
			if err := set.dump(filepath.Join(*dump, s)); err != nil {
				log.Fatal(err)
			}
		}
	}
	if *out != "" {
		if err := add(*out, rows); err != nil {
			log.Fatal(err)
		}
	}
}

func add(path string, rows []Row) error {
	var all []Row
	if raw, err := os.ReadFile(path); err == nil {
		if err := json.Unmarshal(raw, &all); err != nil {
			return err
		}
	}
	raw, err := json.MarshalIndent(append(all, rows...), "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, raw, 0o644)
}
