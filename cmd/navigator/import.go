package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/corpus/exchange"
)

// importCommand brings a foreign catalogue in, beside the shipped one.
func importCommand(_ context.Context, env *environment, args []string) error {
	var c config
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	c.flags(flags, env)
	format := flags.String("format", "", "navigator, eosc, json or csv")
	mapFile := flags.String("map", "", "a mapping file, or one of "+strings.Join(exchange.Maps(), ", "))
	dryRun := flags.Bool("dry-run", false, "say what would happen, and change nothing")
	asJSON := flags.Bool("json", false, "print JSON")
	paths, err := parse(flags, env, args)
	if err != nil {
		return err
	}
	if !slices.Contains([]string{"navigator", "eosc", "json", "csv"}, *format) || len(paths) == 0 {
		return usagef("give --format navigator, eosc, json or csv, and the files to read")
	}
	m, err := mappingFor(*format, *mapFile)
	if err != nil {
		return err
	}
	name := *format
	if m != nil {
		name = m.Name
	}
	report := exchange.NewReport(name)
	report.DryRun = *dryRun
	if err := c.bringIn(report, *format, m, paths); err != nil {
		return err
	}
	if *asJSON {
		return printJSON(env.stdout, report)
	}
	printReport(env, report)
	return nil
}

func mappingFor(format, file string) (*exchange.Mapping, error) {
	switch {
	case file == "" && format == "json":
		return nil, usagef("--format json needs --map: a mapping file, or one of %s", strings.Join(exchange.Maps(), ", "))
	case file == "":
		return nil, nil
	}
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(file, `./\`) {
		return exchange.ShippedMap(file)
	}
	if err != nil {
		return nil, err
	}
	return exchange.ParseMap(raw, file)
}

// bringIn reads the files, stages their records and puts them in place.
func (c *config) bringIn(r *exchange.Report, format string, m *exchange.Mapping, paths []string) error {
	folder := filepath.Join(c.data, "imports", r.Source)
	others, err := c.folders(r.Source)
	if err != nil {
		return err
	}
	have, findings := corpus.Load(others...)
	if corpus.HasErrors(findings) {
		return fmt.Errorf("the records that are already there have errors: %s", findings[0])
	}
	var records []exchange.Imported
	for _, p := range paths {
		some, err := readRecords(p, format, m, have, r)
		if err != nil {
			return err
		}
		records = append(records, some...)
	}
	files, err := exchange.Stage(records, others, r)
	if err != nil {
		return err
	}
	if err := exchange.Compare(folder, files, r); err != nil {
		return err
	}
	if r.DryRun {
		return nil
	}
	r.Folder = folder
	return exchange.Write(folder, files)
}

// folders are the shipped records and the imports but one.
func (c *config) folders(without string) ([]fs.FS, error) {
	imports, err := exchange.Folders(filepath.Join(c.data, "imports"), without)
	return append([]fs.FS{corpus.Shipped()}, imports...), err
}

func readRecords(path, format string, m *exchange.Mapping, have *corpus.Corpus, r *exchange.Report) ([]exchange.Imported, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := exchange.ReadAll(f, path)
	if err != nil {
		return nil, err
	}
	switch {
	case m != nil:
		rows, err := m.Rows(raw, path)
		if err != nil {
			return nil, err
		}
		return m.Apply(rows, have, r), nil
	case format == "eosc":
		found, err := exchange.FromEOSC(raw, path, have, r)
		return exchange.Fresh(found, have, r), err
	case format == "csv":
		rows, err := exchange.TableRows(raw, path)
		if err != nil {
			return nil, err
		}
		return exchange.Fresh(exchange.FromTable(rows, r), have, r), nil
	}
	found, err := exchange.FromLinked(raw, path, r)
	return exchange.Fresh(found, have, r), err
}

// exportCommand writes the infrastructures in a form that others read.
func exportCommand(_ context.Context, env *environment, args []string) error {
	var c config
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	c.flags(flags, env)
	format := flags.String("format", "", "navigator, eosc, csv or jsonld")
	out := flags.String("out", "", "the file to write; default standard output")
	rest, err := parse(flags, env, args)
	if err != nil {
		return err
	}
	if !slices.Contains([]string{"navigator", "eosc", "csv", "jsonld"}, *format) || len(rest) > 0 {
		return usagef("give --format navigator, eosc, csv or jsonld, and --out FILE")
	}
	folders, err := c.folders("")
	if err != nil {
		return err
	}
	have, findings := corpus.Load(folders...)
	if corpus.HasErrors(findings) {
		return fmt.Errorf("the records have errors: %s", findings[0])
	}
	if *out == "" {
		return exchange.WriteAs(env.stdout, *format, have)
	}
	part := *out + ".part"
	f, err := os.Create(part)
	if err != nil {
		return err
	}
	err = errors.Join(exchange.WriteAs(f, *format, have), f.Sync(), f.Close())
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, *out)
}

func printReport(env *environment, r *exchange.Report) {
	verb := "imported"
	if r.DryRun {
		verb = "would be imported"
	}
	fmt.Fprintf(env.stdout, "%d read, %d %s (%d new, %d changed, %d unchanged), %d dropped, %d gone since the last import\n",
		r.Read, r.Imported, verb, r.Added, r.Changed, r.Unchanged, len(r.Dropped), len(r.Gone))
	for _, k := range slices.Sorted(maps.Keys(r.Reasons)) {
		fmt.Fprintf(env.stdout, "  dropped %4d  %s\n", r.Reasons[k], k)
	}
	for _, k := range slices.Sorted(maps.Keys(r.Mended)) {
		fmt.Fprintf(env.stdout, "  mended  %4d  %s\n", r.Mended[k], k)
	}
	if r.Folder != "" {
		fmt.Fprintln(env.stdout, "in", r.Folder)
	}
}
