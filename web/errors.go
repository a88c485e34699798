package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
)

// statusOf is the one table from codes to HTTP statuses.
var statusOf = map[navigator.Code]int{
	navigator.CodeInvalid:     http.StatusBadRequest,
	navigator.CodeNotFound:    http.StatusNotFound,
	navigator.CodeConflict:    http.StatusConflict,
	navigator.CodeTooLarge:    http.StatusRequestEntityTooLarge,
	navigator.CodeForbidden:   http.StatusForbidden,
	navigator.CodeUnavailable: http.StatusServiceUnavailable,
	navigator.CodeStale:       http.StatusPreconditionFailed,
}

// codeOf names the statuses that have no code of the domain.
var codeOf = map[int]string{http.StatusUnauthorized: "unauthorized", http.StatusTooManyRequests: "too_many", http.StatusRequestEntityTooLarge: "too_large"}

// problem writes an error as application/problem+json (RFC 9457). What the
// person can't use goes to the log only.
func (s *Server) problem(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status, code, detail := s.explain(err, c)
	c.Response().Header().Set("Content-Type", "application/problem+json")
	c.Response().WriteHeader(status)
	if c.Request().Method != http.MethodHead {
		_ = json.NewEncoder(c.Response()).Encode(map[string]any{"title": http.StatusText(status), "status": status, "code": code, "detail": detail})
	}
}

// explain gives the status, a code for the pages to say in their language, and the sentence.
func (s *Server) explain(err error, c echo.Context) (status int, code, detail string) {
	if e, ok := errors.AsType[*navigator.Error](err); ok {
		if e.Err != nil {
			s.Logger.Error(e.Detail, "path", c.Path(), "err", e.Err)
		}
		return statusOf[e.Code], string(e.Code), e.Detail
	}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		return e.Code, codeOf[e.Code], fmt.Sprint(e.Message)
	}
	s.Logger.Error("a request failed", "path", c.Path(), "err", err)
	return http.StatusInternalServerError, "failed", "something went wrong here, and it was logged: try again, or talk to a person"
}

// recovered turns a panic into the failure of one request.
func (s *Server) recovered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if p := recover(); p != nil {
				s.Logger.Error("panic in a request", "path", c.Path(), "panic", p, "stack", string(debug.Stack()))
				err = errors.New("panic")
			}
		}()
		return next(c)
	}
}
