-- Meetings about a proposal: a conference, an oral hearing. A cancelled one stays where it was announced.
CREATE TABLE meeting (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    kind text NOT NULL CHECK (kind IN ('conference', 'oral')),
    title_nb text NOT NULL,
    title_nn text,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    place text,
    link text,
    about_nb text,
    about_nn text,
    version integer NOT NULL,
    cancelled_at timestamptz,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK (starts_at < ends_at)
);
CREATE INDEX meeting_consultation_id_starts_at ON meeting (consultation_id, starts_at);

CREATE TRIGGER meeting_no_delete BEFORE DELETE ON meeting FOR EACH STATEMENT EXECUTE FUNCTION is_kept();

-- The minutes of a meeting are an answer like any other, written at a desk of their own.
ALTER TABLE desk ADD COLUMN meeting_id uuid REFERENCES meeting (id);
CREATE UNIQUE INDEX desk_meeting_id ON desk (meeting_id);
