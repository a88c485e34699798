package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store"
)

// CreateConversation makes an empty conversation and gives its id.
func (s *DB) CreateConversation(ctx context.Context) (string, error) {
	id := store.NewID("c")
	_, err := s.db.ExecContext(ctx, "INSERT INTO conversations (id, created_at) VALUES (?, ?)", id, s.stamp())
	return id, plain(err)
}

func (s *DB) stamp() string { return s.Now().UTC().Format(time.RFC3339Nano) }

// Append adds events to the end of a conversation, all or none, and gives them
// their numbers and times. An event whose client id the conversation already
// holds is not added again: the stored one comes back, with dup true; another
// text under the same client id is a conflict.
func (s *DB) Append(ctx context.Context, conversation string, events ...navigator.Event) (out []navigator.Event, dup bool, err error) {
	err = s.tx(ctx, func(tx *sql.Tx) error {
		last, err := lastSeq(ctx, tx, conversation)
		if err != nil {
			return err
		}
		for _, e := range events {
			if e.ClientID != "" {
				have, err := byClient(ctx, tx, conversation, e.ClientID)
				if err != nil {
					return err
				}
				if have != nil {
					if err := store.Repeats(*have, e); err != nil {
						return err
					}
					out, dup = append(out, *have), true
					continue
				}
			}
			last++
			e.Seq, e.At = last, s.Now().UTC()
			if e.Reply != nil {
				e.Reply.Seq = e.Seq
			}
			if err := insertEvent(ctx, tx, conversation, e); err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	return out, dup, nil
}

func lastSeq(ctx context.Context, tx *sql.Tx, conversation string) (int, error) {
	var n, last int
	err := tx.QueryRowContext(ctx, `SELECT count(*), coalesce((SELECT max(seq) FROM events WHERE conversation = ?1), 0)
		FROM conversations WHERE id = ?1`, conversation).Scan(&n, &last)
	if err == nil && n == 0 {
		err = store.UnknownConversation()
	}
	return last, err
}

func byClient(ctx context.Context, tx *sql.Tx, conversation, client string) (*navigator.Event, error) {
	var body string
	err := tx.QueryRowContext(ctx, "SELECT body FROM events WHERE conversation = ? AND client_id = ?", conversation, client).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	e, err := store.Decode(body, nil)
	return &e, err
}

func insertEvent(ctx context.Context, tx *sql.Tx, conversation string, e navigator.Event) error {
	body, understanding, err := store.Encode(e)
	if err != nil {
		return err
	}
	var client any
	if e.ClientID != "" {
		client = e.ClientID
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO events (conversation, seq, client_id, body, understanding) VALUES (?, ?, ?, ?, ?)",
		conversation, e.Seq, client, body, understanding)
	return err
}

// Events lists a conversation's events with a number above after, in order.
func (s *DB) Events(ctx context.Context, conversation string, after int) ([]navigator.Event, error) {
	var known int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM conversations WHERE id = ?", conversation).Scan(&known); err != nil {
		return nil, plain(err)
	}
	if known == 0 {
		return nil, store.UnknownConversation()
	}
	rows, err := s.db.QueryContext(ctx, "SELECT body, understanding FROM events WHERE conversation = ? AND seq > ? ORDER BY seq", conversation, after)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	out := []navigator.Event{}
	for rows.Next() {
		var body string
		var understanding *string
		if err := rows.Scan(&body, &understanding); err != nil {
			return nil, err
		}
		e, err := store.Decode(body, understanding)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, rows.Err()
}
