-- A repeated key is looked for by the key: an index that begins with the scope would be read whole.
CREATE TABLE idempotency_by_key (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    payload_sha256 BLOB NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (key, scope)
) STRICT;
INSERT INTO idempotency_by_key SELECT scope, key, payload_sha256, status, headers, body, created_at FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE idempotency_by_key RENAME TO idempotency;
CREATE INDEX idempotency_created_at ON idempotency (created_at);

-- Staff: who they are, what they may do, how they come in.
CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    issuer TEXT,
    subject TEXT,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    created_at TEXT NOT NULL,
    disabled_at TEXT,
    UNIQUE (issuer, subject),
    CHECK ((issuer IS NULL) = (subject IS NULL))
) STRICT;

CREATE TABLE role_grant (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id BLOB NOT NULL REFERENCES staff (id),
    consultation_id BLOB REFERENCES consultation (id),
    role TEXT NOT NULL CHECK (role IN ('reader', 'officer', 'leader', 'admin')),
    granted_at TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE INDEX role_grant_staff_id ON role_grant (staff_id);
CREATE INDEX role_grant_consultation_id ON role_grant (consultation_id);

CREATE TABLE sign_in (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id BLOB NOT NULL REFERENCES staff (id),
    key_version INTEGER NOT NULL,
    token_sha256 BLOB NOT NULL UNIQUE,
    wanted TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX sign_in_staff_id ON sign_in (staff_id);
CREATE INDEX sign_in_expires_at ON sign_in (expires_at);

CREATE TABLE staff_session (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id BLOB NOT NULL REFERENCES staff (id),
    token_sha256 BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX staff_session_staff_id ON staff_session (staff_id);
CREATE INDEX staff_session_expires_at ON staff_session (expires_at);

-- The register of bodies. None is ever deleted: an old consultation names it still.
CREATE TABLE body (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    org_no TEXT UNIQUE,
    municipality_no TEXT UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('municipality', 'county_authority', 'county_governor', 'health_authority', 'state', 'organisation', 'other')),
    county_no TEXT,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn', 'neutral')),
    source TEXT NOT NULL CHECK (source IN ('shipped', 'import', 'staff', 'consultation')),
    successor_id BLOB REFERENCES body (id),
    closed_on TEXT,
    search_text TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX body_kind_county_no ON body (kind, county_no);
CREATE INDEX body_successor_id ON body (successor_id);

-- Sort 0 is the name that is shown; the others are parallel. A name that has ended stays.
CREATE TABLE body_name (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    body_id BLOB NOT NULL REFERENCES body (id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn', 'se', 'sma', 'smj', 'fkv', 'en')),
    sort INTEGER NOT NULL,
    valid_from TEXT,
    valid_to TEXT
) STRICT;
CREATE INDEX body_name_body_id ON body_name (body_id);
CREATE INDEX body_name_folded ON body_name (folded);

CREATE TABLE body_address (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    body_id BLOB NOT NULL REFERENCES body (id),
    address TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('official', 'contact')),
    state TEXT NOT NULL CHECK (state IN ('active', 'bad', 'ended')),
    note TEXT,
    created_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX body_address_body_id ON body_address (body_id);
CREATE INDEX body_address_address ON body_address (address);

CREATE TABLE body_list (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'locked')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE body_list_member (
    list_id BLOB NOT NULL REFERENCES body_list (id),
    body_id BLOB NOT NULL REFERENCES body (id),
    added_at TEXT NOT NULL,
    PRIMARY KEY (list_id, body_id)
) STRICT;
CREATE INDEX body_list_member_body_id ON body_list_member (body_id);

-- A file that has been shown and not yet taken over.
CREATE TABLE register_import (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id BLOB NOT NULL REFERENCES staff (id),
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    created_at TEXT NOT NULL,
    applied_at TEXT
) STRICT;
CREATE INDEX register_import_created_at ON register_import (created_at);

-- Who was asked: name, address and language as they were then.
CREATE TABLE invited (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    body_id BLOB NOT NULL REFERENCES body (id),
    line_id BLOB REFERENCES listed_line (id),
    name TEXT NOT NULL,
    address TEXT,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    reason TEXT,
    added_at TEXT NOT NULL,
    UNIQUE (consultation_id, body_id)
) STRICT;
CREATE INDEX invited_body_id ON invited (body_id);
CREATE INDEX invited_line_id ON invited (line_id);

-- «Vi skal ikke svare», and taken back: the newest stands.
CREATE TABLE decline (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    invited_id BLOB NOT NULL REFERENCES invited (id),
    declined INTEGER NOT NULL CHECK (declined IN (0, 1)),
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX decline_invited_id ON decline (invited_id);

ALTER TABLE desk ADD COLUMN invited_id BLOB REFERENCES invited (id);
ALTER TABLE desk ADD COLUMN body_id BLOB REFERENCES body (id);
ALTER TABLE desk ADD COLUMN begun_at TEXT;
CREATE UNIQUE INDEX desk_invited_id_capacity ON desk (invited_id, capacity);
CREATE INDEX desk_body_id ON desk (body_id);

ALTER TABLE submission ADD COLUMN body_id BLOB REFERENCES body (id);
ALTER TABLE submission ADD COLUMN claimed_body_id BLOB REFERENCES body (id);
CREATE INDEX submission_body_id ON submission (body_id);
CREATE INDEX submission_claimed_body_id ON submission (claimed_body_id);

-- A third kind of link: the one that an invited body holds.
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
DROP TABLE link;
ALTER TABLE link_of_three_kinds RENAME TO link;
CREATE INDEX link_desk_id ON link (desk_id);

CREATE TRIGGER invited_no_update BEFORE UPDATE ON invited BEGIN SELECT RAISE(ABORT, 'invited is append-only'); END;
CREATE TRIGGER invited_no_delete BEFORE DELETE ON invited BEGIN SELECT RAISE(ABORT, 'invited is append-only'); END;
CREATE TRIGGER decline_no_update BEFORE UPDATE ON decline BEGIN SELECT RAISE(ABORT, 'decline is append-only'); END;
CREATE TRIGGER decline_no_delete BEFORE DELETE ON decline BEGIN SELECT RAISE(ABORT, 'decline is append-only'); END;
CREATE TRIGGER body_no_delete BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'a body is kept'); END;
CREATE TRIGGER body_name_no_delete BEFORE DELETE ON body_name BEGIN SELECT RAISE(ABORT, 'a name is kept'); END;
