package gloss_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ri-navigator/navigator/agents/gloss"
	"github.com/ri-navigator/navigator/corpus"
)

// shipped is a reader of the shipped vocabulary, for which English is what its glossary holds.
var shipped = sync.OnceValue(func() *gloss.Reader {
	c, findings := corpus.Load(corpus.Shipped())
	if c == nil {
		panic(findings[0])
	}
	english := map[string]bool{}
	for _, k := range c.Glossary {
		for _, t := range k.Terms["en"] {
			for _, w := range corpus.Words(t) {
				english[w.Fold] = true
			}
		}
	}
	return gloss.New(c, func(folded string) bool { return english[folded] }, []string{"photobioreactor", "gadolinium", "spectrometry", "precipitation"})
})

// A message is read as the English that its phrases, terms and places stand for.
func TestGloss(t *testing.T) {
	for text, want := range map[string][]string{
		"Wir sind ein Start-up aus Graz und suchen einen Prüfstand, TRL 5":           {"de", "we are start-up from Austria", "looking for", "TRL 5"},
		"Olemme suomalainen pk-yritys, tarvitsemme puhdastilan Portugalissa":         {"fi", "we are Finnish SME", "cleanroom in Portugal"},
		"Wij willen niet publiceren":                                                 {"nl", "will not publish"},
		"nee, we gaan niets publiceren":                                              {"nl", "will not publish"},
		"Ja, wir wollen das natürlich veröffentlichen":                               {"de", "we want to publish"},
		"Ми стартап зі Львова, результати публікувати не будемо":                     {"uk", "start-up from Ukraine", "will not publish"},
		"Nous sommes une jeune pousse lyonnaise et cherchons une salle blanche":      {"fr", "we are start-up France", "looking for cleanroom"},
		"Győri kkv vagyunk, tisztateret keresünk":                                    {"hu", "Hungary SME"},
		"Vi är ett nystartat företag från Malmö":                                     {"sv", "we are start-up from Sweden"},
		"Hledáme zkušební tunel, jsme firma z Liberce":                               {"cs", "from Czechia"},
		"Jestem doktorantką na Uniwersytecie Warszawskim i szukam synchrotronu":      {"pl", "PhD student", "university Poland", "synchrotron"},
		"stor dansk virksomhed søger vindtunnel":                                     {"da", "Danish large company", "wind tunnel"},
		"startup i lund söker renrum":                                                {"sv", "start-up in Sweden", "cleanroom"},
		"Poštovani, javljam se iz tvrtke u Karlovcu":                                 {"hr", "company in Croatia"},
		"Piszę w imieniu start-upu z Warszawy, szukamy tunelu":                       {"pl", "start-up from Poland", "tunnel"},
		"Podjetje iz Celja išče vetrovnik, prosim":                                   {"sl", "company from Slovenia"},
		"Não somos uma PME, precisamos de um supercomputador":                        {"pt", "no we are SME"},
		"Nechceme veřejné peníze, hledáme větrný tunel":                              {"cs", "not we want to"},
		"Tá cruinniú sa gcathair agus teastaíonn umar uainn":                         {"ga", "city"},
		"szukamy miejsca z fotobioreaktorami dla firmy":                              {"pl", "photobioreactor"},
		"нам потрібен нейтронний пучок для гадолінію":                                {"uk", "gadolinium"},
		"χρειαζόμαστε σπεκτρομετρία για δείγματα":                                    {"el", "spectrometry"},
		"Suntem un start-up din Craiova și vrem să testăm într-un tunel aerodinamic": {"ro", "we are start-up from Romania", "test", "wind tunnel"},
	} {
		lang := shipped().Language(text, "")
		g := shipped().Gloss(text, lang, nil)
		if lang != want[0] {
			t.Errorf("%q is told to be %s", text, lang)
		}
		for _, w := range want[1:] {
			if !strings.Contains(g.Text, w) {
				t.Errorf("%q reads %q, without %q", text, g.Text, w)
			}
		}
	}
}

// What the gloss says can be shown in the message's own words.
func TestOriginal(t *testing.T) {
	text := "Olemme suomalainen pk-yritys, tarvitsemme puhdastilan Portugalissa"
	g := shipped().Gloss(text, "fi", nil)
	for english, own := range map[string]string{"SME": "pk-yritys", "cleanroom": "puhdastilan", "in Portugal": "Portugalissa", "Finnish": "suomalainen"} {
		at := strings.Index(g.Text, english)
		if at < 0 {
			t.Fatalf("no %q in %q", english, g.Text)
		}
		start, end := g.Original(at, at+len(english))
		if text[start:end] != own {
			t.Errorf("%q points to %q, not %q", english, text[start:end], own)
		}
	}
	if also := g.Also(0, len(g.Text)); !slices.Contains(also, "clean room") {
		t.Errorf("the other names are %v", also)
	}
	kept := shipped().Gloss("Wir suchen MAX IV in Lund", "de", []gloss.Span{{Start: 11, End: 17}})
	if !strings.Contains(kept.Text, "MAX IV") {
		t.Errorf("a name is not kept: %q", kept.Text)
	}
}

// The language is told by letters and by known words, by the conversation where a message says
// too little, and not at all where it is none of ours.
func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ text, expected, want string }{
		{"We need a wave tank for a tidal turbine", "", "en"},
		{"We need a wave tank for a tidal turbine", "de", "en"},
		{"Wir suchen einen Wellenkanal", "", "de"},
		{"ja", "de", "de"},
		{"TRL 5", "fi", "fi"},
		{"не знам", "bg", "bg"},
		{"нам потрібне чисте приміщення", "bg", "uk"},
		{"我们需要一个风洞", "", ""},
		{"нам нужна установка для измерений, мы из Москвы", "", ""},
		{"Bir rüzgâr tüneline ihtiyacımız var, dağıtık ölçüm için", "", ""},
		{"", "el", "el"},
	} {
		if got := shipped().Language(tt.text, tt.expected); got != tt.want {
			t.Errorf("%q (expecting %q) is told to be %q, want %q", tt.text, tt.expected, got, tt.want)
		}
	}
}

// Any text gives a gloss whose every place points into the text.
func FuzzGloss(f *testing.F) {
	f.Add("Wir sind ein KMU aus Köln, TRL 4-6; 2.500 €!", "de")
	f.Add("á\u0301 \x00\xff ---", "fi")
	f.Fuzz(func(t *testing.T, text, lang string) {
		g := shipped().Gloss(text, lang, nil)
		for i := range len(g.Text) {
			if start, end := g.Original(i, i+1); start < 0 || end > len(text) || start > end {
				t.Fatalf("byte %d of %q points to %d..%d of %q", i, g.Text, start, end, text)
			}
		}
	})
}
