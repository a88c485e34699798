package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/store/postgres"
	"github.com/ri-navigator/navigator/store/sqlite"
)

type retrievalReport struct {
	Queries   int                                 `json:"queries"`
	Documents int                                 `json:"documents"`
	Legs      map[retrieval.Leg]retrieval.Figures `json:"legs"`
	Seconds   map[string]float64                  `json:"seconds"`
	Degraded  []string                            `json:"degraded"`
}

// evalRetrieval measures the legs on a judged collection in the BEIR layout, or
// on the expectations for our own catalogue.
func evalRetrieval(ctx context.Context, env *environment, args []string) error {
	var c config
	fs := flag.NewFlagSet("eval retrieval", flag.ContinueOnError)
	c.flags(fs, env)
	docsPath := fs.String("corpus", "", "documents as JSON lines with _id, title, text")
	queriesPath := fs.String("queries", "", "queries as JSON lines with _id, text")
	qrelsPath := fs.String("qrels", "", "judgements: query-id, corpus-id, score, separated by tabs, below a header")
	expectPath := fs.String("expect", "", "a file or folder of expectations for our own catalogue; default the shipped ones")
	saveTo := fs.String("save", "", "keep the run in a file, to compare a later one with it")
	diffWith := fs.String("diff", "", "a run that was kept: list the queries whose rank changed")
	asJSON := fs.Bool("json", false, "print JSON")
	rest, err := parse(fs, env, args)
	if err != nil {
		return err
	}
	if len(rest) == 0 && *docsPath == "" && *queriesPath == "" && *qrelsPath == "" {
		return c.evalExpect(ctx, env, *expectPath, *saveTo, *diffWith, *asJSON)
	}
	if len(rest) > 0 || *docsPath == "" || *queriesPath == "" || *qrelsPath == "" {
		return usagef("give --corpus, --queries and --qrels for a judged collection, or none of them for our own catalogue")
	}
	docs, err := readFile(*docsPath, retrieval.ReadDocuments)
	if err != nil {
		return err
	}
	queries, err := readFile(*queriesPath, retrieval.ReadDocuments)
	if err != nil {
		return err
	}
	qrels, err := readFile(*qrelsPath, retrieval.ReadJudgements)
	if err != nil {
		return err
	}
	report, err := c.measure(ctx, env, docs, queries, qrels)
	if err != nil {
		return err
	}
	if *asJSON {
		return printJSON(env.stdout, report)
	}
	fmt.Fprintf(env.stdout, "%d queries over %d documents\n%-8s %8s %11s %7s\n", report.Queries, report.Documents, "leg", "nDCG@10", "recall@100", "MRR@10")
	for _, leg := range []retrieval.Leg{retrieval.LegLexical, retrieval.LegDense, retrieval.LegHybrid} {
		if f, ok := report.Legs[leg]; ok {
			fmt.Fprintf(env.stdout, "%-8s %8.4f %11.4f %7.4f\n", leg, f.NDCG10, f.Recall100, f.MRR10)
		}
	}
	return nil
}

func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	var none T
	f, err := os.Open(path)
	if err != nil {
		return none, err
	}
	defer f.Close()
	v, err := read(f)
	if err != nil {
		return none, fmt.Errorf("%s: %w", path, err)
	}
	return v, nil
}

// collectionName tells collections apart by what is in them.
func collectionName(docs []retrieval.Document) string {
	sum := sha256.New()
	for _, d := range docs {
		fmt.Fprintf(sum, "%s\x00%s\x00%s\x00", d.ID, d.Title, d.Text)
	}
	return hex.EncodeToString(sum.Sum(nil))[:12]
}

// measure indexes the documents, gives them vectors where the model is there, and runs the queries.
// The vectors are kept in the cache, so that a second run starts at once.
func (c *config) measure(ctx context.Context, env *environment, docs, queries []retrieval.Document, qrels map[string]map[string]int) (*retrievalReport, error) {
	index := retrieval.New(retrieval.PassagesOf(docs), retrieval.Weights{})
	report := &retrievalReport{Documents: len(docs), Seconds: map[string]float64{}, Degraded: []string{}}
	legs := []retrieval.Leg{retrieval.LegLexical}
	start := time.Now()
	if model, err := c.loadModel(); err != nil {
		fmt.Fprintf(env.stderr, "only the lexical leg: %v\n", err)
		report.Degraded = append(report.Degraded, "lexical-only")
	} else {
		db, err := sqlite.Open(ctx, filepath.Join(filepath.Dir(c.modelDir), "eval", "vectors.db"))
		if err != nil {
			return nil, err
		}
		defer db.Close()
		if err := vectorise(ctx, index, model, db, progress(env.stderr, "documents embedded")); err != nil {
			return nil, err
		}
		if c.database != "" {
			server, err := postgres.Open(ctx, c.database)
			if err != nil {
				return nil, err
			}
			defer server.Close()
			if err := inTable(ctx, server, index, "eval "+collectionName(docs)+" "+model.Name()); err != nil {
				return nil, err
			}
		}
		legs = append(legs, retrieval.LegDense, retrieval.LegHybrid)
	}
	report.Seconds["index"] = time.Since(start).Seconds()
	start = time.Now()
	report.Legs, report.Queries = retrieval.Evaluate(ctx, index, queries, qrels, legs)
	report.Seconds["search"] = time.Since(start).Seconds()
	if report.Queries == 0 {
		return nil, navigator.Errorf(navigator.CodeInvalid, "none of the %d queries has a relevant document in the judgements: are these files of one collection?", len(queries))
	}
	return report, nil
}
