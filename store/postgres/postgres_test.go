package postgres_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/internal/missing"
	"github.com/ri-navigator/navigator/store/postgres"
	"github.com/ri-navigator/navigator/store/postgres/pgtest"
	"github.com/ri-navigator/navigator/store/storetest"
)

// server is nil where there is no PostgreSQL; noServer says why.
var (
	server   *pgtest.Server
	noServer error
)

func TestMain(m *testing.M) {
	server, noServer = pgtest.Start(context.Background())
	code := m.Run()
	if server != nil {
		if err := server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

func database(t *testing.T) string {
	t.Helper()
	if server != nil {
		return server.Database(t)
	}
	missing.Skip(t, noServer)
	return ""
}

func open(t *testing.T, address string) *postgres.DB {
	t.Helper()
	s, err := postgres.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Store { return open(t, database(t)) })
}

// Several processes may open a new database at once, and each migration runs once.
func TestOpenTogether(t *testing.T) {
	address := database(t)
	failed := make(chan error, 4)
	for range cap(failed) {
		go func() {
			s, err := postgres.Open(context.Background(), address)
			if err == nil {
				err = s.Close()
			}
			failed <- err
		}()
	}
	for range cap(failed) {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

// Two replicas over one database number one conversation's events without gaps.
func TestTwoReplicas(t *testing.T) {
	address := database(t)
	a, b := open(t, address), open(t, address)
	ctx := context.Background()
	id, err := a.CreateConversation(ctx)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 2)
	for i, s := range []*postgres.DB{a, b} {
		go func() {
			var err error
			for k := range 25 {
				_, _, e := s.Append(ctx, id, navigator.Event{Type: "message", ClientID: fmt.Sprint(i, "-", k), Text: "x"})
				if e != nil {
					err = e
				}
			}
			done <- err
		}()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	events, err := b.Events(ctx, id, 0)
	if err != nil || len(events) != 50 || events[49].Seq != 50 {
		t.Errorf("%d events, %v", len(events), err)
	}
}

// What one replica stores, the other hears of.
func TestListen(t *testing.T) {
	address := database(t)
	a, b := open(t, address), open(t, address)
	id, err := a.CreateConversation(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 10)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); b.Listen(ctx, func(id string) { heard <- id }) }()
	for i := range 100 { // until b listens
		if _, _, err := a.Append(ctx, id, navigator.Event{Type: "message", ClientID: fmt.Sprint(i), Text: "x"}); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-heard:
			if got != id {
				t.Errorf("heard %q, want %q", got, id)
			}
			stop()
			<-ended
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
	stop()
	t.Error("nothing was heard")
}

func TestBadDatabases(t *testing.T) {
	address := database(t)
	open(t, address)
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), "INSERT INTO navigator_schema VALUES (99)"); err != nil {
		t.Fatal(err)
	}
	for bad, says := range map[string]string{
		address:                                "newer than this program",
		"not a thing":                          "postgres://",
		"postgres://x:secret@127.0.0.1:1/none": "start it, or mend",
	} {
		s, err := postgres.Open(t.Context(), bad)
		if err == nil {
			s.Close()
			t.Errorf("%s was opened", bad)
			continue
		}
		if e := err.Error(); !strings.Contains(e, says) || strings.Contains(e, "secret") || navigator.CodeOf(err) == "" {
			t.Errorf("%s: %v, want %q", bad, err, says)
		}
	}
}
