package retrieval

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"github.com/ri-navigator/navigator/corpus"
)

// Analyse turns a text into index terms: folded words without stop words,
// stemmed by Porter2. One analyser serves queries and every store.
func Analyse(text string) []string {
	words := corpus.Words(text)
	out := make([]string, 0, len(words))
	env := snowballstem.NewEnv("")
	for _, w := range words {
		if stopWord[w.Fold] {
			continue
		}
		out = append(out, stem(env, w.Fold))
	}
	return out
}

func stem(env *snowballstem.Env, w string) string {
	if len(w) < 4 {
		return w
	}
	env.SetCurrent(w)
	english.Stem(env)
	return env.Current()
}

var stopWord = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range []string{
		"a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before", "being",
		"between", "both", "but", "by", "can", "could", "did", "do", "does", "doing", "during", "each", "for", "from", "further", "get", "had",
		"has", "have", "having", "he", "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "like", "looking",
		"me", "more", "most", "my", "need", "no", "not", "of", "on", "once", "only", "or", "other", "our", "out", "over", "own", "please",
		"same", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
		"those", "through", "to", "too", "under", "until", "up", "us", "very", "want", "was", "we", "were", "what", "when", "where",
		"which", "while", "who", "whom", "why", "will", "with", "would", "you", "your", "s", "t", "m", "re", "ve", "ll", "d",
	} {
		m[w] = true
	}
	return m
}()
