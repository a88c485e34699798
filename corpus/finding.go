package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Severity of a finding: an error keeps the corpus from loading, a warning and a record past its review date do not.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityStale   Severity = "stale"
)

// Finding is one thing wrong with a file, where, and how to mend it.
type Finding struct {
	Severity Severity `json:"severity"`
	File     string   `json:"file"`
	Line     int      `json:"line,omitempty"`
	Text     string   `json:"text"`
	Remedy   string   `json:"remedy"`
}

// String is the finding on one line, as compilers write it.
func (f Finding) String() string {
	place := f.File
	if f.Line > 0 {
		place += ":" + strconv.Itoa(f.Line)
	}
	return fmt.Sprintf("%s: %s: %s (%s)", place, f.Severity, f.Text, f.Remedy)
}

// HasErrors reports whether one of the findings is an error.
func HasErrors(fs []Finding) bool {
	return slices.ContainsFunc(fs, func(f Finding) bool { return f.Severity == SeverityError })
}

func (l *loader) fail(path string, line int, text, remedy string) {
	l.findings = append(l.findings, Finding{SeverityError, path, line, text, remedy})
}

func (l *loader) warn(path string, line int, text, remedy string) {
	l.findings = append(l.findings, Finding{SeverityWarning, path, line, text, remedy})
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

// yamlError takes the first line number and a plain sentence out of a YAML error.
func yamlError(err error) (int, string) {
	text := err.Error()
	if te, ok := errors.AsType[*yaml.TypeError](err); ok {
		text = te.Errors[0]
	}
	line := 0
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = strings.Replace(text, m[0], "", 1)
	}
	text = strings.TrimPrefix(text, "yaml: ")
	if i := strings.Index(text, " not found in type"); i > 0 {
		text = "unknown " + text[:i]
	}
	return line, text
}

// lineOf is the number of the first line that holds text, or 0.
func lineOf(raw []byte, text string) int {
	if text == "" {
		return 0
	}
	before, _, ok := bytes.Cut(raw, []byte(text))
	if !ok {
		return 0
	}
	return bytes.Count(before, []byte("\n")) + 1
}
