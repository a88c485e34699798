package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/corpus/report"
)

func TestReport(t *testing.T) {
	c, findings := corpus.Load(corpus.Shipped())
	if c == nil {
		t.Fatal(findings)
	}
	c.Infrastructures[0].Name = "<script>alert(1)</script>"
	r := report.Of(c, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC))
	sum := 0
	for _, row := range r.Types {
		sum += row.Research + row.Technology
	}
	if sum != len(c.Infrastructures) || len(r.Areas) != len(corpus.Areas) || len(r.Points) == 0 {
		t.Errorf("%d of %d infrastructures counted, %d areas, %d points", sum, len(c.Infrastructures), len(r.Areas), len(r.Points))
	}
	for _, p := range r.Points {
		if !c.Inside(countryOf(c, p), p.Lat, p.Lon) {
			t.Errorf("%s stands at %f, %f", p.ID, p.Lat, p.Lon)
		}
	}
	if late := report.Of(c, time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)); len(late.Stale) != len(c.Infrastructures) {
		t.Errorf("in 2040 %d records are stale", len(late.Stale))
	}
	var page, text bytes.Buffer
	if err := r.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script>alert") || !strings.Contains(page.String(), "quantum") || !strings.Contains(text.String(), "quantum") {
		t.Error("the page or the text is not as it should be")
	}
}

// countryOf is a country of the point's record in which it may lie.
func countryOf(c *corpus.Corpus, p report.Point) string {
	for _, s := range c.Infrastructure(p.ID).Sites {
		if c.Inside(s.Country, p.Lat, p.Lon) {
			return s.Country
		}
	}
	return c.Infrastructure(p.ID).Sites[0].Country
}
