// Package exchange brings catalogues in and out: EOSC profiles, CSV, JSON-LD,
// and any other JSON or CSV by a mapping file.
//
// An import never changes what is shipped. It makes one folder of record files
// per source beside it, whole or not at all, and says of every row that did not
// become a record why. What it makes is marked as read from that file and not
// from the facility's own page.
package exchange

import (
	"fmt"
	"io"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// Row is one record of a foreign file, before it is mapped.
type Row struct {
	N      int // its place in the file, from 1
	Values map[string]any
}

// Drop is a row that did not become a record, or a value that did not become a field, and why.
type Drop struct {
	Row    int    `json:"row"`
	Name   string `json:"name,omitempty"`
	Reason string `json:"reason"`
}

// Report says what an import did, or with a dry run would do.
type Report struct {
	Source    string         `json:"source"`
	Read      int            `json:"read"`
	Imported  int            `json:"imported"`
	Added     int            `json:"added"`
	Changed   int            `json:"changed"`
	Unchanged int            `json:"unchanged"`
	Gone      []string       `json:"gone"`
	Dropped   []Drop         `json:"dropped"`
	Reasons   map[string]int `json:"reasons"`
	Mended    map[string]int `json:"mended"`
	DryRun    bool           `json:"dry_run"`
	Folder    string         `json:"folder,omitempty"`
}

// drop notes a row that is left out; kind is the reason without the particulars, to count by.
func (r *Report) drop(row int, name, kind, detail string) {
	reason := kind
	if detail != "" {
		reason += ": " + detail
	}
	r.Dropped = append(r.Dropped, Drop{row, name, reason})
	r.Reasons[kind]++
}

// NewReport is an empty report.
func NewReport(source string) *Report {
	return &Report{Source: source, Gone: []string{}, Dropped: []Drop{}, Reasons: map[string]int{}, Mended: map[string]int{}}
}

// MaxFile is the largest file that is imported, in bytes: the largest public
// catalogue tried has 6 MB.
const MaxFile = 64 << 20

// ReadAll reads a file of at most MaxFile bytes.
func ReadAll(r io.Reader, name string) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxFile {
		return nil, navigator.Errorf(navigator.CodeTooLarge, "%s is larger than %d MB: split it", name, MaxFile>>20)
	}
	return raw, nil
}

// Imported is a record with the row it came from.
type Imported struct {
	Row    int
	Record *navigator.Infrastructure
}

func text(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case bool:
		return fmt.Sprint(x)
	case float64:
		if x == float64(int64(x)) {
			return fmt.Sprint(int64(x))
		}
		return fmt.Sprint(x)
	}
	return ""
}

// Fresh leaves out records whose id the catalogue has already.
func Fresh(found []Imported, c *corpus.Corpus, r *Report) []Imported {
	var out []Imported
	seen := map[string]bool{}
	for _, i := range found {
		switch id := i.Record.ID; {
		case c.Infrastructure(id) != nil:
			r.drop(i.Row, i.Record.Name, "already in the catalogue", id)
		case seen[id]:
			r.drop(i.Row, i.Record.Name, "the id stands twice", id)
		default:
			seen[id] = true
			out = append(out, i)
		}
	}
	return out
}

// TableRows reads our own table and says which column lacks.
func TableRows(raw []byte, name string) ([]Row, error) {
	rows, err := csvRows(raw, name)
	if err != nil {
		return nil, err
	}
	if !ownTable(rows) {
		return nil, navigator.Errorf(navigator.CodeInvalid, "%s has not the columns of our own table: give --map with a mapping file", name)
	}
	return rows, nil
}

// WriteAs writes the infrastructures in a format: navigator and jsonld are the same document.
func WriteAs(w io.Writer, format string, c *corpus.Corpus) error {
	switch format {
	case "csv":
		return WriteCSV(w, c.Infrastructures)
	case "eosc":
		return WriteEOSC(w, c.Infrastructures)
	}
	return WriteLinked(w, c)
}
