// Package expect holds what searches of our own catalogue must find, as plain
// text that anyone can add to, and measures it: one block a case, with a title,
// the query, its language, and the ids of the records that are right answers.
//
//	# fibre attach for photonic chips
//	query: where can I get a silicon photonics chip packaged
//	lang: en
//	expect: pixapp, pixeurope
package expect

import (
	"bufio"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.txt
var shipped embed.FS

// Shipped are the cases that come with the program.
func Shipped() fs.FS { return shipped }

// Case is one expectation: a search for Query should find one of Want, best first.
type Case struct {
	Title, Query, Lang string
	Want               []string
}

// Parse reads a file of cases. An error names the line.
func Parse(r io.Reader) ([]Case, error) {
	var out []Case
	var c Case
	sc := bufio.NewScanner(r)
	end := func(line int) error {
		if c.Title == "" && c.Query == "" {
			return nil
		}
		if c.Title == "" || c.Query == "" || c.Lang == "" || len(c.Want) == 0 {
			return fmt.Errorf("line %d: the case %q needs a title after #, and query, lang and expect", line, c.Title)
		}
		out = append(out, c)
		c = Case{}
		return nil
	}
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSpace(sc.Text())
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch {
		case line == "":
			if err := end(n); err != nil {
				return nil, err
			}
		case strings.HasPrefix(line, "#"):
			c.Title = strings.TrimSpace(line[1:])
		case ok && key == "query":
			c.Query = value
		case ok && key == "lang":
			c.Lang = value
		case ok && key == "expect":
			for _, id := range strings.Split(value, ",") {
				c.Want = append(c.Want, strings.TrimSpace(id))
			}
		default:
			return nil, fmt.Errorf("line %d: %q begins with none of #, query, lang and expect", n, line)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	return out, end(n)
}

// Figures are means over queries: a right record first, one among the first
// three, and the reciprocal rank of the first right one within ten.
type Figures struct {
	Queries int     `json:"queries"`
	Hit1    float64 `json:"hit@1"`
	Hit3    float64 `json:"hit@3"`
	MRR10   float64 `json:"mrr@10"`
}

// Result is one query's outcome: the place of the first right record from 1, 0
// where none is within ten, and what came first.
type Result struct {
	Title string   `json:"title"`
	Query string   `json:"query"`
	Lang  string   `json:"lang"`
	Rank  int      `json:"rank"`
	Got   []string `json:"got"`
	Want  []string `json:"want"`
}

// Report is the outcome of a run with one leg.
type Report struct {
	Figures
	ByLanguage map[string]Figures `json:"by_language"`
	Results    []Result           `json:"results"`
}

// depth is how far down a right record counts.
const depth = 10

// Run searches for every case. Search gives record ids, best first.
func Run(ctx context.Context, cases []Case, search func(ctx context.Context, query string, k int) []string) Report {
	r := Report{ByLanguage: map[string]Figures{}, Results: []Result{}}
	for _, c := range cases {
		got := search(ctx, c.Query, depth)
		res := Result{Title: c.Title, Query: c.Query, Lang: c.Lang, Got: got[:min(5, len(got))], Want: c.Want}
		res.Rank = 1 + slices.IndexFunc(got, func(id string) bool { return slices.Contains(c.Want, id) })
		r.Results = append(r.Results, res)
		r.add(res.Rank)
		f := r.ByLanguage[c.Lang]
		f.add(res.Rank)
		r.ByLanguage[c.Lang] = f
	}
	r.mean()
	for lang, f := range r.ByLanguage {
		f.mean()
		r.ByLanguage[lang] = f
	}
	return r
}

func (f *Figures) add(rank int) {
	f.Queries++
	if rank == 0 {
		return
	}
	f.MRR10 += 1 / float64(rank)
	if rank == 1 {
		f.Hit1++
	}
	if rank <= 3 {
		f.Hit3++
	}
}

func (f *Figures) mean() {
	n := float64(max(1, f.Queries))
	f.Hit1, f.Hit3, f.MRR10 = f.Hit1/n, f.Hit3/n, f.MRR10/n
}

// Changes lists the queries whose rank differs between two runs.
func Changes(before, after Report) []string {
	was := map[string]Result{}
	for _, r := range before.Results {
		was[r.Title+"\x00"+r.Query] = r
	}
	var out []string
	for _, r := range after.Results {
		b, ok := was[r.Title+"\x00"+r.Query]
		switch {
		case !ok:
			out = append(out, fmt.Sprintf("new     %s: %s", rank(r.Rank), r.Query))
		case b.Rank != r.Rank && (r.Rank == 0 || b.Rank != 0 && r.Rank > b.Rank):
			out = append(out, fmt.Sprintf("worse   %s, was %s: %s", rank(r.Rank), rank(b.Rank), r.Query))
		case b.Rank != r.Rank:
			out = append(out, fmt.Sprintf("better  %s, was %s: %s", rank(r.Rank), rank(b.Rank), r.Query))
		}
	}
	return out
}

func rank(n int) string {
	if n == 0 {
		return "not found"
	}
	return fmt.Sprintf("place %d", n)
}
