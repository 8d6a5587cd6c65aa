-- Several people write one answer at once. Who writes where now: a notice that dies by itself.
CREATE TABLE desk_presence (
    link_id BLOB NOT NULL,
    part TEXT NOT NULL,
    desk_id BLOB NOT NULL REFERENCES desk (id),
    seen_at TEXT NOT NULL,
    PRIMARY KEY (link_id, part)
) STRICT;
CREATE INDEX desk_presence_desk_id ON desk_presence (desk_id);

-- What they say to each other, of a part or of the whole answer. Never sent.
CREATE TABLE desk_note (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    part TEXT,
    link_id BLOB NOT NULL,
    body TEXT NOT NULL,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX desk_note_desk_id ON desk_note (desk_id);

-- Who writes a part; without contributor: whoever has the whole answer in their hands.
CREATE TABLE desk_holder (
    desk_id BLOB NOT NULL REFERENCES desk (id),
    part TEXT NOT NULL,
    contributor_id BLOB REFERENCES contributor (id),
    PRIMARY KEY (desk_id, part)
) STRICT;
CREATE INDEX desk_holder_contributor_id ON desk_holder (contributor_id);

-- A text that met another which was saved meanwhile: kept beside it, and never what stood.
ALTER TABLE desk_field_version ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1));
