-- While there is a row nothing is sent: this database was restored, and others may know more than it does of what went out
-- after the moment that it shows.
CREATE TABLE outbox_freeze (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    as_of TEXT NOT NULL,
    frozen_at TEXT NOT NULL
) STRICT;
