-- Most answers are from no body that is known, and say so of none: only those that are stand in these. Claims are looked
-- for in one consultation: by the body alone, all of its answers were read.
DROP INDEX submission_claimed_body_id;
DROP INDEX submission_body_id;
CREATE INDEX submission_consultation_id_claimed_body_id ON submission (consultation_id, claimed_body_id) WHERE claimed_body_id IS NOT NULL;
CREATE INDEX submission_body_id ON submission (body_id) WHERE body_id IS NOT NULL;
