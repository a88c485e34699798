package web

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/prompts"
)

// ExportDraft writes a draft in a language as json or html, with the source of
// every value and without the key to its conversation.
func ExportDraft(say *prompts.Set, d navigator.Draft, lang, format string) (raw []byte, mime string, err error) {
	d.Conversation = ""
	d = agents.SpeakDraft(say, lang, d)
	switch format {
	case "json":
		raw, err = json.MarshalIndent(d, "", "  ")
		return append(raw, '\n'), "application/json", err
	case "html":
		var b bytes.Buffer
		err = draftPage.Execute(&b, page{d, lang, say})
		return b.Bytes(), "text/html; charset=utf-8", err
	}
	return nil, "", navigator.Errorf(navigator.CodeInvalid, "the format %q is not one of json, html", format)
}

// page is a draft as its page shows it.
type page struct {
	navigator.Draft
	Lang string
	say  *prompts.Set
}

// Say gives a sentence of the page; keys and values alternate after its key.
func (p page) Say(key string, kv ...any) string {
	values := map[string]any{}
	for i := 0; i+1 < len(kv); i += 2 {
		values[kv[i].(string)] = kv[i+1]
	}
	return p.say.Say(p.Lang, key, values)
}

// Show gives a field's value in words.
func (p page) Show(f navigator.Field) string { return agents.FieldText(p.say, p.Lang, f) }

// Empty says that a field is not filled, and what it asks.
func (p page) Empty(question string) string {
	return strings.TrimRight(p.Say("export_empty", "Question", question), " :")
}

// Opens reports whether a section begins with a field.
func (p page) Opens(i int) bool { return i == 0 || p.Fields[i].Section != p.Fields[i-1].Section }

// draftPage is a page of its own: readable without the navigator, on paper and by a screen reader.
var draftPage = template.Must(template.New("draft").Parse(`<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{.Form.Title}}: {{.Infrastructure.Name}}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#16202a}
h1{font-size:1.6rem;line-height:1.2}h2{margin-top:2rem;border-bottom:1px solid #ccd;font-size:1.15rem}dt{font-weight:600;margin-top:1rem}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.source{color:#556;font-size:.85rem}.empty{color:#667;font-style:italic}</style></head>
<body><h1>{{.Form.Title}}</h1><p><strong>{{.Infrastructure.Name}}</strong></p><p>{{.Notice}}</p>
<p>{{if eq .Status "submitted"}}{{.Say "export_submitted" "Filled" .Progress.Filled "Total" .Progress.Total "Confirmed" .Progress.Confirmed}}
{{- else}}{{.Say "export_draft" "Filled" .Progress.Filled "Total" .Progress.Total "Confirmed" .Progress.Confirmed}}{{end}}</p>
{{$p := .}}{{range $i, $f := .Fields}}{{if $p.Opens $i}}{{if $i}}</dl>{{end}}<h2>{{$f.Section}}</h2><dl>{{end}}
<dt>{{$f.Label}}{{if $f.Required}} {{$p.Say "export_required"}}{{end}}</dt>
<dd>{{with $p.Show $f}}{{.}}{{else}}<span class="empty">{{$p.Empty $f.Question}}</span>{{end}}</dd>
{{with $f.Source}}<dd class="source">{{$p.Say "export_source" "Label" .Label}}{{if .URL}} ({{.URL}}){{end}}; {{if $f.Confirmed}}{{$p.Say "export_confirmed"}}{{else}}{{$p.Say "export_unconfirmed"}}{{end}}</dd>{{end}}
{{end}}</dl></body></html>
`))
