DROP TABLE member_source;
DROP TABLE member_input;
DROP TABLE member;
DROP TABLE member_round;
-- Without the column a member's desk is an ordinary draft: nobody may go on there and send it.
UPDATE link SET revoked_at = created_at WHERE revoked_at IS NULL AND desk_id IN (SELECT id FROM desk WHERE parent_desk_id IS NOT NULL);
ALTER TABLE desk DROP COLUMN parent_desk_id;
