-- What staff write before it is published: one for each address, content as one document.
CREATE TABLE working_copy (
    id uuid NOT NULL PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    consultation_id uuid UNIQUE REFERENCES consultation (id),
    base_version integer,
    version bigint NOT NULL,
    manuscript jsonb NOT NULL,
    asked_by uuid REFERENCES staff (id),
    created_by uuid NOT NULL REFERENCES staff (id),
    created_at timestamptz NOT NULL,
    changed_by uuid NOT NULL REFERENCES staff (id),
    changed_at timestamptz NOT NULL
);
