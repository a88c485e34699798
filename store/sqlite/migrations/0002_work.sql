CREATE TABLE drafts (
  id           TEXT PRIMARY KEY,
  conversation TEXT NOT NULL REFERENCES conversations (id),
  version      INTEGER NOT NULL,
  created_at   TEXT NOT NULL,
  body         TEXT NOT NULL
) STRICT;

CREATE TABLE tickets (
  id           TEXT PRIMARY KEY,
  conversation TEXT NOT NULL REFERENCES conversations (id),
  version      INTEGER NOT NULL,
  status       TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  body         TEXT NOT NULL
) STRICT;
CREATE INDEX tickets_status ON tickets (status, created_at);

CREATE TABLE users (
  name TEXT PRIMARY KEY,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE sessions (
  token_sum  TEXT PRIMARY KEY, -- SHA-256 of the cookie: a read database opens no session
  name       TEXT NOT NULL REFERENCES users (name),
  expires_at TEXT NOT NULL
) STRICT;
