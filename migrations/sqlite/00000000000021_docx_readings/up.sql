-- What was read in a Word file that came to an answer, and by whose link, until it has been looked over; kept for a day. The
-- file itself is not kept.
CREATE TABLE docx_reading (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    link_id BLOB NOT NULL REFERENCES link (id),
    file_name TEXT NOT NULL,
    reading TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX docx_reading_desk_id ON docx_reading (desk_id);
CREATE INDEX docx_reading_link_id ON docx_reading (link_id);
CREATE INDEX docx_reading_created_at ON docx_reading (created_at);
