-- Why a body was added later, also in nynorsk.
ALTER TABLE invited ADD COLUMN reason_nn TEXT;

-- «Vi er ikke lenger rett mottaker»: what somebody with a body's link says of the register.
CREATE TABLE body_report (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    body_id BLOB NOT NULL REFERENCES body (id),
    address TEXT,
    note TEXT,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX body_report_body_id ON body_report (body_id);

CREATE TABLE body_report_handled (
    report_id BLOB NOT NULL PRIMARY KEY REFERENCES body_report (id),
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TRIGGER body_report_no_update BEFORE UPDATE ON body_report BEGIN SELECT RAISE(ABORT, 'body_report is append-only'); END;
CREATE TRIGGER body_report_no_delete BEFORE DELETE ON body_report BEGIN SELECT RAISE(ABORT, 'body_report is append-only'); END;
CREATE TRIGGER body_report_handled_no_update BEFORE UPDATE ON body_report_handled BEGIN SELECT RAISE(ABORT, 'body_report_handled is append-only'); END;
CREATE TRIGGER body_report_handled_no_delete BEFORE DELETE ON body_report_handled BEGIN SELECT RAISE(ABORT, 'body_report_handled is append-only'); END;
