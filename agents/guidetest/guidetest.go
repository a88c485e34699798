// Package guidetest gives tests a guide over the shipped records, by words: it
// needs no model and starts at once.
package guidetest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/ri-navigator/navigator/access"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/prompts"
	"github.com/ri-navigator/navigator/retrieval"
)

// shipped is loaded once: a guide keeps nothing between turns.
var shipped = sync.OnceValues(func() (func(agents.Config) *agents.Guide, error) {
	c, findings := corpus.Load(corpus.Shipped())
	if c == nil {
		return nil, fmt.Errorf("the shipped records do not load: %s", findings[0])
	}
	e, _ := access.New(c)
	p, err := prompts.Load()
	index := retrieval.New(corpus.Passages(c), retrieval.Weights{})
	return func(cfg agents.Config) *agents.Guide { return agents.New(c, e, index, p, cfg) }, err
})

// Guide makes a guide.
func Guide(t testing.TB, cfg agents.Config) *agents.Guide {
	t.Helper()
	make, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return make(cfg)
}
