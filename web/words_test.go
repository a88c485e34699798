package web

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/prompts"
)

var (
	spoken  = regexp.MustCompile(`\bt\((?:[\w.]+ \? )?'((?:[^'\\]|\\.)*)'(?: : '((?:[^'\\]|\\.)*)')?`)
	listed  = regexp.MustCompile(`(?s)said\(\{(.*?)\}\)|const (?:statuses|problems) = \{(.*?)\}`)
	value   = regexp.MustCompile(`: '((?:[^'\\]|\\.)*)'`)
	counts  = regexp.MustCompile(`\['(\{n\}[^']*)', '\w+'\]`)
	plurals = regexp.MustCompile(`'([^']+)': \{ one:`)
)

// texts are what the pages say in English: those in plural forms map to true.
func texts(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	note := func(s string) {
		if !out[s] {
			out[s] = false
		}
	}
	err := fs.WalkDir(assets(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
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
			root, err := html.Parse(strings.NewReader(text))
			if err != nil {
				return err
			}
			for n := range root.Descendants() {
				for _, s := range marked(n) {
					note(strings.TrimSpace(s))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// marked are the texts of one element that pages.js translates: its own, with
// elements in it as {0}, {1}, its label, and the title of the document.
func marked(n *html.Node) []string {
	var out []string
	for _, a := range n.Attr {
		if a.Key == "data-t" {
			out = append(out, keyOf(n))
		}
		if a.Key == "data-t-label" {
			i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "aria-label" })
			out = append(out, n.Attr[i].Val)
		}
	}
	if n.DataAtom == atom.Title {
		out = append(out, keyOf(n))
	}
	return out
}

func keyOf(n *html.Node) string {
	var b strings.Builder
	parts := 0
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			continue
		}
		fmt.Fprintf(&b, "{%d}", parts)
		parts++
	}
	return b.String()
}

var slot = regexp.MustCompile(`\{\w+\}`)

// Every language has every text of the pages, with the same places
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
