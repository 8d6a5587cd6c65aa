DROP INDEX submission_claimed_body_id;
DROP INDEX submission_body_id;
DROP INDEX desk_body_id;
DROP INDEX desk_invited_id_capacity;
ALTER TABLE submission DROP COLUMN claimed_body_id;
ALTER TABLE submission DROP COLUMN body_id;
ALTER TABLE desk DROP COLUMN begun_at;
ALTER TABLE desk DROP COLUMN body_id;
ALTER TABLE desk DROP COLUMN invited_id;
DELETE FROM session_link WHERE link_id IN (SELECT id FROM link WHERE kind = 'invitation');
DELETE FROM link WHERE kind = 'invitation';
PRAGMA defer_foreign_keys = ON;
CREATE TABLE link_of_two_kinds (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('desk', 'letter')),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    confirms TEXT,
    generation INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    token_sha256 BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
INSERT INTO link_of_two_kinds SELECT * FROM link;
DROP TABLE link;
ALTER TABLE link_of_two_kinds RENAME TO link;
CREATE INDEX link_desk_id ON link (desk_id);
DROP TABLE decline;
DROP TABLE invited;
DROP TABLE register_import;
DROP TABLE body_list_member;
DROP TABLE body_list;
DROP TABLE body_address;
DROP TABLE body_name;
DROP TABLE body;
DROP TABLE staff_session;
DROP TABLE sign_in;
DROP TABLE role_grant;
DROP TABLE staff;
CREATE TABLE idempotency_by_scope (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    payload_sha256 BLOB NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT;
INSERT INTO idempotency_by_scope SELECT * FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE idempotency_by_scope RENAME TO idempotency;
CREATE INDEX idempotency_created_at ON idempotency (created_at);
