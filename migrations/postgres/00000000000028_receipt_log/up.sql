-- The log of the receipts of a case: a tree of hashes (RFC 6962) that only grows. The series of the case counts its leaves,
-- under the same lock as its numbers.
ALTER TABLE case_series ADD COLUMN next_leaf bigint NOT NULL DEFAULT 0;
CREATE OR REPLACE FUNCTION series_never_goes_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.next_number < OLD.next_number OR NEW.next_leaf < OLD.next_leaf THEN
        RAISE EXCEPTION 'no number is given twice';
    END IF;
    RETURN NEW;
END $$;

-- A receipt in it. The leaf is the hash of the salt and the document; nodes are the hashes of all perfect subtrees that it
-- fills, itself first, 32 bytes each.
CREATE TABLE log_leaf (
    case_series_id uuid NOT NULL REFERENCES case_series (id),
    leaf bigint NOT NULL CHECK (leaf >= 0),
    submission_version_id uuid NOT NULL UNIQUE REFERENCES receipt (submission_version_id),
    salt bytea NOT NULL CHECK (length(salt) = 32),
    nodes bytea NOT NULL CHECK (length(nodes) >= 32 AND length(nodes) % 32 = 0),
    PRIMARY KEY (case_series_id, leaf)
);
CREATE TRIGGER log_leaf_no_update BEFORE UPDATE ON log_leaf FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_leaf_no_delete BEFORE DELETE ON log_leaf FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_leaf_no_truncate BEFORE TRUNCATE ON log_leaf FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The log as it was after each transaction that added to it, signed.
CREATE TABLE log_head (
    case_series_id uuid NOT NULL REFERENCES case_series (id),
    size bigint NOT NULL CHECK (size >= 0),
    at timestamptz NOT NULL,
    note text NOT NULL,
    signed_by text NOT NULL,
    PRIMARY KEY (case_series_id, size)
);
CREATE TRIGGER log_head_no_update BEFORE UPDATE ON log_head FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_head_no_truncate BEFORE TRUNCATE ON log_head FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The heads that were made public, after the log was looked over. One that a deadline asked for names the consultation.
CREATE TABLE log_publication (
    id uuid NOT NULL PRIMARY KEY,
    case_series_id uuid NOT NULL,
    size bigint NOT NULL,
    at timestamptz NOT NULL,
    consultation_id uuid REFERENCES consultation (id),
    deadline_on date,
    FOREIGN KEY (case_series_id, size) REFERENCES log_head (case_series_id, size),
    CHECK ((consultation_id IS NULL) = (deadline_on IS NULL))
);
CREATE UNIQUE INDEX log_publication_growth ON log_publication (case_series_id, size) WHERE consultation_id IS NULL;
CREATE UNIQUE INDEX log_publication_closing ON log_publication (consultation_id, deadline_on) WHERE consultation_id IS NOT NULL;
CREATE INDEX log_publication_case ON log_publication (case_series_id, id);
CREATE TRIGGER log_publication_no_update BEFORE UPDATE ON log_publication FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_publication_no_delete BEFORE DELETE ON log_publication FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_publication_no_truncate BEFORE TRUNCATE ON log_publication FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What looking over a log has found wrong, and until when. A log with a fault is not published further.
CREATE TABLE log_fault (
    case_series_id uuid NOT NULL REFERENCES case_series (id),
    kind text NOT NULL CHECK (kind IN ('receipt', 'answer', 'tree', 'head', 'shorter')),
    place bigint NOT NULL,
    found_at timestamptz NOT NULL,
    gone_at timestamptz,
    PRIMARY KEY (case_series_id, kind, place, found_at)
);
CREATE TRIGGER log_fault_stays BEFORE UPDATE OF case_series_id, kind, place, found_at ON log_fault FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_fault_no_delete BEFORE DELETE ON log_fault FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER log_fault_no_truncate BEFORE TRUNCATE ON log_fault FOR EACH STATEMENT EXECUTE FUNCTION append_only();
