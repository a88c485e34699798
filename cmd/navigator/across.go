package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/embed"
)

// acrossLanguages gives the guide the model that finds records by a text in any
// language. What vectors are missing is computed and kept; without the model's
// file the error says so, and the vocabulary alone reads other languages.
func (a *app) acrossLanguages(ctx context.Context, c *config, db vectorStore, progress func(done, total int)) error {
	files, err := embed.Locate(c.modelDir)
	if err != nil {
		return err
	}
	path, err := embed.LocateE5(c.modelDir)
	if err != nil {
		return err
	}
	model, err := embed.OpenE5(path, files.Library)
	if err != nil {
		return err
	}
	ids, texts := overviews(a.corpus)
	rows, err := keptOr(ctx, texts, model, db, progress)
	if err != nil {
		return err
	}
	x, err := retrieval.NewAcross(model, ids, rows)
	if err == nil {
		a.guide.SetAcross(x)
	}
	return err
}

func overviews(c *corpus.Corpus) (ids, texts []string) {
	for _, r := range c.Infrastructures {
		ids, texts = append(ids, r.ID), append(texts, corpus.Overview(r))
	}
	return ids, texts
}

// keptOr gives the vectors of texts: those kept from before, the others
// computed in batches and kept, so that a stop loses one batch at most.
func keptOr(ctx context.Context, texts []string, model retrieval.Embedder, db vectorStore, progress func(done, total int)) ([][]float32, error) {
	kept, err := db.Vectors(ctx, model.Name())
	if err != nil {
		return nil, err
	}
	rows := make([][]float32, len(texts))
	var todo []int
	for i, t := range texts {
		if rows[i] = kept[textSum(t)]; len(rows[i]) != embed.Dim {
			todo = append(todo, i)
		}
	}
	for len(todo) > 0 {
		n := min(embedBatch, len(todo))
		some := make([]string, n)
		for i, j := range todo[:n] {
			some[i] = texts[j]
		}
		vs, err := model.Passages(ctx, some)
		if err != nil {
			return nil, err
		}
		fresh := map[string][]float32{}
		for i, j := range todo[:n] {
			rows[j], fresh[textSum(texts[j])] = vs[i], vs[i]
		}
		if err := db.SaveVectors(ctx, model.Name(), fresh); err != nil {
			return nil, err
		}
		todo = todo[n:]
		progress(len(texts)-len(todo), len(texts))
	}
	return rows, nil
}

func textSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
