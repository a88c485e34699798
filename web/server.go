// Package web holds the doors: the chat page, the widget, the help desk, the
// JSON API and the WebSocket, on one echo server.
//
// Whoever knows the id of a conversation or a draft may use it: ids are 130
// random bits. The desk needs a staff session.
package web

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
)

// Store is what the doors need to keep.
type Store interface {
	CreateConversation(ctx context.Context) (string, error)
	Append(ctx context.Context, conversation string, events ...navigator.Event) ([]navigator.Event, bool, error)
	Events(ctx context.Context, conversation string, after int) ([]navigator.Event, error)
	CreateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error)
	Draft(ctx context.Context, id string) (navigator.Draft, error)
	UpdateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error)
	CreateTicket(ctx context.Context, t navigator.Ticket) (navigator.Ticket, error)
	Ticket(ctx context.Context, id string) (navigator.Ticket, error)
	Tickets(ctx context.Context, status string) ([]navigator.Ticket, error)
	UpdateTicket(ctx context.Context, t navigator.Ticket, tell ...navigator.Event) (navigator.Ticket, []navigator.Event, error)
	User(ctx context.Context, name string) (navigator.User, error)
	AddSession(ctx context.Context, sum, name string, expires time.Time) error
	Session(ctx context.Context, sum string) (string, error)
	EndSession(ctx context.Context, sum string) error
	AddDemand(ctx context.Context, d navigator.Demand) error
	Demand(ctx context.Context) ([]navigator.Demand, error)
	Ping(ctx context.Context) error
}

// Config is what a server may be given. The zero value works.
type Config struct {
	// AllowedOrigins are the sites that may embed the widget, such as https://facility.example. Default none.
	AllowedOrigins []string
	// Version is shown in /api/v1/status.
	Version string
	// Logger gets requests that failed. Default: nowhere.
	Logger *slog.Logger
	// Assets replaces the compiled-in pages, for work on them. Default: compiled in.
	Assets fs.FS
	// Pages are the host pages' folder for the embedding demonstration. Default none.
	Now func() time.Time
}

// Server answers HTTP.
type Server struct {
	Config
	store *private
	guide *agents.Guide
	echo  *echo.Echo
	hub   *hub
	turns *turns
	// logins are the attempts at the desk's door.
	logins *attempts
}

// New makes a server over a store and a guide.
func New(store Store, guide *agents.Guide, cfg Config) *Server {
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if cfg.Assets == nil {
		cfg.Assets = assets()
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	s := &Server{Config: cfg, store: newPrivate(store, cfg.Now), guide: guide, echo: echo.New(), hub: newHub(), logins: newAttempts()}
	s.turns = newTurns(s)
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.HTTPErrorHandler = s.problem
	s.echo.IPExtractor = echo.ExtractIPDirect() // a header may say any address
	s.echo.Use(s.recovered, s.secure, middleware.GzipWithConfig(middleware.GzipConfig{Level: 6, MinLength: 1024, Skipper: isSocket}))
	s.routes()
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Wake tells the sockets of a conversation that another process stored events in it.
func (s *Server) Wake(conversation string) { s.hub.wake(conversation) }

// Wait returns when no turn is running any more, or ctx ends.
func (s *Server) Wait(ctx context.Context) { s.turns.wait(ctx) }

func (s *Server) routes() {
	e := s.echo
	api := e.Group("/api/v1")
	api.GET("/status", s.status)
	api.POST("/conversations", s.createConversation)
	api.GET("/conversations/:id/events", s.events)
	api.POST("/conversations/:id/messages", s.postMessage)
	api.GET("/conversations/:id/socket", s.socket)
	api.GET("/search", s.search)
	api.GET("/infrastructures", s.infrastructures)
	api.GET("/infrastructures/:id", s.infrastructure)
	api.GET("/compare", s.compare)
	api.GET("/calls", s.calls)
	api.POST("/applications", s.createApplication)
	api.GET("/applications/:id", s.application)
	api.PATCH("/applications/:id", s.patchApplication)
	api.POST("/applications/:id/submit", s.submitApplication)
	api.GET("/applications/:id/export", s.exportApplication)
	api.POST("/tickets", s.createTicket)
	api.POST("/session", s.login)
	api.GET("/session", s.session)
	api.DELETE("/session", s.logout)
	api.GET("/demand", s.demand, s.staffOnly)
	desk := api.Group("/tickets", s.staffOnly)
	desk.GET("", s.tickets)
	desk.GET("/:id", s.ticket)
	desk.PATCH("/:id", s.patchTicket)
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", s.ready)
	e.GET("/metrics", s.metrics)
	s.pages(e)
}

// secure sets the headers that every answer carries, and lets the allowed
// sites' pages read the API and the widget's files.
func (s *Server) secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'")
		origin := c.Request().Header.Get("Origin")
		if origin == "" || s.sameOrigin(c.Request(), origin) {
			return next(c)
		}
		h.Add("Vary", "Origin")
		if !s.allowed(origin) || strings.HasPrefix(c.Path(), "/api/v1/session") || strings.HasPrefix(c.Path(), "/api/v1/tickets/") {
			if c.Request().Method == http.MethodGet && !strings.HasPrefix(c.Path(), "/api/") {
				return next(c) // without the header the browser keeps it from the page
			}
			return navigator.Errorf(navigator.CodeForbidden, "the site %s may not use this navigator: its operator can allow it with --allow-origin", origin)
		}
		h.Set("Access-Control-Allow-Origin", origin)
		if c.Request().Method == http.MethodOptions {
			h.Set("Access-Control-Allow-Methods", "GET, POST, PATCH")
			h.Set("Access-Control-Allow-Headers", "Content-Type")
			h.Set("Access-Control-Max-Age", "600")
			return c.NoContent(http.StatusNoContent)
		}
		return next(c)
	}
}

func isSocket(c echo.Context) bool { return c.IsWebSocket() }

func (s *Server) sameOrigin(r *http.Request, origin string) bool {
	return origin == "http://"+r.Host || origin == "https://"+r.Host
}

func (s *Server) allowed(origin string) bool {
	for _, o := range s.AllowedOrigins {
		if strings.EqualFold(o, origin) {
			return true
		}
	}
	return false
}
