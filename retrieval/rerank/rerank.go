// Package rerank asks a service that judges how well texts answer a query, by
// the API that Cohere, Jina, vLLM, llama.cpp and others have in common: POST
// with model, query and documents; back come indexes with a relevance_score.
package rerank

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Config says where the service is. URL is the whole address, such as
// https://host/v1/rerank; empty means there is none.
type Config struct {
	URL, Key, Model string
	// Timeout bounds one request. Default 3 s: later, the order stays as it was.
	Timeout time.Duration
}

// Client asks the service. It is safe for concurrent use.
type Client struct {
	cfg  Config
	http *http.Client
}

// New makes a client.
func New(cfg Config) *Client {
	if cfg.Timeout == 0 {
		cfg.Timeout = 3 * time.Second
	}
	return &Client{cfg, &http.Client{Timeout: cfg.Timeout}}
}

// maxAnswer bounds what is read of an answer, in bytes.
const maxAnswer = 1 << 20

// Rerank gives each document's relevance to the query, in their order. An
// answer that leaves a document out, or names one that was not sent, is an error.
func (c *Client) Rerank(ctx context.Context, query string, documents []string) ([]float64, error) {
	raw, err := json.Marshal(map[string]any{"model": c.cfg.Model, "query": query, "documents": documents, "top_n": len(documents)})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.cfg.URL, bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if c.cfg.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.cfg.Key)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("the reranking service does not answer: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the reranking service answered %s", res.Status)
	}
	var answer struct {
		Results []struct {
			Index     int     `json:"index"`
			Relevance float64 `json:"relevance_score"`
		} `json:"results"`
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, maxAnswer)).Decode(&answer); err != nil {
		return nil, fmt.Errorf("the reranking service's answer is not what its API says: %w", err)
	}
	out, seen := make([]float64, len(documents)), map[int]bool{}
	for _, r := range answer.Results {
		if r.Index < 0 || r.Index >= len(documents) || seen[r.Index] {
			return nil, fmt.Errorf("the reranking service judged document %d of %d", r.Index, len(documents))
		}
		seen[r.Index], out[r.Index] = true, r.Relevance
	}
	if len(seen) < len(documents) {
		return nil, fmt.Errorf("the reranking service judged %d of %d documents", len(seen), len(documents))
	}
	return out, nil
}
