// Command navigator guides people to Europe's research and technology
// infrastructures: as a server, and from the command line.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// command is one subcommand.
type command struct {
	name, args, about, example string
	run                        func(ctx context.Context, env *environment, args []string) error
}

// environment is what a subcommand may touch of the outside.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
}

var errUsage = errors.New("usage")

func commands() []command {
	return []command{
		{"serve", "[--addr HOST:PORT]", "serve the chat page, the widget, the desk and the API", "navigator serve --addr 127.0.0.1:8080", serve},
		{"ask", "[--json] [--conversation new|ID] TEXT", "answer one enquiry", `navigator ask --json "We need a photonics pilot line"`, ask},
		{"search", "[--json] [-k 10] [--filter KEY=VALUE]... [--leg hybrid] QUERY", "find infrastructures", "navigator search --filter country=PT batteries", search},
		{"model", "pull | status", "fetch or check the local embedding model", "navigator model pull", model},
		{"corpus", "check | report | stats [--json] [--stale] [--html FILE] [PATH]", "check, report on or count the records", "navigator corpus report --html report.html", corpusCommand},
		{"import", "--format navigator|eosc|json|csv [--map FILE] [--dry-run] [--json] PATH...", "bring a foreign catalogue in", "navigator import --format json --map meril meril_ri.json", importCommand},
		{"export", "--format navigator|eosc|csv|jsonld [--out FILE]", "write the catalogue for others", "navigator export --format csv --out catalogue.csv", exportCommand},
		{"eval", "retrieval | guidance", "measure", "navigator eval guidance --json", evaluate},
		{"application", "list | show ID | export ID", "read applications", "navigator application export --format html a_...", application},
		{"user", "add NAME", "add a member of the help desk's staff", "navigator user add jana", user},
		{"demand", "[--json]", "list the needs that nothing fitted, by month, area and country", "navigator demand", demand},
		{"migrate", "", "bring the database to the newest schema", "navigator migrate", migrate},
		{"health", "[--addr HOST:PORT]", "ask a running server whether it is ready", "navigator health --addr 127.0.0.1:8080", health},
		{"version", "[--json]", "tell the version", "navigator version --json", version},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, &environment{os.Stdin, os.Stdout, os.Stderr, os.Getenv}, os.Args[1:]))
}

// run gives the exit code: 0 done, 1 failed, 2 wrong usage.
func run(ctx context.Context, env *environment, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		overview(env.stderr)
		if len(args) == 0 {
			return 2
		}
		return 0
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, env, args[1:])
		switch {
		case err == nil:
			return 0
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprintf(env.stderr, "\nnavigator %s %s: %s\nExample: %s\n", c.name, c.args, c.about, c.example)
			return 0
		case errors.Is(err, errUsage):
			fmt.Fprintf(env.stderr, "navigator %s: %v\nUsage: navigator %s %s\nExample: %s\n", c.name, err, c.name, c.args, c.example)
			return 2
		}
		fmt.Fprintf(env.stderr, "navigator %s: %v\n", c.name, err)
		return 1
	}
	fmt.Fprintf(env.stderr, "navigator: there is no command %q\n", args[0])
	overview(env.stderr)
	return 2
}

func overview(w io.Writer) {
	fmt.Fprintln(w, "navigator guides people to Europe's research and technology infrastructures.")
	for _, c := range commands() {
		fmt.Fprintf(w, "  navigator %-12s %s\n", c.name, c.about)
	}
	fmt.Fprintln(w, "Each command tells more with --help.")
}

// parse reads flags that may stand before and behind the other arguments, which it gives back.
func parse(fs *flag.FlagSet, env *environment, args []string) ([]string, error) {
	fs.SetOutput(env.stderr)
	var rest []string
	for len(args) > 0 {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, fmt.Errorf("%w: %w", errUsage, err)
		}
		if args = fs.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	return rest, nil
}

// parseFlags reads the flags of a command that takes nothing else.
func parseFlags(fs *flag.FlagSet, env *environment, args []string) error {
	rest, err := parse(fs, env, args)
	if err == nil && len(rest) > 0 {
		err = usagef("%s takes no %q", fs.Name(), rest[0])
	}
	return err
}

func usagef(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errUsage, fmt.Sprintf(format, args...))
}

// printJSON writes exactly one JSON value.
func printJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// Version is set by the build.
var Version = "0.1.0"

func version(_ context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("version", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "print JSON")
	if _, err := parse(fs, env, args); err != nil {
		return err
	}
	if *asJSON {
		return printJSON(env.stdout, map[string]string{"version": Version})
	}
	fmt.Fprintln(env.stdout, "navigator", Version)
	return nil
}
