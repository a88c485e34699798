package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/retrieval"
	"github.com/ri-navigator/navigator/store"
)

// status says what the service has and what it does without.
func (s *Server) status(c echo.Context) error {
	stats := corpus.StatsOf(s.guide.Corpus)
	done, total := s.guide.Index.Progress()
	model := "template"
	if s.guide.Phraser != nil {
		model = s.guide.Phraser.Name()
	}
	return c.JSON(http.StatusOK, map[string]any{
		"version": s.Version, "model": model, "degraded": s.guide.Index.Degraded(), "infrastructures": stats.Infrastructures,
		"embeddings": map[string]int{"done": done, "total": total}, "catalogue": s.guide.Corpus.Version,
	})
}

func (s *Server) createConversation(c echo.Context) error {
	var in struct {
		Confidential bool `json:"confidential"`
	}
	if c.Request().ContentLength != 0 {
		if err := body(c, &in); err != nil {
			return err
		}
	}
	if in.Confidential {
		id, err := s.store.CreatePrivate()
		if err != nil {
			return err
		}
		return c.JSON(http.StatusCreated, map[string]any{"conversation": id, "confidential": true})
	}
	id, err := s.store.CreateConversation(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, map[string]string{"conversation": id})
}

func (s *Server) events(c echo.Context) error {
	after, err := seqParam(c, "after")
	if err != nil {
		return err
	}
	events, err := s.store.Events(c.Request().Context(), c.Param("id"), after)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"events": events})
}

// postMessage stores a message and waits for its reply.
func (s *Server) postMessage(c echo.Context) error {
	var in struct {
		ClientID string `json:"client_id"`
		Text     string `json:"text"`
		Language string `json:"language"`
		Withdraw string `json:"withdraw"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	if in.ClientID == "" {
		in.ClientID = store.NewID("m")
	}
	ctx, id := c.Request().Context(), c.Param("id")
	e, err := s.turns.receive(ctx, id, withdrawing(navigator.Event{ClientID: in.ClientID, Text: in.Text, Language: in.Language}, in.Withdraw))
	if err != nil {
		return err
	}
	if err := s.turns.answer(id); err != nil {
		return err
	}
	events, err := s.store.Events(ctx, id, e.Seq)
	if err != nil {
		return err
	}
	for _, r := range events {
		if r.Type == "reply" && r.ReplyTo == e.Seq {
			return c.JSON(http.StatusOK, r.Reply)
		}
	}
	return navigator.Errorf(navigator.CodeUnavailable, "the reply is not there yet: ask for the conversation's events")
}

// filtersOf reads the filters of a query string; an unknown value is an error that lists the known ones.
func filtersOf(c echo.Context) (navigator.Filters, error) {
	q := c.QueryParams()
	return corpus.ParseFilters(q["kind"], q["country"], q["area"], q["mode"], q["policy"])
}

func (s *Server) search(c echo.Context) error {
	f, err := filtersOf(c)
	if err != nil {
		return err
	}
	k, err := limit(c, "k", 10, 100)
	if err != nil {
		return err
	}
	q := c.QueryParam("q")
	if err := checkMessage(q); err != nil {
		return err
	}
	start := time.Now()
	hits, degraded := s.guide.Search(c.Request().Context(), retrieval.Query{Text: q, Filters: f, Leg: retrieval.Leg(c.QueryParam("leg")), K: k})
	return c.JSON(http.StatusOK, map[string]any{"query": q, "took_ms": float64(time.Since(start).Microseconds()) / 1000, "hits": hits, "degraded": degraded})
}

func limit(c echo.Context, name string, standard, most int) (int, error) {
	v := c.QueryParam(name)
	if v == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > most {
		return 0, navigator.Errorf(navigator.CodeInvalid, "%s must be a number from 1 to %d", name, most)
	}
	return n, nil
}

func (s *Server) infrastructures(c echo.Context) error {
	f, err := filtersOf(c)
	if err != nil {
		return err
	}
	out := []*navigator.Infrastructure{}
	for _, r := range s.guide.Corpus.Infrastructures {
		if retrieval.Matches(f, navigator.Passage{Facets: corpus.FacetsOf(r)}) {
			out = append(out, r)
		}
	}
	return c.JSON(http.StatusOK, map[string]any{"infrastructures": out, "total": len(out)})
}

func (s *Server) infrastructure(c echo.Context) error {
	r := s.guide.Corpus.Infrastructure(c.Param("id"))
	if r == nil {
		return navigator.Errorf(navigator.CodeNotFound, "there is no infrastructure %q in the catalogue", c.Param("id"))
	}
	return c.JSON(http.StatusOK, r)
}

func (s *Server) compare(c echo.Context) error {
	ids := strings.Split(c.QueryParam("ids"), ",")
	if len(ids) < 2 || len(ids) > 5 {
		return navigator.Errorf(navigator.CodeInvalid, "name two to five infrastructures: ?ids=a,b")
	}
	for _, id := range ids {
		if s.guide.Corpus.Infrastructure(id) == nil {
			return navigator.Errorf(navigator.CodeNotFound, "there is no infrastructure %q in the catalogue", id)
		}
	}
	var u navigator.Understanding
	if id := c.QueryParam("conversation"); id != "" {
		events, err := s.store.Events(c.Request().Context(), id, 0)
		if err != nil {
			return err
		}
		u = agents.Remember(events).Before
	}
	for _, f := range c.QueryParams()["fact"] {
		name, value, _ := strings.Cut(f, "=")
		if err := s.guide.Suppose(&u, name, value); err != nil {
			return err
		}
	}
	u.Language = tongue(c.QueryParam("lang"), u.Language)
	return c.JSON(http.StatusOK, s.guide.Compare(u, ids))
}

// tongue is the language asked for where it is one of ours, else the one had.
func tongue(asked, had string) string {
	if slices.Contains(corpus.Languages, asked) {
		return asked
	}
	return had
}

// demand is what nothing fitted, for staff.
func (s *Server) demand(c echo.Context) error {
	list, err := s.store.Demand(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"demand": list})
}

func (s *Server) calls(c echo.Context) error {
	type call struct {
		*navigator.Call
		Status string `json:"status"`
	}
	out := []call{}
	for _, k := range s.guide.Corpus.Calls {
		out = append(out, call{k, corpus.Status(k, s.Now())})
	}
	return c.JSON(http.StatusOK, map[string]any{"calls": out})
}

func (s *Server) ready(c echo.Context) error {
	if err := s.store.Ping(c.Request().Context()); err != nil {
		return &navigator.Error{Code: navigator.CodeUnavailable, Detail: "the store does not answer", Err: err}
	}
	return c.String(http.StatusOK, "ready\n")
}

// metrics are the few numbers that an operator watches, in the Prometheus text format.
func (s *Server) metrics(c echo.Context) error {
	done, total := s.guide.Index.Progress()
	return c.String(http.StatusOK, fmt.Sprintf("navigator_passages %d\nnavigator_passages_embedded %d\nnavigator_infrastructures %d\n", total, done, len(s.guide.Corpus.Infrastructures)))
}
