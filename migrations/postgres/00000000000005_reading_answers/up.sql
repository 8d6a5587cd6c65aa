-- Answers are kept in memory for reading. Numbers tell what is new: they are given in the order of the commits.
-- What changes in an answer that has its number takes a change number, in the same order, whoever changes it.
ALTER TABLE case_series ADD COLUMN next_change bigint NOT NULL DEFAULT 1;
ALTER TABLE submission ADD COLUMN change_no bigint;
CREATE INDEX submission_consultation_id_change_no ON submission (consultation_id, change_no) WHERE change_no IS NOT NULL;
CREATE FUNCTION take_change_no() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE case_series SET next_change = next_change + 1 WHERE id = NEW.case_series_id
        RETURNING next_change - 1 INTO NEW.change_no;
    RETURN NEW;
END $$;
CREATE TRIGGER submission_changed BEFORE UPDATE OF current_version, standing, body_id, claimed_body_id ON submission
    FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION take_change_no();

-- What was said in which field is read without the texts.
CREATE INDEX answer_submission_version_id_choice ON answer (submission_version_id, field_id, choice);

-- Where words stand, a chunk of answers at a time. Compared byte by byte, as the program does.
CREATE TABLE word_chunk (
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    no integer NOT NULL,
    to_number bigint NOT NULL,
    to_change bigint NOT NULL,
    fields bytea NOT NULL,
    PRIMARY KEY (consultation_id, no)
);
CREATE TABLE word_place (
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    word text COLLATE "C" NOT NULL,
    chunk_no integer NOT NULL,
    places bytea NOT NULL,
    PRIMARY KEY (consultation_id, word, chunk_no)
);
