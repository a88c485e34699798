package main

import (
	"testing"

	"github.com/ri-navigator/navigator/internal/missing"
	"github.com/ri-navigator/navigator/store/postgres/pgtest"
)

// The same conversation over PostgreSQL as over SQLite.
func TestAskOverPostgres(t *testing.T) {
	server, err := pgtest.Start(t.Context())
	if err != nil {
		missing.Skip(t, err)
	}
	defer func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	}()
	env := map[string]string{"NAVIGATOR_DATABASE_URL": server.Database(t), "NAVIGATOR_DATA": t.TempDir(), "NAVIGATOR_MODEL_DIR": t.TempDir()}
	first := askJSON(t, env, "ask", "--json", "We are a Portuguese SME and need a battery pilot line")
	second := askJSON(t, env, "ask", "--json", "--conversation", first.Conversation, "our TRL is 6")
	if len(second.Facts) < 3 || second.Seq != 4 {
		t.Errorf("the second turn has %v at %d", second.Facts, second.Seq)
	}
}
