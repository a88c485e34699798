package eval

import (
	"fmt"
	"slices"
	"strings"

	navigator "github.com/ri-navigator/navigator"
)

// check compares one reply with one expectation; got is empty where it holds.
func check(e Expectation, a *navigator.Answer) (got string) {
	switch e.What {
	case "kind":
		return oneOf(e.Any, string(a.Kind))
	case "first":
		return oneOf(e.Any, slices.Concat(ids(a), []string{"nothing"})[0])
	case "top 3":
		return anyOf(e.Any, ids(a)[:min(3, len(a.Recommendations))])
	case "never":
		for _, id := range e.Any {
			if slices.Contains(ids(a), id) {
				return id + " is recommended"
			}
		}
		return ""
	case "fact":
		f, ok := fact(a, e.Key)
		if !ok {
			return "no such fact"
		}
		return oneOf(e.Any, fmt.Sprint(f.Value))
	case "no fact":
		for _, name := range e.Any {
			if f, ok := fact(a, name); ok {
				return fmt.Sprintf("%s = %v", name, f.Value)
			}
		}
		return ""
	case "asks":
		asked := "nothing"
		if a.Question != nil {
			asked = a.Question.Fact
		}
		return oneOf(e.Any, asked)
	case "cites":
		return anyContains(e.Any, cited(a))
	case "action":
		var types []string
		for _, x := range a.Actions {
			types = append(types, x.Type)
		}
		return anyOf(e.Any, types)
	}
	return checkText(e, a)
}

func checkText(e Expectation, a *navigator.Answer) string {
	switch e.What {
	case "says", "says not":
		for _, words := range e.Any {
			if strings.Contains(strings.ToLower(a.Text), strings.ToLower(words)) == (e.What == "says") {
				return ""
			}
		}
		return a.Text
	case "rule":
		return oneOf(e.Any, ruleVerdict(a, e.Key))
	case "may":
		for _, r := range a.Recommendations {
			if r.ID == e.Key {
				return oneOf(e.Any, string(r.Eligibility))
			}
		}
		return e.Key + " is not recommended"
	}
	return "unknown expectation"
}

func ruleVerdict(a *navigator.Answer, key string) string {
	for _, r := range a.Recommendations {
		for _, v := range r.Rules {
			if v.Programme+"/"+v.Rule == key {
				return string(v.Verdict)
			}
		}
	}
	return "no such verdict"
}

func ids(a *navigator.Answer) []string {
	out := []string{}
	for _, r := range a.Recommendations {
		out = append(out, r.ID)
	}
	return out
}

func fact(a *navigator.Answer, name string) (navigator.Fact, bool) {
	i := slices.IndexFunc(a.Facts, func(f navigator.Fact) bool { return f.Name == name })
	if i < 0 {
		return navigator.Fact{}, false
	}
	return a.Facts[i], true
}

func cited(a *navigator.Answer) []string {
	var out []string
	for _, c := range a.Citations {
		out = append(out, c.Record+" "+c.URL)
	}
	return out
}

func oneOf(want []string, got string) string {
	if slices.Contains(want, got) {
		return ""
	}
	return got
}

func anyOf(want, got []string) string {
	if slices.ContainsFunc(got, func(g string) bool { return slices.Contains(want, g) }) {
		return ""
	}
	return list(got)
}

func anyContains(want, got []string) string {
	for _, g := range got {
		for _, w := range want {
			if strings.Contains(g, w) {
				return ""
			}
		}
	}
	return list(got)
}

func list(xs []string) string {
	if len(xs) == 0 {
		return "nothing"
	}
	return strings.Join(xs, ", ")
}
