CREATE TABLE owner (
    id uuid NOT NULL PRIMARY KEY,
    name_nb text NOT NULL,
    name_nn text,
    org_no text UNIQUE,
    reply_address text NOT NULL
);

CREATE TABLE case_series (
    id uuid NOT NULL PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES owner (id),
    year integer,
    sequence bigint,
    own_key text UNIQUE,
    as_written text NOT NULL,
    next_number bigint NOT NULL,
    UNIQUE (owner_id, year, sequence),
    CHECK ((year IS NULL) = (sequence IS NULL) AND (year IS NULL) <> (own_key IS NULL))
);

CREATE TABLE consultation (
    id uuid NOT NULL PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES owner (id),
    case_series_id uuid NOT NULL REFERENCES case_series (id),
    reference text,
    slug text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('høring', 'innspillsrunde', 'muntlig')),
    status text NOT NULL CHECK (status IN ('preparing', 'open', 'processing', 'concluded')),
    follows_id uuid REFERENCES consultation (id),
    published_on date NOT NULL,
    deadline_on date NOT NULL,
    true_published_on date,
    true_deadline_on date,
    short_reason text,
    contact jsonb NOT NULL,
    search_text text NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX consultation_status_deadline_on_id ON consultation (status, deadline_on, id);
CREATE INDEX consultation_case_series_id ON consultation (case_series_id);
CREATE INDEX consultation_follows_id ON consultation (follows_id);

CREATE TABLE proposal_version (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    no integer NOT NULL,
    published_at timestamptz,
    professional_change boolean NOT NULL,
    outline jsonb NOT NULL,
    source_sha256 bytea NOT NULL,
    UNIQUE (consultation_id, no)
);

CREATE TABLE section (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    key text NOT NULL,
    UNIQUE (consultation_id, key)
);

CREATE TABLE advice (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    key text NOT NULL,
    UNIQUE (consultation_id, key)
);

CREATE TABLE field (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    advice_id uuid REFERENCES advice (id),
    key text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('text', 'scale', 'choice')),
    UNIQUE (consultation_id, key)
);

CREATE TABLE content (
    entity_id uuid NOT NULL,
    version_no integer NOT NULL,
    language text NOT NULL CHECK (language IN ('nb', 'nn', 'en', 'se')),
    part text NOT NULL,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    markdown text NOT NULL,
    sha256 bytea NOT NULL,
    PRIMARY KEY (entity_id, version_no, language, part)
);
CREATE INDEX content_consultation_id_version_no ON content (consultation_id, version_no);

CREATE TABLE blob (
    sha256 bytea NOT NULL PRIMARY KEY,
    size bigint NOT NULL,
    media_type text NOT NULL,
    bytes bytea NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE document (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    version_no integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('letter', 'draft', 'paper')),
    language text NOT NULL CHECK (language IN ('nb', 'nn', 'en', 'se')),
    title text NOT NULL,
    file_name text NOT NULL,
    blob_sha256 bytea NOT NULL REFERENCES blob (sha256),
    sort integer NOT NULL
);
CREATE INDEX document_consultation_id_version_no ON document (consultation_id, version_no);

CREATE TABLE listed_line (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    group_no integer NOT NULL,
    group_name_nb text,
    group_name_nn text,
    sort integer NOT NULL,
    as_listed text NOT NULL,
    body_name text,
    body_org_no text,
    collective text,
    expected integer NOT NULL,
    added_in integer NOT NULL,
    reason text,
    UNIQUE (consultation_id, group_no, sort)
);

