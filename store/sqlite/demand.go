package sqlite

import (
	"context"

	navigator "github.com/ri-navigator/navigator"
)

// AddDemand counts a need that nothing fitted.
func (s *DB) AddDemand(ctx context.Context, d navigator.Demand) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO demand (month, area, kind, country, n) VALUES (?, ?, ?, ?, 1)
		ON CONFLICT (month, area, kind, country) DO UPDATE SET n = n + 1`, s.Now().UTC().Format("2006-01"), d.Area, d.Kind, d.Country)
	return plain(err)
}

// Demand lists what was counted, newest months first.
func (s *DB) Demand(ctx context.Context) ([]navigator.Demand, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT month, area, kind, country, n FROM demand ORDER BY month DESC, n DESC, area, kind, country")
	if err != nil {
		return nil, plain(err)
	}
	defer rows.Close()
	out := []navigator.Demand{}
	for rows.Next() {
		var d navigator.Demand
		if err := rows.Scan(&d.Month, &d.Area, &d.Kind, &d.Country, &d.N); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, rows.Err()
}
