package agents

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// gazette knows the words for countries: names, demonyms, other names and cities.
type gazette struct {
	words   map[string]place
	longest int
}

type place struct {
	code    string
	demonym bool
	country bool // the country's own name or demonym
}

// alsoWord are names of countries that are everyday words in small letters.
var alsoWord = map[string]bool{"turkey": true, "china": true, "polish": true, "swedes": true, "jordan": true, "georgia": true, "japan": true}

func newGazette(c *corpus.Corpus) *gazette {
	g := &gazette{words: map[string]place{}}
	quiet := map[string]bool{}
	for _, p := range c.Places {
		if p.Quiet {
			quiet[corpus.Fold(p.Name)] = true
			continue
		}
		g.put(p.Name, place{code: p.Country})
	}
	for _, r := range c.Infrastructures {
		for _, s := range r.Sites {
			if f := corpus.Fold(s.City); len(f) > 3 && !quiet[f] {
				if _, ok := g.words[f]; !ok {
					g.put(s.City, place{code: s.Country})
				}
			}
		}
	}
	for _, x := range c.Countries {
		g.put(x.Name, place{x.Code, false, true})
		for _, a := range x.Aliases {
			g.put(a, place{code: x.Code, country: strings.Contains(a, " ")}) // "czech republic" is no everyday word
		}
		for _, d := range strings.Split(x.Demonym, ",") {
			g.put(d, place{x.Code, true, true})
		}
	}
	return g
}

func (g *gazette) put(name string, p place) {
	f := corpus.Fold(name)
	if f == "" {
		return
	}
	g.words[f] = p
	g.longest = max(g.longest, strings.Count(f, " ")+1)
}

// found is a place named in a text.
type found struct {
	place
	start, end int
}

// find lists the places named in a text, longest names first at each word.
func (g *gazette) find(text string) []found {
	words := corpus.Words(text)
	casual := beginsSmall(text) // who does not begin with a capital gives a country none either
	var out []found
	for i := 0; i < len(words); i++ {
		for k := min(g.longest, len(words)-i); k > 0; k-- {
			parts := make([]string, k)
			for j := range k {
				parts[j] = words[i+j].Fold
			}
			p, ok := g.words[strings.Join(parts, " ")]
			if !ok {
				continue
			}
			before := text[max(0, words[i].Start-20):words[i].Start]
			small := len(parts[0]) > 4 && !alsoWord[parts[0]] && (p.country && !p.demonym || casual && (p.country || inBefore.MatchString(before) || fromBefore.MatchString(before)))
			if !small && !capital(text[words[i].Start:words[i+k-1].End]) {
				continue
			}
			out = append(out, found{p, words[i].Start, words[i+k-1].End})
			i += k - 1
			break
		}
	}
	return out
}

var fromBefore = regexp.MustCompile(`(?i)\b(?:from|based in|near)\s*$`)

// beginsSmall reports whether a text begins with a small letter.
func beginsSmall(text string) bool {
	for _, c := range text {
		if unicode.IsLetter(c) {
			return unicode.IsLower(c)
		}
	}
	return false
}

// capital reports whether a name is written with a capital: "turkey" and "nice" in a sentence are no places.
func capital(s string) bool {
	return s != "" && s[:1] != strings.ToLower(s[:1]) || s != "" && s[0] >= 0x80
}

