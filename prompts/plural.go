package prompts

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// forms are CLDR's names of the plural forms.
var forms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// PluralForm is the plural form that a whole number takes in a language: zero, one, two, few, many or other.
func PluralForm(lang string, n int) string {
	return forms[plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)]
}

// pluralOf gives templates of a language their function plural: of pairs of a
// plural form and a text it takes the text of the form that the number has in
// that language by CLDR, "other" where there is none, and puts the number for #.
func pluralOf(lang string) func(n int, pairs ...string) (string, error) {
	return func(n int, pairs ...string) (string, error) {
		form := PluralForm(lang, n)
		for _, want := range []string{form, "other"} {
			for i := 0; i+1 < len(pairs); i += 2 {
				if pairs[i] == want {
					return strings.ReplaceAll(pairs[i+1], "#", strconv.Itoa(n)), nil
				}
			}
		}
		return "", fmt.Errorf("plural: no form %q or \"other\" among %q", form, pairs)
	}
}
