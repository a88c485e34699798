package prompts

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Words are what a language calls the facts, the kinds of facility and what
// stands in forms; their English stands in the corpus.
type Words struct {
	Facts    map[string]FactWords `yaml:"facts"`
	Subtypes map[string]string    `yaml:"subtypes"`
	// Texts are those of the application forms and the names of the desks, by their English text.
	Texts map[string]string `yaml:"texts"`
}

// Text gives a text in the language; in English where there is none.
func (w Words) Text(english string) string { return cmp.Or(w.Texts[english], english) }

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
