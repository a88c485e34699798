package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/expect"
)

// expectReport is a run of the expectations with each leg; the figures at the top are the hybrid's.
type expectReport struct {
	expect.Report
	Legs     map[retrieval.Leg]expect.Figures `json:"legs"`
	Degraded []string                         `json:"degraded"`
}

// evalExpect measures searches of our own catalogue against what they must find.
func (c *config) evalExpect(ctx context.Context, env *environment, path, saveTo, diffWith string, asJSON bool) error {
	cases, err := readTexts(expect.Shipped(), path, expect.Parse)
	if err != nil {
		return err
	}
	if len(cases) == 0 {
		return navigator.Errorf(navigator.CodeInvalid, "there is no case to run")
	}
	a, db, err := c.ready(ctx, env)
	if err != nil {
		return err
	}
	defer db.Close()
	report := expectReport{Legs: map[retrieval.Leg]expect.Figures{}, Degraded: a.index.Degraded()}
	for _, leg := range []retrieval.Leg{retrieval.LegLexical, retrieval.LegDense, retrieval.LegHybrid} {
		report.Report = expect.Run(ctx, cases, func(ctx context.Context, query string, k int) []string {
			hits, _ := a.guide.Search(ctx, retrieval.Query{Text: query, Leg: leg, K: k})
			ids := make([]string, len(hits))
			for i, h := range hits {
				ids[i] = h.ID
			}
			return ids
		})
		report.Legs[leg] = report.Figures
	}
	if saveTo != "" {
		raw, err := json.MarshalIndent(report, "", " ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(saveTo, raw, 0o600); err != nil {
			return err
		}
	}
	if asJSON {
		return printJSON(env.stdout, report)
	}
	report.print(env)
	return printChanges(env, diffWith, report)
}

func (r expectReport) print(env *environment) {
	for _, x := range r.Results {
		if x.Rank == 0 || x.Rank > 3 {
			fmt.Fprintf(env.stdout, "MISS %s %s\n     got %v\n     want %v\n", x.Lang, x.Query, x.Got, x.Want)
		}
	}
	row := func(name string, f expect.Figures) {
		fmt.Fprintf(env.stdout, "%-8s %7d %7.3f %7.3f %7.3f\n", name, f.Queries, f.Hit1, f.Hit3, f.MRR10)
	}
	fmt.Fprintf(env.stdout, "%-8s %7s %7s %7s %7s\n", "", "queries", "hit@1", "hit@3", "MRR@10")
	for _, leg := range slices.Sorted(maps.Keys(r.Legs)) {
		row(string(leg), r.Legs[leg])
	}
	for _, lang := range slices.Sorted(maps.Keys(r.ByLanguage)) {
		row(lang, r.ByLanguage[lang])
	}
}

func printChanges(env *environment, path string, now expectReport) error {
	if path == "" {
		return nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var before expectReport
	if err := json.Unmarshal(raw, &before); err != nil {
		return navigator.Errorf(navigator.CodeInvalid, "%s is no run that --save wrote: %v", path, err)
	}
	changes := expect.Changes(before.Report, now.Report)
	for _, c := range changes {
		fmt.Fprintln(env.stdout, c)
	}
	fmt.Fprintf(env.stdout, "%d of %d queries changed\n", len(changes), len(now.Results))
	return nil
}

// readTexts reads the cases of a file, of every .txt file of a folder, or of
// those shipped for an empty path.
func readTexts[T any](shipped fs.FS, path string, parse func(io.Reader) ([]T, error)) ([]T, error) {
	fsys, pattern := shipped, "*.txt"
	if path != "" {
		fsys = os.DirFS(path)
		if st, err := os.Stat(path); err != nil {
			return nil, err
		} else if !st.IsDir() {
			fsys, pattern = os.DirFS(filepath.Dir(path)), filepath.Base(path)
		}
	}
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	var all []T
	for _, name := range names {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, err
		}
		cases, err := parse(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, cases...)
	}
	return all, nil
}
