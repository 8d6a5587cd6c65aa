-- An answer that several bodies give together. A co-signer has a link of its own, as those who write have, by which it
-- reads what it is asked to stand behind, and nothing else.
ALTER TABLE contributor DROP CONSTRAINT contributor_may_check;
ALTER TABLE contributor ADD CONSTRAINT contributor_may_check CHECK (may IN ('confirm', 'read', 'write', 'send', 'coordinate'));
-- A body may sign by the address of somebody who also writes.
DROP INDEX contributor_desk_id_email;
CREATE UNIQUE INDEX contributor_desk_id_email ON contributor (desk_id, email) WHERE ended_at IS NULL AND may <> 'confirm';

-- What is known of a co-signer beside its link. One that is in the register is written to there and nowhere else.
CREATE TABLE cosigner (
    contributor_id uuid NOT NULL PRIMARY KEY REFERENCES contributor (id),
    org_no text,
    body_id uuid REFERENCES body (id)
);
CREATE INDEX cosigner_body_id ON cosigner (body_id);

-- What a co-signer said, each time. It holds for the content as it was: a sent version, or what stood at the desk.
CREATE TABLE cosigner_reply (
    id uuid NOT NULL PRIMARY KEY,
    contributor_id uuid NOT NULL REFERENCES contributor (id),
    reply text NOT NULL CHECK (reply IN ('confirmed', 'declined', 'taken_back')),
    name text,
    role text,
    message text,
    content_sha256 bytea NOT NULL,
    submission_version_id uuid REFERENCES submission_version (id),
    stood jsonb,
    at timestamptz NOT NULL
);
CREATE INDEX cosigner_reply_contributor_id ON cosigner_reply (contributor_id);
CREATE TRIGGER cosigner_reply_no_update BEFORE UPDATE ON cosigner_reply FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER cosigner_reply_no_truncate BEFORE TRUNCATE ON cosigner_reply FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION cosigner_reply_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission s JOIN contributor c ON c.desk_id = s.desk_id WHERE c.id = OLD.contributor_id AND s.number IS NOT NULL) THEN
        RAISE EXCEPTION 'cosigner_reply is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER cosigner_reply_no_delete BEFORE DELETE ON cosigner_reply FOR EACH ROW EXECUTE FUNCTION cosigner_reply_append_only();

-- Who stands behind which sent version: what is counted.
CREATE TABLE cosignature (
    submission_version_id uuid NOT NULL REFERENCES submission_version (id),
    contributor_id uuid NOT NULL REFERENCES contributor (id),
    signed_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (submission_version_id, contributor_id)
);
CREATE INDEX cosignature_contributor_id ON cosignature (contributor_id);
