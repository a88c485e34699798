CREATE TABLE vectors (
  model TEXT NOT NULL,
  hash  TEXT NOT NULL, -- of the passage's text: changed text has another hash
  vec   BLOB NOT NULL, -- little-endian float32
  PRIMARY KEY (model, hash)
) STRICT, WITHOUT ROWID;
