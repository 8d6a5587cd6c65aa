-- While there is a row nothing is sent: this database was restored, and others may know more than it does of what went out
-- after the moment that it shows.
CREATE TABLE outbox_freeze (
    id integer NOT NULL PRIMARY KEY CHECK (id = 1),
    as_of timestamptz NOT NULL,
    frozen_at timestamptz NOT NULL
);
