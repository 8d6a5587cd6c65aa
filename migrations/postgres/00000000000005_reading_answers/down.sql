DROP TABLE word_place;
DROP TABLE word_chunk;
DROP INDEX answer_submission_version_id_choice;
DROP TRIGGER submission_changed ON submission;
DROP FUNCTION take_change_no();
DROP INDEX submission_consultation_id_change_no;
ALTER TABLE submission DROP COLUMN change_no;
ALTER TABLE case_series DROP COLUMN next_change;
