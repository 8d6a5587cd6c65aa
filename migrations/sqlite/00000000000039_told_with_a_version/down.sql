ALTER TABLE submission_version DROP COLUMN name_withheld;
ALTER TABLE submission_version DROP COLUMN email;
