DROP TABLE adoption_outcome;
DROP INDEX submission_version_meets_on;
ALTER TABLE submission_version DROP COLUMN meets_on;
ALTER TABLE submission_version DROP COLUMN adoption;
ALTER TABLE desk DROP COLUMN adoption;
ALTER TABLE desk DROP COLUMN locked_by;
DROP TABLE desk_step;
