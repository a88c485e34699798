package eval

import (
	"embed"
	"io/fs"
)

//go:embed cases
var shipped embed.FS

// Shipped are the case files that come with the program.
func Shipped() fs.FS {
	sub, err := fs.Sub(shipped, "cases")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return sub
}
