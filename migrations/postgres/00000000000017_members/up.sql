-- An umbrella organisation hears its members. What a member writes stands at a desk of its own and goes to the
-- umbrella's desk and nowhere else.
ALTER TABLE desk ADD COLUMN parent_desk_id uuid REFERENCES desk (id);
ALTER TABLE desk ADD CONSTRAINT desk_parent_check CHECK (parent_desk_id IS NULL OR (invited_id IS NULL AND body_id IS NULL AND meeting_id IS NULL));

CREATE TABLE member_round (
    id uuid NOT NULL PRIMARY KEY,
    desk_id uuid NOT NULL UNIQUE REFERENCES desk (id),
    due_on date NOT NULL,
    message text NOT NULL,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    made_at timestamptz NOT NULL,
    link_id uuid NOT NULL,
    ended_at timestamptz
);

CREATE TABLE member (
    id uuid NOT NULL PRIMARY KEY,
    round_id uuid NOT NULL REFERENCES member_round (id),
    name text NOT NULL,
    email text NOT NULL,
    desk_id uuid NOT NULL UNIQUE REFERENCES desk (id),
    asked_at timestamptz NOT NULL,
    handed_over_no integer NOT NULL DEFAULT 0,
    handed_over_at timestamptz,
    handed_over_late boolean NOT NULL DEFAULT false,
    ended_at timestamptz
);
CREATE UNIQUE INDEX member_round_id_email ON member (round_id, email) WHERE ended_at IS NULL;
CREATE INDEX member_round_id ON member (round_id);

-- What was handed over, each time: a text or a choice in a field, or a råd without comment.
CREATE TABLE member_input (
    id uuid NOT NULL PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member (id),
    no integer NOT NULL,
    field_id uuid REFERENCES field (id),
    advice_id uuid REFERENCES advice (id),
    body text,
    choice text,
    at timestamptz NOT NULL,
    CHECK ((field_id IS NULL) <> (advice_id IS NULL)),
    CHECK ((field_id IS NULL) = (body IS NULL AND choice IS NULL))
);
CREATE INDEX member_input_member_id_no ON member_input (member_id, no);
CREATE TRIGGER member_input_no_update BEFORE UPDATE ON member_input FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Which version of a field of the umbrella's took in what which member had handed over.
CREATE TABLE member_source (
    desk_id uuid NOT NULL REFERENCES desk (id),
    field_id uuid NOT NULL REFERENCES field (id),
    version bigint NOT NULL,
    member_id uuid NOT NULL REFERENCES member (id),
    at timestamptz NOT NULL,
    PRIMARY KEY (desk_id, field_id, version, member_id)
);
CREATE INDEX member_source_member_id ON member_source (member_id);
CREATE TRIGGER member_source_no_update BEFORE UPDATE ON member_source FOR EACH STATEMENT EXECUTE FUNCTION append_only();
