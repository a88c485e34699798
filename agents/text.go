package agents

import (
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

func accessText(r *navigator.Infrastructure) string {
	return strings.Join(strings.Fields(strings.Join([]string{r.Access.Who, r.Access.Cost, r.Access.LeadTime, r.Access.Apply}, " ")), " ")
}

// firstSentences cuts a text after its n-th sentence.
func firstSentences(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' && i > 30 && !abbreviation(s[:i+1]) {
			if n--; n == 0 {
				return s[:i+1]
			}
		}
	}
	return s
}

func abbreviation(s string) bool {
	for _, a := range []string{"e.g.", "i.e.", "approx.", "incl.", "etc.", "St.", "Dr.", "No.", "ca."} {
		if strings.HasSuffix(s, a) {
			return true
		}
	}
	return false
}

// lowerFirst makes a sentence's beginning the inside of another; PhD and SME stay as they are.
func lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if len(first) > 1 && first[1:] == strings.ToLower(first[1:]) {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}
