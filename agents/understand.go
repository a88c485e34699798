package agents

import (
	"slices"
	"strings"

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
	text := clean(e.Text)
	u.Language, u.Asked = "en", text

	r := &reading{guide: g, text: text, low: strings.ToLower(text), seq: e.Seq}
	r.mentions = g.names.Find(text)
	answered := r.answerTo(h)
	r.extract()
	u.Intent = r.intent(h, answered)
	if !changesNothing(u.Intent) {
		u.Facts = merged(u.Facts, r.facts)
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
		u.Need = r.need(u.Need, u.Intent, answered)
		u.UnknownName = r.unknownName()
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

// reading is the state of understanding one message: what was found and which
// bytes of the text it used up.
type reading struct {
	guide    *Guide
	text     string
	low      string // lower case, same byte offsets where the text is ASCII-compatible
	seq      int
	mentions []corpus.Mention
	facts    []navigator.Fact
	used     []span
	skipped  string
	where    navigator.Filters
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

// clean drops what no reader sees: control and format characters, which hide text from people.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t':
			return ' '
		case c < 0x20 || c == 0x7f || c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2060 && c <= 0x2064 || c == 0xfeff || c >= 0xe0000 && c <= 0xe007f:
			return -1
		}
		return c
	}, s)
}

// merged puts new facts over old ones of the same name. A doubtful reading
// never replaces a certain one.
func merged(old, fresh []navigator.Fact) []navigator.Fact {
	for _, f := range fresh {
		i := slices.IndexFunc(old, func(o navigator.Fact) bool { return o.Name == f.Name })
		switch {
		case i < 0:
			old = append(old, f)
		case f.Confidence >= 0.7 || f.Confidence >= old[i].Confidence:
			old[i] = f
		}
	}
	return old
}
