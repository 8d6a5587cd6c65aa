ALTER TABLE contributor DROP COLUMN asked_by;
