package embed

import (
	"context"
	"fmt"
	"math"
	"runtime"

	ort "github.com/yalue/onnxruntime_go"
)

// Translingual names the model that puts texts of all our languages beside each
// other: multilingual-e5-small (MIT) with 4-bit weights, mean pooling, L2 norm.
// On its own it finds the right record less often than words and the English
// model do; beside them it finds what no word of the vocabulary tells.
const Translingual = "multilingual-e5-small-q4"

// MaxTranslingual is how many tokens of a text are read: a need is told in
// fewer, and each costs a turn its time (some 0.5 ms on two cores).
const MaxTranslingual = 160

// E5 is the translingual model, loaded. It is safe for concurrent use: queries
// have a session of their own, so that a running batch never delays one.
type E5 struct {
	pack  *pack
	tok   *unigram
	kind  []float32 // the embedding of the one kind of token that there is
	place []float32 // the embeddings of positions
	out   string
	query session
	batch session
}

// OpenE5 loads the model from the file that LocateE5 gave; library is ONNX Runtime's.
func OpenE5(path, library string) (*E5, error) {
	if err := initialise(library); err != nil {
		return nil, err
	}
	p, err := openPack(path)
	if err != nil {
		return nil, err
	}
	model, out := encoder(p)
	e := &E5{pack: p, tok: newUnigram(p), kind: p.floats("emb.type")[:p.hidden], place: p.floats("emb.pos"), out: out}
	for _, x := range []struct {
		s       *session
		threads int
	}{{&e.query, 2}, {&e.batch, runtime.NumCPU()}} {
		opts, err := ort.NewSessionOptions()
		if err != nil {
			return nil, err
		}
		if err := opts.SetIntraOpNumThreads(x.threads); err != nil {
			return nil, err
		}
		x.s.s, err = ort.NewDynamicAdvancedSessionWithONNXData(model, []string{inStates, inMask}, []string{out}, opts)
		_ = opts.Destroy()
		if err != nil {
			return nil, fmt.Errorf("the translingual model %s does not load: %w", path, err)
		}
	}
	return e, nil
}

// Name is the model's name, under which its vectors are kept.
func (e *E5) Name() string { return Translingual }

// Query embeds a question, marked as the model was trained.
func (e *E5) Query(_ context.Context, text string) ([]float32, error) {
	vs, err := e.run(&e.query, Batch{e.tok.Encode("query: "+text, MaxTranslingual)})
	if err != nil {
		return nil, err
	}
	return vs[0], nil
}

// Passages embeds texts, in their order, marked as the model was trained.
func (e *E5) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	ids := make([][]int64, len(texts))
	for i, t := range texts {
		ids[i] = e.tok.Encode("passage: "+t, MaxTokens)
	}
	return inOrder(ctx, ids, func(b Batch) ([][]float32, error) { return e.run(&e.batch, b) })
}

// run embeds a batch: the mean of the states of each text's tokens, normed.
func (e *E5) run(s *session, batch Batch) ([][]float32, error) {
	longest := batch.longest()
	states, mask := make([]float32, len(batch)*longest*Dim), make([]float32, len(batch)*longest)
	for i, ids := range batch {
		for t := range longest {
			if t >= len(ids) {
				mask[i*longest+t] = -math.MaxFloat32 / 2
				continue
			}
			e.embed(ids[t], t, states[(i*longest+t)*Dim:(i*longest+t+1)*Dim])
		}
	}
	in := make([]ort.Value, 0, 2)
	defer func() { destroy(in) }()
	for _, x := range []struct {
		data  []float32
		shape ort.Shape
	}{{states, ort.NewShape(int64(len(batch)), int64(longest), Dim)}, {mask, ort.NewShape(int64(len(batch)), 1, 1, int64(longest))}} {
		t, err := ort.NewTensor(x.shape, x.data)
		if err != nil {
			return nil, err
		}
		in = append(in, t)
	}
	out := []ort.Value{nil}
	s.mu.Lock()
	err := s.s.Run(in, out)
	s.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("the translingual model failed: %w", err)
	}
	defer out[0].Destroy()
	hidden := out[0].(*ort.Tensor[float32]).GetData()
	vs := make([][]float32, len(batch))
	for i, ids := range batch {
		vs[i] = mean(hidden[i*longest*Dim:], len(ids))
	}
	return vs, nil
}

// embed adds up what stands for a token at a place.
func (e *E5) embed(id int64, at int, out []float32) {
	e.pack.addRow("emb.word", int(id), out)
	for i := range out {
		out[i] += e.place[at*Dim+i] + e.kind[i]
	}
}

// mean is the normed mean of n states.
func mean(states []float32, n int) []float32 {
	sum := make([]float32, Dim)
	for t := range n {
		for i := range sum {
			sum[i] += states[t*Dim+i]
		}
	}
	return normed(sum)
}
