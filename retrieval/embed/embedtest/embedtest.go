// Package embedtest gives tests the real embedding model.
package embedtest

import (
	"os"
	"testing"

	"github.com/ri-navigator/navigator/retrieval/embed"
)

// Model opens the local model. Where its files are missing the test is
// skipped loudly, and fails with CI=true: there nothing may be skipped.
func Model(t testing.TB) *embed.ONNX {
	t.Helper()
	files, err := embed.Locate(embed.DefaultDir(os.Getenv))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the embedding model is needed with CI=true: %v", err)
		}
		t.Skipf("SKIPPED: no embedding model: %v", err)
	}
	m, err := embed.Open(files)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
