package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"
)

// Vectors reads all vectors of a model, by the hash of the passage's text.
func (s *DB) Vectors(ctx context.Context, model string) (map[string][]float32, error) {
	rows, err := s.pool.Query(ctx, "SELECT hash, vec::text FROM vectors WHERE model = $1", model)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	out := map[string][]float32{}
	for rows.Next() {
		var hash, text string
		if err := rows.Scan(&hash, &text); err != nil {
			return nil, err
		}
		var v pgvector.Vector
		if err := v.Parse(text); err != nil {
			return nil, err
		}
		out[hash] = v.Slice()
	}
	return out, plain(rows.Err())
}

// SaveVectors keeps vectors of a model, in one round trip.
func (s *DB) SaveVectors(ctx context.Context, model string, vectors map[string][]float32) error {
	return s.tx(ctx, func(tx pgx.Tx) error {
		batch := &pgx.Batch{}
		for hash, v := range vectors {
			batch.Queue("INSERT INTO vectors (model, hash, vec) VALUES ($1, $2, $3::text::vector) ON CONFLICT (model, hash) DO UPDATE SET vec = excluded.vec", model, hash, pgvector.NewVector(v).String())
		}
		return tx.SendBatch(ctx, batch).Close()
	})
}
