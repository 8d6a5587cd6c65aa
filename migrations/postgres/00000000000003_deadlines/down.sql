DROP TABLE deadline_decision;
DROP TABLE deadline_request;
DROP FUNCTION deadline_decision_append_only;
DROP FUNCTION deadline_request_append_only;
ALTER TABLE desk DROP COLUMN deadline_on;
-- Without the columns they would hold for all.
ALTER TABLE deadline_change DISABLE TRIGGER USER;
DELETE FROM deadline_change WHERE invited_id IS NOT NULL OR desk_id IS NOT NULL;
ALTER TABLE deadline_change ENABLE TRIGGER USER;
ALTER TABLE deadline_change DROP COLUMN desk_id;
ALTER TABLE deadline_change DROP COLUMN invited_id;
