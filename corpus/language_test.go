package corpus_test

import (
	"testing"

	"github.com/ri-navigator/navigator/corpus"
)

// One sentence of a user in each language, none of them in the vocabulary.
func TestLanguage(t *testing.T) {
	c, _ := corpus.Load(corpus.Shipped())
	d := corpus.NewDetector(c)
	for text, want := range map[string]string{
		"where can we test a battery":              "en",
		"Wo können wir eine Batterie testen?":      "de",
		"où pouvons-nous tester une batterie":      "fr",
		"¿dónde podemos probar una batería?":       "es",
		"dove possiamo provare una batteria":       "it",
		"onde podemos testar uma bateria":          "pt",
		"unde putem testa o baterie":               "ro",
		"waar kunnen we een batterij testen":       "nl",
		"hvor kan vi teste et batteri":             "da",
		"var kan vi testa ett batteri":             "sv",
		"missä voimme testata akkua":               "fi",
		"kus me saame akut katsetada":              "et",
		"kur mes galime išbandyti bateriją":        "lt",
		"kur mēs varam izmēģināt akumulatoru":      "lv",
		"gdzie możemy przetestować baterię":        "pl",
		"kde můžeme otestovat baterii":             "cs",
		"kde môžeme otestovať batériu":             "sk",
		"kje lahko preizkusimo baterijo":           "sl",
		"gdje možemo ispitati bateriju":            "hr",
		"hol tudunk akkumulátort tesztelni":        "hu",
		"πού μπορούμε να δοκιμάσουμε μια μπαταρία": "el",
		"къде можем да изпитаме батерия":           "bg",
		"де ми можемо випробувати батарею":         "uk",
		"cá bhféadfaimis ceallra a thástáil":       "ga",
		"fejn nistgħu nittestjaw batterija":        "mt",
		"":                                         "",
		"12345 !!":                                 "",
	} {
		if got := d.Language(text); got != want {
			t.Errorf("%q is in %q, want %q", text, got, want)
		}
	}
}

// Every language has forms for every phrase that messages are read by, and everyday words.
func TestPhrasesComplete(t *testing.T) {
	c, _ := corpus.Load(corpus.Shipped())
	for _, lang := range corpus.Languages {
		if lang == "en" {
			continue
		}
		for key := range c.PhraseKeys {
			if forms, ok := c.Phrases[lang][key]; !ok || len(forms) == 0 && !caseEndings[key] {
				t.Errorf("%s has no form of the phrase %q", lang, key)
			}
		}
		for key := range c.Phrases[lang] {
			if _, ok := c.PhraseKeys[key]; !ok {
				t.Errorf("%s has a phrase %q that keys.yaml does not know", lang, key)
			}
		}
		if len(c.Everyday[lang]) < 300 {
			t.Errorf("%s has %d everyday words only", lang, len(c.Everyday[lang]))
		}
	}
}

// caseEndings are the prepositions for which some languages have case endings instead.
var caseEndings = map[string]bool{"in": true, "from": true, "to": true, "for": true, "with": true}
