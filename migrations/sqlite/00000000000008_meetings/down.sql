DROP INDEX desk_meeting_id;
ALTER TABLE desk DROP COLUMN meeting_id;
DROP TABLE meeting;
