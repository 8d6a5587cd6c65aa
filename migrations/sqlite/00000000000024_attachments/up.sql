-- A file that goes with an answer. Its bytes lie in the storage of files under the id, whole before this row is written. What
-- it is called and what it is stays; it can be taken away and put back, and what the search for malware says of it comes
-- later.
CREATE TABLE attachment (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    name TEXT NOT NULL,
    mended INTEGER NOT NULL CHECK (mended IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'docx', 'odt', 'text', 'png', 'jpeg')),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    link_id BLOB NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT,
    scan TEXT NOT NULL CHECK (scan IN ('unasked', 'waiting', 'clean', 'infected'))
) STRICT;
CREATE INDEX attachment_desk_id ON attachment (desk_id);
CREATE INDEX attachment_removed_at ON attachment (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX attachment_waiting ON attachment (id) WHERE scan = 'waiting';
CREATE TRIGGER attachment_stays BEFORE UPDATE OF id, desk_id, name, mended, kind, size, sha256, link_id, added_at ON attachment BEGIN SELECT RAISE(ABORT, 'attachment is append-only'); END;

-- The same as it was sent.
CREATE TABLE submission_attachment (
    submission_version_id BLOB NOT NULL REFERENCES submission_version (id),
    place INTEGER NOT NULL,
    attachment_id BLOB NOT NULL REFERENCES attachment (id),
    PRIMARY KEY (submission_version_id, place)
) STRICT;
CREATE INDEX submission_attachment_attachment_id ON submission_attachment (attachment_id);
CREATE TRIGGER submission_attachment_no_update BEFORE UPDATE ON submission_attachment BEGIN SELECT RAISE(ABORT, 'submission_attachment is append-only'); END;
CREATE TRIGGER submission_attachment_no_delete BEFORE DELETE ON submission_attachment WHEN EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'submission_attachment is append-only'); END;
