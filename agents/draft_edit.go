package agents

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// Edit is what a person did to one field. Value is absent (nil), null, or JSON.
type Edit struct {
	Value     json.RawMessage `json:"value"`
	Confirmed *bool           `json:"confirmed"`
}

// EditDraft applies a person's edits, all or none. A value that the person
// typed is theirs: it counts as confirmed, and nothing overwrites it later.
func EditDraft(d navigator.Draft, edits map[string]Edit) (navigator.Draft, error) {
	if d.Status != "draft" {
		return d, navigator.Errorf(navigator.CodeConflict, "the application is final and can't be changed any more")
	}
	d.Fields = slices.Clone(d.Fields)
	for key, e := range edits {
		i := slices.IndexFunc(d.Fields, func(f navigator.Field) bool { return f.Key == key })
		if i < 0 {
			return d, navigator.Errorf(navigator.CodeInvalid, "the form has no field %q", key)
		}
		f, err := editField(d.Fields[i], e)
		if err != nil {
			return d, err
		}
		d.Fields[i] = f
	}
	d.Progress = Progress(d)
	return d, nil
}

func editField(f navigator.Field, e Edit) (navigator.Field, error) {
	if len(e.Value) > 0 {
		v, err := fieldValue(f, e.Value)
		if err != nil {
			return f, err
		}
		if v != f.Value || f.Source == nil {
			f.Source = nil
			if v != nil {
				f.Source = &navigator.FieldSource{Kind: "person", Basis: "person"}
			}
		}
		f.Value, f.Confirmed = v, v != nil
	}
	if e.Confirmed != nil {
		if *e.Confirmed && f.Value == nil {
			return f, navigator.Errorf(navigator.CodeInvalid, "%s is empty: fill it before confirming it", f.Label)
		}
		f.Confirmed = *e.Confirmed
	}
	return f, nil
}

// maxField is the longest text of a field, in bytes: about ten pages.
const maxField = 32 << 10

// fieldValue reads a value of the field's type; null empties the field.
func fieldValue(f navigator.Field, raw json.RawMessage) (any, error) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s: the value is not JSON", f.Label)
	}
	if v == nil {
		return nil, nil
	}
	wrong := func(want string) error {
		return navigator.Errorf(navigator.CodeInvalid, "%s must be %s", f.Label, want)
	}
	switch f.Type {
	case "boolean":
		if _, ok := v.(bool); !ok {
			return nil, wrong("yes or no")
		}
	case "number":
		n, ok := v.(float64)
		if !ok || n < 0 || n > maxAmount {
			return nil, wrong("a number from 0 on")
		}
		if strings.HasPrefix(f.Key, "trl") && (n < 1 || n > 9 || n != float64(int(n))) {
			return nil, wrong("a whole number from 1 to 9")
		}
	default:
		s, ok := v.(string)
		if !ok {
			return nil, wrong("a text")
		}
		if len(s) > maxField {
			return nil, wrong(fmt.Sprintf("at most %d characters", maxField))
		}
		if s = strings.TrimSpace(strings.ToValidUTF8(s, "")); s == "" {
			return nil, nil
		}
		if f.Type == "choice" && !slices.ContainsFunc(f.Options, func(o navigator.Option) bool { return o.Value == s }) {
			return nil, wrong("one of the options")
		}
		v = s
	}
	return v, nil
}

// Finish marks a draft as final. Required fields must be filled, and every
// filled field confirmed by the person.
func Finish(d navigator.Draft) (navigator.Draft, error) {
	if d.Status != "draft" {
		return d, nil // a repeated click changes nothing
	}
	var open []string
	for _, f := range d.Fields {
		if f.Required && f.Value == nil || f.Value != nil && !f.Confirmed {
			open = append(open, f.Label)
		}
	}
	if len(open) > 0 {
		return d, navigator.Errorf(navigator.CodeConflict, "still to fill or confirm: %s", strings.Join(open, ", "))
	}
	d.Status = "submitted"
	return d, nil
}
