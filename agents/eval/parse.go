package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Case is one scripted conversation.
type Case struct {
	Title    string
	Language string
	// Page is the language of the page that the person writes on; empty where that is not told.
	Page  string
	Steps []Step
}

// Step is a message of the person and what must hold of its reply.
type Step struct {
	Say  string
	Want []Expectation
}

// Expectation is one line of a case: Any are the accepted values.
type Expectation struct {
	What string
	Key  string // the part before "=" where there is one
	Any  []string
}

// String is the expectation as it was written.
func (e Expectation) String() string {
	v := strings.Join(e.Any, " or ")
	if e.Key != "" {
		v = e.Key + " = " + v
	}
	return e.What + ": " + v
}

// keyed are the expectations of the form "what: key = value".
var keyed = []string{"fact", "rule", "may"}

var known = append([]string{"kind", "first", "top 3", "never", "no fact", "asks", "says", "says not", "cites", "action"}, keyed...)

// Parse reads cases. An error names the line.
func Parse(r io.Reader) ([]Case, error) {
	var cases []Case
	err := blocks(r, func(title string) { cases = append(cases, Case{Title: title, Language: "en"}) }, func(line string) error { return cases[len(cases)-1].add(line) })
	if err != nil {
		return nil, err
	}
	for _, c := range cases {
		if len(c.Steps) == 0 {
			return nil, fmt.Errorf("the case %q says nothing: add a line that starts with >", c.Title)
		}
	}
	return cases, nil
}

// blocks reads text in which a line of two equals signs and a title begins each
// block; empty lines and remarks are passed over. An error names the line.
func blocks(r io.Reader, begin func(title string), add func(line string) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	begun := false
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if title, ok := strings.CutPrefix(line, "=="); ok {
			begin(strings.TrimSpace(title))
			begun = true
			continue
		}
		if !begun {
			return fmt.Errorf("line %d: write \"== a title\" first", n)
		}
		if err := add(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return sc.Err()
}

func (c *Case) add(line string) error {
	if say, ok := strings.CutPrefix(line, ">"); ok {
		c.Steps = append(c.Steps, Step{Say: strings.TrimSpace(say)})
		return nil
	}
	what, rest, ok := strings.Cut(line, ":")
	what, rest = strings.TrimSpace(what), strings.TrimSpace(rest)
	switch {
	case !ok || rest == "":
		return fmt.Errorf("%q is neither a message (> ...) nor an expectation (what: value)", line)
	case what == "language":
		c.Language = rest
		return nil
	case what == "page":
		c.Page = rest
		return nil
	case !slices.Contains(known, what):
		return fmt.Errorf("there is no expectation %q: use one of %s", what, strings.Join(known, ", "))
	case len(c.Steps) == 0:
		return fmt.Errorf("the expectation %q stands before the first message", line)
	}
	e := Expectation{What: what}
	if slices.Contains(keyed, what) {
		key, value, ok := strings.Cut(rest, "=")
		if !ok {
			return fmt.Errorf("write %s: name = value", what)
		}
		e.Key, rest = strings.TrimSpace(key), strings.TrimSpace(value)
	}
	for _, v := range strings.Split(rest, " or ") {
		e.Any = append(e.Any, strings.TrimSpace(v))
	}
	s := &c.Steps[len(c.Steps)-1]
	s.Want = append(s.Want, e)
	return nil
}
