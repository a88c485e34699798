// Package agents is the turn: it understands an enquiry, finds candidates, has
// their access rules judged, plans, and composes an answer whose every claim
// carries a citation. A language model, where there is one, only phrases.
//
// turn.go calls the steps in order. Steps are plain functions over the root
// package's values; nothing in them depends on a model.
package agents

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/agents/gloss"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/prompts"
	"github.com/ri-navigator/navigator/retrieval"
)

// Phraser puts a composed draft into other words. It sees the draft and its
// evidence and nothing else; what it gives back must pass the grounding check.
type Phraser interface {
	Name() string
	// Phrase streams the text through emit and returns the whole of it.
	Phrase(ctx context.Context, prompt string, emit func(delta string)) (string, error)
}

// Guide answers enquiries from one corpus. It is safe for concurrent use and
// keeps nothing between turns.
type Guide struct {
	Corpus  *corpus.Corpus
	Engine  *access.Engine
	Index   *retrieval.Index
	Prompts *prompts.Set
	Config

	names   *corpus.Names
	gazette *gazette
	reader  func() *gloss.Reader
	// articles are the first passages of the corpus's articles, in their order.
	articles []navigator.Passage
	// texts are what retrieval holds of each record, read when citations are first checked.
	texts func() map[string][]string
	// across finds records by a text in any language; nil until its model is there.
	across atomic.Pointer[retrieval.Across]
	// glossary are the concepts by their folded English terms.
	glossary map[string][]corpus.Concept
}

// Config is what a Guide may be given. The zero value works.
type Config struct {
	// Phraser phrases answers. Default nil: the template composer's own words.
	Phraser Phraser
	// Now is the clock. Default time.Now.
	Now func() time.Time
	// Logger gets what the person should not. Default: nowhere.
	Logger *slog.Logger
}

// New makes a guide.
func New(c *corpus.Corpus, e *access.Engine, x *retrieval.Index, p *prompts.Set, cfg Config) *Guide {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	g := &Guide{Corpus: c, Engine: e, Index: x, Prompts: p, Config: cfg, names: corpus.NewNames(c), gazette: newGazette(c), glossary: map[string][]corpus.Concept{}}
	g.reader = inBackground(func() *gloss.Reader { return gloss.New(c, x.Uses, wordsOf(c)) })
	g.texts = sync.OnceValue(func() map[string][]string { return textsByRecord(x.Passages()) })
	for _, a := range c.Articles {
		g.articles = append(g.articles, corpus.ArticlePassages(a)[0])
	}
	for _, k := range c.Glossary {
		for _, t := range k.Terms["en"] {
			g.glossary[corpus.Fold(t)] = append(g.glossary[corpus.Fold(t)], k)
		}
	}
	return g
}

// wordsOf are the words of the records' and the glossary's English, in their order.
func wordsOf(c *corpus.Corpus) []string {
	var out []string
	seen := map[string]bool{}
	take := func(text string) {
		for _, w := range corpus.Words(text) {
			if !seen[w.Fold] {
				seen[w.Fold] = true
				out = append(out, w.Fold)
			}
		}
	}
	for _, r := range c.Infrastructures {
		take(corpus.Overview(r))
		for _, s := range r.Services {
			take(s.About + " " + strings.Join(s.Techniques, " "))
		}
	}
	for _, k := range c.Glossary {
		take(strings.Join(k.Terms["en"], " "))
	}
	return out
}

// SetAcross gives the guide the model that finds records by a text in any language.
func (g *Guide) SetAcross(a *retrieval.Across) { g.across.Store(a) }

// say is the sentence of that key in the turn's language.
func (g *Guide) say(lang, key string, kv ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(kv); i += 2 {
		m[kv[i].(string)] = kv[i+1]
	}
	return g.Prompts.Say(lang, key, m)
}

func (g *Guide) versions() navigator.Versions {
	v := navigator.Versions{Catalogue: g.Corpus.Version, Rules: g.Corpus.RulesVersion, Model: "template"}
	if g.Phraser != nil {
		v.Model = g.Phraser.Name()
	}
	return v
}

// inBackground makes a value while the program goes on; who needs it waits.
func inBackground[T any](f func() T) func() T {
	get := sync.OnceValue(f)
	go get()
	return get
}