var (
	facilityNext     = regexp.MustCompile(`(?i)^[- ](?:\w+ )?(?:test ?beds?|facilit(?:y|ies)|pilot (?:lines?|plants?)|clean ?rooms?|synchrotrons?|beamlines?|test (?:sites?|tracks?)|infrastructures?)\b`)
	organisationNext = regexp.MustCompile(`(?i)^[- ](?:based[- ])?(?:SMEs?|start-?ups?|spin-?(?:off|out)s?|company|firm|universit(?:y|ies)|institute|group|team|hospital|ngo|organi[sz]ation)\b`)
	organisationWord = regexp.MustCompile(`(?i)^\W*(?:[\w-]+\W+){0,5}?(SMEs?|start-?ups?|spin-?(?:off|out)|company|firm|business|enterprise|university|institute|group|team|lab|laboratory|hospital|ngo|organi[sz]ation|manufacturer|developer|maker|producer|association|municipality|ministry|charity|foundation|rto|corporation|museum|brewery|cooperative)\b`)
	organisationNear = regexp.MustCompile(`(?i)^[- ](?:[\pL-]+ ){0,2}(?:SME|start-up|spin-off|company|university|research institute|research group|hospital|municipality|museum|NGO|ministry)\b`)
	facilityWord     = regexp.MustCompile(`(?i)\b(facility|facilities|infrastructures?|test ?beds?|pilot (?:lines?|plants?)|clean ?rooms?|living labs?|beamlines?|synchrotrons?|test (?:sites?|tracks?)|labs?|laborator(?:y|ies)|cent(?:re|er)s?|machines?|supercomputers?|(?:computing|machine|beam|telescope|supercomputer|instrument) ?time|computing|telescopes?|reactors?|biobanks?|archives?|services?|one|something|access|anything|somewhere|place|facility to|tested|testing)\s*(?:located |based )?$`)
	homeBefore       = regexp.MustCompile(`(?i)(\b(?:university|institute|company|group|team|lab) (?:of|in|at) (?:[A-Z][\w-]+ ?){1,3},|\b(based|located|established|registered|headquartered|incorporated|working|work|live|living|sitting|situated|home) (?:is )?(?:in|at|out of)(?: the)?|\b(?:we|i) ?(?:are|'re|am|'m|come|work)(?: all)?(?: now| actually| currently)? (?:in|from|at)(?: the)?|\bfrom(?: the)?|\bmy country is(?: the)?|\bour country is(?: the)?|\bcountry:?|\b(?:university|institute|company|start-?up|sme|firm|group|team|lab|hospital|school) (?:of|in|at)(?: the)?|\b(?:not \w+,? but|but|actually|now) (?:in|from)(?: the)?)\s*$`)
	notBefore        = regexp.MustCompile(`(?i)\b(not|no|neither|nor|outside(?: of)?|except|but not|anywhere but|avoid|excluding)(?: (?:want to |like to )?(?:go |travel )?(?:in|from|to))?(?: the)?\s*$`)
	inBefore         = regexp.MustCompile(`(?i)\b(in|near|around|within|at)(?: the)?\s*$`)
	placeAsked       = regexp.MustCompile(`(?i)^\W*(?:in|from|it'?s|its|i'?m in|we'?re in|correction)?\W*$`)
)

