package corpus_test

import (
	"testing"

	"github.com/ri-navigator/navigator/corpus"
)

// A facility is found by its name with a language's endings, and a word that only
// begins like a name is none.
func TestNamesWithEndings(t *testing.T) {
	c, _ := corpus.Load(corpus.Shipped())
	names := corpus.NewNames(c)
	for text, want := range map[string]string{
		"Vertaa LUMIa ja Karolinaa": "lumi karolina-it4i", "czas na SOLARISie": "solaris", "an der ESRF messen": "esrf", "ESRFile": "esrf",
		"LUMIX camera": "", "Karolinska": "",
	} {
		got := ""
		for _, m := range names.Find(text) {
			if got != "" {
				got += " "
			}
			got += m.IDs[0]
		}
		if got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}
