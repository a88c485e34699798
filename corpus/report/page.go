package report

import (
	_ "embed"
	"html/template"
	"io"
)

//go:embed page.html
var pageText string

// The map shows Europe from Iceland to the Caucasus, in pixels of an
// equirectangular picture whose degrees of latitude are stretched as at 52° N.
const (
	west, east    = -26.0, 46.0
	south, north  = 33.0, 72.0
	pixels        = 12.0 // a degree of longitude
	stretch       = 1.62 // 1 / cos 52°
	mapW, mapH    = (east - west) * pixels, (north - south) * pixels * stretch
	barWidth      = 320.0
	maxCountryRow = 60
)

var page = template.Must(template.New("report").Funcs(template.FuncMap{
	"x":       func(lon float64) float64 { return (lon - west) * pixels },
	"y":       func(lat float64) float64 { return (north - lat) * pixels * stretch },
	"visible": func(p Point) bool { return p.Lon > west && p.Lon < east && p.Lat > south && p.Lat < north },
	"bar":     func(n, most int) float64 { return barWidth * float64(n) / float64(max(1, most)) },
	"percent": func(f float64) int { return int(100*f + .5) },
	"mapw":    func() float64 { return mapW },
	"maph":    func() float64 { return mapH },
	"most": func(rows []Row) int {
		m := 0
		for _, r := range rows {
			m = max(m, r.Research+r.Technology)
		}
		return m
	},
	"rows": func(cs []CountryRow) []Row {
		var out []Row
		for _, c := range cs[:min(len(cs), maxCountryRow)] {
			out = append(out, c.Row)
		}
		return out
	},
	"add": func(a, b int) int { return a + b },
	"lines": func(from, to, step int) []float64 {
		var out []float64
		for v := from; v <= to; v += step {
			out = append(out, float64(v))
		}
		return out
	},
}).Parse(pageText))

// WriteHTML writes the report as one page that needs nothing else.
func (r Report) WriteHTML(w io.Writer) error { return page.Execute(w, r) }
