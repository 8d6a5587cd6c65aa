-- Files with answers that are made in the background, for whoever asked for them. Neither answers nor evidence:
-- both tables are swept.
CREATE TABLE export_job (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    staff_id BLOB NOT NULL REFERENCES staff (id),
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    asked TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'done', 'failed', 'cancelled')),
    lease_until TEXT,
    attempts INTEGER NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    why TEXT,
    file_name TEXT,
    size INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX export_job_state_created_at ON export_job (state, created_at);
CREATE INDEX export_job_staff_id ON export_job (staff_id);
CREATE INDEX export_job_consultation_id ON export_job (consultation_id);

-- The file, a piece a row: any instance can give it out.
CREATE TABLE export_chunk (
    job_id BLOB NOT NULL REFERENCES export_job (id),
    no INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (job_id, no)
) STRICT;
