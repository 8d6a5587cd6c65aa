-- A deadline is moved for all, for one invited body, or for one desk that nobody was invited to. The desk may be
-- swept when nothing was sent from it; that its deadline was moved stays written.
ALTER TABLE deadline_change ADD COLUMN invited_id uuid REFERENCES invited (id);
ALTER TABLE deadline_change ADD COLUMN desk_id uuid;
CREATE INDEX deadline_change_invited_id ON deadline_change (invited_id);

-- What follows from it for a desk: its own deadline, read together with the lock that sending takes.
ALTER TABLE desk ADD COLUMN deadline_on date;

-- Whoever answers asks for more time; staff grant it, which is a change of the deadline, or refuse.
CREATE TABLE deadline_request (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    desk_id uuid NOT NULL,
    invited_id uuid REFERENCES invited (id),
    who text NOT NULL,
    address text,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    wanted_on date NOT NULL,
    reason text NOT NULL,
    by_whom text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX deadline_request_consultation_id ON deadline_request (consultation_id);
CREATE INDEX deadline_request_desk_id ON deadline_request (desk_id);
CREATE INDEX deadline_request_invited_id ON deadline_request (invited_id);

CREATE TABLE deadline_decision (
    id uuid NOT NULL PRIMARY KEY,
    request_id uuid NOT NULL UNIQUE REFERENCES deadline_request (id),
    change_id uuid REFERENCES deadline_change (id),
    reason text NOT NULL,
    by_whom text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX deadline_decision_change_id ON deadline_decision (change_id);

-- What was asked and answered stays as it was; it goes only together with a desk that never sent anything.
CREATE TRIGGER deadline_request_no_update BEFORE UPDATE ON deadline_request FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER deadline_request_no_truncate BEFORE TRUNCATE ON deadline_request FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION deadline_request_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.invited_id IS NOT NULL OR EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = OLD.desk_id) THEN
        RAISE EXCEPTION 'deadline_request is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER deadline_request_no_delete BEFORE DELETE ON deadline_request FOR EACH ROW EXECUTE FUNCTION deadline_request_append_only();
CREATE TRIGGER deadline_decision_no_update BEFORE UPDATE ON deadline_decision FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER deadline_decision_no_truncate BEFORE TRUNCATE ON deadline_decision FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION deadline_decision_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM deadline_request r WHERE r.id = OLD.request_id AND (r.invited_id IS NOT NULL OR EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = r.desk_id))) THEN
        RAISE EXCEPTION 'deadline_decision is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER deadline_decision_no_delete BEFORE DELETE ON deadline_decision FOR EACH ROW EXECUTE FUNCTION deadline_decision_append_only();
