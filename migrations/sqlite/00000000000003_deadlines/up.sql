-- A deadline is moved for all, for one invited body, or for one desk that nobody was invited to. The desk may be
-- swept when nothing was sent from it; that its deadline was moved stays written.
ALTER TABLE deadline_change ADD COLUMN invited_id BLOB REFERENCES invited (id);
ALTER TABLE deadline_change ADD COLUMN desk_id BLOB;
CREATE INDEX deadline_change_invited_id ON deadline_change (invited_id);

-- What follows from it for a desk: its own deadline, read together with the lock that sending takes.
ALTER TABLE desk ADD COLUMN deadline_on TEXT;

-- Whoever answers asks for more time; staff grant it, which is a change of the deadline, or refuse.
CREATE TABLE deadline_request (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    desk_id BLOB NOT NULL,
    invited_id BLOB REFERENCES invited (id),
    who TEXT NOT NULL,
    address TEXT,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    wanted_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX deadline_request_consultation_id ON deadline_request (consultation_id);
CREATE INDEX deadline_request_desk_id ON deadline_request (desk_id);
CREATE INDEX deadline_request_invited_id ON deadline_request (invited_id);

CREATE TABLE deadline_decision (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    request_id BLOB NOT NULL UNIQUE REFERENCES deadline_request (id),
    change_id BLOB REFERENCES deadline_change (id),
    reason TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX deadline_decision_change_id ON deadline_decision (change_id);

-- What was asked and answered stays as it was; it goes only together with a desk that never sent anything.
CREATE TRIGGER deadline_request_no_update BEFORE UPDATE ON deadline_request BEGIN SELECT RAISE(ABORT, 'deadline_request is append-only'); END;
CREATE TRIGGER deadline_request_no_delete BEFORE DELETE ON deadline_request WHEN OLD.invited_id IS NOT NULL OR EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = OLD.desk_id) BEGIN SELECT RAISE(ABORT, 'deadline_request is append-only'); END;
CREATE TRIGGER deadline_decision_no_update BEFORE UPDATE ON deadline_decision BEGIN SELECT RAISE(ABORT, 'deadline_decision is append-only'); END;
CREATE TRIGGER deadline_decision_no_delete BEFORE DELETE ON deadline_decision WHEN EXISTS (SELECT 1 FROM deadline_request r WHERE r.id = OLD.request_id AND (r.invited_id IS NOT NULL OR EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = r.desk_id))) BEGIN SELECT RAISE(ABORT, 'deadline_decision is append-only'); END;
