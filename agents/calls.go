package agents

import (
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/corpus"
)

// calls lists an infrastructure's calls as they stand now; closed ones are left out.
func (g *Guide) calls(u navigator.Understanding, r *navigator.Infrastructure) []navigator.CallStatus {
	out := []navigator.CallStatus{}
	for _, c := range g.Corpus.CallsOf(r.ID) {
		status := corpus.Status(c, g.Now())
		if status == "closed" {
			continue
		}
		out = append(out, g.callStatus(u, c, status))
	}
	return out
}

// callStatus is a call as it stands, with its closing by the clock of the person's country.
func (g *Guide) callStatus(u navigator.Understanding, c *navigator.Call, status string) navigator.CallStatus {
	s := navigator.CallStatus{ID: c.ID, Title: c.Title, Status: status, URL: c.URL}
	if t, err := corpus.CloseTime(c); err == nil && !t.IsZero() {
		s.ClosesAt = t.Format(time.RFC3339)
		if here := g.here(u, t); here.Format(timeOfDay) != t.Format(timeOfDay) {
			s.ClosesHere = here.Format(time.RFC3339)
		}
	}
	return s
}

const timeOfDay = "2 15:04"

// here is a moment by the clock of the person's country; unchanged where that is not known.
func (g *Guide) here(u navigator.Understanding, t time.Time) time.Time {
	f, _ := u.Fact("country")
	code, _ := f.Value.(string)
	country, _ := g.Corpus.Country(code)
	if zone, err := time.LoadLocation(country.Zone); err == nil && country.Zone != "" {
		return t.In(zone)
	}
	return t
}

// callLine tells of the first call of a candidate that takes applications now.
func (g *Guide) callLine(u navigator.Understanding, c navigator.Candidate, cs *citations) string {
	for _, call := range g.Corpus.CallsOf(c.Infrastructure.ID) {
		status := corpus.Status(call, g.Now())
		if status != "open" && status != "closing" && status != "continuous" {
			continue
		}
		return g.sayCall(u, "calls_open", call, status, cs)
	}
	return ""
}

// callLines list the calls of an infrastructure, those that are over last, or say that none is recorded.
func (g *Guide) callLines(u navigator.Understanding, c navigator.Candidate, cs *citations) []string {
	var now, over []string
	for _, call := range g.Corpus.CallsOf(c.Infrastructure.ID) {
		status := corpus.Status(call, g.Now())
		line := g.sayCall(u, "call_item", call, status, cs)
		if status == "closed" {
			over = append(over, line)
		} else {
			now = append(now, line)
		}
	}
	if len(now) == 0 {
		now = append(now, g.say(u.Language, "calls_none", "Name", c.Infrastructure.Name))
	}
	return append(now, over[:min(1, len(over))]...)
}

// sayCall says a sentence about a call, its closing time and its source.
func (g *Guide) sayCall(u navigator.Understanding, key string, call *navigator.Call, status string, cs *citations) string {
	return g.say(u.Language, key, "Title", call.Title, "Status", g.say(u.Language, "call_"+status), "Closes", g.closing(u, call), "Mark", g.callMark(call, cs))
}

// closing is the moment a call closes, in the call's own time zone and in the
// person's; empty where none is known.
func (g *Guide) closing(u navigator.Understanding, call *navigator.Call) string {
	t, err := corpus.CloseTime(call)
	if err != nil || t.IsZero() {
		return ""
	}
	const layout = "2006-01-02, 15:04 MST"
	there := t.Format(layout)
	if u.Language == "en" {
		there = t.Format("2 January 2006, 15:04 MST")
	}
	if here := g.here(u, t); here.Format(timeOfDay) != t.Format(timeOfDay) {
		return g.say(u.Language, "time_there", "There", there, "Here", here.Format("2006-01-02, 15:04"))
	}
	return there
}

// callMark cites a call.
func (g *Guide) callMark(call *navigator.Call, cs *citations) string {
	ref, _ := corpus.BestSource(call.Sources)
	return cs.mark("call:"+call.ID, navigator.Citation{
		Record: call.ID, Title: call.Title, Section: "call", URL: ref.URL, Quote: strings.TrimSpace(call.About),
		CheckedOn: ref.On, Stale: corpus.Stale(call.ReviewBy, g.Now()),
	})
}
