-- Its sender lets others support an answer. While that goes on, whoever writes an answer to the same consultation reads the
-- version that stands. Who has ended it and why stands in the audit.
CREATE TABLE submission_share (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    submission_id BLOB NOT NULL REFERENCES submission (id),
    shared_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX submission_share_submission_id ON submission_share (submission_id);
CREATE UNIQUE INDEX submission_share_goes_on ON submission_share (submission_id) WHERE ended_at IS NULL;
CREATE TRIGGER submission_share_no_update BEFORE UPDATE ON submission_share WHEN OLD.ended_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'submission_share is append-only'); END;
CREATE TRIGGER submission_share_no_delete BEFORE DELETE ON submission_share BEGIN SELECT RAISE(ABORT, 'submission_share is append-only'); END;

-- What an answer that is being written supports: another answer, in the version that was read, in whole (no råd) or in one
-- råd. `kept_at`: kept knowingly, after the other was shared no more.
CREATE TABLE desk_endorsement (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    submission_id BLOB NOT NULL REFERENCES submission (id),
    version_no INTEGER NOT NULL,
    advice_id BLOB REFERENCES advice (id),
    at TEXT NOT NULL,
    kept_at TEXT,
    FOREIGN KEY (submission_id, version_no) REFERENCES submission_version (submission_id, no)
) STRICT;
CREATE INDEX desk_endorsement_desk_id ON desk_endorsement (desk_id);
CREATE UNIQUE INDEX desk_endorsement_whole ON desk_endorsement (desk_id, submission_id) WHERE advice_id IS NULL;
CREATE UNIQUE INDEX desk_endorsement_advice ON desk_endorsement (desk_id, submission_id, advice_id) WHERE advice_id IS NOT NULL;

-- The same as it was sent.
CREATE TABLE endorsement (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    submission_version_id BLOB NOT NULL REFERENCES submission_version (id),
    submission_id BLOB NOT NULL REFERENCES submission (id),
    version_no INTEGER NOT NULL,
    advice_id BLOB REFERENCES advice (id),
    FOREIGN KEY (submission_id, version_no) REFERENCES submission_version (submission_id, no)
) STRICT;
CREATE INDEX endorsement_submission_version_id ON endorsement (submission_version_id);
CREATE INDEX endorsement_submission_id ON endorsement (submission_id);
CREATE TRIGGER endorsement_no_update BEFORE UPDATE ON endorsement BEGIN SELECT RAISE(ABORT, 'endorsement is append-only'); END;
CREATE TRIGGER endorsement_no_delete BEFORE DELETE ON endorsement WHEN EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'endorsement is append-only'); END;
