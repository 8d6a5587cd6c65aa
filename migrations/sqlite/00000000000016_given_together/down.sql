DROP TABLE cosignature;
DROP TABLE cosigner_reply;
DROP TABLE cosigner;
DELETE FROM session_link WHERE link_id IN (SELECT l.id FROM link l JOIN contributor c ON c.id = l.contributor_id WHERE c.may = 'confirm');
DELETE FROM link WHERE contributor_id IN (SELECT id FROM contributor WHERE may = 'confirm');
DELETE FROM contributor WHERE may = 'confirm';
CREATE TABLE contributor_of_four_rights (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    may TEXT NOT NULL CHECK (may IN ('read', 'write', 'send', 'coordinate')),
    parts TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    added_at TEXT NOT NULL,
    ended_at TEXT,
    opened_at TEXT,
    ended_with_links INTEGER NOT NULL DEFAULT 0 CHECK (ended_with_links IN (0, 1))
) STRICT;
INSERT INTO contributor_of_four_rights SELECT id, desk_id, name, email, may, parts, language, added_at, ended_at, opened_at, ended_with_links FROM contributor;
DROP TABLE contributor;
ALTER TABLE contributor_of_four_rights RENAME TO contributor;
CREATE UNIQUE INDEX contributor_desk_id_email ON contributor (desk_id, email) WHERE ended_at IS NULL;
CREATE INDEX contributor_desk_id ON contributor (desk_id);
