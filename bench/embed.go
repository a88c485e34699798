package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	ort "github.com/yalue/onnxruntime_go"

	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/retrieval/embed"
)

// embedding compares the passages a second of the embedder, tokenising and
// batching included, with the bare runtime on the same batches, already cut
// into numbers.
func embedding(ctx context.Context, n int) error {
	files, err := embed.Locate(embed.DefaultDir(os.Getenv))
	if err != nil {
		return err
	}
	model, err := embed.Open(files)
	if err != nil {
		return err
	}
	c, _ := corpus.Load(corpus.Shipped())
	var texts []string
	for _, p := range corpus.Passages(c) {
		if texts = append(texts, p.Title+". "+p.Text); len(texts) == n {
			break
		}
	}
	raw, err := os.ReadFile(files.Tokenizer)
	if err != nil {
		return err
	}
	tok, err := embed.NewTokenizer(raw)
	if err != nil {
		return err
	}
	bare, tokens, err := bareRuntime(files.Model, tok, texts)
	if err != nil {
		return err
	}
	start := time.Now()
	if _, err := model.Passages(ctx, texts); err != nil {
		return err
	}
	ours := time.Since(start)
	fmt.Printf("%d passages of %d tokens on average (%s)\nembedder     %6.1f passages/s\nbare runtime %6.1f passages/s\nratio %.3f\n", len(texts), tokens/len(texts), filepath.Base(files.Model),
		float64(len(texts))/ours.Seconds(), float64(len(texts))/bare.Seconds(), bare.Seconds()/ours.Seconds())
	return nil
}

// bareRuntime runs the model over batches of like length made beforehand, and nothing else.
func bareRuntime(path string, tok *embed.Tokenizer, texts []string) (time.Duration, int, error) {
	s, err := ort.NewDynamicAdvancedSession(path, []string{"input_ids", "attention_mask", "token_type_ids"}, []string{"last_hidden_state"}, nil)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = s.Destroy() }()
	tokens := 0
	var batches [][]ort.Value
	for _, b := range embed.Batches(tok, texts) {
		for _, r := range b {
			tokens += len(r)
		}
		in, err := b.Inputs()
		if err != nil {
			return 0, 0, err
		}
		batches = append(batches, in)
	}
	start := time.Now()
	for _, in := range batches {
		out := []ort.Value{nil}
		if err := s.Run(in, out); err != nil {
			return 0, 0, err
		}
		if err := out[0].Destroy(); err != nil {
			return 0, 0, err
		}
	}
	return time.Since(start), tokens, nil
}
