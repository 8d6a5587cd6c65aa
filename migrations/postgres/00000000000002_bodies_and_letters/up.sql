-- A repeated key is looked for by the key: an index that begins with the scope would be read whole.
CREATE TABLE idempotency_by_key (
    scope text NOT NULL,
    key text NOT NULL,
    payload_sha256 bytea NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (key, scope)
);
INSERT INTO idempotency_by_key SELECT scope, key, payload_sha256, status, headers, body, created_at FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE idempotency_by_key RENAME TO idempotency;
CREATE INDEX idempotency_created_at ON idempotency (created_at);

-- Staff: who they are, what they may do, how they come in.
CREATE TABLE staff (
    id uuid NOT NULL PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    issuer text,
    subject text,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    created_at timestamptz NOT NULL,
    disabled_at timestamptz,
    UNIQUE (issuer, subject),
    CHECK ((issuer IS NULL) = (subject IS NULL))
);

CREATE TABLE role_grant (
    id uuid NOT NULL PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff (id),
    consultation_id uuid REFERENCES consultation (id),
    role text NOT NULL CHECK (role IN ('reader', 'officer', 'leader', 'admin')),
    granted_at timestamptz NOT NULL,
    granted_by text NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX role_grant_staff_id ON role_grant (staff_id);
CREATE INDEX role_grant_consultation_id ON role_grant (consultation_id);

CREATE TABLE sign_in (
    id uuid NOT NULL PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff (id),
    key_version integer NOT NULL,
    token_sha256 bytea NOT NULL UNIQUE,
    wanted text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX sign_in_staff_id ON sign_in (staff_id);
CREATE INDEX sign_in_expires_at ON sign_in (expires_at);

CREATE TABLE staff_session (
    id uuid NOT NULL PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff (id),
    token_sha256 bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX staff_session_staff_id ON staff_session (staff_id);
CREATE INDEX staff_session_expires_at ON staff_session (expires_at);

-- The register of bodies. None is ever deleted: an old consultation names it still.
CREATE TABLE body (
    id uuid NOT NULL PRIMARY KEY,
    org_no text UNIQUE,
    municipality_no text UNIQUE,
    kind text NOT NULL CHECK (kind IN ('municipality', 'county_authority', 'county_governor', 'health_authority', 'state', 'organisation', 'other')),
    county_no text,
    language text NOT NULL CHECK (language IN ('nb', 'nn', 'neutral')),
    source text NOT NULL CHECK (source IN ('shipped', 'import', 'staff', 'consultation')),
    successor_id uuid REFERENCES body (id),
    closed_on date,
    search_text text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX body_kind_county_no ON body (kind, county_no);
CREATE INDEX body_successor_id ON body (successor_id);

-- Sort 0 is the name that is shown; the others are parallel. A name that has ended stays.
CREATE TABLE body_name (
    id uuid NOT NULL PRIMARY KEY,
    body_id uuid NOT NULL REFERENCES body (id),
    name text NOT NULL,
    folded text NOT NULL,
    language text NOT NULL CHECK (language IN ('nb', 'nn', 'se', 'sma', 'smj', 'fkv', 'en')),
    sort integer NOT NULL,
    valid_from date,
    valid_to date
);
CREATE INDEX body_name_body_id ON body_name (body_id);
CREATE INDEX body_name_folded ON body_name (folded);

CREATE TABLE body_address (
    id uuid NOT NULL PRIMARY KEY,
    body_id uuid NOT NULL REFERENCES body (id),
    address text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('official', 'contact')),
    state text NOT NULL CHECK (state IN ('active', 'bad', 'ended')),
    note text,
    created_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX body_address_body_id ON body_address (body_id);
CREATE INDEX body_address_address ON body_address (address);

CREATE TABLE body_list (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('draft', 'ready', 'locked')),
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);

CREATE TABLE body_list_member (
    list_id uuid NOT NULL REFERENCES body_list (id),
    body_id uuid NOT NULL REFERENCES body (id),
    added_at timestamptz NOT NULL,
    PRIMARY KEY (list_id, body_id)
);
CREATE INDEX body_list_member_body_id ON body_list_member (body_id);

-- A file that has been shown and not yet taken over.
CREATE TABLE register_import (
    id uuid NOT NULL PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff (id),
    file_name text NOT NULL,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL,
    applied_at timestamptz
);
CREATE INDEX register_import_created_at ON register_import (created_at);

-- Who was asked: name, address and language as they were then.
CREATE TABLE invited (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    body_id uuid NOT NULL REFERENCES body (id),
    line_id uuid REFERENCES listed_line (id),
    name text NOT NULL,
    address text,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    reason text,
    added_at timestamptz NOT NULL,
    UNIQUE (consultation_id, body_id)
);
CREATE INDEX invited_body_id ON invited (body_id);
CREATE INDEX invited_line_id ON invited (line_id);

-- «Vi skal ikke svare», and taken back: the newest stands.
CREATE TABLE decline (
    id uuid NOT NULL PRIMARY KEY,
    invited_id uuid NOT NULL REFERENCES invited (id),
    declined boolean NOT NULL,
    by_whom text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX decline_invited_id ON decline (invited_id);

ALTER TABLE desk ADD COLUMN invited_id uuid REFERENCES invited (id);
ALTER TABLE desk ADD COLUMN body_id uuid REFERENCES body (id);
ALTER TABLE desk ADD COLUMN begun_at timestamptz;
CREATE UNIQUE INDEX desk_invited_id_capacity ON desk (invited_id, capacity);
CREATE INDEX desk_body_id ON desk (body_id);

ALTER TABLE submission ADD COLUMN body_id uuid REFERENCES body (id);
ALTER TABLE submission ADD COLUMN claimed_body_id uuid REFERENCES body (id);
CREATE INDEX submission_body_id ON submission (body_id);
CREATE INDEX submission_claimed_body_id ON submission (claimed_body_id);

-- A third kind of link: the one that an invited body holds.
ALTER TABLE link DROP CONSTRAINT link_kind_check;
ALTER TABLE link ADD CONSTRAINT link_kind_check CHECK (kind IN ('desk', 'letter', 'invitation'));

CREATE TRIGGER invited_no_update BEFORE UPDATE ON invited FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER invited_no_delete BEFORE DELETE ON invited FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER invited_no_truncate BEFORE TRUNCATE ON invited FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER decline_no_update BEFORE UPDATE ON decline FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER decline_no_delete BEFORE DELETE ON decline FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER decline_no_truncate BEFORE TRUNCATE ON decline FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a % is kept', TG_TABLE_NAME;
END $$;
CREATE TRIGGER body_no_delete BEFORE DELETE ON body FOR EACH STATEMENT EXECUTE FUNCTION is_kept();
CREATE TRIGGER body_no_truncate BEFORE TRUNCATE ON body FOR EACH STATEMENT EXECUTE FUNCTION is_kept();
CREATE TRIGGER body_name_no_delete BEFORE DELETE ON body_name FOR EACH STATEMENT EXECUTE FUNCTION is_kept();
CREATE TRIGGER body_name_no_truncate BEFORE TRUNCATE ON body_name FOR EACH STATEMENT EXECUTE FUNCTION is_kept();
