package exchange

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// column is one column of the table: how it is written and read.
type column struct {
	name string
	get  func(*navigator.Infrastructure) (string, error)
	set  func(*navigator.Infrastructure, string) error
}

func textColumn(name string, at func(*navigator.Infrastructure) *string) column {
	return column{
		name,
		func(r *navigator.Infrastructure) (string, error) { return *at(r), nil },
		func(r *navigator.Infrastructure, v string) error { *at(r) = v; return nil },
	}
}

// jsonColumn holds a list or an object as JSON, empty where there is none.
func jsonColumn[T any](name string, at func(*navigator.Infrastructure) *T) column {
	return column{
		name,
		func(r *navigator.Infrastructure) (string, error) {
			raw, err := json.Marshal(*at(r))
			if s := string(raw); err == nil && (s == "null" || s == "[]" || s == "{}") {
				return "", nil
			}
			return string(raw), err
		},
		func(r *navigator.Infrastructure, v string) error {
			if v == "" {
				return nil
			}
			return json.Unmarshal([]byte(v), at(r))
		},
	}
}

// columns are the table of an infrastructure: nothing of a record is lost.
func columns() []column {
	return []column{
		textColumn("id", func(r *navigator.Infrastructure) *string { return &r.ID }),
		textColumn("name", func(r *navigator.Infrastructure) *string { return &r.Name }),
		textColumn("kind", func(r *navigator.Infrastructure) *string { return &r.Kind }),
		textColumn("subtype", func(r *navigator.Infrastructure) *string { return &r.Subtype }),
		textColumn("status", func(r *navigator.Infrastructure) *string { return &r.Status }),
		textColumn("host", func(r *navigator.Infrastructure) *string { return &r.Host }),
		textColumn("url", func(r *navigator.Infrastructure) *string { return &r.URL }),
		textColumn("about", func(r *navigator.Infrastructure) *string { return &r.About }),
		textColumn("esfri_domain", func(r *navigator.Infrastructure) *string { return &r.ESFRIDomain }),
		textColumn("ror", func(r *navigator.Infrastructure) *string { return &r.ROR }),
		textColumn("review_by", func(r *navigator.Infrastructure) *string { return (*string)(&r.ReviewBy) }),
		jsonColumn("acronyms", func(r *navigator.Infrastructure) *[]string { return &r.Acronyms }),
		jsonColumn("former_names", func(r *navigator.Infrastructure) *[]string { return &r.FormerNames }),
		jsonColumn("aliases", func(r *navigator.Infrastructure) *[]string { return &r.Aliases }),
		jsonColumn("areas", func(r *navigator.Infrastructure) *[]string { return &r.Areas }),
		jsonColumn("keywords", func(r *navigator.Infrastructure) *[]string { return &r.Keywords }),
		jsonColumn("sites", func(r *navigator.Infrastructure) *[]navigator.Site { return &r.Sites }),
		jsonColumn("services", func(r *navigator.Infrastructure) *[]navigator.Service { return &r.Services }),
		jsonColumn("access", func(r *navigator.Infrastructure) *navigator.Access { return &r.Access }),
		jsonColumn("training", func(r *navigator.Infrastructure) *[]string { return &r.Training }),
		jsonColumn("memberships", func(r *navigator.Infrastructure) *[]string { return &r.Memberships }),
		jsonColumn("sources", func(r *navigator.Infrastructure) *[]navigator.Reference { return &r.Sources }),
	}
}

// WriteCSV writes the infrastructures as a table. No cell is a formula to a spreadsheet.
func WriteCSV(w io.Writer, records []*navigator.Infrastructure) error {
	out := csv.NewWriter(w)
	cols := columns()
	head := make([]string, len(cols))
	for i, c := range cols {
		head[i] = c.name
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, r := range records {
		cells := make([]string, len(cols))
		for i, c := range cols {
			v, err := c.get(r)
			if err != nil {
				return err
			}
			cells[i] = safeCell(v)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// ownTable reports whether rows have the columns of our own table.
func ownTable(rows []Row) bool {
	if len(rows) == 0 {
		return false
	}
	for _, c := range columns() {
		if _, ok := rows[0].Values[c.name]; !ok {
			return false
		}
	}
	return true
}

// FromTable reads the rows of our own table.
func FromTable(rows []Row, r *Report) []Imported {
	var out []Imported
	r.Read += len(rows)
	for _, row := range rows {
		rec := &navigator.Infrastructure{}
		var wrong []string
		for _, c := range columns() {
			if err := c.set(rec, text(row.Values[c.name])); err != nil {
				wrong = append(wrong, fmt.Sprintf("%s: %v", c.name, err))
			}
		}
		if len(wrong) > 0 {
			r.drop(row.N, rec.Name, "a cell is not of its form", strings.Join(wrong, "; "))
			continue
		}
		out = append(out, Imported{row.N, rec})
	}
	return out
}
