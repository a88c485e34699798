package agents

import (
	"slices"
	"strings"
	"unicode/utf8"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// Understand is step 2: it reads one message on top of what the turns before
// understood. Facts accumulate; a new value replaces the old one; a message
// that says nothing new changes nothing.
func (g *Guide) Understand(e navigator.Enquiry, h History) navigator.Understanding {
	u := h.Before
	u.Facts, u.Skipped = slices.Clone(u.Facts), slices.Clone(u.Skipped)
	u.Mentions, u.UnknownName = nil, ""
	text, offsets := clean(e.Text)
	u.Language, u.Asked = "en", text

	r := &reading{guide: g, text: text, seq: e.Seq}
	r.mentions = g.names.Find(text)
	r.otherwiseNamed()
	answered := r.answerTo(h)
	r.extract()
	u.Intent = r.intent(h, answered)
	if !changesNothing(u.Intent) {
		u.Facts = merged(without(u.Facts, r.denied), located(r.stated(u.Intent), offsets))
		for _, m := range r.mentions {
			for _, id := range m.IDs {
				if !slices.Contains(u.Mentions, id) {
					u.Mentions = append(u.Mentions, id)
				}
			}
		}
		if r.skipped != "" && !slices.Contains(u.Skipped, r.skipped) {
			u.Skipped = append(u.Skipped, r.skipped)
		}
		r.filters(&u.Filters)
		need := r.need(u.Need, u.Intent, answered)
		u.Need, u.Told = need, r.told(u, need)
		u.UnknownName = r.unknown
	}
	return u
}

// changesNothing are the intents whose words say nothing about the person's need.
func changesNothing(i navigator.Intent) bool {
	switch i {
	case navigator.IntentSmallTalk, navigator.IntentEmergency, navigator.IntentMisuse, navigator.IntentOutside, navigator.IntentWhy:
		return true
	}
	return false
}

// stated are the facts that a message states. A question about rules ("must I
// publish?") states who asks at most, not what they will do.
func (r *reading) stated(intent navigator.Intent) []navigator.Fact {
	if intent != navigator.IntentPolicy {
		return r.facts
	}
	return slices.DeleteFunc(slices.Clone(r.facts), func(f navigator.Fact) bool {
		return !slices.Contains([]string{"country", "org_type", "role", "employees", "trl_now", "organisation"}, f.Name) && r.asks(f.Source.Start)
	})
}

// asks reports whether the sentence around a place of the text is a question.
func (r *reading) asks(at int) bool {
	start := strings.LastIndexAny(r.text[:at], ".!?;") + 1
	sentence := r.text[start:]
	if end := strings.IndexAny(sentence, ".!?;"); end >= 0 {
		sentence = sentence[:end+1]
	}
	return question.MatchString(sentence)
}

// reading is the state of understanding one message: what was found and which
// bytes of the text it used up.
type reading struct {
	guide    *Guide
	text     string
	seq      int
	mentions []corpus.Mention
	facts    []navigator.Fact
	used     []span
	skipped  string
	unknown  string // the name of a facility that nobody knows
	where    navigator.Filters
	denied   []denial
}

type span struct{ start, end int }

// add records a fact found at a span of the text; the first finding of a name in a message wins.
func (r *reading) add(name string, value any, confidence float64, start, end int) {
	if slices.ContainsFunc(r.facts, func(f navigator.Fact) bool { return f.Name == name }) {
		return
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

// located moves the facts' spans from the cleaned text to the original one.
func located(facts []navigator.Fact, offsets []int) []navigator.Fact {
	if offsets == nil {
		return facts
	}
	for i := range facts {
		s := &facts[i].Source
		s.Start, s.End = offsets[s.Start], offsets[s.End]
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
