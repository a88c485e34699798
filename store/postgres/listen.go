package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// channel carries the ids of conversations that got events.
const channel = "navigator_events"

// relisten is the wait before listening again after the connection was lost.
const relisten = time.Second

func notify(ctx context.Context, tx pgx.Tx, conversation string) error {
	_, err := tx.Exec(ctx, "SELECT pg_notify($1, $2)", channel, conversation)
	return err
}

// Listen calls f with the id of each conversation that gets events, from
// whatever process, until ctx ends. What happens while the connection is lost is
// not told: readers ask the store for what they missed.
func (s *DB) Listen(ctx context.Context, f func(conversation string)) {
	for ctx.Err() == nil {
		s.listen(ctx, f)
		select {
		case <-ctx.Done():
		case <-time.After(relisten):
		}
	}
}

func (s *DB) listen(ctx context.Context, f func(string)) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return
	}
	raw := conn.Hijack() // it listens: it must not go back to the pool
	defer func() { _ = raw.Close(context.WithoutCancel(ctx)) }()
	if _, err := raw.Exec(ctx, "LISTEN "+channel); err != nil {
		return
	}
	for {
		n, err := raw.WaitForNotification(ctx)
		if err != nil {
			return
		}
		f(n.Payload)
	}
}
