CREATE TABLE drafts (
  id           text PRIMARY KEY,
  conversation text NOT NULL REFERENCES conversations (id),
  version      integer NOT NULL,
  created_at   timestamptz NOT NULL,
  body         text NOT NULL
);

CREATE TABLE tickets (
  id           text PRIMARY KEY,
  conversation text NOT NULL REFERENCES conversations (id),
  version      integer NOT NULL,
  status       text NOT NULL,
  created_at   timestamptz NOT NULL,
  body         text NOT NULL
);
CREATE INDEX tickets_status ON tickets (status, created_at);

CREATE TABLE users (
  name text PRIMARY KEY,
  hash bytea NOT NULL
);

CREATE TABLE sessions (
  token_sum  text PRIMARY KEY, -- SHA-256 of the cookie: a read database opens no session
  name       text NOT NULL REFERENCES users (name),
  expires_at timestamptz NOT NULL
);
