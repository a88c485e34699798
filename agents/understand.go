package agents

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents/gloss"
	"github.com/ri-navigator/navigator/corpus"
)

// Understand is step 2: it reads one message on top of what the turns before
// understood. Facts accumulate; a new value replaces the old one; a message
// that says nothing new changes nothing.
func (g *Guide) Understand(e navigator.Enquiry, h History) navigator.Understanding {
	u := h.Before
	u.Facts, u.Skipped = slices.Clone(u.Facts), slices.Clone(u.Skipped)
	u.Mentions, u.UnknownName, u.Remarks = nil, "", nil
	if e.Withdraw != "" {
		return withdrawn(u, e.Withdraw, g)
	}
	text, offsets := clean(e.Text)
	r, known := g.read(text, expected(e, h))
	r.seq, r.before = e.Seq, h.Before
	u.Language, u.Asked = r.gloss.Language, r.text
	if !known {
		u.Intent = navigator.IntentForeign
		return u
	}
	r.otherwiseNamed()
	r.unwanted(h)
	answered := r.answerTo(h)
	r.extract()
	r.takenBack()
	referred := r.refer(h)
	u.Intent = r.intent(h, answered, len(referred) > 0)
	if !changesNothing(u.Intent) {
		u.Facts = merged(without(u.Facts, r.denied), r.located(r.stated(u.Intent), offsets))
		for _, m := range r.mentions {
			for _, id := range m.IDs {
				if !slices.Contains(u.Mentions, id) {
					u.Mentions = append(u.Mentions, id)
				}
			}
		}
		u.Mentions = append(u.Mentions, referred...)
		if r.skipped != "" && !slices.Contains(u.Skipped, r.skipped) {
			u.Skipped = append(u.Skipped, r.skipped)
		}
		r.filters(&u.Filters)
		r.excluded(&u.Filters)
		r.withoutDenied()
		need := r.need(u.Need, u.Intent, answered)
		if len(u.Mentions) == 0 && need == u.Need && (u.Intent == navigator.IntentFact || u.Intent == navigator.IntentFind) {
			u.Mentions = h.Before.Mentions // what was asked about is still meant
		}
		u.Need, u.Told = need, r.told(u, need)
		u.UnknownName = r.unknown
		r.remarks(&u, g.Now())
	}
	return u
}

// withdrawn takes a fact back: it decides nothing any more, and is not asked for again.
func withdrawn(u navigator.Understanding, fact string, g *Guide) navigator.Understanding {
	u.Intent, u.Asked = navigator.IntentFact, ""
	if f, ok := u.Fact(fact); ok {
		u.Remarks = []navigator.Remark{{Key: "withdrawn", Values: map[string]string{"Facts": g.factText(u.Language, f)}}}
		u.Facts = slices.DeleteFunc(u.Facts, func(f navigator.Fact) bool { return f.Name == fact })
	}
	if !slices.Contains(u.Skipped, fact) {
		u.Skipped = append(u.Skipped, fact)
	}
	return u
}

// Suppose adds a fact that somebody states outside a message, as in the address
// of a comparison. Its value must be one that the fact can have.
func (g *Guide) Suppose(u *navigator.Understanding, name, value string) error {
	def, ok := g.Corpus.Fact(name)
	if !ok || def.From != "" {
		return navigator.Errorf(navigator.CodeInvalid, "there is no fact %q that a person could state", name)
	}
	v, ok := typed(def, value)
	if _, known := g.Corpus.Country(value); !ok || len(def.Values) > 0 && !slices.Contains(def.Values, value) || name == "country" && !known {
		return navigator.Errorf(navigator.CodeInvalid, "%q is no value of the fact %s", value, name)
	}
	u.Facts = merged(u.Facts, []navigator.Fact{{Name: name, Value: v, Confidence: 1, Source: navigator.Source{Kind: "form"}}})
	return nil
}

