package prompts_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/prompts"
)

var update = flag.Bool("update", false, "write the golden files anew")

func sentences(t *testing.T, lang string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("sentences/" + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]string
	if err := yaml.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

var field = regexp.MustCompile(`\.([A-Z]\w*)`)

// Every sentence renders from the values that it names, and shows them.
func TestSentencesRender(t *testing.T) {
	set, err := prompts.Load()
	if err != nil {
		t.Fatal(err)
	}
	for key, text := range sentences(t, prompts.Fallback) {
		values := map[string]any{}
		for _, m := range field.FindAllStringSubmatch(text, -1) {
			values[m[1]] = "<" + m[1] + ">"
		}
		got := set.Say(prompts.Fallback, key, values)
		if strings.Contains(got, "{{") || strings.TrimSpace(got) == "" {
			t.Errorf("%s renders as %q", key, got)
		}
		for name := range values {
			if !strings.Contains(got, "<"+name+">") {
				t.Errorf("%s does not show %s: %q", key, name, got)
			}
		}
	}
}

var said = regexp.MustCompile(`(?:say\([^,()]+|plain\([^,()]+, [^,()]+|^), "([a-z_]+)"`)

// Every sentence that the agents say is there, and every one that is there is said.
func TestSentencesAreSaid(t *testing.T) {
	files, err := filepath.Glob("../agents/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	code := ""
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code += string(raw)
	}
	have := sentences(t, prompts.Fallback)
	for _, m := range said.FindAllStringSubmatch(code, -1) {
		if have[m[1]] == "" && !strings.HasSuffix(m[1], "_") {
			t.Errorf("the agents say %q, which is not there", m[1])
		}
	}
	for key := range have {
		used := strings.Contains(code, `"`+key+`"`)
		for i, c := range key { // "status_" + status
			used = used || c == '_' && strings.Contains(code, `"`+key[:i+1]+`"`)
		}
		if !used {
			t.Errorf("nobody says %q", key)
		}
	}
}

// The model's prompt is what the golden file shows.
func TestModelPrompt(t *testing.T) {
	set, err := prompts.Load()
	if err != nil {
		t.Fatal(err)
	}
	got, err := set.Model("answer", map[string]any{
		"Language": "en", "Draft": "This fits: Alpha [1].",
		"Citations": []navigator.Citation{{N: 1, Title: "Alpha", Section: "about", Quote: "A test bed <b>for</b> things & \"more\"."}},
	})
	if err != nil {
		t.Fatal(err)
	}
	golden := "testdata/answer.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || got != string(want) {
		t.Errorf("the prompt is\n%s\nwant\n%s\n%v (make update writes it anew)", got, want, err)
	}
}
