package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store"
)

// CreateDraft stores a new draft as version 1.
func (s *DB) CreateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error) {
	d.Version, d.CreatedAt, d.UpdatedAt = 1, s.Now().UTC(), s.Now().UTC()
	raw, err := json.Marshal(&d)
	if err != nil {
		return d, err
	}
	return d, s.create(ctx, d.Conversation, "INSERT INTO drafts (id, conversation, version, created_at, body) VALUES ($1, $2, 1, $3, $4)", d.ID, d.Conversation, d.CreatedAt, string(raw))
}

// create inserts a row; the conversation must exist.
func (s *DB) create(ctx context.Context, conversation, query string, args ...any) error {
	return s.tx(ctx, func(tx pgx.Tx) error {
		if _, err := lockConversation(ctx, tx, conversation); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, query, args...)
		return err
	})
}

// Draft reads a draft.
func (s *DB) Draft(ctx context.Context, id string) (navigator.Draft, error) {
	var d navigator.Draft
	return d, s.body(ctx, "SELECT body FROM drafts WHERE id = $1", id, "application", &d)
}

// Drafts lists all drafts, newest first.
func (s *DB) Drafts(ctx context.Context) ([]navigator.Draft, error) {
	return list[navigator.Draft](ctx, s, "SELECT body FROM drafts ORDER BY created_at DESC")
}

// UpdateDraft replaces a draft whose stored version is the one before d's.
func (s *DB) UpdateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error) {
	d.UpdatedAt = s.Now().UTC()
	d.Version++
	raw, err := json.Marshal(&d)
	if err != nil {
		return d, err
	}
	tag, err := s.pool.Exec(ctx, "UPDATE drafts SET version = version + 1, body = $1 WHERE id = $2 AND version = $3", string(raw), d.ID, d.Version-1)
	return d, oneRow(tag, err)
}

// CreateTicket stores a new ticket as version 1.
func (s *DB) CreateTicket(ctx context.Context, t navigator.Ticket) (navigator.Ticket, error) {
	t.Version, t.Status, t.CreatedAt, t.UpdatedAt = 1, "open", s.Now().UTC(), s.Now().UTC()
	raw, err := json.Marshal(&t)
	if err != nil {
		return t, err
	}
	return t, s.create(ctx, t.Conversation, "INSERT INTO tickets (id, conversation, version, status, created_at, body) VALUES ($1, $2, 1, 'open', $3, $4)", t.ID, t.Conversation, t.CreatedAt, string(raw))
}

// Ticket reads a ticket.
func (s *DB) Ticket(ctx context.Context, id string) (navigator.Ticket, error) {
	var t navigator.Ticket
	return t, s.body(ctx, "SELECT body FROM tickets WHERE id = $1", id, "ticket", &t)
}

// Tickets lists the tickets of a status, or all where it is empty, oldest first.
func (s *DB) Tickets(ctx context.Context, status string) ([]navigator.Ticket, error) {
	return list[navigator.Ticket](ctx, s, "SELECT body FROM tickets WHERE $1 = '' OR status = $1 ORDER BY created_at", status)
}

// UpdateTicket replaces a ticket whose stored version is the one before t's,
// together with the events that tell the enquirer: both or neither.
func (s *DB) UpdateTicket(ctx context.Context, t navigator.Ticket, tell ...navigator.Event) (navigator.Ticket, []navigator.Event, error) {
	t.UpdatedAt = s.Now().UTC()
	t.Version++
	raw, err := json.Marshal(&t)
	if err != nil {
		return t, nil, err
	}
	var out []navigator.Event
	err = s.tx(ctx, func(tx pgx.Tx) error {
		last, err := lockConversation(ctx, tx, t.Conversation)
		if err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, "UPDATE tickets SET version = version + 1, status = $1, body = $2 WHERE id = $3 AND version = $4", t.Status, string(raw), t.ID, t.Version-1)
		if err := oneRow(tag, err); err != nil {
			return err
		}
		for _, e := range tell {
			last++
			e.Seq, e.At = last, s.Now().UTC()
			out = append(out, e)
			if err := insertEvent(ctx, tx, t.Conversation, e); err != nil {
				return err
			}
		}
		return setLast(ctx, tx, t.Conversation, last)
	})
	if err != nil {
		out = nil
	}
	return t, out, err
}

func (s *DB) body(ctx context.Context, query, id, what string, into any) error {
	var raw string
	err := s.pool.QueryRow(ctx, query, id).Scan(&raw)
	if errors.Is(err, pgx.ErrNoRows) {
		return store.Missing(what)
	}
	if err != nil {
		return plain(err)
	}
	return json.Unmarshal([]byte(raw), into)
}

func list[T any](ctx context.Context, s *DB, query string, args ...any) ([]T, error) {
	rows, err := s.pool.Query(ctx, query, args...)
	if err != nil {
		return nil, plain(err)
	}
	bodies, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, plain(err)
	}
	out := []T{}
	for _, raw := range bodies {
		var x T
		if err := json.Unmarshal([]byte(raw), &x); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

func oneRow(tag pgconn.CommandTag, err error) error {
	if err != nil {
		return plain(err)
	}
	if tag.RowsAffected() != 1 {
		return store.Changed()
	}
	return nil
}

// AddUser adds a member of staff, or gives an existing one a new password hash and ends their sessions.
func (s *DB) AddUser(ctx context.Context, u navigator.User) error {
	return s.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM sessions WHERE name = $1", u.Name); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "INSERT INTO users (name, hash) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash", u.Name, u.Hash)
		return err
	})
}

// User reads a member of staff.
func (s *DB) User(ctx context.Context, name string) (navigator.User, error) {
	u := navigator.User{Name: name}
	err := s.pool.QueryRow(ctx, "SELECT hash FROM users WHERE name = $1", name).Scan(&u.Hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return u, store.Missing("user")
	}
	return u, plain(err)
}

// AddSession stores a session under the sum of its token.
func (s *DB) AddSession(ctx context.Context, sum, name string, expires time.Time) error {
	_, err := s.pool.Exec(ctx, "INSERT INTO sessions (token_sum, name, expires_at) VALUES ($1, $2, $3)", sum, name, expires)
	return plain(err)
}

// Session gives the name behind a session that has not ended.
func (s *DB) Session(ctx context.Context, sum string) (string, error) {
	var name string
	err := s.pool.QueryRow(ctx, "SELECT name FROM sessions WHERE token_sum = $1 AND expires_at > $2", sum, s.Now()).Scan(&name)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", store.Ended()
	}
	return name, plain(err)
}

// EndSession forgets a session.
func (s *DB) EndSession(ctx context.Context, sum string) error {
	_, err := s.pool.Exec(ctx, "DELETE FROM sessions WHERE token_sum = $1", sum)
	return plain(err)
}