// expected is the language that a message is likely in: that of the turn
// before, or of the page.
func expected(e navigator.Enquiry, h History) string {
	if h.Before.Language != "" {
		return h.Before.Language
	}
	lang, _, _ := strings.Cut(strings.ToLower(e.Language), "-")
	if !slices.Contains(corpus.Languages, lang) {
		return ""
	}
	return lang
}

// read finds the language of a text, its names and its English gloss; known is
// false of a language that is none of ours.
func (g *Guide) read(text, expected string) (r *reading, known bool) {
	names := g.names.Find(text)
	lang := g.reader().Language(nameless(text, names), expected)
	r = &reading{guide: g, said: text}
	if lang == "" {
		r.gloss = gloss.Plain(text, cmp.Or(expected, "en"))
		r.text = text
		return r, false
	}
	var keep []gloss.Span
	for _, m := range names {
		keep = append(keep, gloss.Span{Start: m.Start, End: m.End})
	}
	r.gloss = g.reader().Gloss(text, lang, keep)
	r.text = atLevel(r.gloss)
	for _, m := range g.names.Find(r.text) { // the gloss may hold names by chance: only those of the text count
		start, end := r.gloss.Original(m.Start, m.End)
		if slices.ContainsFunc(names, func(n corpus.Mention) bool { return n.Start < end && start < n.End }) {
			r.mentions = append(r.mentions, m)
		}
	}
	return r, true
}

// changesNothing are the intents whose words say nothing about the person's need.
func changesNothing(i navigator.Intent) bool {
	switch i {
	case navigator.IntentSmallTalk, navigator.IntentEmergency, navigator.IntentMisuse, navigator.IntentOutside, navigator.IntentWhy, navigator.IntentForeign,
		navigator.IntentInsult, navigator.IntentComplaint, navigator.IntentStatus, navigator.IntentOdds:
		return true
	}
	return false
}

// stated are the facts that a message states. A question about rules ("must I
// publish?") states who asks at most, not what they will do.
func (r *reading) stated(intent navigator.Intent) []navigator.Fact {
	if intent != navigator.IntentPolicy {
		return slices.DeleteFunc(slices.Clone(r.facts), func(f navigator.Fact) bool {
			return (f.Name == "has_funding" || f.Name == "commercial") && r.asks(f.Source.Start)
		})
	}
	return slices.DeleteFunc(slices.Clone(r.facts), func(f navigator.Fact) bool {
		if f.Name == "trl_now" && whatLevel.MatchString(r.text) {
			return true
		}
		return !slices.Contains([]string{"country", "org_type", "role", "employees", "trl_now", "organisation"}, f.Name) && r.asks(f.Source.Start)
	})
}

// whatLevel is a question about a readiness level itself.
var whatLevel = rx(`\b(what|explain)\b[^.?]*\bTRL ?\d( is| mean|\?)`)

// asks reports whether the sentence around a place of the text is a question.
func (r *reading) asks(at int) bool {
	start := strings.LastIndexAny(r.text[:at], ".!?;") + 1
	sentence := r.text[start:]
	if end := strings.IndexAny(sentence, ".!?;"); end >= 0 {
		sentence = sentence[:end+1]
	}
	return question.MatchString(sentence)
}

// atLevel is a gloss in which "to TRL 4" is "at TRL 4" unless a way up to that
// level is told: "à" and the like mean both. The two words are of one length.
func atLevel(g gloss.Gloss) string {
	if g.Language == "en" {
		return g.Text
	}
	text := []byte(g.Text)
	for _, m := range toLevel.FindAllStringIndex(g.Text, -1) {
		if !wayUp.MatchString(g.Text[:m[0]]) {
			copy(text[m[0]:], "at")
		}
	}
	return string(text)
}

var (
	toLevel = rx(`\bto TRL`)
	wayUp   = rx(`(reach|\bfrom (at |TRL )*\d?|\d|aim|target|get|up|want to|between)\W*$`)
)

