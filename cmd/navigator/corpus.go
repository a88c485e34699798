package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

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
	dir := ""
	if len(rest) == 2 {
		dir = rest[1]
	}
	c, e, findings := loadCorpus(dir)
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
		defer f.Close()
		if err := r.WriteHTML(f); err != nil {
			return err
		}
		fmt.Fprintln(env.stderr, "the page is in", html)
		return f.Close()
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
