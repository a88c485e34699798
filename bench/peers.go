package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/philippgille/chromem-go"
	_ "modernc.org/sqlite" // the driver of FTS5
)

// goPeers are what a user would otherwise link in.
func goPeers(ctx context.Context, s *set, exact [][]uint32) ([]Row, error) {
	var rows []Row
	for _, peer := range []func(context.Context, *set, [][]uint32) (Row, error){chromemRow, bleveRow, fts5Row} {
		r, err := peer(ctx, s, exact)
		if err != nil {
			return rows, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func chromemRow(ctx context.Context, s *set, exact [][]uint32) (Row, error) {
	c, err := chromem.NewDB().CreateCollection("bench", nil, nil)
	if err != nil {
		return Row{}, err
	}
	start := time.Now()
	docs := make([]chromem.Document, s.n)
	for i := range docs {
		docs[i] = chromem.Document{ID: strconv.Itoa(i), Embedding: s.rows[i*dim : (i+1)*dim], Content: "x"}
	}
	if err := c.AddDocuments(ctx, docs, 2); err != nil {
		return Row{}, err
	}
	build := time.Since(start)
	var failed error
	r := timed("chromem-go 0.7.0", "vectors", s.n, exact, func(i int) []uint32 {
		found, err := c.QueryEmbedding(ctx, s.asks[i], 10, nil, nil)
		if err != nil {
			failed = err
		}
		out := make([]uint32, len(found))
		for j, f := range found {
			k, _ := strconv.Atoi(f.ID)
			out[j] = uint32(k)
		}
		return out
	})
	r.Build = build.Seconds()
	return r, failed
}

func bleveRow(_ context.Context, s *set, _ [][]uint32) (Row, error) {
	m := mapping.NewIndexMapping()
	m.DefaultAnalyzer = "en"
	x, err := bleve.NewMemOnly(m)
	if err != nil {
		return Row{}, err
	}
	defer x.Close()
	start := time.Now()
	batch := x.NewBatch()
	for i, p := range s.passages {
		if err := batch.Index(strconv.Itoa(i), map[string]any{"text": p.Text}); err != nil {
			return Row{}, err
		}
		if batch.Size() == 1000 || i == s.n-1 {
			if err := x.Batch(batch); err != nil {
				return Row{}, err
			}
			batch = x.NewBatch()
		}
	}
	build := time.Since(start)
	var failed error
	r := timed("bleve 2.6.3", "text", s.n, nil, func(i int) []uint32 {
		q := bleve.NewMatchQuery(s.texts[i])
		if _, err := x.Search(bleve.NewSearchRequestOptions(q, 10, 0, false)); err != nil {
			failed = err
		}
		return nil
	})
	r.Build = build.Seconds()
	return r, failed
}

func fts5Row(ctx context.Context, s *set, _ [][]uint32) (Row, error) {
	dir, err := os.MkdirTemp("", "fts5")
	if err != nil {
		return Row{}, err
	}
	defer os.RemoveAll(dir)
	db, err := sql.Open("sqlite", filepath.Join(dir, "fts.db"))
	if err != nil {
		return Row{}, err
	}
	defer db.Close()
	start := time.Now()
	if err := fillFTS5(ctx, db, s); err != nil {
		return Row{}, err
	}
	build := time.Since(start)
	var failed error
	r := timed("SQLite FTS5", "text", s.n, nil, func(i int) []uint32 {
		var terms []string
		for _, w := range strings.Fields(s.texts[i]) {
			terms = append(terms, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
		}
		rows, err := db.QueryContext(ctx, "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10", strings.Join(terms, " OR "))
		if err != nil {
			failed = fmt.Errorf("%q: %w", s.texts[i], err)
			return nil
		}
		defer rows.Close()
		for rows.Next() {
		}
		failed = rows.Err()
		return nil
	})
	r.Build = build.Seconds()
	return r, failed
}

func fillFTS5(ctx context.Context, db *sql.DB, s *set) error {
	if _, err := db.ExecContext(ctx, "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='porter unicode61')"); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	st, err := tx.PrepareContext(ctx, "INSERT INTO t(rowid, text) VALUES (?, ?)")
	if err != nil {
		return err
	}
	for i, p := range s.passages {
		if _, err := st.ExecContext(ctx, i, p.Text); err != nil {
			return err
		}
	}
	return tx.Commit()
}
