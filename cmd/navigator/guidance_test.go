package main

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/ri-navigator/navigator/agents/eval"
	"github.com/ri-navigator/navigator/retrieval/embed"
	"github.com/ri-navigator/navigator/retrieval/embed/embedtest"
)

// The shipped guidance cases, with the real embedding model: at least nine in
// ten pass, and nobody is told falsely that they meet a rule.
func TestGuidanceCases(t *testing.T) {
	embedtest.Model(t) // or skip
	env := map[string]string{"NAVIGATOR_DATA": t.TempDir(), "NAVIGATOR_MODEL_DIR": embed.DefaultDir(os.Getenv)}
	code, stdout, stderr := call(t, env, "eval", "guidance", "--json")
	var r eval.Report
	if err := json.Unmarshal([]byte(stdout), &r); err != nil || code != 0 {
		t.Fatalf("code %d, %v, %s", code, err, stderr)
	}
	for _, f := range r.Failures {
		t.Logf("%s: said %q, want %s, got %s", f.Case, f.Step, f.Want, f.Got)
	}
	t.Logf("%d of %d cases pass; hit@1 %.3f, hit@3 %.3f, verdicts right %.3f, falsely met %d", r.Passed, r.Cases, r.Hit1, r.Hit3, r.VerdictAccuracy, r.FalseMet)
	if r.Cases < 60 || 10*r.Passed < 9*r.Cases || r.FalseMet > 0 {
		t.Error("too few pass")
	}
}
