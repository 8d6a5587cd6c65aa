-- The way of an answer through a body: ready to be approved, approved, opened again; locked while it is treated.
-- `stood` names the versions of the fields that stood then, so that what differs since can be shown.
CREATE TABLE desk_step (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    step TEXT NOT NULL CHECK (step IN ('ready', 'approved', 'reopened', 'locked', 'unlocked')),
    name TEXT,
    role TEXT,
    treated_in TEXT,
    meets_on TEXT,
    link_id BLOB NOT NULL,
    content_sha256 BLOB NOT NULL,
    stood TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX desk_step_desk_id ON desk_step (desk_id);
CREATE TRIGGER desk_step_no_update BEFORE UPDATE ON desk_step BEGIN SELECT RAISE(ABORT, 'desk_step is append-only'); END;
CREATE TRIGGER desk_step_no_delete BEFORE DELETE ON desk_step WHEN EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = OLD.desk_id) BEGIN SELECT RAISE(ABORT, 'desk_step is append-only'); END;

-- The step that locked it, while it is locked: read with the row's own lock by whoever would write.
ALTER TABLE desk ADD COLUMN locked_by BLOB;
-- Who has adopted the answer, as far as it is told; with each version as it was sent.
ALTER TABLE desk ADD COLUMN adoption TEXT;
ALTER TABLE submission_version ADD COLUMN adoption TEXT;
-- The day of the meeting, where it was sent with reservation.
ALTER TABLE submission_version ADD COLUMN meets_on TEXT;
CREATE INDEX submission_version_meets_on ON submission_version (meets_on) WHERE meets_on IS NOT NULL;

-- The body has adopted what was sent with reservation, as it was sent.
CREATE TABLE adoption_outcome (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    submission_version_id BLOB NOT NULL REFERENCES submission_version (id),
    adopted_by TEXT NOT NULL,
    adopted_on TEXT NOT NULL,
    case_number TEXT,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX adoption_outcome_submission_version_id ON adoption_outcome (submission_version_id);
CREATE TRIGGER adoption_outcome_no_update BEFORE UPDATE ON adoption_outcome BEGIN SELECT RAISE(ABORT, 'adoption_outcome is append-only'); END;
CREATE TRIGGER adoption_outcome_no_delete BEFORE DELETE ON adoption_outcome BEGIN SELECT RAISE(ABORT, 'adoption_outcome is append-only'); END;