// countries tells the person's own country from the country where they want the
// facility. A demonym before a kind of organisation, "based in" and a bare
// answer mean home; "a test bed in" means the facility; "not in" bars it.
func (r *reading) countries() {
	places := r.guide.gazette.find(r.text)
	corrected, barred := false, -2
	for i, p := range places {
		if i >= maxFindings {
			return
		}
		if r.insideMention(p.start, p.end) {
			continue
		}
		before, after := r.text[max(0, p.start-near):p.start], r.text[p.end:min(len(r.text), p.end+near)]
		stance := r.stanceOn(p.start, p.end)
		switch {
		case leftHome.MatchString(before):
			r.denied = append(r.denied, denial{"country", p.code})
		case notGoing.MatchString(after), slices.Contains(verbLast, r.gloss.Language) && noNext.MatchString(after):
			r.where.NotCountries = append(r.where.NotCountries, p.code)
			r.used = append(r.used, span{p.start, p.end})
		case groupOutside.MatchString(before): // tells where the group works, not where the facility may be
			r.used = append(r.used, span{p.start, p.end})
		case notBefore.MatchString(before), barred == i-1 && i > 0 && (joinsBarred.MatchString(r.text[places[i-1].end:p.start]) || r.gloss.Language != "en" && strings.TrimSpace(r.text[places[i-1].end:p.start]) == "in"):
			if r.deniesHome(p.code) {
				r.denied = append(r.denied, denial{"country", p.code})
			} else if corrected = barred != i-1 && homeCorrection(r.text, places, i); !corrected {
				r.where.NotCountries = append(r.where.NotCountries, p.code)
				barred = i
			}
			r.used = append(r.used, span{p.start, p.end}) // either way it says nothing of what is needed
		case r.correctsCountry(p.code):
			r.add("country", p.code, .95, p.start, p.end)
		case corrected, i+1 < len(places) && correctsHome(r.text[p.end:places[i+1].start]):
			r.add("country", p.code, .95, p.start, p.end)
		case inBefore.MatchString(before) && facilityWord.MatchString(inBefore.ReplaceAllString(before, "")):
			r.where.Countries = append(r.where.Countries, p.code)
			r.used = append(r.used, span{p.start, p.end})
		case inBefore.MatchString(before) && r.asks(p.start) && !homeSentence(before) && !homeBefore.MatchString(before) && !p.demonym: // "can one test drones in Spain?"
			r.where.Countries = append(r.where.Countries, p.code)
			r.used = append(r.used, span{p.start, p.end})
		case stance == ofOthers || stance == denies:
		case stance == wondersIf:
			r.add("country", p.code, guess, p.start, p.end)
		case severalHomes(r.text, places, i):
			if !slices.Contains(r.homes, p.code) {
				r.homes = append(r.homes, p.code)
			}
		case p.demonym && (r.gloss.Language == "en" && ownOrganisation(after) >= 0 || organisationNear.MatchString(after)), organisationNext.MatchString(after), homeBefore.MatchString(before):
			r.atHome(p, after)
		case placeAsked.MatchString(before) && len(strings.TrimSpace(after)) < 3:
			r.add("country", p.code, .95, p.start, p.end)
		case inBefore.MatchString(before) && homeSentence(before):
			r.atHome(p, after)
		case r.gloss.Language != "en" && ownJustBefore.MatchString(before), r.gloss.Language != "en" && p.demonym && ownWords.MatchString(before): // "una PMI portoghese"
			r.atHome(p, after)
		case r.gloss.Language != "en" && p.demonym && facilityWord.MatchString(before): // "una sala bianca svedese"
			r.where.Countries = append(r.where.Countries, p.code)
			r.used = append(r.used, span{p.start, p.end})
		case facilityNext.MatchString(after): // "the Mellach test bed" stands there, whoever asks
		case (breaks.MatchString(after) || wantsNext.MatchString(after)) && leadsHome(r.lead(p.start)), r.standsAlone(p): // "SME, Portugal, 12 people", "Start-up. Spain."
			r.atHome(p, after)
		default:
			r.add("country", p.code, guess, p.start, p.end)
		}
	}
}

// ownOrganisation is where the organisation ends that a nationality before it
// belongs to, or -1: of "Russian researcher at the University of Porto" only the person is Russian.
func ownOrganisation(after string) int {
	m := organisationWord.FindStringIndex(after)
	if m == nil || crosses.MatchString(after[:m[1]]) {
		return -1
	}
	return m[1]
}

// lead is what stands before a place in its sentence.
func (r *reading) lead(at int) string {
	before, _ := r.sentence(at, at)
	return theFirst.ReplaceAllString(before, "")
}

// standsAlone reports whether a place is a sentence of its own in a short introduction.
func (r *reading) standsAlone(p found) bool {
	before, after := r.sentence(p.start, p.end)
	return strings.Trim(before, " ") == "" && strings.Trim(after, " .") == "" && p.start > 0
}

var breaks = regexp.MustCompile(`^\s*(?:[,.;:)]|$)`)

var crosses = rx(`\b(?:at|in|of|from|and|for|with|to|who|whose|an?|the)\b`)

// atHome notes the country of an organisation; for certain where it is the person's own.
func (r *reading) atHome(p found, after string) {
	end := p.end
	next := organisationNext.MatchString(after)
	if m := ownOrganisation(after); m >= 0 && (p.demonym || next) {
		end += m
	}
	confidence := guess
	if r.isHome(p.start, end) || r.standsAlone(p) || end > p.end && r.isOwn(p.start, end) {
		confidence = .98
	}
	r.add("country", p.code, confidence, p.start, p.end)
}

// notGoing is a denial behind a place, as some languages put it: "Spanyolországba nem megyünk".
var notGoing = rx(`^[^\pL\pN]*(?:not (?:we )?(?:go|going|want|travel|come|drive)\b|is (?:out of the question|too far|excluded)|won['’]t do)`)

