-- Programs that act for a member of staff. What a token lets do ends with its owner's access and roles.
CREATE TABLE staff_token (
    id uuid NOT NULL PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff (id),
    name text NOT NULL,
    scopes text NOT NULL,
    consultation_id uuid REFERENCES consultation (id),
    token_sha256 bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    ended_at timestamptz
);
CREATE INDEX staff_token_staff_id ON staff_token (staff_id);

CREATE TRIGGER staff_token_no_delete BEFORE DELETE ON staff_token FOR EACH STATEMENT EXECUTE FUNCTION is_kept();

-- By which of them a member of staff did it.
ALTER TABLE audit ADD COLUMN token_id uuid REFERENCES staff_token (id);