CREATE TABLE deadline_change (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    old_on date NOT NULL,
    new_on date NOT NULL,
    reason_nb text NOT NULL,
    reason_nn text,
    by_whom text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX deadline_change_consultation_id ON deadline_change (consultation_id);

CREATE TABLE desk (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    capacity text NOT NULL CHECK (capacity IN ('own', 'joint')),
    on_behalf text CHECK (on_behalf IN ('person', 'organisation', 'public_body')),
    claimed_name text,
    claimed_org_no text,
    person_name text,
    person_role text,
    email text,
    confirmed_email text,
    show_name text NOT NULL CHECK (show_name IN ('named', 'private')),
    withhold_reason text,
    advice_keys jsonb NOT NULL,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    proposal_version integer NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    touched_at timestamptz NOT NULL
);
CREATE INDEX desk_consultation_id_touched_at ON desk (consultation_id, touched_at);

CREATE TABLE desk_field (
    desk_id uuid NOT NULL REFERENCES desk (id),
    field_id uuid NOT NULL REFERENCES field (id),
    version bigint NOT NULL,
    body text,
    choice text,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (desk_id, field_id)
);

CREATE TABLE desk_field_version (
    desk_id uuid NOT NULL REFERENCES desk (id),
    field_id uuid NOT NULL REFERENCES field (id),
    version bigint NOT NULL,
    body text,
    choice text,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (desk_id, field_id, version)
);

CREATE TABLE desk_advice (
    desk_id uuid NOT NULL REFERENCES desk (id),
    advice_id uuid NOT NULL REFERENCES advice (id),
    mark text NOT NULL CHECK (mark IN ('ready', 'no_comment')),
    batch uuid,
    at timestamptz NOT NULL,
    PRIMARY KEY (desk_id, advice_id)
);

CREATE TABLE link (
    id uuid NOT NULL PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('desk', 'letter')),
    desk_id uuid NOT NULL REFERENCES desk (id),
    confirms text,
    generation integer NOT NULL,
    key_version integer NOT NULL,
    token_sha256 bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX link_desk_id ON link (desk_id);

CREATE TABLE session (
    id uuid NOT NULL PRIMARY KEY,
    token_sha256 bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE session_link (
    session_id uuid NOT NULL REFERENCES session (id),
    link_id uuid NOT NULL REFERENCES link (id),
    PRIMARY KEY (session_id, link_id)
);
CREATE INDEX session_link_link_id ON session_link (link_id);

CREATE TABLE submission (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultation (id),
    case_series_id uuid NOT NULL REFERENCES case_series (id),
    desk_id uuid REFERENCES desk (id),
    channel text NOT NULL CHECK (channel IN ('form', 'api', 'email', 'letter', 'meeting')),
    number bigint,
    current_version integer NOT NULL,
    standing text NOT NULL CHECK (standing IN ('unconfirmed', 'counts', 'late', 'supplement', 'withdrawn', 'duplicate')),
    created_at timestamptz NOT NULL,
    UNIQUE (case_series_id, number),
    UNIQUE (desk_id)
);
CREATE INDEX submission_consultation_id_standing ON submission (consultation_id, standing);

CREATE TABLE submission_version (
    id uuid NOT NULL PRIMARY KEY,
    submission_id uuid NOT NULL REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
    no integer NOT NULL,
    received_at timestamptz NOT NULL,
    deadline_on date NOT NULL,
    late_seconds bigint,
    proposal_version integer NOT NULL,
    sender jsonb NOT NULL,
    withhold_reason text,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    UNIQUE (submission_id, no)
);

CREATE TABLE answer (
    submission_version_id uuid NOT NULL REFERENCES submission_version (id),
    field_id uuid NOT NULL REFERENCES field (id),
    body text,
    choice text,
    over_limit boolean NOT NULL,
    PRIMARY KEY (submission_version_id, field_id)
);

CREATE TABLE no_comment (
    submission_version_id uuid NOT NULL REFERENCES submission_version (id),
    advice_id uuid NOT NULL REFERENCES advice (id),
    PRIMARY KEY (submission_version_id, advice_id)
);

CREATE TABLE standing_decision (
    id uuid NOT NULL PRIMARY KEY,
    submission_version_id uuid NOT NULL REFERENCES submission_version (id),
    standing text NOT NULL CHECK (standing IN ('unconfirmed', 'counts', 'late', 'supplement', 'withdrawn', 'duplicate')),
    by_whom text NOT NULL,
    reason text,
    at timestamptz NOT NULL
);
CREATE INDEX standing_decision_submission_version_id ON standing_decision (submission_version_id);

CREATE TABLE receipt (
    submission_version_id uuid NOT NULL PRIMARY KEY REFERENCES submission_version (id),
    format integer NOT NULL,
    number text NOT NULL,
    document text NOT NULL,
    sha256 bytea NOT NULL,
    issued_at timestamptz NOT NULL
);

CREATE TABLE outbox (
    id uuid NOT NULL PRIMARY KEY,
    kind text NOT NULL,
    about uuid NOT NULL,
    slot text NOT NULL,
    recipient text NOT NULL,
    language text NOT NULL CHECK (language IN ('nb', 'nn')),
    message_id text NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('queued', 'leased', 'sent', 'retry', 'parked', 'dropped')),
    due_at timestamptz NOT NULL,
    lease_until timestamptz,
    attempts integer NOT NULL,
    reply text,
    content_sha256 bytea,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    UNIQUE (kind, about, slot)
);
CREATE INDEX outbox_state_due_at ON outbox (state, due_at);

CREATE TABLE delivery_event (
    id uuid NOT NULL PRIMARY KEY,
    outbox_id uuid NOT NULL REFERENCES outbox (id),
    outcome text NOT NULL CHECK (outcome IN ('sent', 'later', 'never', 'relay_fault', 'uncertain')),
    detail text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX delivery_event_outbox_id ON delivery_event (outbox_id);

CREATE TABLE idempotency (
    scope text NOT NULL,
    key text NOT NULL,
    payload_sha256 bytea NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);

CREATE TABLE audit (
    id uuid NOT NULL PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    object_kind text NOT NULL,
    object_id uuid NOT NULL,
    detail text
);
CREATE INDEX audit_object_id ON audit (object_id);

CREATE TABLE revision (
    id integer NOT NULL PRIMARY KEY,
    value bigint NOT NULL
);

INSERT INTO revision (id, value) VALUES (1, 0);

-- Append-only: what was received, decided or delivered is never changed. DELETE passes only for what was
-- never numbered, so that unsent drafts and unconfirmed answers can be swept (docs/decisions).
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER deadline_change_no_update BEFORE UPDATE ON deadline_change FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER deadline_change_no_delete BEFORE DELETE ON deadline_change FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER desk_field_version_no_update BEFORE UPDATE ON desk_field_version FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION desk_field_version_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = OLD.desk_id) THEN
        RAISE EXCEPTION 'desk_field_version is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER desk_field_version_no_delete BEFORE DELETE ON desk_field_version FOR EACH ROW EXECUTE FUNCTION desk_field_version_append_only();
CREATE TRIGGER submission_version_no_update BEFORE UPDATE ON submission_version FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION submission_version_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission s WHERE s.id = OLD.submission_id AND s.number IS NOT NULL) THEN
        RAISE EXCEPTION 'submission_version is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER submission_version_no_delete BEFORE DELETE ON submission_version FOR EACH ROW EXECUTE FUNCTION submission_version_append_only();
