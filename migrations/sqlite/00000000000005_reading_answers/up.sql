-- Answers are kept in memory for reading. Numbers tell what is new: they are given in the order of the commits.
-- What changes in an answer that has its number takes a change number, in the same order, whoever changes it.
ALTER TABLE case_series ADD COLUMN next_change INTEGER NOT NULL DEFAULT 1;
ALTER TABLE submission ADD COLUMN change_no INTEGER;
CREATE INDEX submission_consultation_id_change_no ON submission (consultation_id, change_no) WHERE change_no IS NOT NULL;
CREATE TRIGGER submission_changed AFTER UPDATE OF current_version, standing, body_id, claimed_body_id ON submission WHEN OLD.number IS NOT NULL BEGIN
    UPDATE case_series SET next_change = next_change + 1 WHERE id = NEW.case_series_id;
    UPDATE submission SET change_no = (SELECT next_change - 1 FROM case_series WHERE id = NEW.case_series_id) WHERE id = NEW.id;
END;

-- What was said in which field is read without the texts.
CREATE INDEX answer_submission_version_id_choice ON answer (submission_version_id, field_id, choice);

-- Where words stand, a chunk of answers at a time.
CREATE TABLE word_chunk (
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    no INTEGER NOT NULL,
    to_number INTEGER NOT NULL,
    to_change INTEGER NOT NULL,
    fields BLOB NOT NULL,
    PRIMARY KEY (consultation_id, no)
) STRICT, WITHOUT ROWID;
CREATE TABLE word_place (
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    word TEXT NOT NULL,
    chunk_no INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (consultation_id, word, chunk_no)
) STRICT, WITHOUT ROWID;
