package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/embed"
	"github.com/ri-navigator/navigator/store/postgres"
	"github.com/ri-navigator/navigator/store/sqlite"
)

// vectorStore keeps vectors by the hash of the text they were made from.
type vectorStore interface {
	Vectors(ctx context.Context, model string) (map[string][]float32, error)
	SaveVectors(ctx context.Context, model string, vectors map[string][]float32) error
}

// embedBatch is how many passages are embedded, kept and reported at a time.
const embedBatch = 128

// vectorise gives the index its vectors: those kept from before at once, the
// others computed in batches and kept, so that a stop loses one batch at most.
func vectorise(ctx context.Context, index *retrieval.Index, model retrieval.Embedder, db vectorStore, progress func(done, total int)) error {
	if index.Complete() { // it came from a file with all of them
		index.SetEmbedder(model)
		return nil
	}
	passages := index.Passages()
	kept, err := db.Vectors(ctx, model.Name())
	if err != nil {
		return err
	}
	rows := make([][]float32, passages.Len())
	var todo []int
	for i := range rows {
		if rows[i] = kept[passages.At(i).Hash]; len(rows[i]) != embed.Dim {
			rows[i] = nil
			todo = append(todo, i)
		}
	}
	index.SetEmbedder(model)
	if err := index.SetVectors(rows); err != nil {
		return err
	}
	for len(todo) > 0 {
		n := min(embedBatch, len(todo))
		fresh, err := embedSome(ctx, passages, todo[:n], model)
		if err != nil {
			return err
		}
		if err := db.SaveVectors(ctx, model.Name(), fresh); err != nil {
			return err
		}
		for _, j := range todo[:n] {
			rows[j] = fresh[passages.At(j).Hash]
		}
		todo = todo[n:]
		if err := index.SetVectors(rows); err != nil {
			return err
		}
		progress(len(rows)-len(todo), len(rows))
	}
	return nil
}

// passageStore is a database that searches by meaning itself.
type passageStore interface {
	SyncPassages(ctx context.Context, corpus string, passages []navigator.Passage, vector func(i int) []float32) (*postgres.Passages, error)
}

// inDatabase hands the leg by meaning over to the database, where that has one,
// so that its memory and not the process's holds the vectors.
func (a *app) inDatabase(ctx context.Context, db any) error {
	s, ok := db.(passageStore)
	if !ok || !a.index.Complete() {
		return nil
	}
	return inTable(ctx, s, a.index, fingerprint(a.corpus))
}

func inTable(ctx context.Context, s passageStore, index *retrieval.Index, name string) error {
	passages := make([]navigator.Passage, index.Passages().Len())
	for i := range passages {
		passages[i] = index.Passages().At(i)
	}
	near, err := s.SyncPassages(ctx, name, passages, index.Vector)
	if err != nil {
		return err
	}
	index.SetNear(near)
	return nil
}

// embedSome embeds the passages at the given places and gives their vectors by hash.
func embedSome(ctx context.Context, passages retrieval.Passages, at []int, model retrieval.Embedder) (map[string][]float32, error) {
	texts := make([]string, len(at))
	for i, j := range at {
		p := passages.At(j)
		texts[i] = p.Title + ". " + p.Text + " " + p.Search
	}
	vs, err := model.Passages(ctx, texts)
	if err != nil {
		return nil, err
	}
	out := map[string][]float32{}
	for i, j := range at {
		out[passages.At(j).Hash] = vs[i]
	}
	return out, nil
}

// progress reports on a terminal, and is quiet in a pipe.
func progress(w io.Writer, what string) func(done, total int) {
	if !isTerminal(w) {
		return func(int, int) {}
	}
	return func(done, total int) {
		fmt.Fprintf(w, "\r%s: %d of %d ", what, done, total)
		if done == total {
			fmt.Fprintln(w)
		}
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}

// shared keeps vectors in the store and, beside it, in the user's cache, so that
// another data folder of the same catalogue has them at once. The cache is a
// convenience: whatever is wrong with it leaves the store alone.
type shared struct {
	store vectorStore
	cache vectorStore
}

// withCache opens the cache beside the model; the function closes it.
func (c *config) withCache(ctx context.Context, store vectorStore) (vectorStore, func()) {
	cache, err := sqlite.Open(ctx, filepath.Join(filepath.Dir(c.modelDir), "vectors.db"))
	if err != nil {
		return store, func() {}
	}
	return shared{store, cache}, func() { _ = cache.Close() }
}

// Vectors are those of the store and, under other hashes, those of the cache.
func (s shared) Vectors(ctx context.Context, model string) (map[string][]float32, error) {
	out, err := s.store.Vectors(ctx, model)
	if err != nil {
		return nil, err
	}
	if cached, err := s.cache.Vectors(ctx, model); err == nil {
		for hash, v := range cached {
			if _, ok := out[hash]; !ok {
				out[hash] = v
			}
		}
	}
	return out, nil
}

// SaveVectors saves to both.
func (s shared) SaveVectors(ctx context.Context, model string, vectors map[string][]float32) error {
	_ = s.cache.SaveVectors(ctx, model, vectors)
	return s.store.SaveVectors(ctx, model, vectors)
}
