-- Files with answers that are made in the background, for whoever asked for them. Neither answers nor evidence:
-- both tables are swept.
CREATE TABLE export_job (
    id uuid PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    staff_id uuid NOT NULL REFERENCES staff (id),
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    asked text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'leased', 'done', 'failed', 'cancelled')),
    lease_until timestamptz,
    attempts integer NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL,
    why text,
    file_name text,
    size bigint NOT NULL,
    created_at timestamptz NOT NULL,
    finished_at timestamptz
);
CREATE INDEX export_job_state_created_at ON export_job (state, created_at);
CREATE INDEX export_job_staff_id ON export_job (staff_id);
CREATE INDEX export_job_consultation_id ON export_job (consultation_id);

-- The file, a piece a row: any instance can give it out.
CREATE TABLE export_chunk (
    job_id uuid NOT NULL REFERENCES export_job (id),
    no integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (job_id, no)
);
-- What is written is compressed already.
ALTER TABLE export_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
