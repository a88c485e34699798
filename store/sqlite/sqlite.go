// Package sqlite keeps everything in one SQLite file: the default store.
//
// The file is kept in WAL mode, and every connection has synchronous=FULL: a commit returns after the
// log is on the disk, so an acknowledged message survives a crash.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite" // the driver, and its error type
	sqlite3 "modernc.org/sqlite/lib"

	navigator "github.com/ri-navigator/navigator"
)

//go:embed migrations/*.sql
var migrations embed.FS

// DB is an open store. It is safe for concurrent use.
type DB struct {
	db *sql.DB
	// Now is the clock. Default time.Now.
	Now func() time.Time
}

// Open opens or makes the file and brings it to the newest schema. A file that
// is not a sound database, or newer than the program, is refused and left as it is.
func Open(ctx context.Context, path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, &navigator.Error{Code: navigator.CodeUnavailable, Detail: "the data folder cannot be made: choose another with --data", Err: err}
	}
	if f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600); err == nil { // others on the machine may not read it
		_ = f.Close()
	}
	q := url.Values{"_pragma": {"busy_timeout(5000)", "synchronous(FULL)", "foreign_keys(1)"}, "_txlock": {"immediate"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	s := &DB{db: db, Now: time.Now}
	if err := s.prepare(ctx, path); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// Close closes the file.
func (s *DB) Close() error { return s.db.Close() }

// Ping reports whether the file can be read.
func (s *DB) Ping(ctx context.Context) error {
	var n int
	return s.db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n)
}

// prepare looks before it writes: only a sound file of a known schema is changed.
func (s *DB) prepare(ctx context.Context, path string) error {
	for _, step := range []func(context.Context, string) error{s.sound, s.known, s.walMode, s.migrate} {
		if err := step(ctx, path); err != nil {
			return openError(path, err)
		}
	}
	return nil
}

func (s *DB) sound(ctx context.Context, path string) error {
	var verdict string
	if err := s.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return navigator.Errorf(navigator.CodeUnavailable, "the database %s is damaged, it is not a sound SQLite database any more: restore a backup copy, or move the file away to start anew", path)
	}
	return nil
}

func (s *DB) known(ctx context.Context, path string) error {
	names, err := migrations.ReadDir("migrations")
	if err != nil {
		return err
	}
	var have int
	if err := s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	if have > len(names) {
		return navigator.Errorf(navigator.CodeUnavailable, "the database %s has schema %d, newer than this program's %d: use the newer program", path, have, len(names))
	}
	return nil
}

// walMode is kept by the file: readers never wait for the writer.
func (s *DB) walMode(ctx context.Context, _ string) error {
	_, err := s.db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	return err
}

// migrate runs the migrations that the file lacks, all in one transaction.
func (s *DB) migrate(ctx context.Context, _ string) error {
	names, err := migrations.ReadDir("migrations")
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		var have int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
			return err
		}
		for _, n := range names[have:] {
			raw, err := migrations.ReadFile("migrations/" + n.Name())
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(raw)); err != nil {
				return fmt.Errorf("migration %s: %w", n.Name(), err)
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(names)))
		return err
	})
}

// tx runs f in a transaction that took the write lock at its start.
func (s *DB) tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return plain(err)
	}
	defer tx.Rollback() // no effect after Commit
	if err := f(tx); err != nil {
		return plain(err)
	}
	return plain(tx.Commit())
}

// openError says what is wrong with a file, for the person who started the program.
func openError(path string, err error) error {
	if _, ok := errors.AsType[*navigator.Error](err); ok {
		return err
	}
	detail := fmt.Sprintf("the database %s cannot be opened", path)
	switch text := err.Error(); {
	case strings.Contains(text, "not a database") || strings.Contains(text, "malformed"):
		detail = fmt.Sprintf("the file %s is not a sound SQLite database: restore a backup copy, or move the file away to start anew", path)
	case isBusy(err):
		detail = fmt.Sprintf("the database %s is locked by another program: stop that one, or choose another folder with --data", path)
	}
	return &navigator.Error{Code: navigator.CodeUnavailable, Detail: detail, Err: err}
}

func plain(err error) error {
	if isBusy(err) {
		return &navigator.Error{Code: navigator.CodeUnavailable, Detail: "the database is busy: try again in a moment", Err: err}
	}
	return err
}

func isBusy(err error) bool {
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && (e.Code()&0xff == sqlite3.SQLITE_BUSY || e.Code()&0xff == sqlite3.SQLITE_LOCKED)
}
