package agents

import (
	"context"
	"regexp"
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
)

// phraseTimeout bounds a model's answer from first to last word.
const phraseTimeout = 30 * time.Second

// phrase lets a model put the composed text into other words, where there is
// one and the text cites evidence. Whatever goes wrong, and whatever fails the
// grounding check, leaves the template's text as it is.
func (g *Guide) phrase(ctx context.Context, a *navigator.Answer, emit func(string)) {
	composed := a.Text
	if g.Phraser == nil || len(a.Citations) == 0 {
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

var (
	marksRE   = regexp.MustCompile(`\[(\d+)\]`)
	numbersRE = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	urlRE     = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	properRE  = regexp.MustCompile(`\b[A-Z][\w&-]*[A-Z][\w&-]*\b`)
	eligibleR = regexp.MustCompile(`(?i)\b(you|they|your (company|group|organi[sz]ation)) (are|is|may|can|would be|will be)( be)? (fully |clearly )?(eligible|entitled|allowed|qualif)|\byou (do )?qualify\b|\byou may use\b`)
)

// Grounded checks a model's text against the evidence of the turn: it cites
// only what there is, and every citation mark of the draft's statements; each
// number, web address and acronym in it stands in the evidence or the draft;
// and nobody is called eligible unless the draft said so.
func Grounded(text string, a navigator.Answer, draft string) error {
	var evidence strings.Builder
	evidence.WriteString(draft)
	for _, c := range a.Citations {
		evidence.WriteString(" " + c.Title + " " + c.Quote + " " + c.URL)
	}
	have := evidence.String()
	if strings.TrimSpace(text) == "" {
		return navigator.Errorf(navigator.CodeInvalid, "the model's text is empty")
	}
	if len(text) > 3*len(draft)+500 {
		return navigator.Errorf(navigator.CodeInvalid, "the model's text is far longer than its draft")
	}
	known := map[string]bool{}
	for _, m := range marksRE.FindAllString(draft, -1) {
		known[m] = true
	}
	cited := marksRE.FindAllString(text, -1)
	if len(cited) == 0 {
		return navigator.Errorf(navigator.CodeInvalid, "the model's text cites nothing")
	}
	for _, m := range cited {
		if !known[m] {
			return navigator.Errorf(navigator.CodeInvalid, "the model's text cites %s, which is not evidence of this turn", m)
		}
	}
	bare := marksRE.ReplaceAllString(text, "")
	for _, re := range []*regexp.Regexp{urlRE, numbersRE, properRE} {
		for _, w := range re.FindAllString(bare, -1) {
			if !strings.Contains(have, strings.TrimRight(w, ".,;:)")) {
				return navigator.Errorf(navigator.CodeInvalid, "the model's text says %q, which no evidence of this turn does", w)
			}
		}
	}
	if eligibleR.MatchString(text) && !eligibleR.MatchString(draft) {
		return navigator.Errorf(navigator.CodeInvalid, "the model's text calls somebody eligible, which the rules do not say")
	}
	return uncited(text)
}

// uncited finds a paragraph that states something and cites nothing; a question or a short introduction may.
func uncited(text string) error {
	for _, para := range strings.Split(text, "\n\n") {
		para = strings.TrimSpace(para)
		if para == "" || len(para) < 90 || strings.HasSuffix(para, "?") || strings.HasSuffix(para, ":") || marksRE.MatchString(para) {
			continue
		}
		return navigator.Errorf(navigator.CodeInvalid, "the model's text has a statement without a citation: %.60s…", para)
	}
	return nil
}
