DROP INDEX submission_body_id;
DROP INDEX submission_consultation_id_claimed_body_id;
CREATE INDEX submission_body_id ON submission (body_id);
CREATE INDEX submission_claimed_body_id ON submission (claimed_body_id);
