package prompts_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
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

// Every sentence of every language renders from the values that it names, and shows them.
func TestSentencesRender(t *testing.T) {
	set, err := prompts.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range corpus.Languages {
		for key, text := range sentences(t, lang) {
			values := map[string]any{}
			for _, m := range field.FindAllStringSubmatch(text, -1) {
				values[m[1]] = "<" + m[1] + ">"
			}
			if strings.Contains(text, "plural .N") {
				values["N"] = 7
			}
			got := set.Say(lang, key, values)
			if strings.Contains(got, "{{") || strings.TrimSpace(got) == "" {
				t.Errorf("%s: %s renders as %q", lang, key, got)
			}
			for name, v := range values {
				if !strings.Contains(got, fmt.Sprint(v)) && strings.Contains(text, "{{."+name+"}}") {
					t.Errorf("%s: %s does not show %s: %q", lang, key, name, got)
				}
			}
		}
	}
}

// Every language has every sentence, with the same values, and the plural forms that it needs.
func TestSentencesComplete(t *testing.T) {
	english := sentences(t, prompts.Fallback)
	for _, lang := range corpus.Languages {
		have := sentences(t, lang)
		for key, text := range english {
			if have[key] == "" {
				t.Errorf("%s lacks the sentence %s", lang, key)
				continue
			}
			if want, got := fields(text), fields(have[key]); !slices.Equal(want, got) {
				t.Errorf("%s: %s uses the values %v, not %v", lang, key, got, want)
			}
			if strings.Contains(text, "plural .N") {
				for _, form := range pluralForms(lang) {
					if !strings.Contains(have[key], `"`+form+`"`) {
						t.Errorf("%s: %s has no plural form %q", lang, key, form)
					}
				}
			}
		}
		for key := range have {
			if english[key] == "" {
				t.Errorf("%s has a sentence %s that nobody says", lang, key)
			}
		}
	}
}

func fields(text string) []string {
	var out []string
	for _, m := range field.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	slices.Sort(out)
	return out
}

// pluralForms are the forms that whole numbers up to 200 take in a language by CLDR.
func pluralForms(lang string) []string {
	var out []string
	for n := range 200 {
		f := prompts.PluralForm(lang, n)
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// Every language has words for every fact, for each of its options, for every kind of facility, and for what the forms say.
func TestWordsComplete(t *testing.T) {
	set, err := prompts.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, _ := corpus.Load(corpus.Shipped())
	for _, lang := range corpus.Languages {
		if lang == prompts.Fallback {
			continue
		}
		w := set.Words(lang)
		for _, s := range formTexts(c) {
			if w.Texts[s] == "" {
				t.Errorf("%s does not say the form's text %q", lang, s)
			}
		}
		for _, s := range c.Subtypes {
			if w.Subtypes[s.ID] == "" {
				t.Errorf("%s has no word for the kind %s", lang, s.ID)
			}
		}
		for _, f := range c.Facts {
			have := w.Facts[f.Name]
			if have.Label == "" || f.Question != "" && (have.Question == "" || have.Why == "") {
				t.Errorf("%s lacks words for the fact %s", lang, f.Name)
			}
			for _, o := range f.Options {
				named := f.Name == "country" && len(o.Value) == 2 // by CLDR
				if have.Options[o.Value] == "" && !named {
					t.Errorf("%s has no word for the option %s of %s", lang, o.Value, f.Name)
				}
			}
		}
	}
}

// formTexts are what the application forms say and what the desks are called.
func formTexts(c *corpus.Corpus) []string {
	var out []string
	for _, f := range c.Forms {
		out = append(out, f.Title, f.Notice)
		for _, q := range f.Fields {
			out = append(out, q.Section, q.Label, q.Help, q.Question)
			for _, o := range q.Options {
				out = append(out, o.Label)
			}
		}
	}
	for _, q := range c.Queues {
		out = append(out, q.Label)
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

var said = regexp.MustCompile(`(?:say\([^,()]+|plain\([^,()]+, [^,()]+|^), "([a-z_]+)"`)

// Every sentence that the agents and the exported page say is there, and every one that is there is said.
func TestSentencesAreSaid(t *testing.T) {
	files, err := filepath.Glob("../agents/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	files = append(files, "../web/export.go")
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
