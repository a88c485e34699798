-- Needs that nothing fitted, counted by month, area, kind of facility and country: nothing about who asked.
CREATE TABLE demand (
  month   TEXT NOT NULL, -- 2026-11
  area    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  country TEXT NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (month, area, kind, country)
) STRICT, WITHOUT ROWID;
