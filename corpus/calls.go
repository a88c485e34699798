package corpus

import (
	"fmt"
	"time"

	navigator "github.com/ri-navigator/navigator"
)

// ClosingSoon is how long before its end an open call is said to be closing.
const ClosingSoon = 21 * 24 * time.Hour

// CloseTime is the moment a call closes; the zero time where it has none.
// A bare date closes at the end of that day in the call's time zone (Brussels where none is given).
func CloseTime(c *navigator.Call) (time.Time, error) {
	return moment(c.ClosesAt, c.TimeZone, 24*time.Hour)
}

// OpenTime is the moment a call opens; the zero time where none is known.
func OpenTime(c *navigator.Call) (time.Time, error) { return moment(c.OpensAt, c.TimeZone, 0) }

func moment(s, zone string, add time.Duration) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	if zone == "" {
		zone = "Europe/Brussels"
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("the time zone %q is not known", zone)
	}
	d, err := time.ParseInLocation(time.DateOnly, s, loc)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is neither a time nor a date", s)
	}
	if add > 0 {
		d = d.AddDate(0, 0, 1).Add(-time.Second) // the day's last second, also when the clocks change
	}
	return d, nil
}

// Status is where a call stands at a moment. A call whose review date has
// passed and that has no closing date is not offered as continuous.
func Status(c *navigator.Call, now time.Time) string {
	end, _ := CloseTime(c)
	start, _ := OpenTime(c)
	switch {
	case !end.IsZero() && !now.Before(end):
		return "closed"
	case !start.IsZero() && now.Before(start):
		return "forecast"
	case c.Continuous:
		return "continuous"
	case end.IsZero() && start.IsZero():
		return "forecast"
	case end.IsZero():
		return "open"
	case end.Sub(now) < ClosingSoon:
		return "closing"
	}
	return "open"
}

// Stale reports whether a record's review date has passed.
func Stale(d navigator.Date, now time.Time) bool {
	t := d.Time()
	return !t.IsZero() && now.After(t)
}

// StaleFindings lists the records past their review date.
func StaleFindings(c *Corpus, now time.Time) []Finding {
	var out []Finding
	tell := func(file, id string, by navigator.Date) {
		if Stale(by, now) {
			out = append(out, Finding{Severity: SeverityStale, File: file + "/" + id + ".yaml", Text: fmt.Sprintf("to be reviewed by %s", by), Remedy: "read its sources again, mend it, and set new dates"})
		}
	}
	for _, r := range c.Infrastructures {
		tell("catalogue/"+r.Kind, r.ID, r.ReviewBy)
	}
	for _, p := range c.Programmes {
		tell("access", p.ID, p.ReviewBy)
	}
	for _, k := range c.Calls {
		tell("calls", k.ID, k.ReviewBy)
	}
	for _, t := range c.Trainings {
		tell("training", t.ID, t.ReviewBy)
	}
	for _, a := range c.Articles {
		tell("guidance", a.ID, a.ReviewBy)
	}
	return out
}
