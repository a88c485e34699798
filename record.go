package navigator

import "time"

// Date is a calendar day in records, written 2026-11-23.
type Date string

// Time is the start of the day in UTC, or the zero time where the date is empty or malformed.
func (d Date) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Reference is a page that supports a record: what was read there, when, and
// whether the page itself was read or only what somebody else wrote of it.
type Reference struct {
	URL  string `yaml:"url" json:"url"`
	Read string `yaml:"read" json:"read"`
	On   Date   `yaml:"on" json:"on"`
	Page bool   `yaml:"page" json:"page"`
}

// Infrastructure is a research or technology infrastructure of the catalogue.
type Infrastructure struct {
	ID          string      `yaml:"id" json:"id"`
	Name        string      `yaml:"name" json:"name"`
	Acronyms    []string    `yaml:"acronyms,omitempty" json:"acronyms,omitempty"`
	FormerNames []string    `yaml:"former_names,omitempty" json:"former_names,omitempty"`
	Aliases     []string    `yaml:"aliases,omitempty" json:"aliases,omitempty"`
	Kind        string      `yaml:"kind" json:"kind"`
	Subtype     string      `yaml:"subtype" json:"subtype"`
	Status      string      `yaml:"status" json:"status"`
	Host        string      `yaml:"host,omitempty" json:"host,omitempty"`
	URL         string      `yaml:"url,omitempty" json:"url,omitempty"`
	About       string      `yaml:"about" json:"about"`
	Areas       []string    `yaml:"areas,omitempty" json:"areas,omitempty"`
	ESFRIDomain string      `yaml:"esfri_domain,omitempty" json:"esfri_domain,omitempty"`
	Keywords    []string    `yaml:"keywords,omitempty" json:"keywords,omitempty"`
	Sites       []Site      `yaml:"sites" json:"sites"`
	Services    []Service   `yaml:"services,omitempty" json:"services,omitempty"`
	Access      Access      `yaml:"access,omitempty" json:"access"`
	Training    []string    `yaml:"training,omitempty" json:"training,omitempty"`
	Memberships []string    `yaml:"memberships,omitempty" json:"memberships,omitempty"`
	ROR         string      `yaml:"ror,omitempty" json:"ror,omitempty"`
	ReviewBy    Date        `yaml:"review_by" json:"review_by"`
	Sources     []Reference `yaml:"sources" json:"sources"`
}

// Site is a place where an infrastructure stands. Lat and Lon are degrees
// (WGS 84): the site's own where a source gives them, else its city's, which
// Precision then says; nil where neither is known.
type Site struct {
	Name    string   `yaml:"name,omitempty" json:"name,omitempty"`
	Country string   `yaml:"country" json:"country"`
	City    string   `yaml:"city,omitempty" json:"city,omitempty"`
	Lat     *float64 `yaml:"lat,omitempty" json:"lat,omitempty"`
	Lon     *float64 `yaml:"lon,omitempty" json:"lon,omitempty"`
	// Precision is "city" for coordinates that are the city's, else empty.
	Precision string `yaml:"precision,omitempty" json:"precision,omitempty"`
}

// Service is one thing that an infrastructure does for its users.
type Service struct {
	ID         string   `yaml:"id" json:"id"`
	Name       string   `yaml:"name" json:"name"`
	About      string   `yaml:"about,omitempty" json:"about,omitempty"`
	Techniques []string `yaml:"techniques,omitempty" json:"techniques,omitempty"`
	Sectors    []string `yaml:"sectors,omitempty" json:"sectors,omitempty"`
	TRL        *TRLSpan `yaml:"trl,omitempty" json:"trl,omitempty"`
	Modes      []string `yaml:"modes,omitempty" json:"modes,omitempty"`
}

// TRLSpan is the technology readiness that a service takes a user from and to (1 to 9).
// It is not the readiness of the service itself, which the EOSC profile records.
type TRLSpan struct {
	From int `yaml:"from" json:"from"`
	To   int `yaml:"to" json:"to"`
}

// Access tells who may use an infrastructure, at what cost, and how to apply.
type Access struct {
	Who        string   `yaml:"who,omitempty" json:"who,omitempty"`
	Policies   []string `yaml:"policies,omitempty" json:"policies,omitempty"`
	Programmes []string `yaml:"programmes,omitempty" json:"programmes,omitempty"`
	Cost       string   `yaml:"cost,omitempty" json:"cost,omitempty"`
	Payer      string   `yaml:"payer,omitempty" json:"payer,omitempty"`
	LeadTime   string   `yaml:"lead_time,omitempty" json:"lead_time,omitempty"`
	Languages  []string `yaml:"languages,omitempty" json:"languages,omitempty"`
	Apply      string   `yaml:"apply,omitempty" json:"apply,omitempty"`
	ApplyURL   string   `yaml:"apply_url,omitempty" json:"apply_url,omitempty"`
	Contact    *Contact `yaml:"contact,omitempty" json:"contact,omitempty"`
}

