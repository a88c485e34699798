package agents

import (
	"context"
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
)

// phraseTimeout bounds a model's answer from first to last word.
const phraseTimeout = 30 * time.Second

// phrase lets a model put the composed text into other words, where there is
// one, the text cites evidence and is in English: what makes a sentence a promise
// is known in English only, so in other languages the template's words stand. Whatever goes wrong, and whatever fails the
// grounding check, leaves the template's text as it is.
func (g *Guide) phrase(ctx context.Context, a *navigator.Answer, emit func(string)) {
	composed := a.Text
	if g.Phraser == nil || len(a.Citations) == 0 || a.Language != "en" {
		if g.Phraser != nil {
			a.Versions.Model = "template"
		}
		pieces(composed, emit)
		return
	}
	prompt, err := g.Prompts.Model("answer", map[string]any{"Language": a.Language, "Draft": composed, "Citations": a.Citations})
	if err != nil {
		g.Logger.Error("the model's prompt does not render", "err", err)
		pieces(composed, emit)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, phraseTimeout)
	defer cancel()
	text, err := g.Phraser.Phrase(ctx, prompt, func(string) {})
	if err == nil {
		err = Grounded(text, *a, composed)
	}
	if err != nil {
		g.Logger.Warn("the model's words were not used", "err", err)
		a.Degraded = append(a.Degraded, "model-fallback")
		a.Versions.Model = "template"
		text = composed
	}
	a.Text = strings.TrimSpace(text)
	pieces(a.Text, emit)
}

// pieces streams a text by words, as a person reads it. Nothing is streamed
// before it passed the grounding check: what was shown can't be taken back.
func pieces(text string, emit func(string)) {
	if emit == nil {
		return
	}
	words := strings.SplitAfter(text, " ")
	for len(words) > 0 {
		n := min(6, len(words))
		emit(strings.Join(words[:n], ""))
		words = words[n:]
	}
}
