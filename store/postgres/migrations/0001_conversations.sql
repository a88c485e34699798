CREATE TABLE conversations (
  id         text PRIMARY KEY,
  created_at timestamptz NOT NULL,
  last_seq   integer NOT NULL DEFAULT 0 -- its row lock orders the writers of one conversation
);

CREATE TABLE events (
  conversation  text NOT NULL REFERENCES conversations (id),
  seq           integer NOT NULL,
  client_id     text,
  body          text NOT NULL, -- the event as JSON, as it was written: jsonb would refuse some texts and reorder all
  understanding text,          -- what the turn understood, with a reply
  reply_to      integer,       -- of a reply
  PRIMARY KEY (conversation, seq)
);

CREATE UNIQUE INDEX events_client ON events (conversation, client_id) WHERE client_id IS NOT NULL;
CREATE UNIQUE INDEX events_reply ON events (conversation, reply_to) WHERE reply_to IS NOT NULL;
