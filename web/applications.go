package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
)

// createApplication opens a draft for a conversation and an infrastructure.
func (s *Server) createApplication(c echo.Context) error {
	var in struct {
		Conversation   string `json:"conversation"`
		Infrastructure string `json:"infrastructure"`
		Form           string `json:"form"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	ctx := c.Request().Context()
	events, err := s.store.Events(ctx, in.Conversation, 0)
	if err != nil {
		return err
	}
	d, err := s.guide.Draft(in.Conversation, in.Infrastructure, agents.Remember(events).Before, events)
	if err != nil {
		return err
	}
	if d, err = s.store.CreateDraft(ctx, d); err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, shown(d))
}

func (s *Server) application(c echo.Context) error {
	d, err := s.store.Draft(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, shown(d))
}

func (s *Server) patchApplication(c echo.Context) error {
	var in struct {
		Version int                    `json:"version"`
		Fields  map[string]agents.Edit `json:"fields"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	return s.changeDraft(c, in.Version, func(d navigator.Draft) (navigator.Draft, error) { return agents.EditDraft(d, in.Fields) })
}

// submitApplication marks a draft as final. The click is bound to the version that the person saw.
func (s *Server) submitApplication(c echo.Context) error {
	var in struct {
		Version int `json:"version"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	return s.changeDraft(c, in.Version, agents.Finish)
}

// changeDraft reads a draft, changes it and writes it back, unless somebody
// else changed it since the version that the person saw.
func (s *Server) changeDraft(c echo.Context, version int, change func(navigator.Draft) (navigator.Draft, error)) error {
	ctx := c.Request().Context()
	d, err := s.store.Draft(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	if version < 1 {
		return navigator.Errorf(navigator.CodeInvalid, "say which version of the application you saw: {\"version\": %d, ...}", d.Version)
	}
	if version != d.Version {
		return navigator.Errorf(navigator.CodeStale, "the application was changed in the meantime: reload it and make the change again")
	}
	was := d.Status
	if d, err = change(d); err != nil {
		return err
	}
	if was != "submitted" {
		if d, err = s.store.UpdateDraft(ctx, d); err != nil {
			return err
		}
	}
	return c.JSON(http.StatusOK, shown(d))
}

func (s *Server) exportApplication(c echo.Context) error {
	d, err := s.store.Draft(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	format := c.QueryParam("format")
	raw, mime, err := ExportDraft(d, format)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "application-"+d.Infrastructure.ID+"."+format))
	return c.Blob(http.StatusOK, mime, raw)
}

// shown is a draft without the key to its conversation: a draft may be passed on.
func shown(d navigator.Draft) navigator.Draft {
	d.Conversation = ""
	return d
}

// ExportDraft writes a draft as json or html, with the source of every value.
func ExportDraft(d navigator.Draft, format string) (raw []byte, mime string, err error) {
	d = shown(d)
	switch format {
	case "json":
		raw, err = json.MarshalIndent(d, "", "  ")
		return append(raw, '\n'), "application/json", err
	case "html":
		var b bytes.Buffer
		err = draftPage.Execute(&b, d)
		return b.Bytes(), "text/html; charset=utf-8", err
	}
	return nil, "", navigator.Errorf(navigator.CodeInvalid, "the format %q is not one of json, html", format)
}

// draftPage is a page of its own: readable without the navigator, on paper and by a screen reader.
var draftPage = template.Must(template.New("draft").Funcs(template.FuncMap{
	"show": func(v any) string {
		switch x := v.(type) {
		case nil:
			return ""
		case bool:
			if x {
				return "yes"
			}
			return "no"
		case float64:
			return strconv.FormatFloat(x, 'f', -1, 64)
		}
		return fmt.Sprint(v)
	},
	"section": func(d navigator.Draft, i int) bool { return i == 0 || d.Fields[i].Section != d.Fields[i-1].Section },
}).Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{.Form.Title}}: {{.Infrastructure.Name}}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#16202a}
h1{font-size:1.6rem;line-height:1.2}h2{margin-top:2rem;border-bottom:1px solid #ccd;font-size:1.15rem}dt{font-weight:600;margin-top:1rem}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.source{color:#556;font-size:.85rem}.empty{color:#889;font-style:italic}</style></head>
<body><h1>{{.Form.Title}}</h1><p><strong>{{.Infrastructure.Name}}</strong></p><p>{{.Notice}}</p>
<p>Status: {{.Status}}. {{.Progress.Filled}} of {{.Progress.Total}} fields filled, {{.Progress.Confirmed}} confirmed.</p>
{{$d := .}}{{range $i, $f := .Fields}}{{if section $d $i}}{{if $i}}</dl>{{end}}<h2>{{$f.Section}}</h2><dl>{{end}}
<dt>{{$f.Label}}{{if $f.Required}} (required){{end}}</dt>
<dd>{{with show $f.Value}}{{.}}{{else}}<span class="empty">not filled: {{$f.Question}}</span>{{end}}</dd>
{{with $f.Source}}<dd class="source">Source: {{.Label}}{{if .URL}} ({{.URL}}){{end}}{{if $f.Confirmed}}; confirmed{{else}}; not confirmed yet{{end}}</dd>{{end}}
{{end}}</dl></body></html>
`))
