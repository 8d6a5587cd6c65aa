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
ALTER TABLE link DROP CONSTRAINT link_kind_check;
ALTER TABLE link ADD CONSTRAINT link_kind_check CHECK (kind IN ('desk', 'letter'));
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
DROP FUNCTION is_kept;
CREATE TABLE idempotency_by_scope (
    scope text NOT NULL,
    key text NOT NULL,
    payload_sha256 bytea NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);
INSERT INTO idempotency_by_scope SELECT * FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE idempotency_by_scope RENAME TO idempotency;
CREATE INDEX idempotency_created_at ON idempotency (created_at);
