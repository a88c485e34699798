// Package postgres keeps everything in PostgreSQL with pgvector: the store for
// more than one machine. Its tables and migrations are numbered as sqlite's.
package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	navigator "github.com/ri-navigator/navigator"
)

//go:embed migrations/*.sql
var migrations embed.FS

// DB is an open store. It is safe for concurrent use, and so are several of
// them, in several processes, over one database.
type DB struct {
	pool *pgxpool.Pool
	// Now is the clock. Default time.Now.
	Now func() time.Time
}

// migrationLock is the advisory lock under which one process migrates: the number says "navi".
const migrationLock = 0x6e617669

// Open connects and brings the database to the newest schema. A database that
// is newer than the program is refused and left as it is.
func Open(ctx context.Context, address string) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, navigator.Errorf(navigator.CodeInvalid, "the database address is not of the form postgres://user:password@host:port/name")
	}
	cfg.ConnConfig.ConnectTimeout = 5 * time.Second
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, err
	}
	s := &DB{pool: pool, Now: time.Now}
	err = s.migrate(ctx)
	if err == nil {
		err = s.checkExtension(ctx)
	}
	if err != nil {
		pool.Close()
		var unreachable *pgconn.ConnectError
		if navigator.CodeOf(err) != "" && !errors.As(err, &unreachable) {
			return nil, err
		}
		return nil, &navigator.Error{Code: navigator.CodeUnavailable, Detail: fmt.Sprintf("the database %s cannot be used: start it, or mend --database-url", shown(address)), Err: err}
	}
	return s, nil
}

// shown is an address without its password.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "of --database-url"
	}
	return u.Redacted()
}

// Close closes the connections.
func (s *DB) Close() error { s.pool.Close(); return nil }

// Ping reports whether the server answers.
func (s *DB) Ping(ctx context.Context) error { return s.pool.Ping(ctx) }

// migrate runs the migrations that the database lacks, all in one transaction.
func (s *DB) migrate(ctx context.Context) error {
	names, err := migrations.ReadDir("migrations")
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", migrationLock); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "CREATE TABLE IF NOT EXISTS navigator_schema (version integer NOT NULL)"); err != nil {
			return err
		}
		var have int
		if err := tx.QueryRow(ctx, "SELECT coalesce(max(version), 0) FROM navigator_schema").Scan(&have); err != nil {
			return err
		}
		if have > len(names) {
			return navigator.Errorf(navigator.CodeUnavailable, "the database has schema %d, newer than this program's %d: use the newer program", have, len(names))
		}
		for _, n := range names[have:] {
			raw, err := migrations.ReadFile("migrations/" + n.Name())
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, string(raw)); err != nil {
				return migrationError(n.Name(), err)
			}
		}
		if have == len(names) {
			return nil
		}
		_, err := tx.Exec(ctx, "INSERT INTO navigator_schema (version) VALUES ($1)", len(names))
		return err
	})
}

// leastExtension is the pgvector that first goes on walking its index when a filter drops what it found.
const leastExtension = "0.8"

// checkExtension refuses a pgvector that is too old, and says how to renew it.
func (s *DB) checkExtension(ctx context.Context) error {
	var have string
	var enough bool
	err := s.pool.QueryRow(ctx, "SELECT extversion, string_to_array(extversion, '.')::int[] >= string_to_array($1, '.')::int[] FROM pg_extension WHERE extname = 'vector'", leastExtension).Scan(&have, &enough)
	if err != nil {
		return plain(err)
	}
	if !enough {
		return navigator.Errorf(navigator.CodeUnavailable, "the database has pgvector %s, older than %s: install a newer one and run ALTER EXTENSION vector UPDATE", have, leastExtension)
	}
	return nil
}

// migrationError says what a server without the extension lacks.
func migrationError(name string, err error) error {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && (e.Code == "0A000" || e.Code == "58P01" || e.Code == "42501") {
		return &navigator.Error{Code: navigator.CodeUnavailable, Detail: "the server lacks the extension pgvector, or the user may not create it: install it and run CREATE EXTENSION vector", Err: err}
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == "42704" { // a type or operator class that it does not know
		return &navigator.Error{Code: navigator.CodeUnavailable, Detail: "the server's pgvector is older than " + leastExtension + ": install a newer one and run ALTER EXTENSION vector UPDATE", Err: err}
	}
	return fmt.Errorf("migration %s: %w", name, err)
}

// tx runs f in a transaction.
func (s *DB) tx(ctx context.Context, f func(pgx.Tx) error) error {
	tx, err := s.pool.Begin(ctx)
	if err != nil {
		return plain(err)
	}
	defer func() { _ = tx.Rollback(ctx) }() // no effect after Commit
	if err := f(tx); err != nil {
		return plain(err)
	}
	return plain(tx.Commit(ctx))
}

// plain tells a server that can't be reached in words for the person.
func plain(err error) error {
	var refused *pgconn.ConnectError
	if errors.As(err, &refused) || pgconn.Timeout(err) {
		return &navigator.Error{Code: navigator.CodeUnavailable, Detail: "the database does not answer: try again in a moment", Err: err}
	}
	return err
}
