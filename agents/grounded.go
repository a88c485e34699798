package agents

import (
	"regexp"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

var (
	marksRE   = regexp.MustCompile(`\[(\d+)\]`)
	numbersRE = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	urlRE     = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)
	capitalRE = regexp.MustCompile(`\p{Lu}[\p{L}\p{N}&’'-]*`)
	wordRE    = regexp.MustCompile(`[\p{L}\p{N}&’'-]+`)
	eligibleR = regexp.MustCompile(`(?i)\b(you|they|your (company|group|organi[sz]ation)) (are|is|may|can|would be|will be)( be)? (fully |clearly )?(eligible|entitled|allowed|qualif)|\byou (do )?qualify\b|\byou (may use|meet)\b`)
)

// Grounded checks a model's text against the evidence of the turn: it cites
// only what there is, and every citation mark of the draft's statements; each
// number, web address, acronym and name in it stands in the evidence or the
// draft; and a sentence that calls somebody eligible is one of the draft, word for word.
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
	for _, re := range []*regexp.Regexp{urlRE, numbersRE} {
		for _, w := range re.FindAllString(bare, -1) {
			if !strings.Contains(have, strings.TrimRight(w, ".,;:)")) {
				return navigator.Errorf(navigator.CodeInvalid, "the model's text says %q, which no evidence of this turn does", w)
			}
		}
	}
	if w := unknownWord(bare, have); w != "" {
		return navigator.Errorf(navigator.CodeInvalid, "the model's text names %q, which no evidence of this turn does", w)
	}
	for _, s := range sentences(text) {
		if eligibleR.MatchString(s) && !strings.Contains(draft, s) {
			return navigator.Errorf(navigator.CodeInvalid, "the model's text says %q, which are not the verdict's own words", s)
		}
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

// unknownWord finds a word written with a capital, as names are, that stands
// nowhere in the evidence. Plain words that begin a sentence are none.
func unknownWord(text, evidence string) string {
	known := map[string]bool{}
	for _, w := range wordRE.FindAllString(strings.ToLower(evidence), -1) {
		known[w] = true
	}
	for _, at := range capitalRE.FindAllStringIndex(text, -1) {
		w := text[at[0]:at[1]]
		low := strings.ToLower(w)
		if known[low] || known[strings.TrimSuffix(strings.TrimSuffix(low, "'s"), "’s")] || beginsSentence(text[:at[0]]) && opener[low] {
			continue
		}
		if at[0] > 0 && wordRE.MatchString(text[at[0]-1:at[0]]) {
			continue // inside a word that was looked at from its start
		}
		return w
	}
	return ""
}

var sentenceEnd = regexp.MustCompile(`[.!?](\s*\[\d+\])*\s+`)

// sentences cuts a text after its full stops; a citation mark belongs to the sentence before it.
func sentences(text string) []string {
	var out []string
	for _, para := range strings.Split(text, "\n") {
		for _, s := range strings.Split(sentenceEnd.ReplaceAllStringFunc(para, func(end string) string { return strings.TrimSpace(end) + "\n" }), "\n") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

func beginsSentence(before string) bool {
	before = strings.TrimRight(before, " \t\"“‘'(*-–•")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".!?:;\n]")
}

// opener are the plain English words that a sentence may begin with.
var opener = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a about access after all also an and another any apply are as ask at based because before best both but by can check contact
		could depending do does each either european europe find first follow for from further given good here hello how however i if in instead into is it
		its let look many may more most my near nearest next no none not note now of on once one only option options or other others our please possible
		second see several she some start tell thank thanks that the their them then there therefore these they third this those though to two three four five
		under until use what when where whether which while who why with without would yes yet you your`) {
		m[w] = true
	}
	return m
}()
