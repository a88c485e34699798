package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents/eval"
)

// evalGuidance plays the guidance cases, or those of a file or folder.
func evalGuidance(ctx context.Context, env *environment, args []string) error {
	var c config
	flags := flag.NewFlagSet("eval guidance", flag.ContinueOnError)
	c.flags(flags, env)
	path := flags.String("cases", "", "a file or folder of cases; default the shipped ones")
	only := flags.String("run", "", "only the cases whose title holds this text")
	repeat := flags.Int("repeat", 4, "how often each dialogue is played, to see that it comes out alike")
	asJSON := flags.Bool("json", false, "print JSON")
	if err := parseFlags(flags, env, args); err != nil {
		return err
	}
	cases, err := readTexts(eval.Shipped(), *path, eval.Parse)
	if err != nil {
		return err
	}
	cases = slices.DeleteFunc(cases, func(k eval.Case) bool { return !strings.Contains(k.Title, *only) })
	if len(cases) == 0 {
		return navigator.Errorf(navigator.CodeInvalid, "there is no case to run")
	}
	a, db, err := c.ready(ctx, env)
	if err != nil {
		return err
	}
	defer db.Close()
	report := guidanceReport{Report: eval.Run(ctx, a.guide, cases)}
	if *path == "" && *only == "" {
		profiles, err := readTexts(eval.ShippedProfiles(), "", eval.ParseProfiles)
		if err != nil {
			return err
		}
		s := eval.Simulate(ctx, a.guide, profiles, *repeat)
		report.Simulation = &s
	}
	if *asJSON {
		return printJSON(env.stdout, report)
	}
	report.print(env.stdout)
	return nil
}

// guidanceReport is what the cases and, with the shipped ones, the dialogues measured.
type guidanceReport struct {
	eval.Report
	Simulation *eval.Simulation `json:"simulation,omitempty"`
}

func (r guidanceReport) print(w io.Writer) {
	failures := r.Failures
	if r.Simulation != nil {
		failures = append(failures, r.Simulation.Failures...)
	}
	for _, f := range failures {
		fmt.Fprintf(w, "FAIL %s\n     said %s\n     want %s\n     got  %s\n", f.Case, f.Step, f.Want, f.Got)
	}
	for _, lang := range slices.Sorted(maps.Keys(r.ByLanguage)) {
		fmt.Fprintf(w, "%s: %d cases, hit@3 %.3f", lang, r.ByLanguage[lang].Cases, r.ByLanguage[lang].Hit3)
		if r.Simulation != nil {
			fmt.Fprintf(w, "; %d dialogues, hit@3 %.3f", r.Simulation.ByLanguage[lang].Cases, r.Simulation.ByLanguage[lang].Hit3)
		}
		fmt.Fprintln(w)
	}
	for _, n := range slices.Sorted(maps.Keys(r.ByStep)) {
		fmt.Fprintf(w, "message %d: %d expectations of a facility, hit@3 %.3f\n", n, r.ByStep[n].Cases, r.ByStep[n].Hit3)
	}
	fmt.Fprintf(w, "facts: recall %.3f, precision %.3f; citations exact %.3f; median messages to a right facility %d; a turn takes %.1f ms, p95 %.1f ms\n",
		r.FactRecall, r.FactPrecision, r.CitationExactness, r.Turns, r.TurnMS.P50, r.TurnMS.P95)
	if s := r.Simulation; s != nil {
		fmt.Fprintf(w, "%d dialogues: hit@3 %.3f, median messages %d, fact precision %.3f, falsely met %d, asked twice %d, too many questions %d, unsteady %d\n",
			s.Dialogues, s.Hit3, s.Turns, s.FactPrecision, s.FalseMet, s.AskedTwice, s.TooMany, s.Unsteady)
	}
	fmt.Fprintf(w, "%d of %d cases pass; hit@1 %.3f, hit@3 %.3f, verdicts right %.3f, falsely met %d\n",
		r.Passed, r.Cases, r.Hit1, r.Hit3, r.VerdictAccuracy, r.FalseMet)
}