// Contact is an office, never a person.
type Contact struct {
	Name  string `yaml:"name,omitempty" json:"name,omitempty"`
	URL   string `yaml:"url,omitempty" json:"url,omitempty"`
	Email string `yaml:"email,omitempty" json:"email,omitempty"`
}

// Programme is an access programme or policy in one version, with its rules.
type Programme struct {
	ID              string      `yaml:"id" json:"id"`
	Name            string      `yaml:"name" json:"name"`
	Kind            string      `yaml:"kind" json:"kind"`
	Version         string      `yaml:"version,omitempty" json:"version,omitempty"`
	Status          string      `yaml:"status" json:"status"`
	About           string      `yaml:"about" json:"about"`
	URL             string      `yaml:"url,omitempty" json:"url,omitempty"`
	Who             string      `yaml:"who,omitempty" json:"who,omitempty"`
	Cost            string      `yaml:"cost,omitempty" json:"cost,omitempty"`
	Infrastructures []string    `yaml:"infrastructures,omitempty" json:"infrastructures,omitempty"`
	MemberCountries []string    `yaml:"member_countries,omitempty" json:"member_countries,omitempty"`
	Rules           []Rule      `yaml:"rules,omitempty" json:"rules,omitempty"`
	ReviewBy        Date        `yaml:"review_by" json:"review_by"`
	Sources         []Reference `yaml:"sources" json:"sources"`
}

// Rule is one clause of a programme. Expr is CEL over the declared facts and
// true where the person meets the clause; a rule without Expr is a note that
// no machine can check, and Note says why.
type Rule struct {
	ID       string    `yaml:"id" json:"id"`
	Effect   string    `yaml:"effect" json:"effect"`
	Clause   string    `yaml:"clause" json:"clause"`
	Quote    string    `yaml:"quote,omitempty" json:"quote,omitempty"`
	Expr     string    `yaml:"expr,omitempty" json:"expr,omitempty"`
	Note     string    `yaml:"note,omitempty" json:"note,omitempty"`
	Source   Reference `yaml:"source" json:"source"`
	ReviewBy Date      `yaml:"review_by,omitempty" json:"review_by,omitempty"`
}

// Decides reports whether failing the rule bars the way in.
func (r Rule) Decides() bool { return r.Effect == "eligibility" }

// Article is a short piece of guidance, each of its statements cited.
type Article struct {
	ID       string      `yaml:"id" json:"id"`
	Title    string      `yaml:"title" json:"title"`
	Topics   []string    `yaml:"topics,omitempty" json:"topics,omitempty"`
	Text     string      `yaml:"text" json:"text"`
	ReviewBy Date        `yaml:"review_by" json:"review_by"`
	Sources  []Reference `yaml:"sources" json:"sources"`
}

// Training is a school, academy, fellowship or staff exchange.
type Training struct {
	ID              string      `yaml:"id" json:"id"`
	Name            string      `yaml:"name" json:"name"`
	Kind            string      `yaml:"kind" json:"kind"`
	Status          string      `yaml:"status" json:"status"`
	About           string      `yaml:"about" json:"about"`
	Who             string      `yaml:"who,omitempty" json:"who,omitempty"`
	Cost            string      `yaml:"cost,omitempty" json:"cost,omitempty"`
	URL             string      `yaml:"url,omitempty" json:"url,omitempty"`
	Areas           []string    `yaml:"areas,omitempty" json:"areas,omitempty"`
	Infrastructures []string    `yaml:"infrastructures,omitempty" json:"infrastructures,omitempty"`
	ReviewBy        Date        `yaml:"review_by" json:"review_by"`
	Sources         []Reference `yaml:"sources" json:"sources"`
}

// Call is an opening of a programme or infrastructure for proposals.
// Continuous calls have no closing time.
type Call struct {
	ID              string      `yaml:"id" json:"id"`
	Title           string      `yaml:"title" json:"title"`
	Programme       string      `yaml:"programme,omitempty" json:"programme,omitempty"`
	Infrastructures []string    `yaml:"infrastructures,omitempty" json:"infrastructures,omitempty"`
	Continuous      bool        `yaml:"continuous,omitempty" json:"continuous,omitempty"`
	OpensAt         string      `yaml:"opens_at,omitempty" json:"opens_at,omitempty"`   // RFC 3339 or a date
	ClosesAt        string      `yaml:"closes_at,omitempty" json:"closes_at,omitempty"` // RFC 3339 or a date (its end)
	TimeZone        string      `yaml:"time_zone,omitempty" json:"time_zone,omitempty"`
	About           string      `yaml:"about,omitempty" json:"about,omitempty"`
	Who             string      `yaml:"who,omitempty" json:"who,omitempty"`
	URL             string      `yaml:"url,omitempty" json:"url,omitempty"`
	ReviewBy        Date        `yaml:"review_by" json:"review_by"`
	Sources         []Reference `yaml:"sources" json:"sources"`
}
