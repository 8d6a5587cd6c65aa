ALTER TABLE link DROP COLUMN told_name;
