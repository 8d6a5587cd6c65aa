-- The way of an answer through a body: ready to be approved, approved, opened again; locked while it is treated.
-- `stood` names the versions of the fields that stood then, so that what differs since can be shown.
CREATE TABLE desk_step (
    id uuid NOT NULL PRIMARY KEY,
    desk_id uuid NOT NULL REFERENCES desk (id),
    step text NOT NULL CHECK (step IN ('ready', 'approved', 'reopened', 'locked', 'unlocked')),
    name text,
    role text,
    treated_in text,
    meets_on date,
    link_id uuid NOT NULL,
    content_sha256 bytea NOT NULL,
    stood jsonb NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX desk_step_desk_id ON desk_step (desk_id);
CREATE TRIGGER desk_step_no_update BEFORE UPDATE ON desk_step FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER desk_step_no_truncate BEFORE TRUNCATE ON desk_step FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION desk_step_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = OLD.desk_id) THEN
        RAISE EXCEPTION 'desk_step is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER desk_step_no_delete BEFORE DELETE ON desk_step FOR EACH ROW EXECUTE FUNCTION desk_step_append_only();

-- The step that locked it, while it is locked: read with the row's own lock by whoever would write.
ALTER TABLE desk ADD COLUMN locked_by uuid;
-- Who has adopted the answer, as far as it is told; with each version as it was sent.
ALTER TABLE desk ADD COLUMN adoption jsonb;
ALTER TABLE submission_version ADD COLUMN adoption jsonb;
-- The day of the meeting, where it was sent with reservation.
ALTER TABLE submission_version ADD COLUMN meets_on date;
CREATE INDEX submission_version_meets_on ON submission_version (meets_on) WHERE meets_on IS NOT NULL;

-- The body has adopted what was sent with reservation, as it was sent.
CREATE TABLE adoption_outcome (
    id uuid NOT NULL PRIMARY KEY,
    submission_version_id uuid NOT NULL REFERENCES submission_version (id),
    adopted_by text NOT NULL,
    adopted_on date NOT NULL,
    case_number text,
    by_whom text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX adoption_outcome_submission_version_id ON adoption_outcome (submission_version_id);
CREATE TRIGGER adoption_outcome_no_update BEFORE UPDATE ON adoption_outcome FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER adoption_outcome_no_delete BEFORE DELETE ON adoption_outcome FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER adoption_outcome_no_truncate BEFORE TRUNCATE ON adoption_outcome FOR EACH STATEMENT EXECUTE FUNCTION append_only();
