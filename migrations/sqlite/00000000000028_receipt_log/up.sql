-- The log of the receipts of a case: a tree of hashes (RFC 6962) that only grows. The series of the case counts its leaves,
-- under the same lock as its numbers.
ALTER TABLE case_series ADD COLUMN next_leaf INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER case_series_never_back;
CREATE TRIGGER case_series_never_back BEFORE UPDATE ON case_series WHEN NEW.next_number < OLD.next_number OR NEW.next_leaf < OLD.next_leaf BEGIN SELECT RAISE(ABORT, 'no number is given twice'); END;

-- A receipt in it. The leaf is the hash of the salt and the document; nodes are the hashes of all perfect subtrees that it
-- fills, itself first, 32 bytes each.
CREATE TABLE log_leaf (
    case_series_id BLOB NOT NULL REFERENCES case_series (id) CHECK (length(case_series_id) = 16),
    leaf INTEGER NOT NULL CHECK (leaf >= 0),
    submission_version_id BLOB NOT NULL UNIQUE REFERENCES receipt (submission_version_id),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    nodes BLOB NOT NULL CHECK (length(nodes) >= 32 AND length(nodes) % 32 = 0),
    PRIMARY KEY (case_series_id, leaf)
) STRICT;
CREATE TRIGGER log_leaf_no_update BEFORE UPDATE ON log_leaf BEGIN SELECT RAISE(ABORT, 'log_leaf is append-only'); END;
CREATE TRIGGER log_leaf_no_delete BEFORE DELETE ON log_leaf BEGIN SELECT RAISE(ABORT, 'log_leaf is append-only'); END;

-- The log as it was after each transaction that added to it, signed.
CREATE TABLE log_head (
    case_series_id BLOB NOT NULL REFERENCES case_series (id),
    size INTEGER NOT NULL CHECK (size >= 0),
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    PRIMARY KEY (case_series_id, size)
) STRICT;
CREATE TRIGGER log_head_no_update BEFORE UPDATE ON log_head BEGIN SELECT RAISE(ABORT, 'log_head is append-only'); END;
CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head BEGIN SELECT RAISE(ABORT, 'log_head is append-only'); END;

-- The heads that were made public, after the log was looked over. One that a deadline asked for names the consultation.
CREATE TABLE log_publication (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_series_id BLOB NOT NULL,
    size INTEGER NOT NULL,
    at TEXT NOT NULL,
    consultation_id BLOB REFERENCES consultation (id),
    deadline_on TEXT,
    FOREIGN KEY (case_series_id, size) REFERENCES log_head (case_series_id, size),
    CHECK ((consultation_id IS NULL) = (deadline_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX log_publication_growth ON log_publication (case_series_id, size) WHERE consultation_id IS NULL;
CREATE UNIQUE INDEX log_publication_closing ON log_publication (consultation_id, deadline_on) WHERE consultation_id IS NOT NULL;
CREATE INDEX log_publication_case ON log_publication (case_series_id, id);
CREATE TRIGGER log_publication_no_update BEFORE UPDATE ON log_publication BEGIN SELECT RAISE(ABORT, 'log_publication is append-only'); END;
CREATE TRIGGER log_publication_no_delete BEFORE DELETE ON log_publication BEGIN SELECT RAISE(ABORT, 'log_publication is append-only'); END;

-- What looking over a log has found wrong, and until when. A log with a fault is not published further.
CREATE TABLE log_fault (
    case_series_id BLOB NOT NULL REFERENCES case_series (id),
    kind TEXT NOT NULL CHECK (kind IN ('receipt', 'answer', 'tree', 'head', 'shorter')),
    place INTEGER NOT NULL,
    found_at TEXT NOT NULL,
    gone_at TEXT,
    PRIMARY KEY (case_series_id, kind, place, found_at)
) STRICT;
CREATE TRIGGER log_fault_stays BEFORE UPDATE OF case_series_id, kind, place, found_at ON log_fault BEGIN SELECT RAISE(ABORT, 'log_fault is append-only'); END;
CREATE TRIGGER log_fault_no_delete BEFORE DELETE ON log_fault BEGIN SELECT RAISE(ABORT, 'log_fault is append-only'); END;