// verbLast are the languages that put a denied verb behind the place it denies.
var (
	verbLast = []string{"hu", "fi", "et", "lt", "lv"}
	noNext   = rx(`^[^\pL\pN]{0,3}(?:no|not)\b`)
)

// joinsBarred is what joins a further country to one that is not wanted: "not in Belgium, not in Italy and not in France".
var joinsBarred = regexp.MustCompile(`(?i)^\s*(?:,|,? ?(?:and|or|nor))\s*(?:not )?(?:in |from |to )?(?:the )?$`)

// ownJustBefore are the person's own organisation right before a place, as languages without "of" put it.
var ownJustBefore = regexp.MustCompile(`(?i)\b(museum|university|research institute|company|SME|start-?up|spin-?off|research group|hospital|municipality|ministry)(?: from| in)?\s*$`)

var groupOutside = regexp.MustCompile(`(?i)\b(?:most|majority) of (?:us|our \w+|the \w+)[^.;]{0,30}\boutside(?: of)?(?: the)?\s*$`)

var ownWords = regexp.MustCompile(`(?i)\b(museum|enterprise|business|brewery|manufacturer|producer|municipality|ministry|cooperative|association|council|ngo|family business|sme|start-?up|company|university|institute|group|team|lab|hospital|researcher|phd|postdoc|student|scientist|engineer|firm|spin-?off|laboratory)\b[^.;,]*$`)

// homeSentence reports whether the words before "in X" speak of the person's own organisation.
func homeSentence(before string) bool { return ownWords.MatchString(before) }

var joined = regexp.MustCompile(`(?i)^\s*(,|and|or|&|/|as well as)\s*(also )?(in )?(the )?$`)

// severalHomes reports whether a place stands in a list of places: which of them counts, the person must say.
func severalHomes(text string, places []found, i int) bool {
	other := func(a, b found) bool { return a.code != b.code && joined.MatchString(text[a.end:b.start]) }
	return i+1 < len(places) && other(places[i], places[i+1]) || i > 0 && other(places[i-1], places[i])
}

// correctsHome reports whether the words between two places are those of "Spain, not Portugal".
func correctsHome(between string) bool { return justNot.MatchString(between) }

// homeCorrection reports whether "not Portugal" is followed by the right home country: a correction, not a filter.
func homeCorrection(text string, places []found, i int) bool {
	if i+1 < len(places) {
		between := strings.ToLower(text[places[i].end:places[i+1].start])
		return strings.Contains(between, "but") || strings.Contains(between, ",") && !strings.Contains(between, "not") && i+2 >= len(places) && !inBefore.MatchString(text[max(0, places[i].start-near):places[i].start])
	}
	if i > 0 {
		between := strings.ToLower(text[places[i-1].end:places[i].start])
		return strings.Contains(between, "not")
	}
	return false
}

var (
	kindResearch   = regexp.MustCompile(`(?i)\b(only )?research infrastructures?\b( only)?`)
	leftHome       = regexp.MustCompile(`(?i)\b(?:we|i|company|firm|university|institute)(?:['’](?:re|m)| are| am| is)?\s*(?:not|no longer|never)(?: based| located)? (?:in|from)(?: the)?\s*$`)
	justNot        = regexp.MustCompile(`(?i)^\W*(and )?not( in| from)?\W*$`)
	onlyWord       = regexp.MustCompile(`(?i)\bonly\b`)
	anyPlace       = regexp.MustCompile(`(?i)\b(anywhere|any country)\b`)
	kindTechnology = regexp.MustCompile(`(?i)\b(only )?technology infrastructures?\b( only)?`)
)

// filters merges where the person wants the facility: new countries replace old ones.
func (r *reading) filters(f *navigator.Filters) {
	if len(r.where.Countries) > 0 {
		f.Countries = r.where.Countries
	}
	for _, c := range r.where.NotCountries {
		if !slices.Contains(f.NotCountries, c) {
			f.NotCountries = append(f.NotCountries, c)
		}
	}
	only := onlyWord.MatchString(r.text)
	if only && kindTechnology.MatchString(r.text) {
		f.Kinds = []string{"technology"}
	}
	if only && kindResearch.MatchString(r.text) {
		f.Kinds = []string{"research"}
	}
	if anyPlace.MatchString(r.text) {
		f.Countries = nil
	}
}
