package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	navigator "github.com/ri-navigator/navigator"
)

// AddDemand counts a need that nothing fitted.
func (s *DB) AddDemand(ctx context.Context, d navigator.Demand) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO demand (month, area, kind, country, n) VALUES ($1, $2, $3, $4, 1)
		ON CONFLICT (month, area, kind, country) DO UPDATE SET n = demand.n + 1`, s.Now().UTC().Format("2006-01"), d.Area, d.Kind, d.Country)
	return err
}

// Demand lists what was counted, newest months first.
func (s *DB) Demand(ctx context.Context) ([]navigator.Demand, error) {
	rows, err := s.pool.Query(ctx, "SELECT month, area, kind, country, n FROM demand ORDER BY month DESC, n DESC, area, kind, country")
	if err != nil {
		return nil, err
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[navigator.Demand])
	if out == nil {
		out = []navigator.Demand{}
	}
	return out, err
}
