-- The secret address by which a body's calendar and feed are fetched.
CREATE TABLE body_feed (
    id uuid NOT NULL PRIMARY KEY,
    body_id uuid NOT NULL REFERENCES body (id),
    key_version integer NOT NULL,
    token_sha256 bytea NOT NULL UNIQUE,
    made_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX body_feed_body_id ON body_feed (body_id) WHERE ended_at IS NULL;
