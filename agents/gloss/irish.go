package gloss

import "strings"

// eclipsed are the beginnings that Irish gives a word after some others, and
// what the word itself begins with: mbád is bád.
var eclipsed = []struct{ with, without string }{
	{"bhf", "f"}, {"mb", "b"}, {"gc", "c"}, {"nd", "d"}, {"ng", "g"}, {"bp", "p"}, {"dt", "t"}, {"ts", "s"},
}

// unmutated is an Irish word without the change of its beginning that grammar
// makes: eclipsis (gcathair, cathair), lenition (chathair), and the n, t or h
// before a vowel. Empty where there is none. The word is folded.
func unmutated(folded string) string {
	for _, e := range eclipsed {
		if rest, ok := strings.CutPrefix(folded, e.with); ok {
			return e.without + rest
		}
	}
	if len(folded) > 3 && folded[1] == 'h' && strings.IndexByte("bcdfgmpst", folded[0]) >= 0 {
		return folded[:1] + folded[2:]
	}
	if len(folded) > 3 && strings.IndexByte("nth", folded[0]) >= 0 && strings.IndexByte("aeiou", folded[1]) >= 0 {
		return folded[1:]
	}
	return ""
}
