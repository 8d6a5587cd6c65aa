-- Meetings about a proposal: a conference, an oral hearing. A cancelled one stays where it was announced.
CREATE TABLE meeting (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    kind TEXT NOT NULL CHECK (kind IN ('conference', 'oral')),
    title_nb TEXT NOT NULL,
    title_nn TEXT,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    place TEXT,
    link TEXT,
    about_nb TEXT,
    about_nn TEXT,
    version INTEGER NOT NULL,
    cancelled_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX meeting_consultation_id_starts_at ON meeting (consultation_id, starts_at);

CREATE TRIGGER meeting_no_delete BEFORE DELETE ON meeting BEGIN SELECT RAISE(ABORT, 'a meeting that was announced is kept'); END;

-- The minutes of a meeting are an answer like any other, written at a desk of their own.
ALTER TABLE desk ADD COLUMN meeting_id BLOB REFERENCES meeting (id);
CREATE UNIQUE INDEX desk_meeting_id ON desk (meeting_id);
