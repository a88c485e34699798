package navigator

import "time"

// Kind is what sort of answer a turn gave; contract.md fixes the values.
type Kind string

// The kinds of an answer.
const (
	KindRecommend   Kind = "recommend"
	KindAsk         Kind = "ask"
	KindCompare     Kind = "compare"
	KindAnswer      Kind = "answer"
	KindApplication Kind = "application"
	KindHandoff     Kind = "handoff"
	KindNone        Kind = "none"
)

// Answer is the reply of one turn: step 6 of the way. Its JSON is fixed by the contract.
type Answer struct {
	Conversation    string           `json:"conversation"`
	Seq             int              `json:"seq"`
	Kind            Kind             `json:"kind"`
	Language        string           `json:"language"`
	Text            string           `json:"text"`
	Citations       []Citation       `json:"citations"`
	Recommendations []Recommendation `json:"recommendations"`
	Question        *Question        `json:"question"`
	Facts           []Fact           `json:"facts"`
	Actions         []Action         `json:"actions"`
	Comparison      *Comparison      `json:"comparison,omitempty"`
	Plan            *Plan            `json:"plan,omitempty"`
	Degraded        []string         `json:"degraded"`
	// Unmet is what this answer leaves unserved, to be counted; nil where something fits.
	Unmet    *Demand  `json:"-"`
	Versions Versions `json:"versions"`
}

// Citation is the evidence behind a claim: number n in the answer's text.
type Citation struct {
	N         int    `json:"n"`
	Record    string `json:"record"`
	Title     string `json:"title"`
	Section   string `json:"section"`
	URL       string `json:"url"`
	Quote     string `json:"quote"`
	CheckedOn Date   `json:"checked_on"`
	Stale     bool   `json:"stale"`
}

// Recommendation is an infrastructure put forward, with its verdicts.
type Recommendation struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Kind        string        `json:"kind"`
	Subtype     string        `json:"subtype"`
	Type        string        `json:"type"` // the subtype in the person's language
	Status      string        `json:"status"`
	Country     []string      `json:"country"`
	URL         string        `json:"url"`
	About       string        `json:"about"`
	Services    []ServiceRef  `json:"services"`
	Score       float64       `json:"score"`
	Why         []string      `json:"why"`
	WhyNot      []string      `json:"why_not"`
	Access      AccessSummary `json:"access"`
	Eligibility Ternary       `json:"eligibility"`
	Rules       []Verdict     `json:"rules"`
	Calls       []CallStatus  `json:"calls"`
	Routes      []Route       `json:"routes"`
	Stale       bool          `json:"stale"`
}

// Route is one way in: by whom access is given, how users are chosen, what
// becomes of the results, at what cost, and when. The first of a
// recommendation's routes is the one advised.
type Route struct {
	ID      string `json:"id"` // programme id, or contract, proposal, open
	Name    string `json:"name"`
	Scheme  string `json:"scheme"`  // transnational_access, national_scheme, compute_access, ..., contract, proposal, open
	Policy  string `json:"policy"`  // excellence-driven, market-driven, wide; empty where not recorded
	Review  string `json:"review"`  // peer, none; empty where not recorded
	Results string `json:"results"` // publish, proprietary; empty where not recorded
	// Eligibility is what the deciding rules of this way in say of the person.
	Eligibility Ternary     `json:"eligibility"`
	Cost        string      `json:"cost,omitempty"`
	LeadTime    string      `json:"lead_time,omitempty"`
	Call        *CallStatus `json:"call,omitempty"`
	Why         []string    `json:"why"`
}

// Plan is a way in steps from one readiness level to another, where no single
// facility covers it.
type Plan struct {
	From  int        `json:"from"`
	To    int        `json:"to"`
	Steps []PlanStep `json:"steps"`
}

// PlanStep is a facility's part of a plan. Basis says whether its levels are
// recorded for it, or usual for its kind.
type PlanStep struct {
	Infrastructure string `json:"infrastructure"`
	Name           string `json:"name"`
	From           int    `json:"from"`
	To             int    `json:"to"`
	Basis          string `json:"basis"` // record, kind
}

// ServiceRef names a service.
type ServiceRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// AccessSummary is what a card says of access.
type AccessSummary struct {
	Modes    []string `json:"modes"`
	Policies []string `json:"policies"`
	Cost     string   `json:"cost"`
	Who      string   `json:"who,omitempty"`
	Apply    string   `json:"apply,omitempty"`
	ApplyURL string   `json:"apply_url,omitempty"`
	LeadTime string   `json:"lead_time,omitempty"`
}

// CallStatus is a call as it stands at the time of the turn.
type CallStatus struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Status   string `json:"status"` // forecast, open, closing, continuous, closed
	ClosesAt string `json:"closes_at,omitempty"`
	URL      string `json:"url,omitempty"`
	// ClosesHere is the same moment as a clock in the person's country shows it, where that is another.
	ClosesHere string `json:"closes_here,omitempty"`
}

// Question is the one question of a turn: the fact it asks for, and why it is asked.
type Question struct {
	Fact    string   `json:"fact"`
	Text    string   `json:"text"`
	Why     string   `json:"why"`
	Options []Option `json:"options"`
	// Confirms is true of a question that asks whether a doubtful fact was understood right.
	Confirms bool `json:"confirms,omitempty"`
}

// Option is a quick reply.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Action is a next step that the person may take by a click.
type Action struct {
	Type           string   `json:"type"` // start_application, compare, handoff
	Form           string   `json:"form,omitempty"`
	Infrastructure string   `json:"infrastructure,omitempty"`
	IDs            []string `json:"ids,omitempty"`
	Queue          string   `json:"queue,omitempty"`
}

// Comparison sets two to five infrastructures side by side.
type Comparison struct {
	IDs   []string          `json:"ids"`
	Names map[string]string `json:"names"`
	Rows  []ComparisonRow   `json:"rows"`
	// Missing is the text of a value that is not recorded.
	Missing string `json:"missing"`
}

// ComparisonRow is one aspect, with the text per infrastructure id.
type ComparisonRow struct {
	Key    string            `json:"key"`
	Label  string            `json:"label"`
	Values map[string]string `json:"values"`
}

// Versions make an answer reproducible.
type Versions struct {
	Catalogue string `json:"catalogue"`
	Rules     string `json:"rules"`
	Model     string `json:"model"`
}

// Event is one entry of a conversation's append-only log. Durable events of a
// conversation are numbered from 1 without gaps. A delta is not durable: it
// carries the number of the message it answers and may be dropped.
type Event struct {
	Seq      int       `json:"seq"`
	Type     string    `json:"type"` // message, reply, status, error, handoff, feedback; delta
	At       time.Time `json:"at"`
	Role     string    `json:"role,omitempty"` // user, staff
	ClientID string    `json:"client_id,omitempty"`
	Text     string    `json:"text,omitempty"`
	Language string    `json:"language,omitempty"`
	ReplyTo  int       `json:"reply_to,omitempty"`
	Part     int       `json:"part,omitempty"`
	Reply    *Answer   `json:"reply,omitempty"`
	Ticket   string    `json:"ticket,omitempty"`
	Queue    string    `json:"queue,omitempty"`
	Code     string    `json:"code,omitempty"`
	Value    string    `json:"value,omitempty"`
	// Understanding is kept with the reply it led to, so that the next turn builds on it. It never leaves the server.
	Understanding *Understanding `json:"-"`
}
