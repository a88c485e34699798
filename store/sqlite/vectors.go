package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math"
)

// Vectors reads all vectors of a model, by the hash of the passage's text.
func (s *DB) Vectors(ctx context.Context, model string) (map[string][]float32, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT hash, vec FROM vectors WHERE model = ?", model)
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	out := map[string][]float32{}
	for rows.Next() {
		var hash string
		var raw []byte
		if err := rows.Scan(&hash, &raw); err != nil {
			return nil, err
		}
		if len(raw)%4 != 0 {
			return nil, fmt.Errorf("the stored vector of %s has %d bytes: delete the vectors table's rows to compute them anew", hash, len(raw))
		}
		v := make([]float32, len(raw)/4)
		for i := range v {
			v[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		}
		out[hash] = v
	}
	return out, rows.Err()
}

// SaveVectors keeps vectors of a model.
func (s *DB) SaveVectors(ctx context.Context, model string, vectors map[string][]float32) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		st, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO vectors (model, hash, vec) VALUES (?, ?, ?)")
		if err != nil {
			return err
		}
		defer st.Close()
		for hash, v := range vectors {
			raw := make([]byte, 0, 4*len(v))
			for _, x := range v {
				raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
			}
			if _, err := st.ExecContext(ctx, model, hash, raw); err != nil {
				return err
			}
		}
		return nil
	})
}
