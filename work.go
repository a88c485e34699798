package navigator

import "time"

// Draft is a pre-filled application: step 7 of the way. Nothing in it is
// submitted without the person's click on exactly this version.
type Draft struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	// Conversation is the key to the conversation: it is kept, and never shown with the draft.
	Conversation   string     `json:"conversation,omitempty"`
	Status         string     `json:"status"` // draft, submitted
	Form           FormRef    `json:"form"`
	Infrastructure RecordRef  `json:"infrastructure"`
	Notice         string     `json:"notice"`
	Fields         []Field    `json:"fields"`
	Progress       Progress   `json:"progress"`
	Contact        *Contact   `json:"contact,omitempty"`
	ApplyURL       string     `json:"apply_url,omitempty"`
	CreatedAt      time.Time  `json:"created_at"`
	UpdatedAt      time.Time  `json:"updated_at"`
	Citations      []Citation `json:"citations,omitempty"`
}

// FormRef names a form.
type FormRef struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// RecordRef names a record of the catalogue.
type RecordRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

// Field is one field of a draft. Value is nil where nothing supports one; then Question asks for it.
type Field struct {
	Key       string       `json:"key"`
	Section   string       `json:"section"`
	Label     string       `json:"label"`
	Help      string       `json:"help"`
	Type      string       `json:"type"`
	Options   []Option     `json:"options,omitempty"`
	Required  bool         `json:"required"`
	Value     any          `json:"value"`
	Confirmed bool         `json:"confirmed"`
	Question  string       `json:"question,omitempty"`
	Source    *FieldSource `json:"source"`
}

// FieldSource shows where a field's value comes from.
type FieldSource struct {
	Kind  string `json:"kind"` // message, catalogue, person, registry
	Label string `json:"label"`
	// Basis names the sentence that the label is, so that it can be said in each language; Words and On fill it.
	Basis string `json:"basis,omitempty"`
	Words string `json:"words,omitempty"` // the person's own
	On    string `json:"on,omitempty"`    // the day a source was read
	URL   string `json:"url,omitempty"`
	Seq   int    `json:"seq,omitempty"`
	Start int    `json:"start,omitempty"`
	End   int    `json:"end,omitempty"`
}

// Progress counts a draft's fields.
type Progress struct {
	Filled    int `json:"filled"`
	Confirmed int `json:"confirmed"`
	Required  int `json:"required"`
	Total     int `json:"total"`
}

// Form is a template of an application.
type Form struct {
	ID      string      `yaml:"id" json:"id"`
	Title   string      `yaml:"title" json:"title"`
	For     []string    `yaml:"for,omitempty" json:"for,omitempty"` // kinds: research, technology
	Notice  string      `yaml:"notice" json:"notice"`
	Fields  []FormField `yaml:"fields" json:"fields"`
	Sources []Reference `yaml:"sources" json:"sources"`
}

// FormField is one question of a form and, in From, the fact or record value that may fill it:
// fact:NAME, need, service, infrastructure.name, infrastructure.country, programme.
type FormField struct {
	Key      string   `yaml:"key" json:"key"`
	Section  string   `yaml:"section" json:"section"`
	Label    string   `yaml:"label" json:"label"`
	Help     string   `yaml:"help,omitempty" json:"help,omitempty"`
	Type     string   `yaml:"type" json:"type"`
	Options  []Option `yaml:"options,omitempty" json:"options,omitempty"`
	Required bool     `yaml:"required,omitempty" json:"required,omitempty"`
	From     string   `yaml:"from,omitempty" json:"from,omitempty"`
	Question string   `yaml:"question,omitempty" json:"question,omitempty"`
}

// Queue is where a ticket goes, how sure that is, and why.
type Queue struct {
	ID           string   `json:"id"`
	Confidence   float64  `json:"confidence"`
	Reason       string   `json:"reason"`
	Alternatives []string `json:"alternatives"`
	// What Reason says, in parts: words of the enquiry, the kind of enquirer, or that staff chose it.
	Words   []string `json:"words,omitempty"`
	User    string   `json:"user,omitempty"`
	ByStaff bool     `json:"by_staff,omitempty"`
}

// DraftReply is a reply proposed to staff, every claim of it cited.
type DraftReply struct {
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
}

// Triage is an enquiry made ready for a person: step 8 of the way.
type Triage struct {
	Language   string           `json:"language"`
	UserType   string           `json:"user_type"`
	Intent     Intent           `json:"intent"`
	Areas      []string         `json:"areas"`
	Urgency    string           `json:"urgency"`
	Queue      Queue            `json:"queue"`
	Facts      []Fact           `json:"facts"`
	Candidates []Recommendation `json:"candidates"`
	Draft      DraftReply       `json:"draft"`
	Duplicates []string         `json:"duplicates"`
	Summary    string           `json:"summary"`
}

// Ticket is a conversation handed over to the help desk.
type Ticket struct {
	ID           string    `json:"id"`
	Version      int       `json:"version"`
	Conversation string    `json:"conversation"`
	Status       string    `json:"status"` // open, answered, closed
	CreatedAt    time.Time `json:"created_at"`
	UpdatedAt    time.Time `json:"updated_at"`
	Text         string    `json:"text"`
	Contact      string    `json:"contact,omitempty"`
	Triage
}

// Demand counts needs that nothing in the catalogue fitted, for those who plan
// infrastructures. It holds nothing about who asked.
type Demand struct {
	Month   string `json:"month"`   // 2026-11
	Area    string `json:"area"`    // strategic area of what came nearest, empty where nothing did
	Kind    string `json:"kind"`    // research or technology, empty where not known
	Country string `json:"country"` // where the person works, empty where not said
	N       int    `json:"n"`
}

// User is a member of the help desk's staff.
type User struct {
	Name string
	Hash []byte // bcrypt
}
