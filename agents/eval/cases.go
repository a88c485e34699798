package eval

import (
	"embed"
	"io/fs"
)

//go:embed cases profiles
var shipped embed.FS

// Shipped are the case files that come with the program.
func Shipped() fs.FS { return folder("cases") }

// ShippedProfiles are the simulated persons that come with the program.
func ShippedProfiles() fs.FS { return folder("profiles") }

func folder(name string) fs.FS {
	sub, err := fs.Sub(shipped, name)
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return sub
}
