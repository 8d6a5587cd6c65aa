-- Several people write one answer at once. Who writes where now: a notice that dies by itself.
CREATE TABLE desk_presence (
    link_id uuid NOT NULL,
    part text NOT NULL,
    desk_id uuid NOT NULL REFERENCES desk (id),
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (link_id, part)
);
CREATE INDEX desk_presence_desk_id ON desk_presence (desk_id);

-- What they say to each other, of a part or of the whole answer. Never sent.
CREATE TABLE desk_note (
    id uuid NOT NULL PRIMARY KEY,
    desk_id uuid NOT NULL REFERENCES desk (id),
    part text,
    link_id uuid NOT NULL,
    body text NOT NULL,
    written_at timestamptz NOT NULL
);
CREATE INDEX desk_note_desk_id ON desk_note (desk_id);

-- Who writes a part; without contributor: whoever has the whole answer in their hands.
CREATE TABLE desk_holder (
    desk_id uuid NOT NULL REFERENCES desk (id),
    part text NOT NULL,
    contributor_id uuid REFERENCES contributor (id),
    PRIMARY KEY (desk_id, part)
);
CREATE INDEX desk_holder_contributor_id ON desk_holder (contributor_id);

-- A text that met another which was saved meanwhile: kept beside it, and never what stood.
ALTER TABLE desk_field_version ADD COLUMN aside boolean NOT NULL DEFAULT false;
