-- What staff write before it is published: one for each address, content as one document.
CREATE TABLE working_copy (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    slug TEXT NOT NULL UNIQUE,
    consultation_id BLOB UNIQUE REFERENCES consultation (id),
    base_version INTEGER,
    version INTEGER NOT NULL,
    manuscript TEXT NOT NULL,
    asked_by BLOB REFERENCES staff (id),
    created_by BLOB NOT NULL REFERENCES staff (id),
    created_at TEXT NOT NULL,
    changed_by BLOB NOT NULL REFERENCES staff (id),
    changed_at TEXT NOT NULL
) STRICT;
