-- Those who write an answer together: each has a link of their own, and what they may do with it.
CREATE TABLE contributor (
    id uuid NOT NULL PRIMARY KEY,
    desk_id uuid NOT NULL REFERENCES desk (id),
    name text NOT NULL,
    email text NOT NULL,
    may text NOT NULL CHECK (may IN ('read', 'write', 'send', 'coordinate')),
    parts jsonb NOT NULL,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    added_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE UNIQUE INDEX contributor_desk_id_email ON contributor (desk_id, email) WHERE ended_at IS NULL;
CREATE INDEX contributor_desk_id ON contributor (desk_id);

ALTER TABLE link ADD COLUMN contributor_id uuid REFERENCES contributor (id);
ALTER TABLE link DROP CONSTRAINT link_kind_check;
ALTER TABLE link ADD CONSTRAINT link_kind_check CHECK (kind IN ('desk', 'letter', 'invitation', 'contributor'));
ALTER TABLE link ADD CONSTRAINT link_contributor_check CHECK ((kind = 'contributor') = (contributor_id IS NOT NULL));
CREATE INDEX link_contributor_id ON link (contributor_id);

-- Whose link a text was saved by; none for what the program laid out.
ALTER TABLE desk_field ADD COLUMN link_id uuid;
ALTER TABLE desk_field_version ADD COLUMN link_id uuid;
