package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/ri-navigator/navigator/web"
)

// A page and its replies speak the language of the address; a fact is taken back
// by a click; a confidential conversation says so; a comparison opens on a page
// of its own, with what it was judged for.
func TestBrowserInAnotherLanguage(t *testing.T) {
	s := newSite(t, web.Config{})
	b := newBrowser(t)
	b.run("open", chromedp.Navigate(s.URL+"/?lang=de"))
	if d := b.texts("ai-disclosure", 1)[0]; !strings.Contains(d, "KI-System") {
		t.Errorf("the disclosure says %q", d)
	}
	b.say("Wir sind ein KMU aus Portugal und suchen eine Pilotlinie für photonische Chips, TRL 5")
	if r := b.texts("reply", 1)[0]; !strings.Contains(r, "passen am besten") || !strings.Contains(r, "Was ich von Ihnen verstanden habe") {
		t.Errorf("the reply is %.300q", r)
	}
	known := len(b.texts("fact", 2))
	b.click("fact-withdraw", 0)
	b.texts("reply", 2)
	if now := b.texts("fact", known+known-1); len(now) != known+known-1 { // of the second reply one fewer
		t.Errorf("%d facts after one of %d was taken back", len(now)-known, known)
	}
	b.say("Vergleiche die ersten beiden")
	b.texts("comparison", 1)
	var address string
	b.eval(`document.querySelector('[data-testid=compare-page]').href`, &address)
	b.click("confidential", 0)
	if n := b.texts("confidential-note", 1)[0]; !strings.Contains(n, "Vertraulich") {
		t.Errorf("the note says %q", n)
	}
	b.run("open the comparison", chromedp.Navigate(address))
	if c := b.texts("comparison", 1)[0]; len(c) < 200 || !strings.Contains(c, "Vergleich") && !strings.Contains(c, "Portugal") && !strings.Contains(c, "Deutschland") && !strings.Contains(c, "Irland") {
		t.Errorf("the comparison says %q", c)
	}
	if f := b.texts("compare-facts", 1)[0]; !strings.Contains(f, "TRL") && !strings.Contains(f, "Portugal") && !strings.Contains(f, "KMU") {
		t.Errorf("the facts of the comparison are %q", f)
	}
}
