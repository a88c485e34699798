package retrieval

import (
	"encoding/json"
	"fmt"
	"slices"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/retrieval/legs"
)

// fileVersion changes with the analyser and with what a file holds.
const fileVersion = "1"

// Fingerprint tells what an index is made of: the corpus, the model of its
// vectors, and the weights that lie in the file.
func Fingerprint(corpus, model string, w Weights) string {
	w = w.WithDefaults()
	return fmt.Sprintf("%s %s %s %g %g", fileVersion, corpus, model, w.K1, w.B)
}

// stored is a passage with the fields that its JSON for readers leaves out.
type stored struct {
	navigator.Passage
	Search   string           `json:"s,omitempty"`
	ReviewBy navigator.Date   `json:"r,omitempty"`
	Hash     string           `json:"h,omitempty"`
	Facets   navigator.Facets `json:"f,omitzero"`
}

// Save writes the index to a file, with its vectors where all are there, under
// the fingerprint of what it was made from.
func (x *Index) Save(path, fingerprint string) error {
	w, err := legs.Create(path)
	if err != nil {
		return err
	}
	legs.Put(w, "fingerprint", []byte(fingerprint))
	var text []byte
	ends := make([]uint64, 0, x.passages.Len())
	for i := range x.passages.Len() {
		p := x.passages.At(i)
		raw, err := json.Marshal(stored{p, p.Search, p.ReviewBy, p.Hash, p.Facets})
		if err != nil {
			return err
		}
		text = append(text, raw...)
		ends = append(ends, uint64(len(text)))
	}
	legs.Put(w, "passages", text)
	legs.Put(w, "passage ends", ends)
	x.text.Save(w, "text ")
	x.names.Save(w, "names ")
	x.facets.save(w)
	if v, ok := x.inMemory(); ok {
		v.Save(w, "vectors ")
	}
	return w.Close()
}

// inMemory is the leg by meaning, where it is the process's own.
func (x *Index) inMemory() (*legs.Vectors, bool) {
	n := x.near.Load()
	if n == nil {
		return nil, false
	}
	m, ok := (*n).(inMemory)
	return m.Vectors, ok
}

// Vector is a passage's vector, where the index has them all in memory; else nil.
func (x *Index) Vector(i int) []float32 {
	v, ok := x.inMemory()
	if !ok {
		return nil
	}
	return v.Row(i)
}

func (f *facets) save(w *legs.Writer) {
	var names []string
	for v := range f.of {
		names = append(names, v)
	}
	slices.Sort(names)
	list, err := json.Marshal(names)
	if err != nil {
		panic(err) // unreachable: strings always marshal
	}
	var bits []uint64
	for _, v := range names {
		bits = append(bits, f.of[v]...)
	}
	legs.Put(w, "facet names", list)
	legs.Put(w, "facet sets", bits)
}

// Open maps an index that Save wrote; the answer comes at once, and memory is
// used for what searches touch. Weights may differ from those it was saved
// with, except BM25's. An index of another fingerprint is an error.
func Open(path, fingerprint string, w Weights) (*Index, error) {
	f, err := legs.OpenFile(path)
	if err != nil {
		return nil, err
	}
	x, err := fromFile(f, fingerprint, w.WithDefaults())
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return x, nil
}

func fromFile(f *legs.File, fingerprint string, w Weights) (*Index, error) {
	if got := string(legs.Get[byte](f, "fingerprint")); got != fingerprint {
		return nil, fmt.Errorf("the index was made from other passages (%q, not %q)", got, fingerprint)
	}
	x := &Index{weights: w, file: f, passages: paged{legs.Get[byte](f, "passages"), legs.Get[uint64](f, "passage ends")}}
	var err error
	if x.text, err = legs.OpenWords(f, "text "); err != nil {
		return nil, err
	}
	if x.names, err = legs.OpenWords(f, "names "); err != nil {
		return nil, err
	}
	n := x.passages.Len()
	if x.facets, err = openFacets(f, n); err != nil {
		return nil, err
	}
	if v := legs.OpenVectors(f, "vectors "); v != nil {
		if v.Len() != n {
			return nil, fmt.Errorf("%d vectors for %d passages", v.Len(), n)
		}
		x.SetNear(inMemory{v})
	}
	return x, nil
}

func openFacets(f *legs.File, n int) (*facets, error) {
	var names []string
	if err := json.Unmarshal(legs.Get[byte](f, "facet names"), &names); err != nil {
		return nil, fmt.Errorf("the index's facets: %w", err)
	}
	out := newFacets(n)
	size := len(legs.NewBits(n))
	sets := legs.Get[uint64](f, "facet sets")
	if len(sets) != size*len(names) {
		return nil, fmt.Errorf("the index's facets are cut short")
	}
	for i, v := range names {
		out.of[v] = sets[i*size : (i+1)*size]
	}
	return out, nil
}

// Complete reports whether the index has all vectors.
func (x *Index) Complete() bool { return x.near.Load() != nil }

// FromFile reports whether the index was opened from a file.
func (x *Index) FromFile() bool { return x.file != nil }

// Close gives back the file of an index that was opened from one.
func (x *Index) Close() error {
	if x.file == nil {
		return nil
	}
	return x.file.Close()
}

// paged are passages that are decoded when they are asked for.
type paged struct {
	text []byte
	ends []uint64
}

func (p paged) Len() int { return len(p.ends) }

func (p paged) At(i int) navigator.Passage {
	start := uint64(0)
	if i > 0 {
		start = p.ends[i-1]
	}
	var s stored
	if err := json.Unmarshal(p.text[start:p.ends[i]], &s); err != nil {
		return navigator.Passage{} // unreachable except for a file damaged after it was written
	}
	s.Passage.Search, s.Passage.ReviewBy, s.Passage.Hash, s.Passage.Facets = s.Search, s.ReviewBy, s.Hash, s.Facets
	return s.Passage
}
