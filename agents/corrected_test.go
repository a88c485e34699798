package agents_test

import (
	"fmt"
	"testing"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/agents/guidetest"
)

// What was told before is corrected and taken back in words, in every language,
// and a question about others changes nothing. A value with ? decides nothing.
func TestCorrections(t *testing.T) {
	g := guidetest.Guide(t, agents.Config{})
	start := map[string]string{
		"en": "We are a university in Spain. We need EU-OPENSCREEN.", "de": "Wir sind eine Universität in Spanien und brauchen EU-OPENSCREEN.",
		"fr": "Nous sommes une université en Espagne, il nous faut EU-OPENSCREEN.", "pl": "Jesteśmy uniwersytetem w Hiszpanii, potrzebujemy EU-OPENSCREEN.",
		"fi": "Olemme yliopisto Espanjassa ja tarvitsemme EU-OPENSCREENin.",
	}
	for _, tt := range []struct{ lang, text, fact, want string }{
		{"en", "Sorry, I meant Portugal", "country", "PT"},
		{"en", "No: Portugal", "country", "PT"},
		{"en", "correction: Portugal", "country", "PT"},
		{"en", "I made a mistake, it is Portugal", "country", "PT"},
		{"en", "no, not Spain", "country", ""},
		{"en", "Forget the university", "org_type", ""},
		{"en", "I take back what I said about the university", "org_type", ""},
		{"en", "please forget everything I said", "country", ""},
		{"en", "Could an SME in Italy use it too?", "country", "ES"},
		{"en", "And could a start-up use it?", "org_type", "university"},
		{"en", "When is the next call?", "country", "ES"},
		{"de", "Korrektur: Portugal", "country", "PT"},
		{"de", "Ich meinte Portugal", "country", "PT"},
		{"fr", "Correction : le Portugal", "country", "PT"},
		{"pl", "Poprawka: Portugalia", "country", "PT"},
		{"fi", "Korjaus: Portugali", "country", "PT"},
	} {
		a := played(t, g, start[tt.lang], tt.text)
		got := ""
		for _, f := range a.Facts {
			if f.Name == tt.fact && f.Confidence >= navigator.Doubtful {
				got = fmt.Sprint(f.Value)
			}
		}
		if got != tt.want {
			t.Errorf("%s, %q: %s is %q, want %q", tt.lang, tt.text, tt.fact, got, tt.want)
		}
	}
}
