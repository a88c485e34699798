package web

import (
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/prompts"
)

var (
	spoken  = regexp.MustCompile(`\bt\((?:[\w.]+ \? )?'((?:[^'\\]|\\.)*)'(?: : '((?:[^'\\]|\\.)*)')?`)
	marked  = regexp.MustCompile(`<[^>]*\sdata-t(?:>|\s[^>]*>)([^<]+)<`)
	labeled = regexp.MustCompile(`aria-label="([^"]+)"[^>]* data-t-label|data-t-label[^>]* aria-label="([^"]+)"`)
	listed  = regexp.MustCompile(`(?s)said\(\{(.*?)\}\)|const statuses = \{(.*?)\}`)
	value   = regexp.MustCompile(`: '((?:[^'\\]|\\.)*)'`)
	counts  = regexp.MustCompile(`\['(\{n\}[^']*)', '\w+'\]`)
	title   = regexp.MustCompile(`<title>([^<]+)</title>`)
	plurals = regexp.MustCompile(`'([^']+)': \{ one:`)
)

// texts are what the visitors' pages say in English: those in plural forms map to true.
func texts(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	note := func(s string) {
		if !out[s] {
			out[s] = false
		}
	}
	err := fs.WalkDir(assets(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, "desk/") {
			return err
		}
		raw, err := fs.ReadFile(assets(), p)
		if err != nil {
			return err
		}
		text := string(raw)
		add := func(groups [][]string) {
			for _, m := range groups {
				for _, s := range m[1:] {
					if s != "" {
						note(strings.TrimSpace(s))
					}
				}
			}
		}
		switch path.Ext(p) {
		case ".js":
			for _, m := range spoken.FindAllStringSubmatch(text, -1) {
				for _, s := range m[1:] {
					if s != "" {
						note(s)
					}
				}
			}
			add(counts.FindAllStringSubmatch(text, -1))
			for _, m := range listed.FindAllStringSubmatch(text, -1) {
				add(value.FindAllStringSubmatch(m[1]+m[2], -1))
			}
			for _, m := range plurals.FindAllStringSubmatch(text, -1) {
				out[m[1]] = true
			}
		case ".html":
			if strings.Contains(text, "data-t") {
				add(title.FindAllStringSubmatch(text, -1))
			}
			add(marked.FindAllStringSubmatch(text, -1))
			add(labeled.FindAllStringSubmatch(text, -1))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var slot = regexp.MustCompile(`\{\w+\}`)

// Every language has every text of the visitors' pages, with the same places
// for values and the plural forms that it needs, and none besides.
func TestPagesSpeakEveryLanguage(t *testing.T) {
	want := texts(t)
	if len(want) < 150 {
		t.Fatalf("only %d texts found in the pages", len(want))
	}
	for _, lang := range corpus.Languages {
		if lang == "en" {
			continue
		}
		raw, err := fs.ReadFile(assets(), "words/"+lang+".json")
		if err != nil {
			t.Error(err)
			continue
		}
		var have map[string]any
		if err := json.Unmarshal(raw, &have); err != nil {
			t.Errorf("%s: %v", lang, err)
			continue
		}
		for _, text := range slices.Sorted(maps.Keys(want)) {
			checkText(t, lang, text, have[text], want[text])
		}
		for text := range have {
			if _, ok := want[text]; !ok {
				t.Errorf("%s has a text that no page says: %q", lang, text)
			}
		}
	}
}

func checkText(t *testing.T, lang, text string, have any, counted bool) {
	t.Helper()
	forms, _ := have.(map[string]any)
	said, _ := have.(string)
	switch {
	case have == nil || have == "":
		t.Errorf("%s lacks the text %q", lang, text)
	case counted:
		for n := range 200 {
			f := prompts.PluralForm(lang, n)
			if s, _ := forms[f].(string); s == "" {
				t.Errorf("%s: %q has no plural form %q", lang, text, f)
				return
			}
		}
	default:
		if w, g := slots(text), slots(said); !slices.Equal(w, g) {
			t.Errorf("%s: %q has places for %v, not %v", lang, text, g, w)
		}
	}
}

func slots(s string) []string {
	out := slot.FindAllString(s, -1)
	slices.Sort(out)
	return out
}
