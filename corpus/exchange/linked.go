package exchange

import (
	"encoding/json"
	"io"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// context names the vocabularies of the JSON-LD export: schema.org for what
// search engines read, DCAT for catalogues, and our own record whole.
var context = map[string]any{
	"@vocab": "https://schema.org/",
	"dcat":   "http://www.w3.org/ns/dcat#",
	"dct":    "http://purl.org/dc/terms/",
	"record": map[string]any{"@id": "urn:navigator:record", "@type": "@json"},
}

// WriteLinked writes the infrastructures as one JSON-LD document: a
// dcat:Catalog of schema.org organisations with their places and services.
func WriteLinked(w io.Writer, c *corpus.Corpus) error {
	records, version := c.Infrastructures, c.Version
	list := make([]any, 0, len(records))
	for _, r := range records {
		list = append(list, linked(c, r))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{
		"@context": context, "@type": []string{"dcat:Catalog", "DataCatalog"}, "@id": "urn:navigator:catalogue",
		"name": "Research and technology infrastructures", "version": version, "dcat:resource": list,
	})
}

func linked(c *corpus.Corpus, r *navigator.Infrastructure) map[string]any {
	out := map[string]any{
		"@type": []string{"ResearchOrganization", "dcat:Resource"}, "@id": "urn:navigator:" + r.ID, "identifier": r.ID, "name": r.Name,
		"description": r.About, "additionalType": r.Kind + "/" + r.Subtype, "record": r,
	}
	put := func(key string, v any, ok bool) {
		if ok {
			out[key] = v
		}
	}
	put("url", r.URL, r.URL != "")
	put("alternateName", corpus.AllNames(r)[1:], len(corpus.AllNames(r)) > 1)
	put("keywords", r.Keywords, len(r.Keywords) > 0)
	put("dcat:theme", r.Areas, len(r.Areas) > 0)
	put("sameAs", r.ROR, r.ROR != "")
	put("parentOrganization", map[string]any{"@type": "Organization", "name": r.Host}, r.Host != "")
	var places, services, pages []any
	for _, s := range r.Sites {
		p := map[string]any{"@type": "Place", "address": map[string]any{"@type": "PostalAddress", "addressCountry": s.Country, "addressLocality": s.City}}
		if s.Lat != nil && s.Lon != nil {
			p["geo"] = map[string]any{"@type": "GeoCoordinates", "latitude": *s.Lat, "longitude": *s.Lon}
		}
		places = append(places, p)
	}
	for _, s := range r.Services {
		services = append(services, map[string]any{"@type": "Service", "identifier": r.ID + "/" + s.ID, "name": s.Name, "description": s.About})
	}
	for _, s := range r.Sources {
		pages = append(pages, s.URL)
	}
	put("location", places, len(places) > 0)
	put("makesOffer", services, len(services) > 0)
	known := techniques(c, r)
	put("knowsAbout", known, len(known) > 0)
	put("dct:source", pages, len(pages) > 0)
	return out
}

// FromLinked reads back what WriteLinked wrote.
func FromLinked(raw []byte, name string, r *Report) ([]Imported, error) {
	rows, err := jsonRows(raw, name, "dcat:resource")
	if err != nil {
		return nil, err
	}
	return fromRecords(rows, "record", r), nil
}

// fromRecords reads whole records that rows carry under a key.
func fromRecords(rows []Row, key string, r *Report) []Imported {
	var out []Imported
	r.Read += len(rows)
	for _, row := range rows {
		rec := &navigator.Infrastructure{}
		raw, err := json.Marshal(dig(row.Values, key))
		if err == nil {
			err = json.Unmarshal(raw, rec)
		}
		switch {
		case err != nil:
			r.drop(row.N, text(row.Values["name"]), "not of the form of a record", err.Error())
		case rec.ID == "":
			r.drop(row.N, text(row.Values["name"]), "no record in it", "")
		default:
			out = append(out, Imported{row.N, rec})
		}
	}
	return out
}

// techniques are those of the services that PaNET knows, as terms of it.
func techniques(c *corpus.Corpus, r *navigator.Infrastructure) []any {
	var out []any
	for _, t := range c.TechniquesOf(r) {
		out = append(out, map[string]any{"@type": "DefinedTerm", "@id": t.PaNET, "name": t.Label})
	}
	return out
}
