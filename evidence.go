package navigator

// Passage is one retrievable piece of a record, with where it stands.
type Passage struct {
	ID      string `json:"id"`     // stable: record#section
	Record  string `json:"record"` // id of the infrastructure, programme, article, call or training
	Type    string `json:"type"`   // infrastructure, service, rule, guidance, call, training
	Title   string `json:"title"`
	Section string `json:"section"`
	Text    string `json:"text"`
	// Search is extra text that finds the passage but is not shown: names, aliases, keywords.
	Search    string   `json:"-"`
	URL       string   `json:"url"`
	CheckedOn Date     `json:"checked_on"`
	ReviewBy  Date     `json:"-"`
	Hash      string   `json:"-"` // of Title, Text and Search: changed text re-embeds only itself
	Facets    Facets   `json:"-"`
	Langs     []string `json:"-"`
}

// Facets are the typed values that filters look at.
type Facets struct {
	Kind      string   `json:"kind,omitempty"`
	Status    string   `json:"status,omitempty"`
	Countries []string `json:"countries,omitempty"`
	Areas     []string `json:"areas,omitempty"`
	Modes     []string `json:"modes,omitempty"`
	Policies  []string `json:"policies,omitempty"`
}

// Hit is a passage with its fused score (0 to 1 within a query) and what each
// leg gave: the BM25 score, and the cosine similarity.
type Hit struct {
	Passage Passage
	Score   float64
	Lexical float64
	Dense   float64
	// FromWords and FromMeaning are what each leg adds to the fused score.
	FromWords, FromMeaning float64
}

// Candidate is an infrastructure that may serve the need, with the passages that say so.
type Candidate struct {
	Infrastructure *Infrastructure
	Score          float64
	Hits           []Hit
	Verdicts       []Verdict
	Eligibility    Ternary
	Why, WhyNot    []string
	// Alike is how much the record is like the need in the person's own words, in
	// standard deviations above the mean of all records; 0 where nothing measured it.
	Alike float64
	// Excluded is the reason why the candidate is shown as not usable by this person.
	Excluded string
}

// Doubtful is the confidence under which a fact is shown and asked about, but decides nothing.
const Doubtful = 0.7

// Ternary is the value of a rule or of an eligibility: unknown is never rounded to met.
type Ternary string

// The three values.
const (
	Met     Ternary = "met"
	NotMet  Ternary = "not_met"
	Unknown Ternary = "unknown"
)

// Verdict is what one rule of one programme says about this person.
type Verdict struct {
	Rule      string  `json:"id"`
	Programme string  `json:"programme"`
	Name      string  `json:"programme_name"`
	Effect    string  `json:"effect"`
	Verdict   Ternary `json:"verdict"`
	Clause    string  `json:"clause"`
	Quote     string  `json:"quote,omitempty"`
	SourceURL string  `json:"source_url"`
	CheckedOn Date    `json:"checked_on"`
	Stale     bool    `json:"stale"`
	// Planned is true of a programme that takes nobody yet.
	Planned bool     `json:"planned,omitempty"`
	Missing []string `json:"missing"`
	// Needs are what the missing facts are called in the person's language, in answers only.
	Needs []string `json:"needs,omitempty"`
	// Note says why no machine can check the rule.
	Note string `json:"note,omitempty"`
}
