-- Those who write an answer together: each has a link of their own, and what they may do with it.
CREATE TABLE contributor (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    may TEXT NOT NULL CHECK (may IN ('read', 'write', 'send', 'coordinate')),
    parts TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    added_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX contributor_desk_id_email ON contributor (desk_id, email) WHERE ended_at IS NULL;
CREATE INDEX contributor_desk_id ON contributor (desk_id);

PRAGMA defer_foreign_keys = ON;
CREATE TABLE link_of_four_kinds (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('desk', 'letter', 'invitation', 'contributor')),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    confirms TEXT,
    generation INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    token_sha256 BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    revoked_at TEXT,
    contributor_id BLOB REFERENCES contributor (id),
    CHECK ((kind = 'contributor') = (contributor_id IS NOT NULL))
) STRICT;
INSERT INTO link_of_four_kinds SELECT id, kind, desk_id, confirms, generation, key_version, token_sha256, created_at, revoked_at, NULL FROM link;
-- A table cannot be dropped while rows refer to it: those of sessions stand aside meanwhile.
CREATE TABLE session_link_aside AS SELECT * FROM session_link;
DELETE FROM session_link;
DROP TABLE link;
ALTER TABLE link_of_four_kinds RENAME TO link;
INSERT INTO session_link SELECT * FROM session_link_aside;
DROP TABLE session_link_aside;
CREATE INDEX link_desk_id ON link (desk_id);
CREATE INDEX link_contributor_id ON link (contributor_id);

-- Whose link a text was saved by; none for what the program laid out.
ALTER TABLE desk_field ADD COLUMN link_id BLOB;
ALTER TABLE desk_field_version ADD COLUMN link_id BLOB;
