// Package embedtest gives tests the real embedding model.
package embedtest

import (
	"os"
	"testing"

	"github.com/ri-navigator/navigator/internal/missing"
	"github.com/ri-navigator/navigator/retrieval/embed"
)

// Model opens the local model, or ends the test where its files are missing.
func Model(t testing.TB) *embed.ONNX {
	t.Helper()
	files, err := embed.Locate(embed.DefaultDir(os.Getenv))
	if err != nil {
		missing.Skip(t, err)
	}
	m, err := embed.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
