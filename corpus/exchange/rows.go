package exchange

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	navigator "github.com/ri-navigator/navigator"
)

// clean takes off a byte order mark and refuses what is not UTF-8 text, naming the line.
func clean(raw []byte, name string) ([]byte, error) {
	if bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s is UTF-16: save it as UTF-8", name)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if i := firstBad(raw); i >= 0 {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s, line %d: not UTF-8 text: save the file as UTF-8", name, 1+bytes.Count(raw[:i], []byte("\n")))
	}
	return raw, nil
}

func firstBad(raw []byte) int {
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n <= 1 || r == 0 {
			return i
		}
		i += n
	}
	return -1
}

// jsonRows reads a list of objects: the whole file, or what stands at a path of keys in it.
func jsonRows(raw []byte, name, path string) ([]Row, error) {
	raw, err := clean(raw, name)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	var doc any
	if err := dec.Decode(&doc); err != nil {
		at := len(raw) // cut off at its end
		if e, ok := errors.AsType[*json.SyntaxError](err); ok {
			at = min(int(e.Offset), at)
		}
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s, line %d: not JSON, or cut off: %v", name, 1+bytes.Count(raw[:at], []byte("\n")), err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s holds more than one JSON value", name)
	}
	list, ok := dig(doc, path).([]any)
	if !ok {
		if m, isMap := dig(doc, path).(map[string]any); isMap {
			list, ok = []any{m}, true
		}
	}
	if !ok {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s: there is no list of records at %q", name, path)
	}
	var rows []Row
	for i, x := range list {
		m, ok := x.(map[string]any)
		if !ok {
			return nil, navigator.Errorf(navigator.CodeInvalid, "%s: record %d is not an object", name, i+1)
		}
		rows = append(rows, Row{i + 1, m})
	}
	return rows, nil
}

// dig follows a path of keys joined by dots; a list on the way gives its first element's value.
func dig(v any, path string) any {
	if path == "" {
		return v
	}
	key, rest, _ := strings.Cut(path, ".")
	switch x := v.(type) {
	case map[string]any:
		return dig(x[key], rest)
	case []any:
		if len(x) > 0 {
			return dig(x[0], path)
		}
	}
	return nil
}

// csvRows reads a table whose first line names the columns.
func csvRows(raw []byte, name string) ([]Row, error) {
	raw, err := clean(raw, name)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(raw))
	if first, _, _ := bytes.Cut(raw, []byte("\n")); bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		r.Comma = ';'
	}
	all, err := r.ReadAll()
	if err != nil {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s: %v", name, err)
	}
	if len(all) == 0 {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s is empty", name)
	}
	seen := map[string]bool{}
	for _, h := range all[0] {
		if h == "" || seen[h] {
			return nil, navigator.Errorf(navigator.CodeInvalid, "%s: the column name %q is empty or stands twice", name, h)
		}
		seen[h] = true
	}
	var rows []Row
	for i, cells := range all[1:] {
		m := map[string]any{}
		for j, c := range cells {
			m[all[0][j]] = plainCell(c)
		}
		rows = append(rows, Row{i + 1, m})
	}
	return rows, nil
}

// safeCell keeps a spreadsheet from taking a text for a formula; plainCell undoes it.
func safeCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func plainCell(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(s[1])) {
		return s[1:]
	}
	return s
}
