package gloss

import "testing"

// An Irish word is found without the change of its beginning.
func TestUnmutated(t *testing.T) {
	for with, want := range map[string]string{
		"mbad": "bad", "gcathair": "cathair", "bhfarraige": "farraige", "chathair": "cathair", "dtonn": "tonn", "nollscoil": "ollscoil",
		"cathair": "", "she": "", "the": "", "ag": "",
	} {
		if got := unmutated(with); got != want {
			t.Errorf("%s is %q, want %q", with, got, want)
		}
	}
}
