package embed_test

import (
	"bufio"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ri-navigator/navigator/retrieval/embed"
	"github.com/ri-navigator/navigator/retrieval/embed/embedtest"
)

// The tokeniser gives the ids that Python's tokenizers library gave, recorded
// in testdata on our own texts and on odd Unicode. NAVIGATOR_WORDPIECE names a
// further file of the same form.
func TestTokenizerParity(t *testing.T) {
	embedtest.Model(t) // its files are there
	raw, err := os.ReadFile(filepath.Join(embed.DefaultDir(os.Getenv), "tokenizer.json"))
	if err != nil {
		t.Fatal(err)
	}
	tok, err := embed.NewTokenizer(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"testdata/wordpiece.jsonl", os.Getenv("NAVIGATOR_WORDPIECE")} {
		if path != "" {
			parity(t, tok, path)
		}
	}
}

func parity(t *testing.T, tok *embed.Tokenizer, path string) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	n, wrong := 0, 0
	for sc.Scan() {
		var want struct {
			Text string
			IDs  []int64
		}
		if err := json.Unmarshal(sc.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		n++
		if got := tok.Encode(want.Text, 1<<20); !slices.Equal(got, want.IDs) {
			wrong++
			if wrong <= 5 {
				t.Errorf("%.60q\n got %v\nwant %v", want.Text, got[:min(20, len(got))], want.IDs[:min(20, len(want.IDs))])
			}
		}
	}
	if err := sc.Err(); err != nil || n < 100 {
		t.Errorf("%d texts read, %v", n, err)
	}
	t.Logf("%s: %d of %d texts agree", path, n-wrong, n)
}

func TestModel(t *testing.T) {
	m := embedtest.Model(t)
	ctx := context.Background()
	texts := []string{"a pilot line that packages photonic chips", "an archive of medieval manuscripts", strings.Repeat("very long ", 2000)}
	vs, err := m.Passages(ctx, texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range vs {
		if norm := dot(v, v); len(v) != embed.Dim || math.Abs(norm-1) > 1e-3 {
			t.Errorf("vector %d has %d numbers and norm %f", i, len(v), norm)
		}
		one, err := m.Passages(ctx, texts[i:i+1])
		if err != nil {
			t.Fatal(err)
		}
		if c := dot(v, one[0]); c < 0.98 { // 8-bit activations: padding changes a little
			t.Errorf("text %d alone and in a batch: cosine %f", i, c)
		}
	}
	q, err := m.Query(ctx, "packaging of silicon photonics")
	if err != nil {
		t.Fatal(err)
	}
	if near, far := dot(q, vs[0]), dot(q, vs[1]); near < far+0.1 {
		t.Errorf("the near text has cosine %f, the far one %f", near, far)
	}
}

func dot(a, b []float32) float64 {
	s := 0.0
	for i := range a {
		s += float64(a[i]) * float64(b[i])
	}
	return s
}

// A missing or changed file is named, with the way out.
func TestLocate(t *testing.T) {
	dir := t.TempDir()
	if _, err := embed.Locate(dir); err == nil || !strings.Contains(err.Error(), "missing") || !strings.Contains(err.Error(), "navigator model pull") {
		t.Errorf("an empty folder: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "bge-small-en-v1.5-q.onnx"), []byte("not a model"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := embed.Locate(dir); err == nil || !strings.Contains(err.Error(), "wrong sum") || !strings.Contains(err.Error(), dir) {
		t.Errorf("a changed file: %v", err)
	}
}
