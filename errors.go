package navigator

import (
	"errors"
	"fmt"
)

// Code says what sort of failure an Error is; web has the one table that turns it into a status.
type Code string

// The codes.
const (
	CodeInvalid     Code = "invalid"     // the input is not of the form
	CodeNotFound    Code = "not_found"   // no such thing, or not yours
	CodeConflict    Code = "conflict"    // another change came first, or a state forbids it
	CodeTooLarge    Code = "too_large"   // over a documented limit
	CodeForbidden   Code = "forbidden"   // who asks may not
	CodeUnavailable Code = "unavailable" // a part is missing; the text says which
	CodeStale       Code = "stale"       // the version named is not the current one
)

// Error is a failure meant for the person who reads it: what happened, where, what to do.
type Error struct {
	Code   Code
	Detail string
	Err    error
}

// Error gives the sentence, and the cause where there is one.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Detail + ": " + e.Err.Error()
	}
	return e.Detail
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error from a format.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// CodeOf is the code of the first Error in err's chain, or "".
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}
