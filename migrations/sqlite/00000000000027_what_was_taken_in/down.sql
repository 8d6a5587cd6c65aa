ALTER TABLE member_source DROP COLUMN no;
