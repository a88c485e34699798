package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"golang.org/x/crypto/bcrypt"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/internal/missing"
	"github.com/ri-navigator/navigator/web"
)

// browserPath finds a Chromium, or ends the test.
func browserPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("NAVIGATOR_BROWSER"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	missing.Skip(t, errors.New("no Chromium: install it, or name one in NAVIGATOR_BROWSER"))
	return ""
}

// browser is one tab. Elements are found by their data-testid, in shadow roots too.
type browser struct {
	t   *testing.T
	ctx context.Context
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browserPath(t)), chromedp.NoSandbox, chromedp.WindowSize(1200, 900))
	alloc, stopAlloc := chromedp.NewExecAllocator(t.Context(), opts...)
	tab, stopTab := chromedp.NewContext(alloc)
	ctx, cancel := context.WithTimeout(tab, 4*time.Minute)
	t.Cleanup(func() { cancel(); stopTab(); stopAlloc() })
	b := &browser{t, ctx}
	chromedp.ListenTarget(ctx, func(ev any) {
		if e, ok := ev.(*runtime.EventExceptionThrown); ok {
			t.Errorf("the page threw: %s", e.ExceptionDetails.Error())
		}
	})
	return b
}

func (b *browser) run(what string, actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// find lists, in order, the visible elements of a testid, shadow roots included.
const find = `(id => { const out = []; const walk = root => { for (const e of root.querySelectorAll('*')) {
  if (e.dataset && e.dataset.testid === id && (e.offsetParent !== null || e.getClientRects().length)) out.push(e);
  if (e.shadowRoot) walk(e.shadowRoot); } }; walk(document); return out; })(%q)`

func (b *browser) eval(js string, into any) {
	b.t.Helper()
	b.run(js, chromedp.Evaluate(js, into))
}

// texts waits until there are at least n elements of a testid and gives their texts.
func (b *browser) texts(testid string, n int) []string {
	b.t.Helper()
	var out []string
	for range 300 {
		b.eval(fmt.Sprintf(find, testid)+`.map(e => e.innerText || e.textContent || '')`, &out)
		if len(out) >= n {
			return out
		}
		time.Sleep(100 * time.Millisecond)
	}
	var page string
	b.eval(`document.body.innerText`, &page)
	b.t.Fatalf("%d elements %q, want %d; the page says:\n%s", len(out), testid, n, page)
	return nil
}

// click clicks the i-th element of a testid with the mouse, as a person does.
func (b *browser) click(testid string, i int) {
	b.t.Helper()
	b.texts(testid, i+1)
	var at struct{ X, Y float64 }
	b.eval(fmt.Sprintf(`(() => { const e = `+find+`[%d]; for (let p = e; p; p = p.parentNode || p.host) if (p.tagName === 'DETAILS') p.open = true;
	  e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect(); return {X: r.x + r.width/2, Y: r.y + r.height/2}; })()`, testid, i), &at)
	b.run("click "+testid, chromedp.MouseClickXY(at.X, at.Y))
}

// write puts text into the i-th field of a testid by the keyboard.
func (b *browser) write(testid string, i int, text string) {
	b.t.Helper()
	b.click(testid, i)
	b.run("type into "+testid, chromedp.KeyEvent(text))
}

func (b *browser) say(text string) {
	b.t.Helper()
	b.write("composer", 0, text)
	b.run("enter", chromedp.KeyEvent("\r"))
}

// TestBrowserWalk walks the whole way in a real browser: question, card,
// citation, follow-up, reload, application draft, export, hand-over, desk,
// and the desk's reply in the chat.
func TestBrowserWalk(t *testing.T) {
	s := newSite(t, web.Config{})
	b := newBrowser(t)
	b.run("open", chromedp.Navigate(s.URL+"/"))
	if d := b.texts("ai-disclosure", 1)[0]; !strings.Contains(d, "AI system") {
		t.Errorf("the disclosure says %q", d)
	}
	b.say("We need a pilot line that packages photonic chips")
	b.texts("card", 3)
	b.click("citation", 0)
	if c := b.texts("citation-panel", 1)[0]; !strings.Contains(c, "Checked on") {
		t.Errorf("the citation's panel says %q", c)
	}
	b.run("escape", chromedp.KeyEvent("\x1b"))
	b.click("quick-reply", 0)
	b.texts("reply", 2)
	b.say("We are a Portuguese SME, our TRL is 6 and results must stay confidential")
	b.texts("reply", 3)
	b.run("reload", chromedp.Reload())
	if m := b.texts("message-user", 3); len(m) != 3 {
		t.Errorf("after a reload there are %d messages: %q", len(m), m)
	}
	if r := b.texts("reply", 3); len(r) != 3 {
		t.Errorf("after a reload there are %d replies", len(r))
	}
	b.apply(s)
	b.handOver(s)
}

// apply starts an application from the last card, fills and confirms a field, and exports.
func (b *browser) apply(s *site) {
	b.t.Helper()
	var chat string
	b.run("where", chromedp.Location(&chat))
	var open string
	b.eval(`window.open = url => { window.location = url; return window; }; ''`, &open)
	b.click("start-application", 0)
	fields := b.texts("field", 5)
	if !strings.Contains(strings.Join(fields, " "), "Name of the organisation") {
		b.t.Errorf("the draft's fields are %q", fields)
	}
	if sources := b.texts("field-source", 2); !strings.Contains(strings.Join(sources, " "), "Portuguese") {
		b.t.Errorf("the sources shown are %q", sources)
	}
	b.click("field-confirm", 0)
	var at string
	b.run("where", chromedp.Location(&at))
	id := at[strings.LastIndex(at, "/")+1:]
	var d navigator.Draft
	for range 50 {
		s.do("GET", "/api/v1/applications/"+id, nil, &d)
		if d.Progress.Confirmed == 1 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if d.Progress.Confirmed != 1 {
		b.t.Errorf("the click confirmed %d fields", d.Progress.Confirmed)
	}
	for _, format := range []string{"export-json", "export-html"} {
		var href string
		b.texts(format, 1)
		b.eval(fmt.Sprintf(find, format)+`[0].href || ''`, &href)
		if res := s.do("GET", strings.TrimPrefix(href, s.URL), nil, nil); res.StatusCode != http.StatusOK || !strings.Contains(res.Header.Get("Content-Disposition"), "attachment") {
			b.t.Errorf("%s leads to %q: %d", format, href, res.StatusCode)
		}
	}
	b.run("back to the chat", chromedp.Navigate(s.URL+"/"))
	b.texts("reply", 3)
}

// handOver sends the conversation to the desk, answers it there and reads the answer in the chat.
func (b *browser) handOver(s *site) {
	b.t.Helper()
	hash, err := bcrypt.GenerateFromPassword([]byte("correct horse"), bcrypt.MinCost)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := s.store.AddUser(b.t.Context(), navigator.User{Name: "jana", Hash: hash}); err != nil {
		b.t.Fatal(err)
	}
	b.click("handoff-open", 0)
	b.texts("handoff-form", 1)
	b.click("handoff-send", 0)
	desk := newBrowser(b.t)
	desk.run("open the desk", chromedp.Navigate(s.URL+"/desk"))
	desk.write("desk-name", 0, "jana")
	desk.write("desk-password", 0, "correct horse")
	desk.click("desk-login", 0)
	desk.click("ticket-row", 0)
	desk.texts("ticket-candidate", 1)
	if facts := strings.Join(desk.texts("ticket-fact", 2), " "); !strings.Contains(facts, "Portug") {
		b.t.Errorf("the desk shows the facts %q", facts)
	}
	desk.eval(fmt.Sprintf(find, "ticket-reply")+`[0].select() || ''`, new(string))
	desk.write("ticket-reply", 0, " We will call you tomorrow about your chip.")
	desk.click("ticket-send", 0)
	if m := b.texts("message-staff", 1)[0]; !strings.Contains(m, "We will call you tomorrow about your chip.") {
		b.t.Errorf("the chat shows %q", m)
	}
	desk.click("ticket-close", 0)
	for range 50 {
		tickets, err := s.store.Tickets(b.t.Context(), "closed")
		if err != nil {
			b.t.Fatal(err)
		}
		if len(tickets) == 1 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.t.Error("the ticket was not closed")
}

// TestBrowserWidget uses the widget on a plain page of another origin, under a
// strict content security policy, and finds that page's own style untouched.
func TestBrowserWidget(t *testing.T) {
	var host *httptest.Server
	var nav *site
	host = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		ws := "ws" + strings.TrimPrefix(nav.URL, "http")
		w.Header().Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src %s; connect-src %s %s; style-src 'self'", nav.URL, nav.URL, ws))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>A facility</title><h1>Our beamline</h1><p>Welcome.</p>
<script type="module" src="%s/widget.js"></script><ri-navigator mode="inline"></ri-navigator></html>`, nav.URL)
	}))
	t.Cleanup(host.Close)
	nav = newSite(t, web.Config{AllowedOrigins: []string{host.URL}})
	b := newBrowser(t)
	b.run("open the host page", chromedp.Navigate(host.URL))
	if d := b.texts("ai-disclosure", 1)[0]; !strings.Contains(d, "AI system") {
		t.Errorf("the disclosure says %q", d)
	}
	b.say(need)
	b.texts("card", 1)
	b.click("citation", 0)
	b.texts("citation-panel", 1)
	var shadow bool
	b.eval(`!!document.querySelector('ri-navigator').shadowRoot`, &shadow)
	if !shadow {
		t.Error("the widget has no shadow root")
	}
	var hosts []string
	b.eval(`[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).origin))]`, &hosts)
	for _, h := range hosts {
		if h != nav.URL && h != host.URL {
			t.Errorf("the page asked %s", h)
		}
	}
	raw, _ := json.Marshal(hosts)
	t.Logf("asked only %s", raw)
}
