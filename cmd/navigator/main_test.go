package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// call runs a command with a data folder of its own and, unless the test says
// otherwise, without the embedding model.
func call(t *testing.T, env map[string]string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	e := &environment{strings.NewReader(""), &out, &errs, func(k string) string {
		if v, ok := env[k]; ok {
			return v
		}
		switch k {
		case "NAVIGATOR_DATA":
			return filepath.Join(t.TempDir(), "data")
		case "NAVIGATOR_MODEL_DIR":
			return filepath.Join(t.TempDir(), "none")
		}
		return ""
	}}
	code = run(context.Background(), e, args)
	return code, out.String(), errs.String()
}

// Exit codes: 0 done, 1 failed, 2 wrong usage; the sentence names the way out.
func TestExitCodes(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	broken := filepath.Join(t.TempDir(), "broken")
	if err := os.MkdirAll(broken, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(broken, "navigator.db"), []byte(strings.Repeat("no database ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	changed := t.TempDir()
	if err := os.WriteFile(filepath.Join(changed, "bge-small-en-v1.5-q.onnx"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		env  map[string]string
		args string
		code int
		says string // on standard error
	}{
		{nil, "", 2, "navigator ask"},
		{nil, "--help", 0, "navigator serve"},
		{nil, "fly", 2, "no command"},
		{nil, "ask", 2, "say what you need"},
		{nil, "ask --bogus x", 2, "bogus"},
		{nil, "ask --help", 0, "Example"},
		{nil, "ask \xff", 2, "UTF-8"},
		{nil, "ask " + strings.Repeat("x", 100<<10), 2, "bytes"},
		{nil, "ask --conversation c_none hello", 1, "no such conversation"},
		{nil, "search", 2, "search for"},
		{nil, "search -k 0 x", 2, "-k"},
		{nil, "search --leg sideways x", 2, "sideways"},
		{nil, "search --filter area=magic x", 2, "magic"},
		{nil, "search --filter colour=blue x", 2, "kind="},
		{nil, "eval", 2, "retrieval"},
		{nil, "health --addr 127.0.0.1:1", 1, "127.0.0.1:1"},
		{nil, "eval retrieval --corpus /nowhere", 2, "--qrels"},
		{nil, "eval retrieval --corpus /nowhere --queries /nowhere --qrels /nowhere", 1, "/nowhere"},
		{nil, "eval guidance --cases /nowhere", 1, "/nowhere"},
		{nil, "application show a_none", 1, "no such application"},
		{nil, "serve extra", 2, "extra"},
		{nil, "serve --addr " + busy.Addr().String(), 1, "--addr"},
		{nil, "serve --addr nonsense", 1, "nonsense"},
		{map[string]string{"NAVIGATOR_DATA": broken}, "serve --addr 127.0.0.1:0", 1, "not a sound SQLite database"},
		{map[string]string{"NAVIGATOR_DATA": broken}, "ask hello", 1, "not a sound SQLite database"},
		{map[string]string{"NAVIGATOR_MODEL_DIR": changed}, "model status", 1, "wrong sum"},
	} {
		var args []string
		if tt.args != "" {
			args = strings.Split(tt.args, " ")
		}
		code, stdout, stderr := call(t, tt.env, args...)
		if code != tt.code || !strings.Contains(stderr, tt.says) {
			t.Errorf("navigator %.60s: code %d, %q; want %d and %q", tt.args, code, stderr, tt.code, tt.says)
		}
		if stdout != "" {
			t.Errorf("navigator %.60s: standard output has %q", tt.args, stdout)
		}
	}
}

// Findings are the result of a check, so they stand on standard output.
func TestCorpusCheck(t *testing.T) {
	code, stdout, _ := call(t, nil, "corpus", "check", "/nowhere")
	if code != 1 || !strings.Contains(stdout, "/nowhere") || !strings.Contains(stdout, "catalogue") {
		t.Errorf("code %d, %q", code, stdout)
	}
}

// --json prints exactly one JSON value and nothing else, without the model too.
func TestJSON(t *testing.T) {
	for _, args := range [][]string{
		{"ask", "--json", "We need a battery pilot line in Spain"},
		{"search", "--json", "-k", "3", "synchrotron"},
		{"corpus", "stats", "--json"},
		{"corpus", "check", "--json"},
		{"version", "--json"},
		{"application", "list", "--json"},
	} {
		code, stdout, stderr := call(t, nil, args...)
		dec := json.NewDecoder(strings.NewReader(stdout))
		var v any
		if err := dec.Decode(&v); err != nil || code != 0 {
			t.Errorf("%v: code %d, %v, %q", args, code, err, stderr)
			continue
		}
		if dec.More() {
			t.Errorf("%v: more than one value", args)
		}
	}
}

// A conversation of the command line goes on where it was.
func TestAskGoesOn(t *testing.T) {
	env := map[string]string{"NAVIGATOR_DATA": t.TempDir(), "NAVIGATOR_MODEL_DIR": t.TempDir()}
	first := askJSON(t, env, "ask", "--json", "We are a Portuguese SME and need a battery pilot line")
	second := askJSON(t, env, "ask", "--json", "--conversation", first.Conversation, "our TRL is 6")
	names := map[string]any{}
	for _, f := range second.Facts {
		names[f.Name] = f.Value
	}
	if names["country"] != "PT" || names["org_type"] != "sme" || names["trl_now"] != 6.0 || second.Seq != 4 {
		t.Errorf("the second turn has %v at %d", names, second.Seq)
	}
}

type answer struct {
	Conversation string
	Seq          int
	Degraded     []string
	Facts        []struct {
		Name  string
		Value any
	}
}

func askJSON(t *testing.T, env map[string]string, args ...string) answer {
	t.Helper()
	code, stdout, stderr := call(t, env, args...)
	var a answer
	if err := json.Unmarshal([]byte(stdout), &a); err != nil || code != 0 {
		t.Fatalf("code %d, %v, %s", code, err, stderr)
	}
	if !strings.Contains(strings.Join(a.Degraded, " "), "lexical-only") {
		t.Errorf("without the model degraded is %v", a.Degraded)
	}
	return a
}
