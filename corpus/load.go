package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	navigator "github.com/ri-navigator/navigator"
	"go.yaml.in/yaml/v3"
)

// MaxFile is the largest record file that is read, in bytes: the longest
// shipped one is under 40 kB, so a megabyte is already a mistake or an attack.
const MaxFile = 1 << 20

// file is one read source file, kept to name lines in findings.
type file struct {
	path string
	raw  []byte
}

type loader struct {
	corpus   *Corpus
	findings []Finding
	files    map[string]file // record id -> file, for findings
	sum      map[string][]byte
}

// Load reads folders of the corpus's layout, the later ones beside the first.
// The corpus is nil where a finding is an error; findings are in the order of
// the files.
func Load(folders ...fs.FS) (*Corpus, []Finding) {
	l := &loader{corpus: &Corpus{FunctionWords: map[string][]string{}, Phrases: map[string]map[string][]string{}, Everyday: map[string]map[string][]string{}}, files: map[string]file{}, sum: map[string][]byte{}}
	for _, fsys := range folders {
		for _, dir := range []string{"vocabularies", "catalogue", "access", "calls", "training", "guidance", "forms"} {
			l.walk(fsys, dir)
		}
	}
	l.corpus.index()
	l.indexTerms()
	l.check()
	l.locate()
	if HasErrors(l.findings) {
		return nil, l.findings
	}
	l.version()
	return l.corpus, l.findings
}

func (l *loader) walk(fsys fs.FS, dir string) {
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if ext := path.Ext(p); ext != ".yaml" && ext != ".yml" {
			return nil
		}
		l.read(fsys, p)
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.fail(dir, 0, err.Error(), "make the folder readable")
	}
}

func (l *loader) read(fsys fs.FS, p string) {
	raw, err := readFile(fsys, p)
	if err != nil {
		l.fail(p, 0, err.Error(), "split the file into one record each, saved as UTF-8 text")
		return
	}
	f := file{path: p, raw: raw}
	if err := l.decode(f); err != nil {
		line, text := yamlError(err)
		l.fail(p, line, text, "compare with the fields in corpus/README.md")
		return
	}
	l.sum[p] = raw
}

// readFile reads UTF-8 text of at most MaxFile bytes; a BOM and Windows line ends are taken off.
func readFile(fsys fs.FS, p string) ([]byte, error) {
	f, err := fsys.Open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxFile {
		return nil, fmt.Errorf("the file is larger than %d bytes", MaxFile)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	if !utf8.Valid(raw) {
		return nil, errors.New("the file is not UTF-8 text")
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return nil, errors.New("the file holds a NUL byte")
	}
	return raw, nil
}

func (l *loader) decode(f file) error {
	c := l.corpus
	switch top, _, _ := strings.Cut(f.path, "/"); top {
	case "catalogue":
		return add(l, f, &c.Infrastructures, func(r *navigator.Infrastructure) string { return r.ID })
	case "access":
		return add(l, f, &c.Programmes, func(r *navigator.Programme) string { return r.ID })
	case "calls":
		return add(l, f, &c.Calls, func(r *navigator.Call) string { return r.ID })
	case "training":
		return add(l, f, &c.Trainings, func(r *navigator.Training) string { return r.ID })
	case "guidance":
		return add(l, f, &c.Articles, func(r *navigator.Article) string { return r.ID })
	case "forms":
		return add(l, f, &c.Forms, func(r *navigator.Form) string { return r.ID })
	default:
		return l.vocabulary(f)
	}
}

// vocabulary decodes one of the vocabulary files; each holds one list under its own key.
func (l *loader) vocabulary(f file) error {
	var v struct {
		AsOf      navigator.Date        `yaml:"as_of"`
		Sources   []navigator.Reference `yaml:"sources"`
		Countries []Country             `yaml:"countries"`
		Places    []Place               `yaml:"places"`
		Facts     []FactDef             `yaml:"facts"`
		Topics    []Topic               `yaml:"topics"`
		Queues    []Queue               `yaml:"queues"`
		Boxes     []Box                 `yaml:"boxes"`
		Glossary  []Concept             `yaml:"glossary"`
		Technique []Technique           `yaml:"techniques"`
		Subtypes  []Subtype             `yaml:"subtypes"`
		Words     []CountryWords        `yaml:"country_words"`
		Small     map[string][]string   `yaml:"function_words"`
		Keys      map[string]string     `yaml:"keys"`
		Language  string                `yaml:"language"`
		Phrases   map[string][]string   `yaml:"phrases"`
		Everyday  map[string][]string   `yaml:"words"`
	}
	if err := strict(f.raw, &v); err != nil {
		return err
	}
	c := l.corpus
	c.Countries = append(c.Countries, v.Countries...)
	c.Places = append(c.Places, v.Places...)
	c.Facts = append(c.Facts, v.Facts...)
	c.Topics = append(c.Topics, v.Topics...)
	c.Queues = append(c.Queues, v.Queues...)
	c.Boxes = append(c.Boxes, v.Boxes...)
	c.Glossary = append(c.Glossary, v.Glossary...)
	c.Techniques = append(c.Techniques, v.Technique...)
	c.Subtypes = append(c.Subtypes, v.Subtypes...)
	c.CountryWords = append(c.CountryWords, v.Words...)
	for lang, words := range v.Small {
		c.FunctionWords[lang] = words
	}
	if v.Keys != nil {
		c.PhraseKeys = v.Keys
	}
	if v.Phrases != nil {
		c.Phrases[v.Language] = v.Phrases
	}
	if v.Everyday != nil {
		c.Everyday[v.Language] = v.Everyday
	}
	return nil
}

func add[T any](l *loader, f file, list *[]*T, id func(*T) string) error {
	rec := new(T)
	if err := strict(f.raw, rec); err != nil {
		return err
	}
	top, _, _ := strings.Cut(f.path, "/")
	key := top + ":" + id(rec)
	if before, ok := l.files[key]; ok {
		l.fail(f.path, lineOf(f.raw, "id:"), fmt.Sprintf("the id %q is already taken by %s", id(rec), before.path), "give one of the two another id, or merge them")
		return nil
	}
	l.files[key] = f
	*list = append(*list, rec)
	return nil
}

// strict decodes exactly one YAML document with known fields only and no
// anchors: a record has no use for them, and they are how a small file grows
// to fill the memory.
func strict(raw []byte, into any) error {
	if bytes.ContainsAny(raw, "&*") { // else there can be none, and half the time is saved
		var node yaml.Node
		if err := yaml.Unmarshal(raw, &node); err != nil {
			return err
		}
		if a := findAlias(&node); a != nil {
			return fmt.Errorf("line %d: anchors and aliases are not allowed in a record", a.Line)
		}
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return err
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return errors.New("the file holds more than one document")
	}
	return nil
}

func findAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n
	}
	for _, c := range n.Content {
		if a := findAlias(c); a != nil {
			return a
		}
	}
	return nil
}

// version hashes the files that were read, and the rules among them, in path order.
func (l *loader) version() {
	all, rules := sha256.New(), sha256.New()
	for _, p := range slices.Sorted(maps.Keys(l.sum)) {
		fmt.Fprintf(all, "%s\n%s\n", p, l.sum[p])
		if strings.HasPrefix(p, "access/") || strings.HasPrefix(p, "vocabularies/") {
			fmt.Fprintf(rules, "%s\n%s\n", p, l.sum[p])
		}
	}
	l.corpus.Version = hex.EncodeToString(all.Sum(nil))[:12]
	l.corpus.RulesVersion = hex.EncodeToString(rules.Sum(nil))[:12]
}
