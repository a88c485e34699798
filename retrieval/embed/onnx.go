package embed

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
)

// ONNX is the local model, loaded. It is safe for concurrent use: queries have
// a session of their own, so that a running batch never delays one.
type ONNX struct {
	tok   *Tokenizer
	query session
	batch session
}

type session struct {
	mu sync.Mutex
	s  *ort.DynamicAdvancedSession
}

var (
	initMu   sync.Mutex
	initDone bool
)

// Open loads the model from a folder that Locate gave.
func Open(f Files) (*ONNX, error) {
	raw, err := f.tokenizer()
	if err != nil {
		return nil, err
	}
	tok, err := NewTokenizer(raw)
	if err != nil {
		return nil, err
	}
	if err := initialise(f.Library); err != nil {
		return nil, err
	}
	o := &ONNX{tok: tok}
	for _, x := range []struct {
		s       *session
		threads int
	}{{&o.query, 2}, {&o.batch, runtime.NumCPU()}} {
		if x.s.s, err = newSession(f.Model, x.threads); err != nil {
			return nil, fmt.Errorf("the embedding model %s does not load: %w", f.Model, err)
		}
	}
	return o, nil
}

func initialise(library string) error {
	initMu.Lock()
	defer initMu.Unlock()
	if initDone {
		return nil
	}
	ort.SetSharedLibraryPath(library)
	if err := ort.InitializeEnvironment(ort.WithLogLevelError()); err != nil {
		return fmt.Errorf("ONNX Runtime does not start from %s: %w", library, err)
	}
	initDone = true
	return nil
}

func newSession(model string, threads int) (*ort.DynamicAdvancedSession, error) {
	opts, err := ort.NewSessionOptions()
	if err != nil {
		return nil, err
	}
	defer opts.Destroy()
	if err := opts.SetIntraOpNumThreads(threads); err != nil {
		return nil, err
	}
	in := []string{"input_ids", "attention_mask", "token_type_ids"}
	return ort.NewDynamicAdvancedSession(model, in, []string{"last_hidden_state"}, opts)
}

// Name is the model's name, under which its vectors are kept.
func (o *ONNX) Name() string { return Model }

// Query embeds a query as it stands. The model was also trained with a sentence
// before queries; without it nDCG@10 of the dense leg on SciFact's training
// queries is .755, with it .745.
func (o *ONNX) Query(_ context.Context, text string) ([]float32, error) {
	vs, err := o.query.run(Batch{o.tok.Encode(text, MaxTokens)})
	if err != nil {
		return nil, err
	}
	return vs[0], nil
}

// batchTokens bounds a batch by its padded tokens: larger ones are slower, as
// they leave the processor's cache (32 texts of 182 tokens measured best).
const batchTokens = 4096

// Passages embeds texts, in their order. Texts of like length share a batch, so
// that little padding is computed.
func (o *ONNX) Passages(ctx context.Context, texts []string) ([][]float32, error) {
	return inOrder(ctx, encoded(o.tok, texts), o.batch.run)
}

// inOrder embeds texts batch by batch and gives their vectors in the texts' order.
func inOrder(ctx context.Context, ids [][]int64, run func(Batch) ([][]float32, error)) ([][]float32, error) {
	out := make([][]float32, len(ids))
	order, batches := inBatches(ids)
	for _, batch := range batches {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		vs, err := run(batch)
		if err != nil {
			return nil, err
		}
		for i, j := range order[:len(batch)] {
			out[j] = vs[i]
		}
		order = order[len(batch):]
	}
	return out, nil
}

// Batches are the texts' token ids as they are embedded together, for measuring the bare runtime on the same.
func Batches(tok *Tokenizer, texts []string) []Batch {
	_, batches := inBatches(encoded(tok, texts))
	return batches
}

func encoded(tok *Tokenizer, texts []string) [][]int64 {
	ids := make([][]int64, len(texts))
	for i, t := range texts {
		ids[i] = tok.Encode(t, MaxTokens)
	}
	return ids
}

// inBatches cuts texts into batches, shortest first; order tells which text each row is.
func inBatches(ids [][]int64) (order []int, batches []Batch) {
	order = make([]int, len(ids))
	for i := range ids {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(ids[a]) - len(ids[b]) })
	for at := 0; at < len(order); {
		n := 1
		for at+n < len(order) && (n+1)*len(ids[order[at+n]]) <= batchTokens {
			n++
		}
		batch := make(Batch, n)
		for i, j := range order[at : at+n] {
			batch[i] = ids[j]
		}
		batches = append(batches, batch)
		at += n
	}
	return order, batches
}

// Batch is texts as token ids, to be embedded together.
type Batch [][]int64

// Inputs are the model's inputs for a batch, padded to its longest text: ids,
// mask and token types. The caller destroys them.
func (b Batch) Inputs() ([]ort.Value, error) {
	longest := b.longest()
	ids := make([]int64, len(b)*longest)
	mask := make([]int64, len(ids))
	for i, row := range b {
		copy(ids[i*longest:], row)
		for j := range row {
			mask[i*longest+j] = 1
		}
	}
	var in []ort.Value
	for _, data := range [][]int64{ids, mask, make([]int64, len(ids))} {
		t, err := ort.NewTensor(ort.NewShape(int64(len(b)), int64(longest)), data)
		if err != nil {
			destroy(in)
			return nil, err
		}
		in = append(in, t)
	}
	return in, nil
}

func (b Batch) longest() int {
	longest := 0
	for _, ids := range b {
		longest = max(longest, len(ids))
	}
	return longest
}

func destroy(values []ort.Value) {
	for _, v := range values {
		_ = v.Destroy()
	}
}

// run runs the model over a batch and takes the first token's state, normed.
func (s *session) run(batch Batch) ([][]float32, error) {
	in, err := batch.Inputs()
	if err != nil {
		return nil, err
	}
	defer destroy(in)
	out := []ort.Value{nil}
	s.mu.Lock()
	err = s.s.Run(in, out)
	s.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("the embedding model failed: %w", err)
	}
	defer out[0].Destroy()
	hidden := out[0].(*ort.Tensor[float32]).GetData()
	longest := batch.longest()
	vs := make([][]float32, len(batch))
	for i := range vs {
		vs[i] = normed(hidden[i*longest*Dim : i*longest*Dim+Dim])
	}
	return vs, nil
}

func normed(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	out := make([]float32, len(v))
	if sum == 0 {
		return out
	}
	k := float32(1 / math.Sqrt(sum))
	for i, x := range v {
		out[i] = x * k
	}
	return out
}
