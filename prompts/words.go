package prompts

import (
	"fmt"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Words are what a language calls the facts and the kinds of facility; their
// English names stand in the corpus's vocabularies.
type Words struct {
	Facts    map[string]FactWords `yaml:"facts"`
	Subtypes map[string]string    `yaml:"subtypes"`
}

// FactWords are one fact in a language. Options are by their value.
type FactWords struct {
	Label    string            `yaml:"label"`
	Question string            `yaml:"question,omitempty"`
	Why      string            `yaml:"why,omitempty"`
	Options  map[string]string `yaml:"options,omitempty"`
}

// Words of a language; empty where there are none, as for English.
func (s *Set) Words(lang string) Words { return s.words[lang] }

func (s *Set) readWords(name string, raw []byte) error {
	var w Words
	if err := yaml.Unmarshal(raw, &w); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s.words[strings.TrimSuffix(path.Base(name), ".yaml")] = w
	return nil
}
