package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
)

// MaxMessage is the longest message, in bytes; MaxBody the longest request.
const (
	MaxMessage = 16 << 10
	MaxBody    = 256 << 10
)

// body reads a JSON request into a struct: UTF-8, one value, known fields, each once.
func body(c echo.Context, into any) error {
	if ct, _, _ := mime.ParseMediaType(c.Request().Header.Get("Content-Type")); ct != "application/json" {
		return echo.NewHTTPError(http.StatusUnsupportedMediaType, "send JSON with Content-Type: application/json")
	}
	raw, err := io.ReadAll(io.LimitReader(c.Request().Body, MaxBody+1))
	if err != nil {
		return navigator.Errorf(navigator.CodeInvalid, "the request could not be read to its end")
	}
	if len(raw) > MaxBody {
		return navigator.Errorf(navigator.CodeTooLarge, "the request is larger than %d bytes", MaxBody)
	}
	return decode(raw, into)
}

// decode is strict: the standard decoder repairs bad UTF-8 and takes the last
// of doubled keys, which would let two readers see two different requests.
func decode(raw []byte, into any) error {
	if !utf8.Valid(raw) {
		return navigator.Errorf(navigator.CodeInvalid, "the text is not UTF-8")
	}
	if err := doubled(json.NewDecoder(bytes.NewReader(raw)), 0); err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return navigator.Errorf(navigator.CodeInvalid, "the request is not of the documented form: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return navigator.Errorf(navigator.CodeInvalid, "the request holds more than one JSON value")
	}
	return nil
}

const maxDepth = 32

// doubled walks one JSON value and refuses doubled keys and deep nesting.
func doubled(dec *json.Decoder, depth int) error {
	bad := navigator.Errorf(navigator.CodeInvalid, "the request is not JSON")
	if depth > maxDepth {
		return navigator.Errorf(navigator.CodeInvalid, "the request is nested too deeply")
	}
	t, err := dec.Token()
	if err != nil {
		return bad
	}
	d, ok := t.(json.Delim)
	if !ok {
		return nil
	}
	keys := map[string]bool{}
	for dec.More() {
		if d == '{' {
			k, err := dec.Token()
			if err != nil {
				return bad
			}
			name := strings.ToLower(k.(string))
			if keys[name] {
				return navigator.Errorf(navigator.CodeInvalid, "the key %q stands twice", k)
			}
			keys[name] = true
		}
		if err := doubled(dec, depth+1); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return bad
	}
	return nil
}

// checkMessage says what is wrong with a message's text, if anything.
func checkMessage(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return navigator.Errorf(navigator.CodeInvalid, "the message is empty: write what you need")
	case len(text) > MaxMessage:
		return navigator.Errorf(navigator.CodeTooLarge, "the message has %d bytes, %d are allowed: shorten it, or send it in parts", len(text), MaxMessage)
	case !utf8.ValidString(text):
		return navigator.Errorf(navigator.CodeInvalid, "the message is not UTF-8 text")
	case strings.ContainsRune(text, 0):
		return navigator.Errorf(navigator.CodeInvalid, "the message holds a NUL character: remove it")
	}
	return nil
}
