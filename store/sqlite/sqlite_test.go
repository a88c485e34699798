package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store/sqlite"
	"github.com/ri-navigator/navigator/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Store {
		s, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "nested", "navigator.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

// A file that can't be used is refused with its path and a way out, and left as it was.
func TestOpenBadFiles(t *testing.T) {
	for name, tt := range map[string]struct {
		make func(t *testing.T, path string)
		want string
	}{
		"not a database": {func(t *testing.T, path string) { write(t, path, []byte(strings.Repeat("not a database ", 200))) }, "not a sound SQLite database"},
		"damaged":        {damaged, "sound"},
		"newer":          {func(t *testing.T, path string) { execute(t, path, "PRAGMA user_version = 99") }, "newer than this program"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "navigator.db")
			tt.make(t, path)
			before, _ := os.ReadFile(path)
			s, err := sqlite.Open(context.Background(), path)
			if err == nil {
				s.Close()
				t.Fatal("it was opened")
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), path) || navigator.CodeOf(err) != navigator.CodeUnavailable {
				t.Errorf("the error does not help: %v", err)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenLocked(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the lock's timeout")
	}
	path := filepath.Join(t.TempDir(), "navigator.db")
	db := raw(t, path)
	if _, err := db.Exec("PRAGMA journal_mode=DELETE; CREATE TABLE t (x); BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)"); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(context.Background(), path)
	if err == nil {
		s.Close()
		t.Fatal("a locked file was opened")
	}
	if !strings.Contains(err.Error(), "locked") || !strings.Contains(err.Error(), "--data") {
		t.Errorf("the error does not help: %v", err)
	}
}

// damaged makes a real database and overwrites pages in its middle.
func damaged(t *testing.T, path string) {
	execute(t, path, "CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 5000) INSERT INTO t SELECT printf('%0100d', i) FROM n")
	all, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 3 * 4096; i < len(all)-4096; i += 7 {
		all[i] ^= 0xff
	}
	write(t, path, all)
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

func execute(t *testing.T, path, query string) {
	t.Helper()
	db := raw(t, path)
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
