package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/embed"
)

func (a *app) printSearch(ctx context.Context, env *environment, q retrieval.Query, asJSON bool) error {
	start := time.Now()
	hits, degraded := a.guide.Search(ctx, q)
	took := float64(time.Since(start).Microseconds()) / 1000
	if asJSON {
		return printJSON(env.stdout, map[string]any{"query": q.Text, "took_ms": took, "hits": hits, "degraded": degraded})
	}
	for i, h := range hits {
		status := ""
		if h.Status != "operating" {
			status = ", " + h.Status
		}
		fmt.Fprintf(env.stdout, "%2d  %.3f  %-28s %s (%s%s)\n", i+1, h.Score, h.ID, h.Name, h.Kind, status)
	}
	return nil
}

func model(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("model", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	asJSON := fs.Bool("json", false, "print JSON")
	rest, err := parse(fs, env, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] != "pull" && rest[0] != "status" {
		return usagef("say pull or status")
	}
	if rest[0] == "pull" {
		_, err = embed.Pull(ctx, cfg.modelDir, cfg.modelURL, func(f string, v ...any) { fmt.Fprintf(env.stderr, f+"\n", v...) })
		if err != nil {
			return err
		}
		if err := embed.PullE5(ctx, cfg.modelDir, func(f string, v ...any) { fmt.Fprintf(env.stderr, f+"\n", v...) }); err != nil {
			fmt.Fprintln(env.stderr, err)
		}
	}
	_, err = embed.Locate(cfg.modelDir)
	_, missing := embed.LocateE5(cfg.modelDir)
	if *asJSON {
		out := map[string]any{"model": embed.Model, "dir": cfg.modelDir, "present": err == nil, "across_languages": embed.Translingual, "across_languages_present": missing == nil}
		if err != nil {
			out["problem"] = err.Error()
		}
		return printJSON(env.stdout, out)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(env.stdout, "%s is in %s, sums checked\n", embed.Model, cfg.modelDir)
	if missing != nil {
		fmt.Fprintf(env.stdout, "other languages are read by the vocabulary only: %s\n", missing)
		return nil
	}
	fmt.Fprintf(env.stdout, "%s is there too\n", embed.Translingual)
	return nil
}
