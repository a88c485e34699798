// Package store is the folder of everything that must not be forgotten:
// conversations, drafts, tickets, staff, and the passages' vectors.
//
// There is no interface here: agents and web declare the small ones they need.
// sqlite and postgres implement them all over what stands here once: ids, the
// form of an event, what is said of a refusal. storetest is the one suite that
// every store passes.
// A method that writes is one transaction, and returns only once it is durable.
package store

import (
	"crypto/rand"
	"strings"
)

// NewID makes an id that cannot be guessed: the prefix and 130 random bits.
// Knowing the id of a conversation or a draft is what gives access to it.
func NewID(prefix string) string { return prefix + "_" + strings.ToLower(rand.Text()) }
