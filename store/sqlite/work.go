package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store"
)

// CreateDraft stores a new draft as version 1.
func (s *DB) CreateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error) {
	d.Version, d.CreatedAt, d.UpdatedAt = 1, s.Now().UTC(), s.Now().UTC()
	err := s.create(ctx, d.Conversation, "INSERT INTO drafts (id, conversation, version, created_at, body) VALUES (?, ?, 1, ?, ?)", d.ID, d.Conversation, s.stamp(), &d)
	return d, err
}

// create inserts a row whose last argument is stored as JSON; the conversation must exist.
func (s *DB) create(ctx context.Context, conversation, query string, args ...any) error {
	raw, err := json.Marshal(args[len(args)-1])
	if err != nil {
		return err
	}
	args[len(args)-1] = string(raw)
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := lastSeq(ctx, tx, conversation); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

// Draft reads a draft.
func (s *DB) Draft(ctx context.Context, id string) (navigator.Draft, error) {
	var d navigator.Draft
	return d, s.body(ctx, "SELECT body FROM drafts WHERE id = ?", id, "application", &d)
}

// Drafts lists all drafts, newest first.
func (s *DB) Drafts(ctx context.Context) ([]navigator.Draft, error) {
	return list[navigator.Draft](ctx, s.db, "SELECT body FROM drafts ORDER BY created_at DESC")
}

// UpdateDraft replaces a draft whose stored version is the one before d's.
func (s *DB) UpdateDraft(ctx context.Context, d navigator.Draft) (navigator.Draft, error) {
	d.UpdatedAt = s.Now().UTC()
	d.Version++
	return d, s.replace(ctx, "UPDATE drafts SET version = version + 1, body = ? WHERE id = ? AND version = ?", &d, d.ID, d.Version-1)
}

// CreateTicket stores a new ticket as version 1.
func (s *DB) CreateTicket(ctx context.Context, t navigator.Ticket) (navigator.Ticket, error) {
	t.Version, t.Status, t.CreatedAt, t.UpdatedAt = 1, "open", s.Now().UTC(), s.Now().UTC()
	err := s.create(ctx, t.Conversation, "INSERT INTO tickets (id, conversation, version, status, created_at, body) VALUES (?, ?, 1, 'open', ?, ?)", t.ID, t.Conversation, s.stamp(), &t)
	return t, err
}

// Ticket reads a ticket.
func (s *DB) Ticket(ctx context.Context, id string) (navigator.Ticket, error) {
	var t navigator.Ticket
	return t, s.body(ctx, "SELECT body FROM tickets WHERE id = ?", id, "ticket", &t)
}

// Tickets lists the tickets of a status, or all where it is empty, oldest first.
func (s *DB) Tickets(ctx context.Context, status string) ([]navigator.Ticket, error) {
	return list[navigator.Ticket](ctx, s.db, "SELECT body FROM tickets WHERE ?1 = '' OR status = ?1 ORDER BY created_at", status)
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
	err = s.tx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE tickets SET version = version + 1, status = ?, body = ? WHERE id = ? AND version = ?", t.Status, string(raw), t.ID, t.Version-1)
		if err != nil {
			return err
		}
		if err := oneRow(res); err != nil {
			return err
		}
		last, err := lastSeq(ctx, tx, t.Conversation)
		for i := 0; err == nil && i < len(tell); i++ {
			e := tell[i]
			e.Seq, e.At = last+i+1, s.Now().UTC()
			out = append(out, e)
			err = insertEvent(ctx, tx, t.Conversation, e)
		}
		return err
	})
	return t, out, err
}

func (s *DB) body(ctx context.Context, query, id, what string, into any) error {
	var raw string
	err := s.db.QueryRowContext(ctx, query, id).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return store.Missing(what)
	}
	if err != nil {
		return plain(err)
	}
	return json.Unmarshal([]byte(raw), into)
}

func list[T any](ctx context.Context, db *sql.DB, query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		var raw string
		if err := rows.Scan(&raw); err != nil {
			return nil, err
		}
		var x T
		if err := json.Unmarshal([]byte(raw), &x); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, rows.Err()
}

func (s *DB) replace(ctx context.Context, query string, body any, id string, version int) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, query, string(raw), id, version)
		if err != nil {
			return err
		}
		return oneRow(res)
	})
}

func oneRow(res sql.Result) error {
	if n, err := res.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return store.Changed()
}

// AddUser adds a member of staff, or gives an existing one a new password hash and ends their sessions.
func (s *DB) AddUser(ctx context.Context, u navigator.User) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE name = ?", u.Name); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO users (name, hash) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash", u.Name, u.Hash)
		return err
	})
}

// User reads a member of staff.
func (s *DB) User(ctx context.Context, name string) (navigator.User, error) {
	u := navigator.User{Name: name}
	err := s.db.QueryRowContext(ctx, "SELECT hash FROM users WHERE name = ?", name).Scan(&u.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return u, store.Missing("user")
	}
	return u, plain(err)
}

// AddSession stores a session under the sum of its token.
func (s *DB) AddSession(ctx context.Context, sum, name string, expires time.Time) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO sessions (token_sum, name, expires_at) VALUES (?, ?, ?)", sum, name, expires.UTC().Format(time.RFC3339))
	return plain(err)
}

// Session gives the name behind a session that has not ended.
func (s *DB) Session(ctx context.Context, sum string) (string, error) {
	var name string
	err := s.db.QueryRowContext(ctx, "SELECT name FROM sessions WHERE token_sum = ? AND expires_at > ?", sum, s.Now().UTC().Format(time.RFC3339)).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", store.Ended()
	}
	return name, plain(err)
}

// EndSession forgets a session.
func (s *DB) EndSession(ctx context.Context, sum string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM sessions WHERE token_sum = ?", sum)
	return plain(err)
}
