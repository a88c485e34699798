// Package prompts holds every word that is sent to a model and every sentence
// that the template composer says, as files, one folder or file per language.
//
// Sentences are text/template with missingkey=error; all are parsed at start,
// so a broken one stops the program and not a conversation.
package prompts

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v3"
)

//go:embed sentences/*.yaml all:words model/*.tmpl
var files embed.FS

// Fallback is the language whose sentences are complete.
const Fallback = "en"

// Set is all sentences of all languages, and the model's prompts, parsed.
type Set struct {
	sentences map[string]map[string]*template.Template
	words     map[string]Words
	model     *template.Template
}

// Load parses the shipped prompts.
func Load() (*Set, error) {
	s := &Set{sentences: map[string]map[string]*template.Template{}, words: map[string]Words{}}
	if err := each("sentences/*.yaml", func(name string, raw []byte) (err error) {
		lang := strings.TrimSuffix(path.Base(name), ".yaml")
		s.sentences[lang], err = parse(name, lang, raw)
		return err
	}); err != nil {
		return nil, err
	}
	if err := each("words/*.yaml", s.readWords); err != nil {
		return nil, err
	}
	var err error
	s.model, err = template.New("").Option("missingkey=error").ParseFS(files, "model/*.tmpl")
	return s, err
}

// each reads the files that a pattern names.
func each(pattern string, read func(name string, raw []byte) error) error {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		return err
	}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		if err := read(name, raw); err != nil {
			return err
		}
	}
	return nil
}

func parse(name, lang string, raw []byte) (map[string]*template.Template, error) {
	var texts map[string]string
	if err := yaml.Unmarshal(raw, &texts); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out := map[string]*template.Template{}
	for key, text := range texts {
		t, err := template.New(key).Funcs(template.FuncMap{"plural": pluralOf(lang)}).Option("missingkey=error").Parse(strings.TrimSpace(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[key] = t
	}
	return out, nil
}

// Say renders a sentence in a language, or in the fallback language where that lacks it.
// A key or a value that is missing is a mistake of the program and panics: tests render every key.
func (s *Set) Say(lang, key string, values map[string]any) string {
	t := s.sentences[lang][key]
	if t == nil {
		t = s.sentences[Fallback][key]
	}
	if t == nil {
		panic("prompts: no sentence " + key)
	}
	var b strings.Builder
	if err := t.Execute(&b, values); err != nil {
		panic(err)
	}
	return b.String()
}

// Model renders a prompt for a model.
func (s *Set) Model(name string, values any) (string, error) {
	var b strings.Builder
	err := s.model.ExecuteTemplate(&b, name+".tmpl", values)
	return b.String(), err
}

// Keys lists the sentences of a language.
func (s *Set) Keys(lang string) map[string]*template.Template { return s.sentences[lang] }
