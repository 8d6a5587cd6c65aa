-- Which time that the member handed over it was whose text was taken in: what it hands over later was not. Of what was
-- taken in before this was kept, it was the newest at that time.
ALTER TABLE member_source ADD COLUMN no integer NOT NULL DEFAULT 0;
DROP TRIGGER member_source_no_update ON member_source;
UPDATE member_source SET no = coalesce((
    SELECT max(i.no) FROM member_input i
    WHERE i.member_id = member_source.member_id AND i.field_id = member_source.field_id AND i.at <= member_source.at
), 0);
CREATE TRIGGER member_source_no_update BEFORE UPDATE ON member_source FOR EACH STATEMENT EXECUTE FUNCTION append_only();
