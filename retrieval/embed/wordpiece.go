package embed

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Tokenizer is the uncased BERT scheme: clean the text, set CJK characters
// apart, lower-case, drop combining marks, split at white space and
// punctuation, then match greedily the longest WordPiece. A word of more than
// 100 characters is unknown. It agrees with the reference implementation on
// the recorded ids in testdata.
type Tokenizer struct {
	vocab         map[string]int64
	cls, sep, unk int64
}

const maxWordRunes = 100

// NewTokenizer reads the vocabulary from a tokenizer.json file's content.
func NewTokenizer(raw []byte) (*Tokenizer, error) {
	var doc struct {
		Model struct {
			Vocab map[string]int64 `json:"vocab"`
		} `json:"model"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, fmt.Errorf("the tokenizer file is not JSON: %w", err)
	}
	t := &Tokenizer{vocab: doc.Model.Vocab}
	for name, id := range map[string]*int64{"[CLS]": &t.cls, "[SEP]": &t.sep, "[UNK]": &t.unk} {
		v, ok := t.vocab[name]
		if !ok {
			return nil, fmt.Errorf("the tokenizer's vocabulary lacks %s", name)
		}
		*id = v
	}
	return t, nil
}

// Encode gives the ids of a text between [CLS] and [SEP], at most limit of them in all.
func (t *Tokenizer) Encode(text string, limit int) []int64 {
	ids := []int64{t.cls}
	for _, w := range basicTokens(text) {
		ids = t.wordPieces(ids, w)
		if len(ids) >= limit-1 {
			ids = ids[:limit-1]
			break
		}
	}
	return append(ids, t.sep)
}

func (t *Tokenizer) wordPieces(ids []int64, word string) []int64 {
	runes := []rune(word)
	if len(runes) > maxWordRunes {
		return append(ids, t.unk)
	}
	start := len(ids)
	for i := 0; i < len(runes); {
		j := len(runes)
		id, ok := int64(0), false
		for ; j > i; j-- {
			piece := string(runes[i:j])
			if i > 0 {
				piece = "##" + piece
			}
			if id, ok = t.vocab[piece]; ok {
				break
			}
		}
		if !ok {
			return append(ids[:start], t.unk)
		}
		ids = append(ids, id)
		i = j
	}
	return ids
}

// basicTokens cleans and splits a text into words and single punctuation characters.
func basicTokens(text string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range normalise(text) {
		switch {
		case isSpace(r):
			flush()
		case isPunct(r) || isCJK(r):
			flush()
			out = append(out, string(r))
		default:
			word.WriteRune(r)
		}
	}
	flush()
	return out
}

// normalise drops control characters, decomposes, drops combining marks and lower-cases.
func normalise(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == 0 || r == unicode.ReplacementChar || isControl(r) {
			continue
		}
		b.WriteRune(r)
	}
	var out strings.Builder
	for _, r := range norm.NFD.String(b.String()) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteString(strings.ToLower(string(r)))
		}
	}
	return out.String()
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || unicode.Is(unicode.Z, r) || unicode.IsSpace(r)
}

func isControl(r rune) bool {
	if r == '\t' || r == '\n' || r == '\r' {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co)
}

func isPunct(r rune) bool {
	if r >= 33 && r <= 47 || r >= 58 && r <= 64 || r >= 91 && r <= 96 || r >= 123 && r <= 126 {
		return true
	}
	return unicode.IsPunct(r)
}

// isCJK covers the blocks of Chinese characters that the reference sets apart.
func isCJK(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0x20000 && r <= 0x2A6DF ||
		r >= 0x2A700 && r <= 0x2B73F || r >= 0x2B740 && r <= 0x2B81F || r >= 0x2B920 && r <= 0x2CEAF ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
}
