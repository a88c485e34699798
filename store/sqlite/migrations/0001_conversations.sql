CREATE TABLE conversations (
  id         TEXT PRIMARY KEY,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE events (
  conversation  TEXT NOT NULL REFERENCES conversations (id),
  seq           INTEGER NOT NULL,
  client_id     TEXT,
  body          TEXT NOT NULL, -- the event as JSON
  understanding TEXT,          -- what the turn understood, with a reply
  PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX events_client ON events (conversation, client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX events_reply ON events (conversation, (json_extract(body, '$.reply_to'))) WHERE json_extract(body, '$.type') = 'reply';
