ALTER TABLE consultation DROP COLUMN called_off_at;
