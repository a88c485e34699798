// Package storetest is the one suite that every store passes. A store's own
// test calls Run with a function that opens an empty one.
package storetest

import (
	"context"
	"testing"
	"time"

	navigator "github.com/ri-navigator/navigator"
)

// Store is what the service keeps, all interfaces of its users together.
type Store interface {
	CreateConversation(ctx context.Context) (string, error)
	Append(ctx context.Context, conversation string, events ...navigator.Event) ([]navigator.Event, bool, error)
	Events(ctx context.Context, conversation string, after int) ([]navigator.Event, error)
	CreateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error)
	Draft(ctx context.Context, id string) (navigator.Draft, error)
	Drafts(ctx context.Context) ([]navigator.Draft, error)
	UpdateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error)
	CreateTicket(ctx context.Context, t navigator.Ticket) (navigator.Ticket, error)
	Ticket(ctx context.Context, id string) (navigator.Ticket, error)
	Tickets(ctx context.Context, status string) ([]navigator.Ticket, error)
	UpdateTicket(ctx context.Context, t navigator.Ticket, tell ...navigator.Event) (navigator.Ticket, []navigator.Event, error)
	AddUser(ctx context.Context, u navigator.User) error
	User(ctx context.Context, name string) (navigator.User, error)
	AddSession(ctx context.Context, sum, name string, expires time.Time) error
	Session(ctx context.Context, sum string) (string, error)
	EndSession(ctx context.Context, sum string) error
	Vectors(ctx context.Context, model string) (map[string][]float32, error)
	SaveVectors(ctx context.Context, model string, vectors map[string][]float32) error
	AddDemand(ctx context.Context, d navigator.Demand) error
	Demand(ctx context.Context) ([]navigator.Demand, error)
	Ping(ctx context.Context) error
	Close() error
}

// Open gives an empty store, closed when the test ends.
type Open func(t *testing.T) Store

// Run runs the suite.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, Store){
		"a conversation numbers its events without gaps":      eventsAreNumbered,
		"an event comes back as it was":                       eventsComeBack,
		"a client id is stored once":                          clientIDs,
		"a message has one reply":                             oneReply,
		"many writers get distinct numbers":                   manyWriters,
		"an unknown conversation takes nothing":               unknownConversation,
		"a stale draft is refused":                            drafts,
		"a ticket's answer and its event come together":       tickets,
		"tickets are listed by status, oldest first":          ticketList,
		"a session opens for its staff until it ends":         sessions,
		"a new password ends the sessions":                    newPassword,
		"vectors come back by model and hash":                 vectors,
		"what nothing fitted is counted":                      demand,
		"text of every script and size comes back byte alike": oddText,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func wantCode(t *testing.T, err error, code navigator.Code) {
	t.Helper()
	if navigator.CodeOf(err) != code {
		t.Errorf("error %v, want code %s", err, code)
	}
}

func message(client, text string) navigator.Event {
	return navigator.Event{Type: "message", Role: "user", ClientID: client, Text: text}
}
