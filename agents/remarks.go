package agents

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	navigator "github.com/ri-navigator/navigator"
)

// smeStaff is the number of staff from which on a firm is no SME: annex of
// Commission Recommendation 2003/361/EC, article 2.
const smeStaff = 250

// remarks finds what a reply must mend: facts that can't both be true, levels
// and dates that can't be, several home countries, data about people. Of facts
// that contradict each other none decides until the person says which is right.
func (r *reading) remarks(u *navigator.Understanding, now time.Time) {
	for _, pair := range contradictions {
		a, okA := u.Fact(pair[0])
		b, okB := u.Fact(pair[1])
		if okA && okB && contradict(a, b) && (r.saidNow(a) || r.saidNow(b)) {
			u.Remarks = append(u.Remarks, navigator.Remark{Key: "contradiction", Facts: []string{a.Name, b.Name}})
			u.Facts = doubted(u.Facts, a.Name, b.Name)
		}
	}
	r.levels(u)
	r.past(u, now)
	r.home(u)
	if peopleData.MatchString(r.said) {
		u.Remarks = append(u.Remarks, navigator.Remark{Key: "personal_data"})
	}
	if m := badLevel(r.text); m != "" {
		u.Remarks = append(u.Remarks, navigator.Remark{Key: "trl_impossible", Values: map[string]string{"Text": m}})
	}
}

var contradictions = [][2]string{{"org_type", "employees"}, {"confidential", "publishes"}}

func contradict(a, b navigator.Fact) bool {
	if a.Confidence < navigator.Doubtful || b.Confidence < navigator.Doubtful {
		return false
	}
	switch a.Name {
	case "org_type":
		n, _ := intFact(navigator.Understanding{Facts: []navigator.Fact{b}}, "employees")
		return (a.Value == "sme" || a.Value == "startup") && n >= smeStaff || a.Value == "large_company" && n > 0 && n < 50
	case "confidential":
		return a.Value == true && b.Value == true
	}
	return false
}

// saidNow reports whether a fact comes from the message being read.
func (r *reading) saidNow(f navigator.Fact) bool {
	return f.Source.Kind == "message" && f.Source.Seq == r.seq
}

// doubted lowers the confidence of some facts under the one that decides.
func doubted(facts []navigator.Fact, names ...string) []navigator.Fact {
	for i, f := range facts {
		if slices.Contains(names, f.Name) {
			facts[i].Confidence = min(f.Confidence, guess)
		}
	}
	return facts
}

// levels leaves out a target that is not above the present level.
func (r *reading) levels(u *navigator.Understanding) {
	now, okNow := intFact(*u, "trl_now")
	target, okTarget := intFact(*u, "trl_target")
	if okNow && okTarget && target <= now {
		u.Facts = slices.DeleteFunc(u.Facts, func(f navigator.Fact) bool { return f.Name == "trl_target" })
		if target < now {
			u.Remarks = append(u.Remarks, navigator.Remark{Key: "trl_backwards", Values: map[string]string{"From": fmt.Sprint(now), "To": fmt.Sprint(target)}})
		}
	}
}

var year = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// past leaves out a start that lies in the past.
func (r *reading) past(u *navigator.Understanding, now time.Time) {
	f, ok := u.Fact("start")
	if !ok || !r.saidNow(f) {
		return
	}
	text := fmt.Sprint(f.Value)
	y := year.FindString(text)
	if y == "" {
		return
	}
	last := time.Date(number0(y), monthIn(text), 28, 0, 0, 0, 0, time.UTC)
	if last.Before(now.AddDate(0, 0, -31)) {
		u.Facts = slices.DeleteFunc(u.Facts, func(f navigator.Fact) bool { return f.Name == "start" })
		u.Remarks = append(u.Remarks, navigator.Remark{Key: "date_past", Values: map[string]string{"Text": cmp.Or(f.Source.Ref, text)}})
	}
}

// monthIn is the month that a text names, else December: the year may still run.
func monthIn(text string) time.Month {
	for m := time.January; m <= time.December; m++ {
		if strings.Contains(strings.ToLower(text), strings.ToLower(m.String())) {
			return m
		}
	}
	return time.December
}

func number0(s string) int {
	n, _ := number(s)
	return n
}

// home speaks of several countries, and of partners.
func (r *reading) home(u *navigator.Understanding) {
	if len(r.homes) > 1 {
		u.Remarks = append(u.Remarks, navigator.Remark{Key: "several_countries", Values: map[string]string{"Countries": strings.Join(r.homes, ",")}})
	}
	if consortium.MatchString(r.text) {
		u.Remarks = append(u.Remarks, navigator.Remark{Key: "consortium"})
	}
}

var (
	consortium = rx(`\b(consortium|consortia|together with (our |two |three |several )?partners|joint (project|proposal) (of|with))\b`)
	// peopleData are marks of data about people: card and account numbers, passports, dates of birth, health of somebody named.
	peopleData = regexp.MustCompile(`(?i)\b(?:\d{4}[ -]?){3}\d{4}\b|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b|\b(?:passport|social security|tax)(?: id)?(?: number| no\.?)?:? ?[A-Z0-9]{6,}|\b(?:born on|date of birth)\b|\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b[^.]*\b(?:has|suffers|diagnosed|patient)\b`)
)

// remarkLines puts the remarks into words.
func (g *Guide) remarkLines(u navigator.Understanding) []string {
	var out []string
	for _, m := range u.Remarks {
		kv := []any{}
		for k, v := range m.Values {
			if k == "Countries" {
				var names []string
				for _, code := range strings.Split(v, ",") {
					names = append(names, g.country(u.Language, code))
				}
				v = strings.Join(names, ", ")
			}
			kv = append(kv, k, v)
		}
		if m.Key == "contradiction" {
			a, _ := u.Fact(m.Facts[0])
			b, _ := u.Fact(m.Facts[1])
			kv = append(kv, "A", g.factText(u.Language, a), "B", g.factText(u.Language, b))
		}
		out = append(out, g.say(u.Language, m.Key, kv...))
	}
	return out
}
