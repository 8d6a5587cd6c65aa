ALTER TABLE desk_field_version DROP COLUMN link_id;
ALTER TABLE desk_field DROP COLUMN link_id;
DELETE FROM session_link WHERE link_id IN (SELECT id FROM link WHERE kind = 'contributor');
DELETE FROM link WHERE kind = 'contributor';
PRAGMA defer_foreign_keys = ON;
CREATE TABLE link_of_three_kinds (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('desk', 'letter', 'invitation')),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    confirms TEXT,
    generation INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    token_sha256 BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
INSERT INTO link_of_three_kinds SELECT id, kind, desk_id, confirms, generation, key_version, token_sha256, created_at, revoked_at FROM link;
-- A table cannot be dropped while rows refer to it: those of sessions stand aside meanwhile.
CREATE TABLE session_link_aside AS SELECT * FROM session_link;
DELETE FROM session_link;
DROP TABLE link;
ALTER TABLE link_of_three_kinds RENAME TO link;
INSERT INTO session_link SELECT * FROM session_link_aside;
DROP TABLE session_link_aside;
CREATE INDEX link_desk_id ON link (desk_id);
DROP TABLE contributor;
