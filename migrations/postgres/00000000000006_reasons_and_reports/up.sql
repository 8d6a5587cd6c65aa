-- Why a body was added later, also in nynorsk.
ALTER TABLE invited ADD COLUMN reason_nn text;

-- «Vi er ikke lenger rett mottaker»: what somebody with a body's link says of the register.
CREATE TABLE body_report (
    id uuid NOT NULL PRIMARY KEY,
    body_id uuid NOT NULL REFERENCES body (id),
    address text,
    note text,
    by_whom text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX body_report_body_id ON body_report (body_id);

CREATE TABLE body_report_handled (
    report_id uuid NOT NULL PRIMARY KEY REFERENCES body_report (id),
    by_whom text NOT NULL,
    at timestamptz NOT NULL
);

CREATE TRIGGER body_report_no_update BEFORE UPDATE ON body_report FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER body_report_no_delete BEFORE DELETE ON body_report FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER body_report_no_truncate BEFORE TRUNCATE ON body_report FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER body_report_handled_no_update BEFORE UPDATE ON body_report_handled FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER body_report_handled_no_delete BEFORE DELETE ON body_report_handled FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER body_report_handled_no_truncate BEFORE TRUNCATE ON body_report_handled FOR EACH STATEMENT EXECUTE FUNCTION append_only();
