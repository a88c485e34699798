package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"
)

// demand lists the needs that nothing fitted, for those who plan infrastructures.
func demand(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("demand", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	asJSON := fs.Bool("json", false, "print JSON")
	if err := parseFlags(fs, env, args); err != nil {
		return err
	}
	db, err := cfg.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	list, err := db.Demand(ctx)
	if err != nil {
		return err
	}
	if *asJSON {
		return printJSON(env.stdout, list)
	}
	w := tabwriter.NewWriter(env.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "month\tarea\tkind\tcountry\tneeds")
	for _, d := range list {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\n", d.Month, d.Area, d.Kind, d.Country, d.N)
	}
	return w.Flush()
}
