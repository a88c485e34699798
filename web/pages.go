package web

import (
	"embed"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"

	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
)

//go:embed all:assets
var compiled embed.FS

func assets() fs.FS {
	sub, err := fs.Sub(compiled, "assets")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return sub
}

// pages serves the pages and their files. Each page is one folder of assets.
func (s *Server) pages(e *echo.Echo) {
	for route, file := range map[string]string{
		"/":                 "chat/index.html",
		"/widget.js":        "widget/widget.js",
		"/embed":            "widget/embed.html",
		"/desk":             "desk/index.html",
		"/applications/:id": "application/index.html",
		"/compare":          "compare/index.html",
		"/accessibility":    "chat/accessibility.html",
	} {
		e.Match([]string{http.MethodGet, http.MethodHead}, route, func(c echo.Context) error { return s.file(c, file) })
	}
	e.GET("/assets/*", func(c echo.Context) error { return s.file(c, path.Clean(c.Param("*"))) })
}

func (s *Server) file(c echo.Context, name string) error {
	if st, err := fs.Stat(s.Assets, name); err == nil && st.IsDir() {
		return navigator.Errorf(navigator.CodeNotFound, "there is no page %s", c.Request().URL.Path)
	}
	raw, err := fs.ReadFile(s.Assets, name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return navigator.Errorf(navigator.CodeNotFound, "there is no page %s", c.Request().URL.Path)
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, mime.TypeByExtension(path.Ext(name)), raw)
}
