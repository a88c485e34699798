package corpus

import (
	_ "embed"
	"slices"

	navigator "github.com/ri-navigator/navigator"
)

// Country is a country with its standing towards Horizon Europe and EuroHPC on the vocabulary's date.
type Country struct {
	Code    string `yaml:"code"`
	Name    string `yaml:"name"`
	Demonym string `yaml:"demonym,omitempty"`
	// Aliases are other names in use, such as UK or Holland.
	Aliases []string `yaml:"aliases,omitempty"`
	// Horizon is member, associated, partial (associated to a part of the programme), candidate or third.
	Horizon string `yaml:"horizon"`
	EuroHPC *bool  `yaml:"eurohpc,omitempty"`
	// Zone is the time zone of the capital; empty for countries of several zones.
	Zone string `yaml:"zone,omitempty"`
}

// Place is a city that people name instead of its country.
type Place struct {
	Name    string  `yaml:"name"`
	Country string  `yaml:"country"`
	Lat     float64 `yaml:"lat,omitempty"`
	Lon     float64 `yaml:"lon,omitempty"`
	// Quiet places have coordinates, but their name in a sentence mostly means something else.
	Quiet bool `yaml:"quiet,omitempty"`
}

// FactDef declares a fact that rules may use and the guide may ask for.
type FactDef struct {
	Name   string   `yaml:"name"`
	Type   string   `yaml:"type"` // string, bool, int, list
	Values []string `yaml:"values,omitempty"`
	// From is the base fact that a derived fact is computed from; asking for it settles the derived one.
	From string `yaml:"from,omitempty"`
	// Ease weighs a question for the fact: 1 is answered at once, 0 never asked.
	Ease     float64            `yaml:"ease,omitempty"`
	Question string             `yaml:"question,omitempty"`
	Why      string             `yaml:"why,omitempty"`
	Options  []navigator.Option `yaml:"options,omitempty"`
	Label    string             `yaml:"label,omitempty"`
}

// Topic is a concept with the words that people use for it, for query expansion.
type Topic struct {
	ID    string   `yaml:"id"`
	Area  string   `yaml:"area,omitempty"`
	Terms []string `yaml:"terms"`
	// Expand are words that records use for the same thing.
	Expand []string `yaml:"expand,omitempty"`
}

// Box is a country's outline, roughly: boxes around its parts, each south,
// west, north and east in degrees.
type Box struct {
	Code  string       `yaml:"code"`
	Parts [][4]float64 `yaml:"parts"`
}

// Concept is one thing that users name, with its usual terms by language code.
type Concept struct {
	ID    string              `yaml:"id"`
	Kind  string              `yaml:"kind"` // facility, technique, sector, material, access, organisation, field, object
	Terms map[string][]string `yaml:"terms"`
}

// Technique is a technique that PaNET, the ontology of photon and neutron
// techniques, knows: its identifier and names, and the words that records use for it.
type Technique struct {
	PaNET   string   `yaml:"panet"`
	Label   string   `yaml:"label"`
	Aliases []string `yaml:"aliases,omitempty"`
	Used    []string `yaml:"used"`
}

// Subtype defines a kind of facility, with the category of the MERIL portal
// that comes nearest, empty where that has none.
type Subtype struct {
	ID    string `yaml:"id"`
	Kind  string `yaml:"kind"`
	Label string `yaml:"label"`
	About string `yaml:"about"`
	MERIL string `yaml:"meril,omitempty"`
	// TRL are the readiness levels that facilities of this kind usually serve; nil where no source says so.
	TRL *navigator.TRLSpan `yaml:"trl,omitempty"`
}

// CountryWords are what a country and what comes from it are called, by
// language code, in the forms that people use in sentences.
type CountryWords struct {
	Code       string              `yaml:"code"`
	Names      map[string][]string `yaml:"names"`
	Adjectives map[string][]string `yaml:"adjectives,omitempty"`
}

// Queue is a desk that tickets go to.
type Queue struct {
	ID    string   `yaml:"id" json:"id"`
	Label string   `yaml:"label" json:"label"`
	Areas []string `yaml:"areas,omitempty" json:"-"`
	Kinds []string `yaml:"intents,omitempty" json:"-"`
	Words []string `yaml:"words,omitempty" json:"-"`
}

// The closed vocabularies of records. Modes and policies are the words of the
// European Charter of Access for Research Infrastructures; areas those of the
// European strategy on research and technology infrastructures (2025); the
// ESFRI domains those of its roadmap. There is no public vocabulary that
// knows pilot lines, test beds, living labs or cleanrooms: subtypes are ours.
var (
	Kinds         = []string{"research", "technology"}
	Statuses      = []string{"planned", "construction", "operating", "ended"}
	Areas         = []string{"ai", "life-sciences", "earth-observation", "quantum", "fusion", "biotechnology", "clean-energy", "advanced-materials"}
	ESFRIDomains  = []string{"data", "energy", "environment", "health-food", "physical-sciences", "social-cultural"}
	Modes         = []string{"physical", "remote", "virtual", "mail-in"}
	Policies      = []string{"excellence-driven", "market-driven", "wide"}
	Effects       = []string{"eligibility", "priority", "selection", "duty", "cost", "limit", "note"}
	ProgrammeKind = []string{"transnational_access", "virtual_access", "access_policy", "user_conditions", "compute_access", "national_scheme", "law", "charter", "cross_border_scheme"}
	ProgrammeStat = []string{"active", "planned", "ended"}
	Sectors       = []string{
		"semiconductors", "photonics", "ict", "ai", "robotics", "space", "aeronautics", "automotive", "mobility", "rail", "maritime",
		"manufacturing", "construction", "textiles", "chemicals", "materials", "mining", "metals", "energy", "hydrogen", "batteries",
		"solar", "wind", "ocean-energy", "nuclear", "fusion", "grid", "buildings", "health", "pharma", "medtech", "biotech", "agrifood",
		"forestry", "environment", "water", "climate", "security", "defence", "culture", "education", "finance", "smart-cities",
	}
	SubtypesResearch = []string{
		"synchrotron", "neutron_source", "free_electron_laser", "high_power_laser", "high_magnetic_field", "accelerator", "telescope",
		"observatory", "research_vessel", "research_aircraft", "biobank", "bioinformatics", "imaging", "structural_biology", "clinical_network",
		"animal_research", "plant_phenotyping", "collection", "cohort", "survey", "archive", "language_resource", "supercomputer", "data_service",
		"e_infrastructure", "field_station", "atmospheric_network", "marine_network", "geoscience_network", "fusion_device", "research_reactor",
		"materials_lab", "nanofabrication", "underground_laboratory", "space_facility", "environmental_network", "screening_platform", "other_research",
	}
	SubtypesTechnology = []string{
		"pilot_line", "test_bed", "open_innovation_test_bed", "cleanroom", "living_lab", "testing_facility", "demonstration_plant", "pilot_plant",
		"ai_testing_facility", "ai_factory", "digital_innovation_hub", "competence_centre", "proving_ground", "test_site", "wind_tunnel",
		"prototyping_service", "foundry_service", "certification_laboratory", "quantum_testbed", "network_test_bed", "regulatory_sandbox",
		"technology_platform", "other_technology",
	}
)

// Subtypes lists the subtypes of a kind.
func Subtypes(kind string) []string {
	if kind == "research" {
		return SubtypesResearch
	}
	return SubtypesTechnology
}

func oneOf(v string, list []string) bool { return slices.Contains(list, v) }
