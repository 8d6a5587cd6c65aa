DROP TABLE deadline_decision;
DROP TABLE deadline_request;
ALTER TABLE desk DROP COLUMN deadline_on;
-- Without the columns they would hold for all.
DROP TRIGGER deadline_change_no_delete;
DELETE FROM deadline_change WHERE invited_id IS NOT NULL OR desk_id IS NOT NULL;
DROP INDEX deadline_change_invited_id;
ALTER TABLE deadline_change DROP COLUMN desk_id;
ALTER TABLE deadline_change DROP COLUMN invited_id;
CREATE TRIGGER deadline_change_no_delete BEFORE DELETE ON deadline_change BEGIN SELECT RAISE(ABORT, 'deadline_change is append-only'); END;
