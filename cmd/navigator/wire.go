package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/llm"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/prompts"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/embed"
	"github.com/ri-navigator/navigator/retrieval/rerank"
	"github.com/ri-navigator/navigator/store/postgres"
	"github.com/ri-navigator/navigator/store/sqlite"
	"github.com/ri-navigator/navigator/web"
)

// config is flags first, then NAVIGATOR_* variables, then defaults.
type config struct {
	data, database, modelDir, modelURL string
	llm                                llm.Config
	rerank                             rerank.Config
}

// flags declares the flags that every command with a data folder shares.
func (c *config) flags(fs *flag.FlagSet, env *environment) {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	data := cmp.Or(env.getenv("NAVIGATOR_DATA"), filepath.Join(home, ".local", "share", "navigator"))
	fs.StringVar(&c.data, "data", data, "the data folder")
	fs.StringVar(&c.database, "database-url", env.getenv("NAVIGATOR_DATABASE_URL"), "a PostgreSQL URL; empty: SQLite in the data folder")
	c.modelDir = embed.DefaultDir(env.getenv)
	c.modelURL = env.getenv("NAVIGATOR_MODEL_URL")
	c.rerank = rerank.Config{URL: env.getenv("NAVIGATOR_RERANK_URL"), Key: env.getenv("NAVIGATOR_RERANK_API_KEY"), Model: env.getenv("NAVIGATOR_RERANK_MODEL")}
	c.llm = llm.Config{BaseURL: env.getenv("NAVIGATOR_LLM_BASE_URL"), APIKey: env.getenv("NAVIGATOR_LLM_API_KEY"), Model: env.getenv("NAVIGATOR_LLM_MODEL")}
}

// database is what the commands need of a store; each has them all.
type database interface {
	web.Store
	vectorStore
	Drafts(ctx context.Context) ([]navigator.Draft, error)
	AddUser(ctx context.Context, u navigator.User) error
	Close() error
}

// open opens the store: PostgreSQL where an address is given, else SQLite in the data folder.
func (c *config) open(ctx context.Context) (database, error) {
	if c.database != "" {
		return postgres.Open(ctx, c.database)
	}
	return sqlite.Open(ctx, filepath.Join(c.data, "navigator.db"))
}

// loadCorpus loads the records of folders and compiles their rules.
func loadCorpus(folders ...fs.FS) (*corpus.Corpus, *access.Engine, []corpus.Finding) {
	c, findings := corpus.Load(folders...)
	if c == nil {
		return nil, nil, findings
	}
	e, more := access.New(c)
	return c, e, append(findings, more...)
}

// app is everything that answers: wired by hand, in this order.
type app struct {
	corpus *corpus.Corpus
	engine *access.Engine
	index  *retrieval.Index
	guide  *agents.Guide
}

// build wires the guide. A missing model is said, not fatal.
func (c *config) build(logger *slog.Logger) (*app, error) {
	folders, err := c.folders("")
	if err != nil {
		return nil, err
	}
	co, en, findings := loadCorpus(folders...)
	if corpus.HasErrors(findings) {
		return nil, fmt.Errorf("the records have errors: run \"navigator corpus check\", and import again what was imported (%s)", findings[0])
	}
	ps, err := prompts.Load()
	if err != nil {
		return nil, err
	}
	a := &app{corpus: co, engine: en, index: c.indexOf(co)}
	if c.rerank.URL != "" {
		a.index.SetReranker(rerank.New(c.rerank))
	}
	cfg := agents.Config{Logger: logger}
	if c.llm.BaseURL != "" && c.llm.Model != "" {
		cfg.Phraser = llm.New(c.llm)
	}
	a.guide = agents.New(co, en, a.index, ps, cfg)
	return a, nil
}

// loadModel loads the local embedding model, if its files are there.
func (c *config) loadModel() (*embed.ONNX, error) {
	files, err := embed.Locate(c.modelDir)
	if err != nil {
		return nil, err
	}
	return embed.Open(files)
}
