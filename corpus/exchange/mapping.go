package exchange

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

//go:embed maps/*.yaml
var shipped embed.FS

// Mapping says how the rows of a foreign file become infrastructures.
type Mapping struct {
	// Name is the import's name: its folder, and the beginning of its records' ids.
	Name string `yaml:"name"`
	// About says what the file is and how old.
	About string `yaml:"about"`
	// Format is json or csv. Records is where in a JSON file the list stands.
	Format  string `yaml:"format"`
	Records string `yaml:"records"`
	// Source is the page that the file comes from; the date is the file's own.
	Source navigator.Reference `yaml:"source"`
	// Defaults are values of fields that no row gives.
	Defaults map[string]string `yaml:"defaults"`
	// Fields are our fields by name, each with where it comes from.
	Fields map[string]Field `yaml:"fields"`
	// Where are conditions on a row: the value at a path must be one of these. Others are left out, with the reason.
	Where map[string][]string `yaml:"where"`
}

// Field is where a value comes from and what is done to it.
type Field struct {
	// From is a path of keys joined by dots, or the first of several that is not empty, joined by |.
	From string `yaml:"from"`
	// Form puts values into a text: "{fullname}: a synchrotron in {country}."
	Form string `yaml:"form"`
	// Values translate; a value that is not listed is left out where Values is given.
	Values map[string]string `yaml:"values"`
	// Split cuts a text into a list at this separator.
	Split string `yaml:"split"`
	// First keeps the first line only.
	First bool `yaml:"first_line"`
}

// targets are the fields that a mapping may fill.
var targets = []string{
	"name", "acronyms", "former_names", "host", "url", "about", "keywords", "areas", "esfri_domain", "kind", "subtype", "status",
	"country", "city", "lat", "lon", "who", "cost", "apply_url", "contact_url", "ror",
}

// Maps lists the mappings that come with the program.
func Maps() []string {
	names, _ := fs.Glob(shipped, "maps/*.yaml")
	for i := range names {
		names[i] = strings.TrimSuffix(strings.TrimPrefix(names[i], "maps/"), ".yaml")
	}
	return names
}

// ShippedMap reads a mapping that comes with the program.
func ShippedMap(name string) (*Mapping, error) {
	raw, err := shipped.ReadFile("maps/" + name + ".yaml")
	if err != nil {
		return nil, navigator.Errorf(navigator.CodeNotFound, "there is no mapping %q: name a file, or one of %s", name, strings.Join(Maps(), ", "))
	}
	return ParseMap(raw, name)
}

// ParseMap reads a mapping file and says what is wrong with it.
func ParseMap(raw []byte, name string) (*Mapping, error) {
	var m Mapping
	dec := yaml.NewDecoder(strings.NewReader(string(raw)))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil {
		return nil, navigator.Errorf(navigator.CodeInvalid, "the mapping %s: %v", name, err)
	}
	wrong := func(format string, args ...any) error {
		return navigator.Errorf(navigator.CodeInvalid, "the mapping %s: %s", name, fmt.Sprintf(format, args...))
	}
	if m.Name == "" || slug(m.Name) != m.Name {
		return nil, wrong("name must be lower-case letters, digits and dashes, not %q", m.Name)
	}
	if m.Format != "json" && m.Format != "csv" {
		return nil, wrong("format is json or csv, not %q", m.Format)
	}
	if m.Source.URL == "" || m.Source.On.Time().IsZero() {
		return nil, wrong("source needs a url and the day it was read")
	}
	for f := range m.Fields {
		if !slices.Contains(targets, f) {
			return nil, wrong("there is no field %q: use %s", f, strings.Join(targets, ", "))
		}
	}
	for f := range m.Defaults {
		if !slices.Contains(targets, f) {
			return nil, wrong("there is no field %q: use %s", f, strings.Join(targets, ", "))
		}
	}
	if _, ok := m.Fields["name"]; !ok {
		return nil, wrong("it maps no name")
	}
	return &m, nil
}

// Rows reads a file in the mapping's format.
func (m *Mapping) Rows(raw []byte, name string) ([]Row, error) {
	if m.Format == "csv" {
		return csvRows(raw, name)
	}
	return jsonRows(raw, name, m.Records)
}

// slug makes an id of a name.
func slug(name string) string {
	s := strings.ReplaceAll(corpus.Fold(name), " ", "-")
	s = strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return -1
	}, s)
	if len(s) > 60 {
		s = s[:60]
	}
	return strings.Trim(s, "-")
}
