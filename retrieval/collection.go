package retrieval

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// Document is a line of a judged collection's corpus or queries, in the BEIR layout.
type Document struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// maxLine bounds a line of a collection's files, in bytes.
const maxLine = 4 << 20

// ReadDocuments reads JSON lines. An error names the line.
func ReadDocuments(r io.Reader) ([]Document, error) {
	var out []Document
	seen := map[string]bool{}
	err := eachLine(r, func(line []byte) error {
		var d Document
		if err := json.Unmarshal(line, &d); err != nil {
			return fmt.Errorf("not a JSON object with _id, title and text: %w", err)
		}
		if d.ID == "" || seen[d.ID] {
			return fmt.Errorf("the _id %q is empty or used twice", d.ID)
		}
		seen[d.ID] = true
		out = append(out, d)
		return nil
	})
	return out, err
}

// ReadJudgements reads tab-separated query-id, corpus-id, score lines below a header.
func ReadJudgements(r io.Reader) (map[string]map[string]int, error) {
	out := map[string]map[string]int{}
	header := true
	err := eachLine(r, func(line []byte) error {
		if header {
			header = false
			if strings.HasPrefix(string(line), "query-id") {
				return nil
			}
			return errors.New(`the first line must be the header "query-id corpus-id score"`)
		}
		cells := strings.Split(string(line), "\t")
		if len(cells) != 3 {
			return fmt.Errorf("%d columns instead of three, separated by tabs", len(cells))
		}
		grade, err := strconv.Atoi(cells[2])
		if err != nil {
			return fmt.Errorf("the score %q is not a whole number", cells[2])
		}
		if out[cells[0]] == nil {
			out[cells[0]] = map[string]int{}
		}
		out[cells[0]][cells[1]] = grade
		return nil
	})
	return out, err
}

func eachLine(r io.Reader, f func(line []byte) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	n := 0
	for sc.Scan() {
		n++
		line := bytes.TrimRight(sc.Bytes(), "\r")
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}

// PassagesOf makes each document one passage.
func PassagesOf(docs []Document) []navigator.Passage {
	out := make([]navigator.Passage, len(docs))
	for i, d := range docs {
		sum := sha256.Sum256([]byte(d.Title + "\x00" + d.Text))
		out[i] = navigator.Passage{ID: d.ID, Record: d.ID, Title: d.Title, Text: d.Text, Hash: hex.EncodeToString(sum[:])}
	}
	return out
}

// Evaluate measures each leg on the queries that have a relevant document, and says how many those are.
func Evaluate(ctx context.Context, x *Index, queries []Document, qrels map[string]map[string]int, legs []Leg) (map[Leg]Figures, int) {
	byLeg := map[Leg][]Figures{}
	n := 0
	for _, q := range queries {
		if !slices.ContainsFunc(slices.Collect(maps.Values(qrels[q.ID])), func(g int) bool { return g > 0 }) {
			continue
		}
		n++
		for _, leg := range legs {
			var ranked []string
			for _, h := range x.Search(ctx, Query{Text: q.Text, Leg: leg, K: 100}).Hits {
				ranked = append(ranked, h.Passage.ID)
			}
			byLeg[leg] = append(byLeg[leg], Score(ranked, qrels[q.ID]))
		}
	}
	out := map[Leg]Figures{}
	for leg, fs := range byLeg {
		out[leg] = Mean(fs)
	}
	return out, n
}