CREATE TRIGGER answer_no_update BEFORE UPDATE ON answer FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION answer_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) THEN
        RAISE EXCEPTION 'answer is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER answer_no_delete BEFORE DELETE ON answer FOR EACH ROW EXECUTE FUNCTION answer_append_only();
CREATE TRIGGER no_comment_no_update BEFORE UPDATE ON no_comment FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION no_comment_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) THEN
        RAISE EXCEPTION 'no_comment is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER no_comment_no_delete BEFORE DELETE ON no_comment FOR EACH ROW EXECUTE FUNCTION no_comment_append_only();
CREATE TRIGGER standing_decision_no_update BEFORE UPDATE ON standing_decision FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION standing_decision_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) THEN
        RAISE EXCEPTION 'standing_decision is append-only';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER standing_decision_no_delete BEFORE DELETE ON standing_decision FOR EACH ROW EXECUTE FUNCTION standing_decision_append_only();
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER delivery_event_no_update BEFORE UPDATE ON delivery_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE FUNCTION published_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a published version is append-only';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER proposal_version_frozen BEFORE UPDATE OR DELETE ON proposal_version FOR EACH ROW EXECUTE FUNCTION published_is_kept();
CREATE FUNCTION content_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM proposal_version v WHERE v.consultation_id = OLD.consultation_id AND v.no = OLD.version_no AND v.published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a published text is append-only';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER content_frozen BEFORE UPDATE OR DELETE ON content FOR EACH ROW EXECUTE FUNCTION content_is_kept();

-- A number is given once, to one answer, for good.
CREATE FUNCTION number_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.number IS NOT NULL THEN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'a number is given for good';
        ELSIF (NEW.number, NEW.case_series_id, NEW.consultation_id, NEW.id)
            IS DISTINCT FROM (OLD.number, OLD.case_series_id, OLD.consultation_id, OLD.id) THEN
            RAISE EXCEPTION 'a number is given for good';
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER submission_number_final BEFORE UPDATE OR DELETE ON submission FOR EACH ROW EXECUTE FUNCTION number_is_final();
CREATE FUNCTION series_never_goes_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.next_number < OLD.next_number THEN
        RAISE EXCEPTION 'no number is given twice';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_series_never_back BEFORE UPDATE ON case_series FOR EACH ROW EXECUTE FUNCTION series_never_goes_back();

-- TRUNCATE passes by the triggers of rows.
CREATE TRIGGER deadline_change_no_truncate BEFORE TRUNCATE ON deadline_change FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER desk_field_version_no_truncate BEFORE TRUNCATE ON desk_field_version FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER submission_version_no_truncate BEFORE TRUNCATE ON submission_version FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER answer_no_truncate BEFORE TRUNCATE ON answer FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER no_comment_no_truncate BEFORE TRUNCATE ON no_comment FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER standing_decision_no_truncate BEFORE TRUNCATE ON standing_decision FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER receipt_no_truncate BEFORE TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER delivery_event_no_truncate BEFORE TRUNCATE ON delivery_event FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER proposal_version_no_truncate BEFORE TRUNCATE ON proposal_version FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER content_no_truncate BEFORE TRUNCATE ON content FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER submission_no_truncate BEFORE TRUNCATE ON submission FOR EACH STATEMENT EXECUTE FUNCTION append_only();
