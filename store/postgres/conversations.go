package postgres

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	navigator "github.com/ri-navigator/navigator"
	"github.com/ri-navigator/navigator/store"
)

// CreateConversation makes an empty conversation and gives its id.
func (s *DB) CreateConversation(ctx context.Context) (string, error) {
	id := store.NewID("c")
	_, err := s.pool.Exec(ctx, "INSERT INTO conversations (id, created_at) VALUES ($1, $2)", id, s.Now().UTC())
	return id, plain(err)
}

// Append adds events to the end of a conversation, all or none, and gives them
// their numbers and times. An event whose client id the conversation already
// holds is not added again: the stored one comes back, with dup true; another
// text under the same client id is a conflict.
func (s *DB) Append(ctx context.Context, conversation string, events ...navigator.Event) (out []navigator.Event, dup bool, err error) {
	err = s.tx(ctx, func(tx pgx.Tx) error {
		last, err := lockConversation(ctx, tx, conversation)
		if err != nil {
			return err
		}
		for _, e := range events {
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
		return setLast(ctx, tx, conversation, last)
	})
	if err != nil {
		return nil, false, err
	}
	return out, dup, nil
}

// lockConversation orders the writers of one conversation and gives its last number.
func lockConversation(ctx context.Context, tx pgx.Tx, conversation string) (int, error) {
	var last int
	err := tx.QueryRow(ctx, "SELECT last_seq FROM conversations WHERE id = $1 FOR UPDATE", conversation).Scan(&last)
	if errors.Is(err, pgx.ErrNoRows) {
		err = store.UnknownConversation()
	}
	return last, err
}

// setLast keeps the last number and tells whoever listens.
func setLast(ctx context.Context, tx pgx.Tx, conversation string, last int) error {
	if _, err := tx.Exec(ctx, "UPDATE conversations SET last_seq = $2 WHERE id = $1", conversation, last); err != nil {
		return err
	}
	return notify(ctx, tx, conversation)
}

func byClient(ctx context.Context, tx pgx.Tx, conversation, client string) (*navigator.Event, error) {
	if client == "" {
		return nil, nil
	}
	var body string
	err := tx.QueryRow(ctx, "SELECT body FROM events WHERE conversation = $1 AND client_id = $2", conversation, client).Scan(&body)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	e, err := store.Decode(body, nil)
	return &e, err
}

func insertEvent(ctx context.Context, tx pgx.Tx, conversation string, e navigator.Event) error {
	body, understanding, err := store.Encode(e)
	if err != nil {
		return err
	}
	var client *string
	var reply *int
	if e.ClientID != "" {
		client = &e.ClientID
	}
	if e.Type == "reply" {
		reply = &e.ReplyTo
	}
	_, err = tx.Exec(ctx, "INSERT INTO events (conversation, seq, client_id, body, understanding, reply_to) VALUES ($1, $2, $3, $4, $5, $6)",
		conversation, e.Seq, client, body, understanding, reply)
	return err
}

// Events lists a conversation's events with a number above after, in order.
func (s *DB) Events(ctx context.Context, conversation string, after int) ([]navigator.Event, error) {
	var known bool
	if err := s.pool.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM conversations WHERE id = $1)", conversation).Scan(&known); err != nil {
		return nil, plain(err)
	}
	if !known {
		return nil, store.UnknownConversation()
	}
	rows, err := s.pool.Query(ctx, "SELECT body, understanding FROM events WHERE conversation = $1 AND seq > $2 ORDER BY seq", conversation, after)
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
	return out, plain(rows.Err())
}