// nameless is a text without the names of infrastructures in it, which are in no
// language; the text itself where it has hardly anything else.
func nameless(text string, names []corpus.Mention) string {
	var b strings.Builder
	at := 0
	for _, m := range names {
		b.WriteString(text[at:m.Start])
		at = m.End
	}
	b.WriteString(text[at:])
	if len(corpus.Words(b.String())) < 2 {
		return text
	}
	return b.String()
}

// reading is the state of understanding one message: what was found and which
// bytes of the text it used up.
type reading struct {
	guide *Guide
	// said are the person's own words, text is their English gloss: the same for English.
	said     string
	text     string
	gloss    gloss.Gloss
	seq      int
	mentions []corpus.Mention
	facts    []navigator.Fact
	used     []span
	skipped  string
	unknown  string // the name of a facility that nobody knows
	where    navigator.Filters
	denied   []denial
	before   navigator.Understanding // of the turns before
	homes    []string                // the countries named in one list, each perhaps the person's own
}

type span struct{ start, end int }

// add records a fact found at a span of the text; the first finding of a name in
// a message wins, but for a doubtful one before a certain one.
func (r *reading) add(name string, value any, confidence float64, start, end int) {
	if i := slices.IndexFunc(r.facts, func(f navigator.Fact) bool { return f.Name == name }); i >= 0 {
		if r.facts[i].Confidence >= navigator.Doubtful || confidence < navigator.Doubtful {
			return
		}
		r.facts = slices.Delete(r.facts, i, i+1)
	}
	r.facts = append(r.facts, navigator.Fact{
		Name: name, Value: value, Confidence: confidence,
		Source: navigator.Source{Kind: "message", Seq: r.seq, Start: start, End: end, Ref: r.text[start:end]},
	})
	r.used = append(r.used, span{start, end})
}

// clean drops what no reader sees: control and format characters, which hide
// text from people. Where it dropped any, offsets gives the place in the
// original text of each byte of the cleaned one, and of its end.
func clean(s string) (text string, offsets []int) {
	if strings.IndexFunc(s, unseen) < 0 && utf8.ValidString(s) {
		return strings.Map(plainSpace, s), nil
	}
	var b strings.Builder
	for i, c := range s {
		if unseen(c) || c == utf8.RuneError {
			continue
		}
		n, _ := b.WriteRune(plainSpace(c))
		for k := range n {
			offsets = append(offsets, i+k)
		}
	}
	return b.String(), append(offsets, len(s))
}

func plainSpace(c rune) rune {
	if c == '\n' || c == '\t' {
		return ' '
	}
	return c
}

func unseen(c rune) bool {
	return c < 0x20 && c != '\n' && c != '\t' || c == 0x7f || c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e ||
		c >= 0x2060 && c <= 0x2064 || c == 0xfeff || c >= 0xe0000 && c <= 0xe007f
}

// located moves the facts' spans from the gloss to the message as it was
// written, invisible characters included.
func (r *reading) located(facts []navigator.Fact, offsets []int) []navigator.Fact {
	for i := range facts {
		s := &facts[i].Source
		s.Start, s.End = r.gloss.Original(s.Start, s.End)
		s.Ref = r.said[s.Start:s.End]
		if offsets != nil {
			s.Start, s.End = offsets[s.Start], offsets[s.End]
		}
	}
	return facts
}

// merged puts new facts over old ones of the same name. A doubtful reading
// never replaces a certain one.
func merged(old, fresh []navigator.Fact) []navigator.Fact {
	for _, f := range fresh {
		i := slices.IndexFunc(old, func(o navigator.Fact) bool { return o.Name == f.Name })
		switch {
		case i < 0:
			old = append(old, f)
		case f.Confidence >= navigator.Doubtful || f.Confidence >= old[i].Confidence:
			old[i] = f
		}
	}
	return old
}
