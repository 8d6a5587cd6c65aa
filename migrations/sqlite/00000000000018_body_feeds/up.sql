-- The secret address by which a body's calendar and feed are fetched.
CREATE TABLE body_feed (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    body_id BLOB NOT NULL REFERENCES body (id),
    key_version INTEGER NOT NULL,
    token_sha256 BLOB NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX body_feed_body_id ON body_feed (body_id) WHERE ended_at IS NULL;
