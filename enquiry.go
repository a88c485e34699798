package navigator

import "time"

// Enquiry is one message of a person, as it arrived: step 1 of the way.
type Enquiry struct {
	Conversation string `json:"conversation"`
	// Seq is the number of the message's event in its conversation.
	Seq      int       `json:"seq"`
	Text     string    `json:"text"`
	Language string    `json:"language,omitempty"`
	At       time.Time `json:"at"`
	// Withdraw names a fact that the person takes back by a click; Text then only tells of it.
	Withdraw string `json:"withdraw,omitempty"`
	// Confidential keeps the message from every store, log and model.
	Confidential bool `json:"-"`
}

// Source says where a fact or a field's value comes from.
// Start and End are byte offsets into the text of message Seq.
type Source struct {
	Kind  string `json:"kind"` // message, registry, form, staff
	Seq   int    `json:"seq,omitempty"`
	Start int    `json:"start,omitempty"`
	End   int    `json:"end,omitempty"`
	Ref   string `json:"ref,omitempty"`
}

// Fact is one thing known about the person, their organisation or their need.
// Value is a string, bool or int, as the vocabulary of facts declares.
type Fact struct {
	Name       string  `json:"name"`
	Value      any     `json:"value"`
	Confidence float64 `json:"confidence"`
	Source     Source  `json:"source"`
	// Text is the fact in the words of the person's language, in answers only.
	Text string `json:"text,omitempty"`
}

// Intent is what a person wants with a message.
type Intent string

// The intents that the guide tells apart.
const (
	IntentFind      Intent = "find"
	IntentCompare   Intent = "compare"
	IntentPolicy    Intent = "policy" // rules, training, costs, terms, the system itself
	IntentApply     Intent = "apply"
	IntentPerson    Intent = "person"
	IntentSmallTalk Intent = "small_talk"
	IntentOutside   Intent = "out_of_scope"
	IntentEmergency Intent = "emergency"
	IntentMisuse    Intent = "misuse"
	IntentWhy       Intent = "why_asked"
	IntentFact      Intent = "fact" // only adds or corrects facts
	IntentInsult    Intent = "insult"
	IntentComplaint Intent = "complaint"
	IntentStatus    Intent = "status" // of the person's own application
	IntentOdds      Intent = "odds"   // of winning, which nobody here estimates
	IntentForeign   Intent = "foreign_language"
)

// Understanding is what step 2 made of the enquiry and of the turns before it.
type Understanding struct {
	Language string `json:"language"`
	Intent   Intent `json:"intent"`
	// Need is the text to search with, in English, over all turns, without the facts' words.
	Need  string `json:"need"`
	Facts []Fact `json:"facts"`
	// Told are the messages that told the need, word for word.
	Told string `json:"told,omitempty"`
	// Asked is the last message as it was read: its English gloss.
	Asked string `json:"asked"`
	// Mentions are ids of infrastructures that the message names.
	Mentions []string `json:"mentions,omitempty"`
	// UnknownName is a facility-like name in the message that the catalogue does not hold.
	UnknownName string `json:"unknown_name,omitempty"`
	// Skipped are facts that the person declined to give.
	Skipped []string `json:"skipped,omitempty"`
	// Remarks are what the reply must mend.
	Remarks []Remark `json:"remarks,omitempty"`
	// Filters are typed constraints on where to look, apart from the person's facts.
	Filters Filters `json:"filters"`
}

// Remark is something in the last message that the reply must speak of: facts
// that contradict each other, a level or date that can't be, several countries.
type Remark struct {
	Key    string            `json:"key"` // of the sentence that says it
	Facts  []string          `json:"facts,omitempty"`
	Values map[string]string `json:"values,omitempty"`
}

// Conflicting reports whether a remark is about a contradiction that the fact is part of.
func (u Understanding) Conflicting(fact string) bool {
	for _, r := range u.Remarks {
		for _, f := range r.Facts {
			if f == fact {
				return true
			}
		}
	}
	return false
}

// Fact returns the fact of that name.
func (u Understanding) Fact(name string) (Fact, bool) {
	for _, f := range u.Facts {
		if f.Name == name {
			return f, true
		}
	}
	return Fact{}, false
}

// Filters narrow retrieval to records that carry one of each named value.
// Empty lists do not filter.
type Filters struct {
	Kinds        []string `json:"kinds,omitempty"`
	Countries    []string `json:"countries,omitempty"`
	NotCountries []string `json:"not_countries,omitempty"`
	// NotRecords are infrastructures that the person does not want.
	NotRecords []string `json:"not_records,omitempty"`
	Areas      []string `json:"areas,omitempty"`
	Modes      []string `json:"modes,omitempty"`
	Policies   []string `json:"policies,omitempty"`
	// Types narrow by what a passage is: infrastructure, service, rule, guidance.
	Types []string `json:"types,omitempty"`
}
