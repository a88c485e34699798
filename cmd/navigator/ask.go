package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/store"
)

// ready builds the guide with its vectors, for a command that answers once.
func (c *config) ready(ctx context.Context, env *environment) (*app, database, error) {
	logger := slog.New(slog.NewTextHandler(io.Discard, nil))
	db, err := c.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	a, err := c.build(logger)
	if err == nil {
		model, missing := c.loadModel()
		if missing != nil {
			a.index.NoModel()
			fmt.Fprintln(env.stderr, "searching by words only:", missing)
			return a, db, nil
		}
		kept, done := c.withCache(ctx, db)
		defer done()
		err = vectorise(ctx, a.index, model, kept, progress(env.stderr, "embedding the catalogue"))
		if err == nil {
			if err := a.keepIndex(c); err != nil {
				fmt.Fprintln(env.stderr, "the index was not kept for the next run:", err)
			}
			err = a.inDatabase(ctx, db)
		}
		if err == nil {
			if err := a.acrossLanguages(ctx, c, kept, progress(env.stderr, "embedding the records across languages")); err != nil {
				fmt.Fprintln(env.stderr, "reading other languages by the vocabulary only:", err)
			}
		}
	}
	if err != nil {
		db.Close()
		return nil, nil, err
	}
	return a, db, nil
}

func ask(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("ask", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	asJSON := fs.Bool("json", false, "print JSON")
	conversation := fs.String("conversation", "new", "new, or the id of a conversation to go on with")
	lang := fs.String("lang", "", "the language of the text")
	rest, err := parse(fs, env, args)
	if err != nil {
		return err
	}
	text := strings.Join(rest, " ")
	if strings.TrimSpace(text) == "" {
		return usagef("say what you need")
	}
	if len(text) > maxAsk {
		return usagef("the text has %d bytes, %d are allowed", len(text), maxAsk)
	}
	if strings.ContainsRune(text, 0) || strings.ToValidUTF8(text, "") != text {
		return usagef("the text is not clean UTF-8")
	}
	a, db, err := cfg.ready(ctx, env)
	if err != nil {
		return err
	}
	defer db.Close()
	answer, err := a.turn(ctx, db, *conversation, text, *lang)
	if err != nil {
		return err
	}
	if *asJSON {
		return printJSON(env.stdout, answer)
	}
	printAnswer(env.stdout, answer)
	return nil
}

// maxAsk is the longest text of ask, in bytes: the same as a message's on the web.
const maxAsk = 16 << 10

// turn stores the message, answers it, and stores the reply.
func (a *app) turn(ctx context.Context, db database, conversation, text, lang string) (*navigator.Answer, error) {
	if conversation == "new" {
		id, err := db.CreateConversation(ctx)
		if err != nil {
			return nil, err
		}
		conversation = id
	}
	out, _, err := db.Append(ctx, conversation, navigator.Event{Type: "message", Role: "user", ClientID: store.NewID("m"), Text: text, Language: lang})
	if err != nil {
		return nil, err
	}
	events, err := db.Events(ctx, conversation, 0)
	if err != nil {
		return nil, err
	}
	e := out[0]
	turn := a.guide.Answer(ctx, navigator.Enquiry{Conversation: conversation, Seq: e.Seq, Text: text, Language: lang, At: e.At}, agents.Remember(events), nil)
	if turn.Answer.Unmet != nil {
		if err := db.AddDemand(ctx, *turn.Answer.Unmet); err != nil {
			return nil, err
		}
	}
	out, _, err = db.Append(ctx, conversation, navigator.Event{Type: "reply", ReplyTo: e.Seq, Reply: &turn.Answer, Understanding: &turn.Understanding})
	if err != nil {
		return nil, err
	}
	return out[0].Reply, nil
}

func printAnswer(w io.Writer, a *navigator.Answer) {
	fmt.Fprintln(w, a.Text)
	if a.Question != nil {
		for _, o := range a.Question.Options {
			fmt.Fprintln(w, "  -", o.Label)
		}
	}
	if len(a.Citations) > 0 {
		fmt.Fprintln(w)
	}
	for _, c := range a.Citations {
		fmt.Fprintf(w, "[%d] %s, %s, read on %s: %s\n", c.N, c.Title, c.Section, c.CheckedOn, c.URL)
	}
	fmt.Fprintln(w, "\nTo go on: navigator ask --conversation", a.Conversation, "…")
}

func search(ctx context.Context, env *environment, args []string) error {
	fs := flag.NewFlagSet("search", flag.ContinueOnError)
	var cfg config
	cfg.flags(fs, env)
	asJSON := fs.Bool("json", false, "print JSON")
	k := fs.Int("k", 10, "how many, 1 to 1000")
	leg := fs.String("leg", "hybrid", "hybrid, lexical or dense")
	filters := map[string][]string{}
	fs.Func("filter", "kind, country, area, mode or policy = value; may be repeated", func(s string) error {
		key, v, ok := strings.Cut(s, "=")
		if !ok || !strings.Contains(" kind country area mode policy ", " "+key+" ") {
			return fmt.Errorf("write kind=, country=, area=, mode= or policy=")
		}
		filters[key] = append(filters[key], v)
		return nil
	})
	rest, err := parse(fs, env, args)
	if err != nil {
		return err
	}
	query := strings.Join(rest, " ")
	if strings.TrimSpace(query) == "" {
		return usagef("say what to search for")
	}
	if *k < 1 || *k > 1000 {
		return usagef("-k must be 1 to 1000, not %d", *k)
	}
	if !strings.Contains(" hybrid lexical dense ", " "+*leg+" ") {
		return usagef("--leg must be hybrid, lexical or dense, not %q", *leg)
	}
	f, err := corpus.ParseFilters(filters["kind"], filters["country"], filters["area"], filters["mode"], filters["policy"])
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	a, db, err := cfg.ready(ctx, env)
	if err != nil {
		return err
	}
	defer db.Close()
	return a.printSearch(ctx, env, retrieval.Query{Text: query, Filters: f, Leg: retrieval.Leg(*leg), K: *k}, *asJSON)
}
