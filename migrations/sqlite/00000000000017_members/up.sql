-- An umbrella organisation hears its members. What a member writes stands at a desk of its own and goes to the
-- umbrella's desk and nowhere else.
ALTER TABLE desk ADD COLUMN parent_desk_id BLOB REFERENCES desk (id) CHECK (parent_desk_id IS NULL OR (invited_id IS NULL AND body_id IS NULL AND meeting_id IS NULL));

CREATE TABLE member_round (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL UNIQUE REFERENCES desk (id),
    due_on TEXT NOT NULL,
    message TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    made_at TEXT NOT NULL,
    link_id BLOB NOT NULL,
    ended_at TEXT
) STRICT;

CREATE TABLE member (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id BLOB NOT NULL REFERENCES member_round (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    desk_id BLOB NOT NULL UNIQUE REFERENCES desk (id),
    asked_at TEXT NOT NULL,
    handed_over_no INTEGER NOT NULL DEFAULT 0,
    handed_over_at TEXT,
    handed_over_late INTEGER NOT NULL DEFAULT 0 CHECK (handed_over_late IN (0, 1)),
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX member_round_id_email ON member (round_id, email) WHERE ended_at IS NULL;
CREATE INDEX member_round_id ON member (round_id);

-- What was handed over, each time: a text or a choice in a field, or a råd without comment.
CREATE TABLE member_input (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    member_id BLOB NOT NULL REFERENCES member (id),
    no INTEGER NOT NULL,
    field_id BLOB REFERENCES field (id),
    advice_id BLOB REFERENCES advice (id),
    body TEXT,
    choice TEXT,
    at TEXT NOT NULL,
    CHECK ((field_id IS NULL) <> (advice_id IS NULL)),
    CHECK ((field_id IS NULL) = (body IS NULL AND choice IS NULL))
) STRICT;
CREATE INDEX member_input_member_id_no ON member_input (member_id, no);
CREATE TRIGGER member_input_no_update BEFORE UPDATE ON member_input BEGIN SELECT RAISE(ABORT, 'member_input is append-only'); END;

-- Which version of a field of the umbrella's took in what which member had handed over.
CREATE TABLE member_source (
    desk_id BLOB NOT NULL REFERENCES desk (id),
    field_id BLOB NOT NULL REFERENCES field (id),
    version INTEGER NOT NULL,
    member_id BLOB NOT NULL REFERENCES member (id),
    at TEXT NOT NULL,
    PRIMARY KEY (desk_id, field_id, version, member_id)
) STRICT;
CREATE INDEX member_source_member_id ON member_source (member_id);
CREATE TRIGGER member_source_no_update BEFORE UPDATE ON member_source BEGIN SELECT RAISE(ABORT, 'member_source is append-only'); END;
