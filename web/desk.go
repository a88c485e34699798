package web

import (
	"cmp"
	"context"
	"net/http"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/agents"
	"github.com/ri-navigator/navigator/corpus"
	"github.com/ri-navigator/navigator/store"
)

// createTicket hands a conversation over to the desk, and says so in it.
func (s *Server) createTicket(c echo.Context) error {
	var in struct {
		Conversation string `json:"conversation"`
		Text         string `json:"text"`
		Contact      string `json:"contact"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	if len(in.Text) > MaxMessage {
		return navigator.Errorf(navigator.CodeTooLarge, "the text is longer than %d bytes", MaxMessage)
	}
	if in.Contact != "" {
		if a, err := mail.ParseAddress(in.Contact); err != nil || a.Name != "" || a.Address != in.Contact || len(in.Contact) > 254 || strings.ContainsAny(in.Contact, "\"?&<>") {
			return navigator.Errorf(navigator.CodeInvalid, "%q is not an e-mail address: correct it or leave it empty", cut(in.Contact, 80))
		}
	}
	ctx := c.Request().Context()
	events, err := s.store.Events(ctx, in.Conversation, 0)
	if err != nil {
		return err
	}
	if in.Text != "" {
		if err := checkMessage(in.Text); err != nil {
			return err
		}
	}
	if t, ok, err := s.sameTicket(ctx, in.Conversation, in.Text); err != nil || ok {
		if err != nil {
			return err
		}
		return c.JSON(http.StatusCreated, map[string]any{"id": t.ID, "queue": t.Queue.ID})
	}
	u := agents.Remember(events).Before
	u.Asked = strings.TrimSpace(in.Text + " " + u.Asked)
	if u.Language == "" {
		u.Language = "en"
	}
	t := navigator.Ticket{ID: store.NewID("t"), Conversation: in.Conversation, Text: in.Text, Contact: in.Contact, Triage: s.guide.Triage(ctx, u)}
	if t, err = s.store.CreateTicket(ctx, t); err != nil {
		return err
	}
	_, _, err = s.store.Append(ctx, in.Conversation, navigator.Event{
		Type: "handoff", Ticket: t.ID, Queue: t.Queue.ID, Text: "Your enquiry is with the help desk. The answer will appear here.",
	})
	s.hub.wake(in.Conversation)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, map[string]any{"id": t.ID, "queue": t.Queue.ID})
}

// sameTicket finds the open ticket that an earlier try of the same hand-over made.
func (s *Server) sameTicket(ctx context.Context, conversation, text string) (navigator.Ticket, bool, error) {
	open, err := s.store.Tickets(ctx, "open")
	for _, t := range open {
		if t.Conversation == conversation && t.Text == text {
			return t, true, nil
		}
	}
	return navigator.Ticket{}, false, err
}

// tickets lists the tickets of a status for staff.
func (s *Server) tickets(c echo.Context) error {
	status := c.QueryParam("status")
	if status == "all" {
		status = ""
	}
	if !slices.Contains([]string{"", "open", "answered", "closed"}, status) {
		return navigator.Errorf(navigator.CodeInvalid, "status is one of open, answered, closed, all")
	}
	list, err := s.store.Tickets(c.Request().Context(), status)
	if err != nil {
		return err
	}
	type row struct {
		ID        string    `json:"id"`
		Status    string    `json:"status"`
		CreatedAt time.Time `json:"created_at"`
		Queue     string    `json:"queue"`
		QueueName string    `json:"queue_label"`
		Urgency   string    `json:"urgency"`
		Language  string    `json:"language"`
		UserType  string    `json:"user_type"`
		Summary   string    `json:"summary"`
	}
	names := map[string]string{}
	for _, q := range s.queues(speaks(c)) {
		names[q.ID] = q.Label
	}
	out := []row{}
	for _, t := range list {
		out = append(out, row{t.ID, t.Status, t.CreatedAt, t.Queue.ID, cmp.Or(names[t.Queue.ID], t.Queue.ID), t.Urgency, t.Language, t.UserType, t.Summary})
	}
	return c.JSON(http.StatusOK, map[string]any{"tickets": out})
}

func (s *Server) ticket(c echo.Context) error {
	t, err := s.store.Ticket(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return s.showTicket(c, t)
}

func (s *Server) showTicket(c echo.Context, t navigator.Ticket) error {
	events, err := s.store.Events(c.Request().Context(), t.Conversation, 0)
	if err != nil {
		return err
	}
	t.Facts = s.guide.FactsText(speaks(c), t.Facts)
	return c.JSON(http.StatusOK, struct {
		navigator.Ticket
		Events []navigator.Event `json:"events"`
		Queues []corpus.Queue    `json:"queues"`
	}{t, events, s.queues(speaks(c))})
}

// queues are the desks with their names in a language.
func (s *Server) queues(lang string) []corpus.Queue {
	out := slices.Clone(s.guide.Corpus.Queues)
	for i, q := range out {
		out[i].Label = s.guide.Text(lang, q.Label)
	}
	return out
}

// patchTicket answers, closes or moves a ticket. The reply reaches the
// enquirer's conversation in the same transaction, or neither happens.
func (s *Server) patchTicket(c echo.Context) error {
	var in struct {
		Version int    `json:"version"`
		Reply   string `json:"reply"`
		Status  string `json:"status"`
		Queue   string `json:"queue"`
	}
	if err := body(c, &in); err != nil {
		return err
	}
	ctx := c.Request().Context()
	t, err := s.store.Ticket(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	if in.Version != t.Version {
		return navigator.Errorf(navigator.CodeStale, "a colleague changed this ticket in the meantime: reload it")
	}
	var tell []navigator.Event
	if strings.TrimSpace(in.Reply) != "" {
		if err := checkMessage(in.Reply); err != nil {
			return err
		}
		tell = append(tell, navigator.Event{Type: "message", Role: "staff", Text: in.Reply})
		t.Status = "answered"
	}
	if in.Status != "" {
		if !slices.Contains([]string{"open", "answered", "closed"}, in.Status) {
			return navigator.Errorf(navigator.CodeInvalid, "status is one of open, answered, closed")
		}
		t.Status = in.Status
	}
	if in.Queue != "" {
		if !slices.ContainsFunc(s.guide.Corpus.Queues, func(q corpus.Queue) bool { return q.ID == in.Queue }) {
			return navigator.Errorf(navigator.CodeInvalid, "there is no queue %q", cut(in.Queue, 40))
		}
		t.Queue = navigator.Queue{ID: in.Queue, Confidence: 1, Reason: "set by staff", ByStaff: true, Alternatives: []string{}}
	}
	t, _, err = s.store.UpdateTicket(ctx, t, tell...)
	if err != nil {
		return err
	}
	s.hub.wake(t.Conversation)
	return s.showTicket(c, t)
}
