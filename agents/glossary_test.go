package agents

import (
	"strings"
	"testing"

	"github.com/ri-navigator/navigator/corpus"
)

// A text of another language gives English terms, also with other endings and
// inside compounds; an English text gives none.
func TestTranslator(t *testing.T) {
	c := &corpus.Corpus{Glossary: []corpus.Concept{
		{ID: "cleanroom", Terms: map[string][]string{"en": {"cleanroom"}, "fi": {"puhdastila"}, "fr": {"salle blanche"}, "el": {"καθαρός χώρος"}}},
		{ID: "battery", Terms: map[string][]string{"en": {"battery"}, "de": {"Batterie"}, "uk": {"батарея"}}},
		{ID: "wind-tunnel", Terms: map[string][]string{"en": {"wind tunnel"}, "it": {"galleria del vento"}}},
		{ID: "gift", Terms: map[string][]string{"en": {"poison"}, "de": {"Gift"}}},
	}}
	english := map[string]bool{}
	for _, w := range strings.Fields("we need a gift shop for the test of new batteri in our cleanroom battery tunnel") {
		english[w] = true
	}
	tr := newTranslator(c, func(w string) bool { return english[w] })
	for text, want := range map[string]string{
		"Tarvitsemme puhdastilaa":                  "cleanroom",
		"une salle blanche pour nos puces":         "cleanroom",
		"αναζητούμε καθαρό χώρο":                   "cleanroom",
		"Batteriezellen aus Batterien":             "battery",
		"шукаємо батареї":                          "battery",
		"cerchiamo gallerie del vento a Roma":      "wind tunnel",
		"we need a gift for our cleanroom":         "",
		"we need a new battery test":               "",
		"":                                         "",
		"12345 ???":                                "",
		"Gift und Gegengift bestimmen wir täglich": "poison",
	} {
		if got := strings.Join(tr.english(text), " "); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
