package gloss

import "unicode/utf8"

// stemRunes is how many first letters a word and a form must share to be
// compared at all: endings change, beginnings seldom do.
const stemRunes = 4

func runes(s string) int { return utf8.RuneCountInString(s) }

func head(w string) string {
	r := []rune(w)
	return string(r[:min(stemRunes, len(r))])
}

// likeness is how many letters two words share from their beginning, less those they differ in.
func likeness(a, b string) int {
	x, y := []rune(a), []rune(b)
	return 3*shared(x, y) - len(x) - len(y)
}

func shared(x, y []rune) int {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// sameStem reports whether two words differ in their ending only: at least five
// letters alike and no more than five others in both together, or four and at
// most two more. A longer word that begins with a form of six letters or more
// is a compound of it.
func sameStem(form, word string) bool {
	if form == word {
		return true
	}
	x, y := []rune(form), []rune(word)
	n := shared(x, y)
	short, long := min(len(x), len(y)), max(len(x), len(y))
	return n >= 5 && len(x)+len(y)-2*n <= 5 && long-n <= 4 || n == short && n >= 4 && long-n <= 2 || n == len(x) && n >= 6
}

// agrees reports whether two words of a term of several words differ in their
// last two letters at most: each agrees with the others in case and number.
func agrees(form, word string) bool {
	x, y := []rune(form), []rune(word)
	n := shared(x, y)
	return n >= 4 && len(x)-n <= 2 && len(y)-n <= 2
}

// sameEnding is sameStem without compounds: only up to three last letters differ,
// and seven letters of ten are alike: prosím is not prosinec.
func sameEnding(form, word string) bool {
	x, y := []rune(form), []rune(word)
	n := shared(x, y)
	return n >= 5 && len(x)-n <= 3 && len(y)-n <= 3 && 10*n >= 7*max(len(x), len(y))
}
