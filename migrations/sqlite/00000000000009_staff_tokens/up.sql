-- Programs that act for a member of staff. What a token lets do ends with its owner's access and roles.
CREATE TABLE staff_token (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id BLOB NOT NULL REFERENCES staff (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    consultation_id BLOB REFERENCES consultation (id),
    token_sha256 BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    ended_at TEXT
) STRICT;
CREATE INDEX staff_token_staff_id ON staff_token (staff_id);

CREATE TRIGGER staff_token_no_delete BEFORE DELETE ON staff_token BEGIN SELECT RAISE(ABORT, 'a token that acted is kept'); END;

-- By which of them a member of staff did it.
ALTER TABLE audit ADD COLUMN token_id BLOB REFERENCES staff_token (id);
