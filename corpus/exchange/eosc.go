package exchange

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// The EOSC profiles as read in the resource catalogue's form models: version 6
// for export, 5 and 6 for import. Version 6 has no field for access modes,
// policies, eligibility or cost, so our record travels with it as an extension.
const extension = "navigator"

// eoscModes are the profile's access types for our modes.
var eoscModes = map[string]string{
	"physical": "access_type-physical", "remote": "access_type-remote", "virtual": "access_type-virtual", "mail-in": "access_type-mail_in",
}

// eoscDomains are the ESFRI domains of version 5 for ours.
var eoscDomains = map[string]string{
	"provider_esfri_domain-data_computing_and_digital_research_infrastructures": "data",
	"provider_esfri_domain-energy":                                              "energy",
	"provider_esfri_domain-environment":                                         "environment",
	"provider_esfri_domain-health_and_food":                                     "health-food",
	"provider_esfri_domain-physical_sciences_and_engineering":                   "physical-sciences",
	"provider_esfri_domain-social_and_cultural_innovation":                      "social-cultural",
}

// WriteEOSC writes the infrastructures as organisations and services of the
// profile's version 6. Fields that the profile requires and no source gives
// (a contact person, a logo) are left out, not invented.
func WriteEOSC(w io.Writer, records []*navigator.Infrastructure) error {
	organisations, services := []any{}, []any{}
	for _, r := range records {
		o := map[string]any{
			"id": r.ID, "name": r.Name, "description": r.About, "website": r.URL, "legalEntity": false, "hostingLegalEntity": r.Host,
			"country": firstOf(corpus.FacetsOf(r).Countries), extension: r,
		}
		if len(r.Acronyms) > 0 {
			o["abbreviation"] = r.Acronyms[0]
		}
		organisations = append(organisations, o)
		for _, s := range r.Services {
			services = append(services, eoscService(r, s))
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{"profile": "eosc-6.1", "organisations": organisations, "services": services})
}

func eoscService(r *navigator.Infrastructure, s navigator.Service) map[string]any {
	out := map[string]any{
		"id": r.ID + "." + s.ID, "name": r.Name + ": " + s.Name, "description": s.About, "type": "Service",
		"resourceOwner": r.ID, "serviceProviders": []string{r.ID}, "webpage": r.URL, "tags": slices.Concat(s.Techniques, s.Sectors),
		"orderType": "order_type-order_required", "accessPolicy": r.Access.ApplyURL,
	}
	var modes []string
	for _, m := range s.Modes {
		modes = append(modes, eoscModes[m])
	}
	if len(modes) > 0 {
		out["accessTypes"] = modes
	}
	return out
}

func firstOf(xs []string) string {
	if len(xs) == 0 {
		return ""
	}
	return xs[0]
}

// FromEOSC reads organisations (v6) or providers (v5) with their services: our
// own export, a list of profiles, or bundles that hold the profile under
// "service" or "provider". A service without its organisation in the file is
// dropped: alone it does not say which infrastructure it belongs to.
func FromEOSC(raw []byte, name string, c *corpus.Corpus, r *Report) ([]Imported, error) {
	orgs, services, err := eoscParts(raw, name)
	if err != nil {
		return nil, err
	}
	r.Read += len(orgs) + len(services)
	var out []Imported
	at := map[string]*navigator.Infrastructure{}
	for _, row := range orgs {
		rec, kind, detail := eoscOrganisation(row, c, r)
		if kind != "" {
			r.drop(row.N, text(row.Values["name"]), kind, detail)
			continue
		}
		at[text(row.Values["id"])] = rec
		out = append(out, Imported{row.N, rec})
	}
	for _, row := range services {
		owner := at[first(row, "resourceOwner|resourceOrganisation|serviceProviders|resourceProviders")]
		switch {
		case owner == nil:
			r.drop(row.N, text(row.Values["name"]), "a service whose organisation is not in the file", first(row, "resourceOwner|resourceOrganisation"))
		case row.Values[extension] != nil || hasService(owner, text(row.Values["id"])): // came with its organisation's record
		default:
			owner.Services = append(owner.Services, serviceOf(row, owner))
		}
	}
	return out, nil
}

func hasService(r *navigator.Infrastructure, id string) bool {
	return slices.ContainsFunc(r.Services, func(s navigator.Service) bool { return r.ID+"."+s.ID == id })
}

func eoscParts(raw []byte, name string) (orgs, services []Row, err error) {
	if whole, err := jsonRows(raw, name, ""); err == nil && len(whole) == 1 && whole[0].Values["organisations"] != nil {
		if orgs, err = jsonRows(raw, name, "organisations"); err != nil {
			return nil, nil, err
		}
		services, err = jsonRows(raw, name, "services")
		return orgs, services, err
	}
	rows, err := jsonRows(raw, name, "")
	if err == nil && len(rows) == 1 && rows[0].Values["results"] != nil {
		rows, err = jsonRows(raw, name, "results")
	}
	for _, row := range rows {
		for _, key := range []string{"service", "provider", "organisation"} {
			if inner, ok := row.Values[key].(map[string]any); ok {
				row.Values = inner
			}
		}
		if row.Values["resourceOwner"] != nil || row.Values["resourceOrganisation"] != nil || row.Values["orderType"] != nil {
			services = append(services, row)
		} else {
			orgs = append(orgs, row)
		}
	}
	return orgs, services, err
}

func eoscOrganisation(row Row, c *corpus.Corpus, r *Report) (*navigator.Infrastructure, string, string) {
	if row.Values[extension] != nil {
		found := fromRecords([]Row{row}, extension, NewReport(""))
		if len(found) == 1 {
			return found[0].Record, "", ""
		}
		return nil, "not of the form of a record", ""
	}
	m := eoscMapping
	rec, kind, detail := m.record(row, c, r)
	if kind == "" {
		rec.ESFRIDomain = eoscDomains[first(row, "esfriDomains")]
	}
	return rec, kind, detail
}

// eoscMapping maps a provider (v5) or an organisation (v6) without our extension.
var eoscMapping = &Mapping{
	Name:     "eosc",
	Source:   navigator.Reference{URL: "https://providers.eosc-portal.eu/", Read: "EOSC profile, as the provider filled it in", On: "2026-11-24"},
	Defaults: map[string]string{"kind": "research", "subtype": "other_research", "status": "operating"},
	Fields: map[string]Field{
		"name": {From: "name"}, "acronyms": {From: "abbreviation"}, "host": {From: "hostingLegalEntity"}, "url": {From: "website"},
		"about": {From: "description"}, "country": {From: "country|location.country"}, "city": {From: "location.city"}, "keywords": {From: "tags"},
		"status": {From: "lifeCycleStatus", Values: map[string]string{
			"provider_life_cycle_status-operational": "operating", "provider_life_cycle_status-being_upgraded": "operating",
			"provider_life_cycle_status-under_construction": "construction",
		}},
	},
}

func serviceOf(row Row, owner *navigator.Infrastructure) navigator.Service {
	about, _ := plainText(text(row.Values["description"]))
	name, _ := plainText(text(row.Values["name"]))
	s := navigator.Service{ID: slug(name), Name: name, About: about}
	for s.ID == "" || slices.ContainsFunc(owner.Services, func(o navigator.Service) bool { return o.ID == s.ID }) {
		s.ID += "x"
	}
	if tags, ok := row.Values["tags"].([]any); ok {
		for _, t := range tags {
			s.Techniques = append(s.Techniques, text(t))
		}
	}
	if types, ok := row.Values["accessTypes"].([]any); ok {
		for _, t := range types {
			for ours, theirs := range eoscModes {
				if strings.EqualFold(text(t), theirs) {
					s.Modes = append(s.Modes, ours)
				}
			}
		}
	}
	slices.Sort(s.Modes)
	return s
}
