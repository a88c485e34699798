package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/prompts"
)

// createApplication opens a draft for a conversation and an infrastructure.
func (s *Server) createApplication(c echo.Context) error {
	var in struct {
		Conversation   string `json:"conversation"`
		Infrastructure string `json:"infrastructure"`
		Form           string `json:"form"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	ctx := c.Request().Context()
	events, err := s.store.Events(ctx, in.Conversation, 0)
	if err != nil {
		return err
	}
	d, err := s.guide.Draft(in.Conversation, in.Infrastructure, agents.Remember(events).Before, events)
	if err != nil {
		return err
	}
	if d, err = s.store.CreateDraft(ctx, d); err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, s.shown(c, d))
}

func (s *Server) application(c echo.Context) error {
	d, err := s.store.Draft(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, s.shown(c, d))
}

func (s *Server) patchApplication(c echo.Context) error {
	var in struct {
		Version int                    `json:"version"`
		Fields  map[string]agents.Edit `json:"fields"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	return s.changeDraft(c, in.Version, func(d navigator.Draft) (navigator.Draft, error) { return agents.EditDraft(d, in.Fields) })
}

// submitApplication marks a draft as final. The click is bound to the version that the person saw.
func (s *Server) submitApplication(c echo.Context) error {
	var in struct {
		Version int `json:"version"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	return s.changeDraft(c, in.Version, agents.Finish)
}

// changeDraft reads a draft, changes it and writes it back, unless somebody
// else changed it since the version that the person saw.
func (s *Server) changeDraft(c echo.Context, version int, change func(navigator.Draft) (navigator.Draft, error)) error {
	ctx := c.Request().Context()
	d, err := s.store.Draft(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	if version < 1 {
		return navigator.Errorf(navigator.CodeInvalid, "say which version of the application you saw: {\"version\": %d, ...}", d.Version)
	}
	if version != d.Version {
		return navigator.Errorf(navigator.CodeStale, "the application was changed in the meantime: reload it and make the change again")
	}
	was := d.Status
	if d, err = change(d); err != nil {
		return err
	}
	if was != "submitted" {
		if d, err = s.store.UpdateDraft(ctx, d); err != nil {
			return err
		}
	}
	return c.JSON(http.StatusOK, s.shown(c, d))
}

func (s *Server) exportApplication(c echo.Context) error {
	d, err := s.store.Draft(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	format := c.QueryParam("format")
	raw, mime, err := ExportDraft(s.guide.Prompts, d, speaks(c), format)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "application-"+d.Infrastructure.ID+"."+format))
	return c.Blob(http.StatusOK, mime, raw)
}

// shown is a draft in the language asked for, and without the key to its
// conversation: a draft may be passed on.
func (s *Server) shown(c echo.Context, d navigator.Draft) navigator.Draft {
	d.Conversation = ""
	return agents.SpeakDraft(s.guide.Prompts, speaks(c), d)
}

// speaks is the language that a request asks for by lang=; English where it asks for none of ours.
func speaks(c echo.Context) string {
	if lang := strings.ToLower(c.QueryParam("lang")); slices.Contains(corpus.Languages, lang) {
		return lang
	}
	return prompts.Fallback
}
