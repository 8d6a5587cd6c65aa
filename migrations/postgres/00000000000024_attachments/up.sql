-- A file that goes with an answer. Its bytes lie in the storage of files under the id, whole before this row is written. What
-- it is called and what it is stays; it can be taken away and put back, and what the search for malware says of it comes
-- later.
CREATE TABLE attachment (
    id uuid NOT NULL PRIMARY KEY,
    desk_id uuid NOT NULL REFERENCES desk (id),
    name text NOT NULL,
    mended boolean NOT NULL,
    kind text NOT NULL CHECK (kind IN ('pdf', 'docx', 'odt', 'text', 'png', 'jpeg')),
    size bigint NOT NULL CHECK (size > 0),
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    link_id uuid NOT NULL,
    added_at timestamptz NOT NULL,
    removed_at timestamptz,
    scan text NOT NULL CHECK (scan IN ('unasked', 'waiting', 'clean', 'infected'))
);
CREATE INDEX attachment_desk_id ON attachment (desk_id);
CREATE INDEX attachment_removed_at ON attachment (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX attachment_waiting ON attachment (id) WHERE scan = 'waiting';
CREATE TRIGGER attachment_stays BEFORE UPDATE OF id, desk_id, name, mended, kind, size, sha256, link_id, added_at ON attachment FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER attachment_no_truncate BEFORE TRUNCATE ON attachment FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The same as it was sent.
CREATE TABLE submission_attachment (
    submission_version_id uuid NOT NULL REFERENCES submission_version (id),
    place integer NOT NULL,
    attachment_id uuid NOT NULL REFERENCES attachment (id),
    PRIMARY KEY (submission_version_id, place)
);
CREATE INDEX submission_attachment_attachment_id ON submission_attachment (attachment_id);
CREATE TRIGGER submission_attachment_no_update BEFORE UPDATE ON submission_attachment FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER submission_attachment_no_truncate BEFORE TRUNCATE ON submission_attachment FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION submission_attachment_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) THEN
        RAISE EXCEPTION 'submission_attachment is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER submission_attachment_no_delete BEFORE DELETE ON submission_attachment FOR EACH ROW EXECUTE FUNCTION submission_attachment_append_only();
