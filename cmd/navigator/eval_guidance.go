package main

import (
	"context"
	"flag"
	"fmt"
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
	asJSON := flags.Bool("json", false, "print JSON")
	rest, err := parse(flags, env, args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usagef("eval guidance takes no %q", rest[0])
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
	report := eval.Run(ctx, a.guide, cases)
	if *asJSON {
		return printJSON(env.stdout, report)
	}
	for _, f := range report.Failures {
		fmt.Fprintf(env.stdout, "FAIL %s\n     said %s\n     want %s\n     got  %s\n", f.Case, f.Step, f.Want, f.Got)
	}
	fmt.Fprintf(env.stdout, "%d of %d cases pass; hit@1 %.3f, hit@3 %.3f, verdicts right %.3f, falsely met %d\n",
		report.Passed, report.Cases, report.Hit1, report.Hit3, report.VerdictAccuracy, report.FalseMet)
	return nil
}
