-- Needs that nothing fitted, counted by month, area, kind of facility and country: nothing about who asked.
CREATE TABLE demand (
  month   text NOT NULL, -- 2026-11
  area    text NOT NULL,
  kind    text NOT NULL,
  country text NOT NULL,
  n       bigint NOT NULL,
  PRIMARY KEY (month, area, kind, country)
);
