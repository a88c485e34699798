CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE vectors (
  model text NOT NULL,
  hash  text NOT NULL, -- of the passage's text: changed text has another hash
  vec   vector NOT NULL,
  PRIMARY KEY (model, hash)
);
