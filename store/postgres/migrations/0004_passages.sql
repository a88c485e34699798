-- The leg by meaning: one row a passage of a corpus, with what filters ask for.
-- 384 is the local model's size; halfvec keeps 2 bytes a number.
CREATE TABLE passages (
  corpus    text NOT NULL,      -- fingerprint of the passages and the model
  n         integer NOT NULL,   -- the passage's number in it
  facets    text[] NOT NULL,    -- "kind:research", "country:PT", ...
  countries text[] NOT NULL,
  vec       halfvec(384) NOT NULL,
  PRIMARY KEY (corpus, n)
);
CREATE INDEX passages_facets ON passages USING gin (facets);
CREATE INDEX passages_vec ON passages USING hnsw (vec halfvec_cosine_ops);

-- Which corpora are whole, and when a process last opened one.
CREATE TABLE passage_sets (
  corpus  text PRIMARY KEY,
  size    integer NOT NULL,
  used_at timestamptz NOT NULL DEFAULT now()
);
