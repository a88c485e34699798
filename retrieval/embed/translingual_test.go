package embed_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/ri-navigator/navigator/retrieval/embed"
	"github.com/ri-navigator/navigator/retrieval/embed/embedtest"
)

// The model's vectors are those of another implementation of it, recorded in
// testdata/translingual.json with their texts.
func TestTranslingualVectors(t *testing.T) {
	m := embedtest.Translingual(t)
	raw, err := os.ReadFile("testdata/translingual.json")
	if err != nil {
		t.Fatal(err)
	}
	var recorded []struct {
		Text   string
		Vector []float32
	}
	if err := json.Unmarshal(raw, &recorded); err != nil {
		t.Fatal(err)
	}
	for _, r := range recorded {
		v, err := m.Query(t.Context(), r.Text)
		if err != nil {
			t.Fatal(err)
		}
		if c := dot(v, r.Vector); c < .999 {
			t.Errorf("%q: cosine with the recorded vector %.5f", r.Text, c)
		}
	}
}

// A text is nearer to its translation than to another text of its own language,
// in a batch of texts of unlike length as well as alone.
func TestTranslingualMeaning(t *testing.T) {
	m := embedtest.Translingual(t)
	ps, err := m.Passages(t.Context(), []string{"A wind tunnel for aircraft models.", "A biobank of frozen blood samples " + strings.Repeat("and of tissue ", 40), "A wave tank."})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"Wir suchen einen Windkanal für ein Flugzeugmodell": 0, "Potrzebujemy próbek krwi z biobanku": 1, "Necesitamos un tanque de olas": 2, "": -1, "\x00\xff ﷺﷺﷺ 🙂": -1,
	} {
		q, err := m.Query(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		best := 0
		for i := range ps {
			if dot(q, ps[i]) > dot(q, ps[best]) {
				best = i
			}
		}
		if want >= 0 && best != want {
			t.Errorf("%q is nearest to passage %d, want %d", text, best, want)
		}
	}
}

// A damaged file is told, and does not bring the program down.
func TestTranslingualDamaged(t *testing.T) {
	for name, raw := range map[string]string{"empty": "", "other": "PK\x03\x04 not a model", "cut": "E5S1\x01\x00\x00\x00\x80\x01\x00\x00"} {
		path := t.TempDir() + "/model.bin"
		if err := os.WriteFile(path, []byte(raw), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := embed.OpenE5(path, embedtest.Library(t)); err == nil {
			t.Errorf("a file that is %s opens", name)
		}
	}
}

func BenchmarkTranslingualQuery(b *testing.B) {
	m := embedtest.Translingual(b)
	for name, words := range map[string]int{"10 words": 1, "100 words": 10} {
		text := strings.Repeat("Wir suchen einen Windkanal für ein neues Modell unseres Flugzeugs ", words)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := m.Query(b.Context(), text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
