package store

import (
	"encoding/json"

	navigator "github.com/ri-navigator/navigator"
)

// Encode writes an event as its row holds it: the event as JSON, and beside it
// what the turn understood, nil where there is nothing.
func Encode(e navigator.Event) (body string, understanding *string, err error) {
	raw, err := json.Marshal(e)
	if err != nil || e.Understanding == nil {
		return string(raw), nil, err
	}
	beside, err := json.Marshal(e.Understanding)
	text := string(beside)
	return string(raw), &text, err
}

// Decode reads a row that Encode wrote.
func Decode(body string, understanding *string) (navigator.Event, error) {
	var e navigator.Event
	if err := json.Unmarshal([]byte(body), &e); err != nil || understanding == nil {
		return e, err
	}
	return e, json.Unmarshal([]byte(*understanding), &e.Understanding)
}

// Repeats says of a message whose client id is stored already whether it is
// that message again; another text under the same client id is a conflict.
func Repeats(stored, e navigator.Event) error {
	if stored.Text != e.Text {
		return navigator.Errorf(navigator.CodeConflict, "the client id %q was used for another text: use a new one for each message", e.ClientID)
	}
	return nil
}

// UnknownConversation is the error of every method that is given one.
func UnknownConversation() error {
	return navigator.Errorf(navigator.CodeNotFound, "there is no such conversation: start a new one")
}

// Missing is the error of reading a thing that is not there.
func Missing(what string) error {
	return navigator.Errorf(navigator.CodeNotFound, "there is no such %s", what)
}

// Changed is the error of replacing a version that is not the stored one any more.
func Changed() error {
	return navigator.Errorf(navigator.CodeStale, "somebody changed it in the meantime: reload it and make the change again")
}

// Ended is the error of a session that is over or never was.
func Ended() error {
	return navigator.Errorf(navigator.CodeForbidden, "the session has ended: log in again")
}
