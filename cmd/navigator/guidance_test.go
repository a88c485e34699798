package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/ri-navigator/navigator/retrieval/embed"
	"github.com/ri-navigator/navigator/retrieval/embed/embedtest"
)

// The shipped guidance cases and dialogues, with the real embedding model.
// Nobody is told falsely that they meet a rule, and every figure keeps the level
// it has reached. Most cases were written without sight of the program, so not
// every expectation holds.
func TestGuidanceCases(t *testing.T) {
	embedtest.Model(t) // or skip
	env := map[string]string{"NAVIGATOR_DATA": t.TempDir(), "NAVIGATOR_MODEL_DIR": embed.DefaultDir(os.Getenv)}
	code, stdout, stderr := call(t, env, "eval", "guidance", "--json")
	var r guidanceReport
	if err := json.Unmarshal([]byte(stdout), &r); err != nil || code != 0 {
		t.Fatalf("code %d, %v, %s", code, err, stderr)
	}
	for _, f := range r.Failures {
		t.Logf("%s: said %q, want %s, got %s", f.Case, f.Step, f.Want, f.Got)
	}
	t.Logf("%d of %d cases pass; hit@1 %.3f, hit@3 %.3f, verdicts right %.3f, falsely met %d", r.Passed, r.Cases, r.Hit1, r.Hit3, r.VerdictAccuracy, r.FalseMet)
	others, n := 0.0, 0
	for lang, l := range r.ByLanguage {
		if lang != "en" {
			others, n = others+l.Hit3*float64(l.Cases), n+l.Cases
		}
	}
	s := r.Simulation
	for what, level := range map[string][2]float64{
		"cases":                              {float64(r.Cases), 400},
		"hit@3 in English":                   {r.ByLanguage["en"].Hit3, .95},
		"hit@3 in the other languages":       {others / float64(max(1, n)), .95},
		"verdicts right":                     {r.VerdictAccuracy, .98},
		"fact recall":                        {r.FactRecall, .95},
		"fact precision":                     {r.FactPrecision, .97},
		"citations exact":                    {r.CitationExactness, 1},
		"dialogues":                          {float64(s.Dialogues), 200},
		"hit@3 in the dialogues":             {s.Hit3, .9},
		"fact precision in the dialogues":    {s.FactPrecision, .98},
		"turns to the right facility, spare": {2 - float64(s.Turns), 0},
	} {
		if level[0] < level[1] {
			t.Errorf("%s: %.3f, want %.3f", what, level[0], level[1])
		}
	}
	if r.FalseMet+s.FalseMet+s.Unsteady+s.AskedTwice > 0 {
		t.Errorf("falsely met %d and %d, unsteady %d, asked twice %d", r.FalseMet, s.FalseMet, s.Unsteady, s.AskedTwice)
	}
}

// Strangers' enquiries keep the level that was reached on them, and nobody among
// them is told falsely that they meet a rule.
func TestStrangers(t *testing.T) {
	embedtest.Translingual(t) // or skip
	env := map[string]string{"NAVIGATOR_DATA": t.TempDir(), "NAVIGATOR_MODEL_DIR": embed.DefaultDir(os.Getenv)}
	code, stdout, stderr := call(t, env, "eval", "guidance", "--json", "--cases", filepath.Join("..", "..", "agents", "eval", "strangers"))
	var r guidanceReport
	if err := json.Unmarshal([]byte(stdout), &r); err != nil || code != 0 {
		t.Fatalf("code %d, %v, %s", code, err, stderr)
	}
	t.Logf("%d of %d cases pass; hit@1 %.3f, hit@3 %.3f, facts %.3f and %.3f", r.Passed, r.Cases, r.Hit1, r.Hit3, r.FactRecall, r.FactPrecision)
	for what, level := range map[string][2]float64{
		"cases": {float64(r.Cases), 400}, "hit@3": {r.Hit3, .86}, "fact recall": {r.FactRecall, .86}, "fact precision": {r.FactPrecision, .98}, "citations exact": {r.CitationExactness, 1},
	} {
		if level[0] < level[1] {
			t.Errorf("%s: %.3f, want %.3f", what, level[0], level[1])
		}
	}
	if r.FalseMet > 0 {
		t.Errorf("falsely met %d", r.FalseMet)
	}
}
