package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/corpus/report"
)

// corpusCommand checks, counts or reports on the shipped records or those of a folder.
func corpusCommand(_ context.Context, env *environment, args []string) error {
	flags := flag.NewFlagSet("corpus", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print JSON")
	stale := flags.Bool("stale", false, "check: only the records past their review date")
	html := flags.String("html", "", "report: write a page with a map and bars to this file")
	rest, err := parse(flags, env, args)
	if err != nil {
		return err
	}
	if len(rest) == 0 || len(rest) > 2 || !slices.Contains([]string{"check", "stats", "report"}, rest[0]) {
		return usagef("say check, stats or report")
	}
	dir := strings.Join(rest[1:], "")
	c, e, findings := loadFolder(dir)
	if rest[0] == "check" {
		if !corpus.HasErrors(findings) {
			findings = append(findings, corpus.Twins(c)...)
			findings = append(findings, e.Check()...)
			findings = append(findings, corpus.StaleFindings(c, time.Now())...)
		}
		if *stale {
			findings = slices.DeleteFunc(findings, func(f corpus.Finding) bool { return f.Severity != corpus.SeverityStale })
		}
		return printFindings(env, findings, *asJSON)
	}
	if corpus.HasErrors(findings) {
		return fmt.Errorf("the records have errors: run \"navigator corpus check %s\"", dir)
	}
	r := report.Of(c, time.Now())
	if rest[0] == "stats" {
		return printStats(env, r, *asJSON)
	}
	return printCoverage(env, r, *html, *asJSON)
}

// loadFolder loads the records of a folder, or the shipped ones where none is named.
func loadFolder(dir string) (*corpus.Corpus, *access.Engine, []corpus.Finding) {
	if dir == "" {
		return loadCorpus(corpus.Shipped())
	}
	if st, err := os.Stat(filepath.Join(dir, "catalogue")); err != nil || !st.IsDir() {
		return nil, nil, []corpus.Finding{{
			Severity: corpus.SeverityError, File: dir, Text: "it is not a corpus: there is no folder catalogue in it",
			Remedy: "name the folder that holds catalogue/, access/ and vocabularies/",
		}}
	}
	return loadCorpus(os.DirFS(dir))
}

func printStats(env *environment, r report.Report, asJSON bool) error {
	if asJSON {
		return printJSON(env.stdout, struct {
			corpus.Stats
			Fields []report.FieldShare `json:"fields"`
		}{r.Stats, r.Fields})
	}
	s := r.Stats
	fmt.Fprintf(env.stdout, "%d research and %d technology infrastructures\n%d programmes with %d machine-checkable rules and %d notes\n%d calls, %d trainings, %d guidance articles, %d concepts in %d languages\n%.1f %% of the infrastructures have a source page that was read\n",
		s.Infrastructures.Research, s.Infrastructures.Technology, s.Programmes, s.Rules.Machine, s.Rules.Note,
		s.Calls, s.Training, s.Guidance, s.Glossary.Concepts, s.Glossary.Languages, 100*s.Sources.PageReadShare)
	return nil
}

func printCoverage(env *environment, r report.Report, html string, asJSON bool) error {
	if html != "" {
		f, err := os.Create(html)
		if err != nil {
			return err
		}
		if err := errors.Join(r.WriteHTML(f), f.Close()); err != nil {
			return err
		}
		fmt.Fprintln(env.stderr, "the page is in", html)
		return nil
	}
	if asJSON {
		return printJSON(env.stdout, r)
	}
	return r.WriteText(env.stdout)
}

func printFindings(env *environment, findings []corpus.Finding, asJSON bool) error {
	if asJSON {
		if findings == nil {
			findings = []corpus.Finding{}
		}
		if err := printJSON(env.stdout, map[string]any{"findings": findings}); err != nil {
			return err
		}
	} else {
		for _, f := range findings {
			fmt.Fprintln(env.stdout, f)
		}
	}
	if corpus.HasErrors(findings) {
		return fmt.Errorf("%d findings", len(findings))
	}
	if !asJSON && len(findings) == 0 {
		fmt.Fprintln(env.stdout, "clean")
	}
	return nil
}
