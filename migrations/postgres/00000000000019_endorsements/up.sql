-- Its sender lets others support an answer. While that goes on, whoever writes an answer to the same consultation reads the
-- version that stands. Who has ended it and why stands in the audit.
CREATE TABLE submission_share (
    id uuid NOT NULL PRIMARY KEY,
    submission_id uuid NOT NULL REFERENCES submission (id),
    shared_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX submission_share_submission_id ON submission_share (submission_id);
CREATE UNIQUE INDEX submission_share_goes_on ON submission_share (submission_id) WHERE ended_at IS NULL;
CREATE FUNCTION submission_share_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'submission_share is append-only';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submission_share_no_update BEFORE UPDATE ON submission_share FOR EACH ROW EXECUTE FUNCTION submission_share_append_only();
CREATE TRIGGER submission_share_no_delete BEFORE DELETE ON submission_share FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER submission_share_no_truncate BEFORE TRUNCATE ON submission_share FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What an answer that is being written supports: another answer, in the version that was read, in whole (no råd) or in one
-- råd. `kept_at`: kept knowingly, after the other was shared no more.
CREATE TABLE desk_endorsement (
    id uuid NOT NULL PRIMARY KEY,
    desk_id uuid NOT NULL REFERENCES desk (id),
    submission_id uuid NOT NULL REFERENCES submission (id),
    version_no integer NOT NULL,
    advice_id uuid REFERENCES advice (id),
    at timestamptz NOT NULL,
    kept_at timestamptz,
    FOREIGN KEY (submission_id, version_no) REFERENCES submission_version (submission_id, no)
);
CREATE INDEX desk_endorsement_desk_id ON desk_endorsement (desk_id);
CREATE UNIQUE INDEX desk_endorsement_whole ON desk_endorsement (desk_id, submission_id) WHERE advice_id IS NULL;
CREATE UNIQUE INDEX desk_endorsement_advice ON desk_endorsement (desk_id, submission_id, advice_id) WHERE advice_id IS NOT NULL;

-- The same as it was sent.
CREATE TABLE endorsement (
    id uuid NOT NULL PRIMARY KEY,
    submission_version_id uuid NOT NULL REFERENCES submission_version (id),
    submission_id uuid NOT NULL REFERENCES submission (id),
    version_no integer NOT NULL,
    advice_id uuid REFERENCES advice (id),
    FOREIGN KEY (submission_id, version_no) REFERENCES submission_version (submission_id, no)
);
CREATE INDEX endorsement_submission_version_id ON endorsement (submission_version_id);
CREATE INDEX endorsement_submission_id ON endorsement (submission_id);
CREATE TRIGGER endorsement_no_update BEFORE UPDATE ON endorsement FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER endorsement_no_truncate BEFORE TRUNCATE ON endorsement FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION endorsement_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) THEN
        RAISE EXCEPTION 'endorsement is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER endorsement_no_delete BEFORE DELETE ON endorsement FOR EACH ROW EXECUTE FUNCTION endorsement_append_only();
