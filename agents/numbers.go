package agents

import (
	"regexp"
	"strconv"
	"strings"
)

// numerals are the number words that a count may be written with.
const numerals = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve`

var (
	employees = regexp.MustCompile(strings.ReplaceAll(`(?i)\b(?:firm|company|start-?up|SME|spin-?off|business|enterprise)\b[^.;\d]{0,30}\bN (?:people|persons)\b|\bN (?:employees|staff|people (?:in|at) (?:the|our) company|people work)\b|\bN[- ]?person (?:company|start-?up|team|firm|SME|business)\b|\bteam of N\b|\bwe (?:are|employ) N (?:people|persons|staff)\b|\bemployees we are N\b|\bN of us (?:on the payroll|in the (?:company|firm))\b`, "N", `(\d{1,3}(?:[., ’']\d{3})+|\d{1,6}|`+numerals+`)`))
	users     = regexp.MustCompile(strings.ReplaceAll(`(?i)\b(?:send|bring) N (?:people|persons|ppl|users)\b|\bN of us\b|\bN(?: (?:people|persons|ppl|users|researchers|scientists|students|colleagues))? (?:would|will|could|can|want to|to|are going to|plan to)? ?(?:come|coming|visit|travel|travelling|attend|fly|join)\b|\bthere (?:are|would be|will be) N of us\b|\bwould come (?:in |with |at |to )?N\b|\bN (?:people |persons |users |of us )?would come\b|\b(two|three|four|five|six) of us\b|\bN (?:people|persons|ppl|users|students)(?:,| for| and) (?:\d{1,3}|one|two|three|four|five|six) (?:days?|weeks?)\b`, "N", `(\d{1,3}|`+numerals+`)`))
	days      = regexp.MustCompile(`(?i)\b(?:for |about |around |stay of |need )?(\d{1,3}|one|two|three|four|five|six) (days?|weeks?|months?)(?: of (?:access|beam ?time|use|stay|testing|time))\b|\b(?:people|persons|ppl|users|students),? (\d{1,3}|one|two|three|four|five|six) (days?|weeks?)\b|\bfor (\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten) (days?|weeks?)\b|\bstay (?:for )?(\d{1,3}|one|two|three|four|five|six) (days?|weeks?|months?)\b`)
	budget    = regexp.MustCompile(`(?i)(?:€|eur(?:os?)?\s?)\s?(\d[\d.,\s]*)\s?(k|thousand|m|million)?\b|\b(\d{1,3}(?:[., ’']\d{3})+|\d[\d.,]*)\s?(k|thousand|m|million)?\s?(?:€|eur\b|euros?\b)`)
	age       = regexp.MustCompile(strings.ReplaceAll(`(?i)\b(?:founded|started|established|company is|we are) N years? (?:ago|old)\b|\bN[- ]years?[- ]old (?:[\pL-]+ )?(?:start-?up|company|firm|SME|spin-?off|business)\b|\b(?:start-?up|company|firm|SME|spin-?off),? N years? old\b`, "N", `(\d{1,3}|`+numerals+`)`))
)

// numbers reads staff, users, length of stay, budget and the company's age.
func (r *reading) numbers() {
	for _, x := range []struct {
		fact string
		re   *regexp.Regexp
	}{{"employees", employees}, {"users", users}, {"company_age_years", age}} {
		if m := x.re.FindStringSubmatchIndex(r.text); m != nil {
			if n, ok := number(group(r.text, m)); ok {
				r.add(x.fact, n, r.sureOf(x.fact, m[0], m[1]), m[0], m[1])
			}
		}
	}
	if m := days.FindStringSubmatchIndex(r.text); m == nil && r.gloss.Language != "en" {
		r.bareDays()
	} else if m != nil {
		i := 2
		for m[i] < 0 {
			i += 4
		}
		if n, ok := number(r.text[m[i]:m[i+1]]); ok {
			r.add("stay_days", n*unitDays(r.text[m[i+2]:m[i+3]]), .85, m[0], m[1])
		}
	}
	r.budget()
}

var (
	bareDays = regexp.MustCompile(`(?i)\b(\d{1,3}|` + numerals + `) (days?|weeks?)\b`)
	noStay   = rx(`\b(?:in|within|after|every|last|next|ago|old|since|until|per)\W*$`)
	noStay2  = rx(`^\W*(?:ago|old|before|later|after|per)\b`)
)

// bareDays reads the length of a stay in a gloss, whose prepositions say little.
func (r *reading) bareDays() {
	m := bareDays.FindStringSubmatchIndex(r.text)
	if m == nil || noStay.MatchString(r.text[max(0, m[0]-12):m[0]]) || noStay2.MatchString(r.text[m[1]:]) {
		return
	}
	if n, ok := number(r.text[m[2]:m[3]]); ok {
		r.add("stay_days", n*unitDays(r.text[m[4]:m[5]]), .8, m[0], m[1])
	}
}

func (r *reading) budget() {
	m := budget.FindStringSubmatchIndex(r.text)
	if m == nil {
		return
	}
	i := 2
	if m[i] < 0 {
		i = 6
	}
	f, ok := amount(r.text[m[i]:m[i+1]])
	if !ok {
		return
	}
	if m[i+2] >= 0 {
		f *= map[byte]float64{'k': 1e3, 't': 1e3, 'm': 1e6}[strings.ToLower(r.text[m[i+2]:m[i+3]])[0]]
	}
	if f < maxAmount {
		r.add("budget_eur", int(f), .85, m[0], m[1])
	}
}

// group is the first group of a match that took part in it.
func group(text string, m []int) string {
	for i := 2; i+1 < len(m); i += 2 {
		if m[i] >= 0 {
			return text[m[i]:m[i+1]]
		}
	}
	return ""
}

func number(s string) (int, bool) {
	if w, ok := trlWords[strings.ToLower(s)]; ok {
		s = w
	}
	f, ok := amount(s)
	return int(f), ok && f == float64(int(f)) && f < maxAmount
}

var (
	// aboutNumber are words before a number that make a limit or a range of it.
	aboutNumber = rx(`\b(?:fewer than|less than|more than|under|below|over|up to|at most|at least|not|no|not even|almost|between|\d+ ?(?:-|–|and|to|or))\W*$`)
	// otherStaff are words by which a number of people is not that of the person's company now.
	otherStaff = rx(`\b(?:` + third + `|train(?:ing|ed)?|fired|laid off|lost|will have|had|formerly|until|next year|limit|for|tunnel|facility|lab)\b[^.;,]*$`)
)

// sureOf is how sure a number is: a limit, a range and what is said of others are guesses.
func (r *reading) sureOf(fact string, start, end int) float64 {
	before, after := r.sentence(start, end)
	at := start + strings.IndexAny(r.text[start:end], "0123456789")
	if at < start {
		at = start
	}
	switch {
	case aboutNumber.MatchString(r.text[max(0, at-40):at]), notSo.MatchString(before), r.stanceOn(start, end) != states:
		return guess
	case fact == "employees" && (otherStaff.MatchString(before) || otherStaff.MatchString(r.text[start:at])), inTwoPlaces.MatchString(after):
		return guess
	}
	return .9
}

// inTwoPlaces is a second number right behind the first: "40 employees in Spain and 400 in Brazil".
var inTwoPlaces = rx(`^[^.;]{0,30}\band \d`)

func unitDays(unit string) int {
	switch strings.ToLower(unit)[0] {
	case 'w':
		return 7
	case 'm':
		return 30
	}
	return 1
}

// maxAmount is the largest sum and the largest count that are believed.
const maxAmount = 1e12

var grouped = regexp.MustCompile(`^\d{1,3}(?:[., ’']\d{3})+$`)

// amount reads a number with grouped thousands or a decimal sign, as they are
// written in Europe: 2.500, 2,500, 2 500, 2.500,50, 1.5.
func amount(s string) (float64, bool) {
	s = strings.Trim(s, " .,")
	whole, decimals := s, ""
	if i := strings.LastIndexAny(s, ".,"); i >= 0 && !grouped.MatchString(s) {
		whole, decimals = s[:i], s[i+1:]
	}
	whole = strings.NewReplacer(".", "", ",", "", " ", "", "’", "", "'", "").Replace(whole)
	f, err := strconv.ParseFloat(whole+"."+decimals+"0", 64)
	return f, err == nil && f >= 0
}

var counted = regexp.MustCompile(`(?i)(\d[\d., ’']*)\s?(k|thousand)?\b`)

// onlyNumber is the whole number of a short answer that holds just one and denies none.
func onlyNumber(text string) (int, bool) {
	all := counted.FindAllStringSubmatch(text, -1)
	if len(all) != 1 || negation.MatchString(text[:strings.Index(text, all[0][0])]) {
		return 0, false
	}
	f, ok := amount(all[0][1])
	if all[0][2] != "" {
		f *= 1000
	}
	return int(f), ok && f == float64(int(f)) && f < maxAmount
}
