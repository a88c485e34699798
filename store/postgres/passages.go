package postgres

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/retrieval/legs"
)

// Dim is how many numbers a vector in the table of passages has.
const Dim = 384

// exactUpTo is up to how many passages that a filter keeps are compared one by
// one. Above it the HNSW index is walked until enough of them pass the filter;
// below it the walk would pass most of the index without finding k.
const exactUpTo = 20000

// leastSearch is the breadth of a walk through the HNSW index: at a million
// passages it gives .986 of the exact ten, 700 gave .968 (docs/performance.md).
const leastSearch = 1000

// Passages is the leg by meaning of one corpus. It is safe for concurrent use.
type Passages struct {
	db     *DB
	corpus string
	size   int
}

var _ retrieval.Near = (*Passages)(nil)

// SyncPassages brings a corpus into the table, where it is not there yet, whole
// or not at all. The vectors are asked for by number. Corpora that no process
// opened for a week are deleted.
func (s *DB) SyncPassages(ctx context.Context, corpus string, passages []navigator.Passage, vector func(i int) []float32) (*Passages, error) {
	p := &Passages{s, corpus, len(passages)}
	err := s.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", migrationLock); err != nil {
			return err
		}
		var size int
		err := tx.QueryRow(ctx, "UPDATE passage_sets SET used_at = now() WHERE corpus = $1 RETURNING size", corpus).Scan(&size)
		if err == nil && size == len(passages) {
			return nil
		}
		if err != nil && err != pgx.ErrNoRows { //nolint:errorlint // Scan gives this very error
			return err
		}
		return fill(ctx, tx, corpus, passages, vector)
	})
	return p, err
}

// manyPassages is from how many on it is quicker to build the HNSW index anew than to add to it.
const manyPassages = 50000

func fill(ctx context.Context, tx pgx.Tx, corpus string, passages []navigator.Passage, vector func(i int) []float32) error {
	steps := []string{
		"DELETE FROM passages WHERE corpus IN (SELECT corpus FROM passage_sets WHERE used_at < now() - interval '7 days')",
		"DELETE FROM passage_sets WHERE used_at < now() - interval '7 days'",
	}
	if len(passages) >= manyPassages {
		steps = append(steps, "DROP INDEX IF EXISTS passages_vec", "SET LOCAL maintenance_work_mem = '2GB'")
	}
	for _, sql := range steps {
		if _, err := tx.Exec(ctx, sql); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, "DELETE FROM passages WHERE corpus = $1", corpus); err != nil {
		return err
	}
	r, w := io.Pipe()
	written := make(chan error, 1)
	go func() {
		err := writeRows(w, corpus, passages, vector)
		written <- err
		_ = w.CloseWithError(err)
	}()
	_, err := tx.Conn().PgConn().CopyFrom(ctx, r, "COPY passages (corpus, n, facets, countries, vec) FROM STDIN")
	_ = r.CloseWithError(io.ErrClosedPipe) // a writer that still waits goes on
	if bad := <-written; bad != nil && !errors.Is(bad, io.ErrClosedPipe) {
		return bad
	}
	if err != nil {
		return fmt.Errorf("the passages were not stored: %w", err)
	}
	if len(passages) >= manyPassages {
		if _, err := tx.Exec(ctx, "CREATE INDEX passages_vec ON passages USING hnsw (vec halfvec_cosine_ops)"); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, "ANALYZE passages"); err != nil { // else the planner takes the table for empty
		return err
	}
	_, err = tx.Exec(ctx, "INSERT INTO passage_sets (corpus, size) VALUES ($1, $2) ON CONFLICT (corpus) DO UPDATE SET size = excluded.size, used_at = now()", corpus, len(passages))
	return err
}

// writeRows writes COPY's text format.
func writeRows(w io.Writer, corpus string, passages []navigator.Passage, vector func(i int) []float32) error {
	b := bufio.NewWriterSize(w, 1<<16)
	for i, p := range passages {
		v := vector(i)
		if len(v) != Dim {
			return navigator.Errorf(navigator.CodeInvalid, "the vector of passage %s has %d numbers, the table's have %d: this database is for the local model", p.ID, len(v), Dim)
		}
		fmt.Fprintf(b, "%s\t%d\t%s\t%s\t%s\n", escape(corpus), i, array(retrieval.FacetsOf(p)), array(p.Facets.Countries), pgvector.NewVector(v).String())
	}
	return b.Flush()
}

