package main

import (
	"os"
	"path/filepath"

	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/embed"
)

// indexFile is where the index of a data folder is kept between runs.
func (c *config) indexFile() string { return filepath.Join(c.data, "index", "passages.idx") }

// indexOf opens the index that an earlier run kept for the same records, or
// makes it. A kept one that does not fit is no fault: it is made anew.
func (c *config) indexOf(co *corpus.Corpus) *retrieval.Index {
	if x, err := retrieval.Open(c.indexFile(), fingerprint(co), retrieval.Weights{}); err == nil {
		return x
	}
	return retrieval.New(corpus.Passages(co), retrieval.Weights{})
}

func fingerprint(co *corpus.Corpus) string {
	return retrieval.Fingerprint(co.Version, embed.Model, retrieval.Weights{})
}

// keepIndex keeps an index that has all its vectors for the next run.
func (a *app) keepIndex(c *config) error {
	if !a.index.Complete() || a.index.FromFile() {
		return nil
	}
	path := c.indexFile()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return a.index.Save(path, fingerprint(a.corpus))
}
