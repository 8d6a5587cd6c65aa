-- An answer that several bodies give together. A co-signer has a link of its own, as those who write have, by which it
-- reads what it is asked to stand behind, and nothing else.
CREATE TABLE contributor_of_five_rights (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    may TEXT NOT NULL CHECK (may IN ('confirm', 'read', 'write', 'send', 'coordinate')),
    parts TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    added_at TEXT NOT NULL,
    ended_at TEXT,
    opened_at TEXT,
    ended_with_links INTEGER NOT NULL DEFAULT 0 CHECK (ended_with_links IN (0, 1))
) STRICT;
INSERT INTO contributor_of_five_rights SELECT id, desk_id, name, email, may, parts, language, added_at, ended_at, opened_at, ended_with_links FROM contributor;
DROP TABLE contributor;
ALTER TABLE contributor_of_five_rights RENAME TO contributor;
-- A body may sign by the address of somebody who also writes.
CREATE UNIQUE INDEX contributor_desk_id_email ON contributor (desk_id, email) WHERE ended_at IS NULL AND may <> 'confirm';
CREATE INDEX contributor_desk_id ON contributor (desk_id);

-- What is known of a co-signer beside its link. One that is in the register is written to there and nowhere else.
CREATE TABLE cosigner (
    contributor_id BLOB NOT NULL PRIMARY KEY REFERENCES contributor (id),
    org_no TEXT,
    body_id BLOB REFERENCES body (id)
) STRICT;
CREATE INDEX cosigner_body_id ON cosigner (body_id);

-- What a co-signer said, each time. It holds for the content as it was: a sent version, or what stood at the desk.
CREATE TABLE cosigner_reply (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    contributor_id BLOB NOT NULL REFERENCES contributor (id),
    reply TEXT NOT NULL CHECK (reply IN ('confirmed', 'declined', 'taken_back')),
    name TEXT,
    role TEXT,
    message TEXT,
    content_sha256 BLOB NOT NULL,
    submission_version_id BLOB REFERENCES submission_version (id),
    stood TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX cosigner_reply_contributor_id ON cosigner_reply (contributor_id);
CREATE TRIGGER cosigner_reply_no_update BEFORE UPDATE ON cosigner_reply BEGIN SELECT RAISE(ABORT, 'cosigner_reply is append-only'); END;
CREATE TRIGGER cosigner_reply_no_delete BEFORE DELETE ON cosigner_reply WHEN EXISTS (SELECT 1 FROM submission s JOIN contributor c ON c.desk_id = s.desk_id WHERE c.id = OLD.contributor_id AND s.number IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'cosigner_reply is append-only'); END;

-- Who stands behind which sent version: what is counted.
CREATE TABLE cosignature (
    submission_version_id BLOB NOT NULL REFERENCES submission_version (id),
    contributor_id BLOB NOT NULL REFERENCES contributor (id),
    signed_at TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (submission_version_id, contributor_id)
) STRICT;
CREATE INDEX cosignature_contributor_id ON cosignature (contributor_id);
