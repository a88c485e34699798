// Package embedtest gives tests the real embedding model.
package embedtest

import (
	"os"
	"testing"

	"github.com/ri-navigator/navigator/internal/missing"
	"github.com/ri-navigator/navigator/retrieval/embed"
)

// Library is where ONNX Runtime is, or ends the test where it is missing.
func Library(t testing.TB) string {
	t.Helper()
	files, err := embed.Locate(embed.DefaultDir(os.Getenv))
	if err != nil {
		missing.Skip(t, err)
	}
	return files.Library
}

// Translingual opens the translingual model, or ends the test where its file is missing.
func Translingual(t testing.TB) *embed.E5 {
	t.Helper()
	path, err := embed.LocateE5(embed.DefaultDir(os.Getenv))
	if err != nil {
		missing.Skip(t, err)
	}
	m, err := embed.OpenE5(path, Library(t))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

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