// array is a text array in COPY's text format.
func array(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(v) + `"`
	}
	return escape("{" + strings.Join(quoted, ",") + "}")
}

func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(s)
}

// Near lists the k passages within the filters that are most like the query, best first.
func (p *Passages) Near(ctx context.Context, query []float32, f navigator.Filters, keep legs.Bits, k int) ([]legs.Scored, error) {
	if len(query) != Dim {
		return nil, navigator.Errorf(navigator.CodeInvalid, "the query's vector has %d numbers, the table's have %d", len(query), Dim)
	}
	if k = min(k, p.size); k <= 0 {
		return nil, nil
	}
	where, args := conditions(f, []any{p.corpus, pgvector.NewVector(query).String(), k})
	kept, err := p.kept(ctx, f, keep)
	if err != nil {
		return nil, err
	}
	if kept <= exactUpTo {
		return p.scored(ctx, "WITH kept AS MATERIALIZED (SELECT n, vec FROM passages WHERE "+where+
			") SELECT n, 1 - (vec <=> $2::halfvec) FROM kept ORDER BY vec <=> $2::halfvec, n LIMIT $3", args)
	}
	return p.scored(ctx, "SELECT n, 1 - (vec <=> $2::halfvec) FROM passages WHERE "+where+" ORDER BY vec <=> $2::halfvec LIMIT $3", args)
}

// kept is how many passages the filters keep, exactUpTo+1 for more.
func (p *Passages) kept(ctx context.Context, f navigator.Filters, keep legs.Bits) (int, error) {
	if keep != nil || len(retrieval.Groups(f)) == 0 && len(f.NotCountries) == 0 {
		return keep.Count(p.size), nil
	}
	where, args := conditions(f, []any{p.corpus, exactUpTo + 1})
	var n int
	err := p.db.pool.QueryRow(ctx, "SELECT count(*) FROM (SELECT 1 FROM passages WHERE "+where+" LIMIT $2) kept", args...).Scan(&n)
	return n, plain(err)
}

// conditions are the filters as SQL, after the corpus in $1; args grows by their values.
func conditions(f navigator.Filters, args []any) (string, []any) {
	where := "corpus = $1"
	for _, group := range retrieval.Groups(f) {
		args = append(args, group)
		where += " AND facets && $" + strconv.Itoa(len(args))
	}
	if len(f.NotCountries) > 0 { // a passage that stands nowhere, or somewhere else too
		args = append(args, f.NotCountries)
		where += fmt.Sprintf(" AND (countries = '{}' OR NOT countries <@ $%d)", len(args))
	}
	return where, args
}

// scored runs a search. The settings hold for its transaction only: breadth of
// the walk, and going on walking while the filter drops what was found.
func (p *Passages) scored(ctx context.Context, sql string, args []any) ([]legs.Scored, error) {
	var out []legs.Scored
	err := p.db.tx(ctx, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		batch.Queue("SELECT set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'strict_order', true)", strconv.Itoa(leastSearch))
		batch.Queue(sql, args...)
		r := tx.SendBatch(ctx, batch)
		defer r.Close()
		if _, err := r.Exec(); err != nil {
			return err
		}
		rows, err := r.Query()
		if err != nil {
			return err
		}
		out, err = collect(rows)
		return err
	})
	return out, err
}

func collect(rows pgx.Rows) ([]legs.Scored, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (legs.Scored, error) {
		var n int64
		var score float64
		err := row.Scan(&n, &score)
		return legs.Scored{Doc: uint32(n), Score: float32(score)}, err
	})
}

// Cosines gives the likeness of a query to each of the passages.
func (p *Passages) Cosines(ctx context.Context, query []float32, docs []uint32) ([]legs.Scored, error) {
	if len(docs) == 0 {
		return nil, nil
	}
	ns := make([]int32, len(docs))
	for i, d := range docs {
		ns[i] = int32(d)
	}
	rows, err := p.db.pool.Query(ctx, "SELECT n, 1 - (vec <=> $2::halfvec) FROM passages WHERE corpus = $1 AND n = ANY($3)", p.corpus, pgvector.NewVector(query).String(), ns)
	if err != nil {
		return nil, plain(err)
	}
	out, err := collect(rows)
	return out, plain(err)
}
