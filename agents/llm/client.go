// Package llm is the seam to language models: any OpenAI-compatible endpoint,
// and a scripted fake. It is the only importer of go-openai.
package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Config names an endpoint. BaseURL and Model are required.
type Config struct {
	BaseURL string
	// APIKey is sent as a bearer token. Default none, as local servers need.
	APIKey string
	Model  string
	// FirstByte bounds the wait for the answer to begin. Default 8 s.
	FirstByte time.Duration
	// MaxTokens bounds the answer. Default 1200.
	MaxTokens int
}

// Client phrases through a chat completions endpoint, streamed.
type Client struct {
	api *openai.Client
	cfg Config
}

// New makes a client. Nothing is dialled before the first call.
func New(cfg Config) *Client {
	if cfg.FirstByte == 0 {
		cfg.FirstByte = 8 * time.Second
	}
	if cfg.MaxTokens == 0 {
		cfg.MaxTokens = 1200
	}
	oc := openai.DefaultConfig(cfg.APIKey)
	oc.BaseURL = strings.TrimSuffix(cfg.BaseURL, "/")
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = cfg.FirstByte
	oc.HTTPClient = &http.Client{Transport: transport}
	return &Client{api: openai.NewClientWithConfig(oc), cfg: cfg}
}

// Name is the model's name.
func (c *Client) Name() string { return c.cfg.Model }

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 64 << 10

// Phrase sends one prompt and streams the answer. An answer that ends without
// a finish reason was cut off and is an error, as is one cut by length or filter.
func (c *Client) Phrase(ctx context.Context, prompt string, emit func(string)) (string, error) {
	stream, err := c.api.CreateChatCompletionStream(ctx, openai.ChatCompletionRequest{
		Model:       c.cfg.Model,
		Messages:    []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: prompt}},
		Temperature: 0.1,
		MaxTokens:   c.cfg.MaxTokens,
		Stream:      true,
	})
	if err != nil {
		return "", fmt.Errorf("the model did not answer: %w", err)
	}
	defer stream.Close()
	var text strings.Builder
	reason := openai.FinishReason("")
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("the model's answer broke off: %w", err)
		}
		if len(chunk.Choices) == 0 {
			continue
		}
		text.WriteString(chunk.Choices[0].Delta.Content)
		emit(chunk.Choices[0].Delta.Content)
		if r := chunk.Choices[0].FinishReason; r != "" {
			reason = r
		}
		if text.Len() > maxAnswer {
			return "", errors.New("the model's answer does not end")
		}
	}
	if reason != openai.FinishReasonStop {
		return "", fmt.Errorf("the model's answer is not complete (finish reason %q)", reason)
	}
	return text.String(), nil
}
