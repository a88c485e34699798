package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"strings"

	"golang.org/x/crypto/bcrypt"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/prompts"
	"github.com/ri-navigator/navigator/web"
)

func application(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("application", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	asJSON := fs.Bool("json", false, "print JSON")
	format := fs.String("format", "json", "json or html")
	lang := fs.String("lang", prompts.Fallback, "the language of the form's words")
	rest, err := parse(fs, env, args)
	if err != nil {
		return err
	}
	if len(rest) == 0 || (rest[0] == "list") != (len(rest) == 1) || len(rest) > 2 {
		return usagef("say list, show ID or export ID")
	}
	db, err := cfg.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if rest[0] == "list" {
		list, err := db.Drafts(ctx)
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(env.stdout, list)
		}
		for _, d := range list {
			fmt.Fprintf(env.stdout, "%s  %-9s  %s: %d of %d fields\n", d.ID, d.Status, d.Infrastructure.Name, d.Progress.Filled, d.Progress.Total)
		}
		return nil
	}
	d, err := db.Draft(ctx, rest[1])
	if err != nil {
		return err
	}
	if rest[0] == "show" {
		return printJSON(env.stdout, d)
	}
	if rest[0] != "export" {
		return usagef("say list, show ID or export ID")
	}
	say, err := prompts.Load()
	if err != nil {
		return err
	}
	raw, _, err := web.ExportDraft(say, d, *lang, *format)
	if err != nil {
		return err
	}
	_, err = env.stdout.Write(raw)
	return err
}

// minPassword is the shortest password of staff, in characters (NIST SP 800-63B asks for at least 8).
const minPassword = 10

func user(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("user", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	rest, err := parse(fs, env, args)
	if err != nil {
		return err
	}
	if len(rest) != 2 || rest[0] != "add" {
		return usagef("say add NAME")
	}
	fmt.Fprintf(env.stderr, "Password for %s (at least %d characters): ", rest[1], minPassword)
	line, err := bufio.NewReader(env.stdin).ReadString('\n')
	password := strings.TrimRight(line, "\r\n")
	if err != nil && password == "" {
		return navigator.Errorf(navigator.CodeInvalid, "no password was given on standard input")
	}
	if len([]rune(password)) < minPassword || len(password) > 72 {
		return navigator.Errorf(navigator.CodeInvalid, "the password must have %d to 72 characters", minPassword)
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		return err
	}
	db, err := cfg.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.AddUser(ctx, navigator.User{Name: rest[1], Hash: hash}); err != nil {
		return err
	}
	fmt.Fprintf(env.stderr, "\n%s can log in at /desk\n", rest[1])
	return nil
}

func migrate(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("migrate", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	if _, err := parse(fs, env, args); err != nil {
		return err
	}
	db, err := cfg.open(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(env.stderr, "the database has the newest schema")
	return db.Close()
}
