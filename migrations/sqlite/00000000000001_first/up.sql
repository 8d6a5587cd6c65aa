CREATE TABLE owner (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name_nb TEXT NOT NULL,
    name_nn TEXT,
    org_no TEXT UNIQUE,
    reply_address TEXT NOT NULL
) STRICT;

CREATE TABLE case_series (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    owner_id BLOB NOT NULL REFERENCES owner (id),
    year INTEGER,
    sequence INTEGER,
    own_key TEXT UNIQUE,
    as_written TEXT NOT NULL,
    next_number INTEGER NOT NULL,
    UNIQUE (owner_id, year, sequence),
    CHECK ((year IS NULL) = (sequence IS NULL) AND (year IS NULL) <> (own_key IS NULL))
) STRICT;

CREATE TABLE consultation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    owner_id BLOB NOT NULL REFERENCES owner (id),
    case_series_id BLOB NOT NULL REFERENCES case_series (id),
    reference TEXT,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('høring', 'innspillsrunde', 'muntlig')),
    status TEXT NOT NULL CHECK (status IN ('preparing', 'open', 'processing', 'concluded')),
    follows_id BLOB REFERENCES consultation (id),
    published_on TEXT NOT NULL,
    deadline_on TEXT NOT NULL,
    true_published_on TEXT,
    true_deadline_on TEXT,
    short_reason TEXT,
    contact TEXT NOT NULL,
    search_text TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX consultation_status_deadline_on_id ON consultation (status, deadline_on, id);
CREATE INDEX consultation_case_series_id ON consultation (case_series_id);
CREATE INDEX consultation_follows_id ON consultation (follows_id);

CREATE TABLE proposal_version (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    no INTEGER NOT NULL,
    published_at TEXT,
    professional_change INTEGER NOT NULL CHECK (professional_change IN (0, 1)),
    outline TEXT NOT NULL,
    source_sha256 BLOB NOT NULL,
    UNIQUE (consultation_id, no)
) STRICT;

CREATE TABLE section (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    key TEXT NOT NULL,
    UNIQUE (consultation_id, key)
) STRICT;

CREATE TABLE advice (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    key TEXT NOT NULL,
    UNIQUE (consultation_id, key)
) STRICT;

CREATE TABLE field (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    advice_id BLOB REFERENCES advice (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'scale', 'choice')),
    UNIQUE (consultation_id, key)
) STRICT;

CREATE TABLE content (
    entity_id BLOB NOT NULL,
    version_no INTEGER NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn', 'en', 'se')),
    part TEXT NOT NULL,
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    markdown TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    PRIMARY KEY (entity_id, version_no, language, part)
) STRICT;
CREATE INDEX content_consultation_id_version_no ON content (consultation_id, version_no);

CREATE TABLE blob (
    sha256 BLOB NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    version_no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('letter', 'draft', 'paper')),
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn', 'en', 'se')),
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    blob_sha256 BLOB NOT NULL REFERENCES blob (sha256),
    sort INTEGER NOT NULL
) STRICT;
CREATE INDEX document_consultation_id_version_no ON document (consultation_id, version_no);

CREATE TABLE listed_line (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    group_no INTEGER NOT NULL,
    group_name_nb TEXT,
    group_name_nn TEXT,
    sort INTEGER NOT NULL,
    as_listed TEXT NOT NULL,
    body_name TEXT,
    body_org_no TEXT,
    collective TEXT,
    expected INTEGER NOT NULL,
    added_in INTEGER NOT NULL,
    reason TEXT,
    UNIQUE (consultation_id, group_no, sort)
) STRICT;

CREATE TABLE deadline_change (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    old_on TEXT NOT NULL,
    new_on TEXT NOT NULL,
    reason_nb TEXT NOT NULL,
    reason_nn TEXT,
    by_whom TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX deadline_change_consultation_id ON deadline_change (consultation_id);

CREATE TABLE desk (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    capacity TEXT NOT NULL CHECK (capacity IN ('own', 'joint')),
    on_behalf TEXT CHECK (on_behalf IN ('person', 'organisation', 'public_body')),
    claimed_name TEXT,
    claimed_org_no TEXT,
    person_name TEXT,
    person_role TEXT,
    email TEXT,
    confirmed_email TEXT,
    show_name TEXT NOT NULL CHECK (show_name IN ('named', 'private')),
    withhold_reason TEXT,
    advice_keys TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    proposal_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    touched_at TEXT NOT NULL
) STRICT;
CREATE INDEX desk_consultation_id_touched_at ON desk (consultation_id, touched_at);

CREATE TABLE desk_field (
    desk_id BLOB NOT NULL REFERENCES desk (id),
    field_id BLOB NOT NULL REFERENCES field (id),
    version INTEGER NOT NULL,
    body TEXT,
    choice TEXT,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (desk_id, field_id)
) STRICT;

CREATE TABLE desk_field_version (
    desk_id BLOB NOT NULL REFERENCES desk (id),
    field_id BLOB NOT NULL REFERENCES field (id),
    version INTEGER NOT NULL,
    body TEXT,
    choice TEXT,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (desk_id, field_id, version)
) STRICT;

CREATE TABLE desk_advice (
    desk_id BLOB NOT NULL REFERENCES desk (id),
    advice_id BLOB NOT NULL REFERENCES advice (id),
    mark TEXT NOT NULL CHECK (mark IN ('ready', 'no_comment')),
    batch BLOB,
    at TEXT NOT NULL,
    PRIMARY KEY (desk_id, advice_id)
) STRICT;

CREATE TABLE link (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('desk', 'letter')),
    desk_id BLOB NOT NULL REFERENCES desk (id),
    confirms TEXT,
    generation INTEGER NOT NULL,
    key_version INTEGER NOT NULL,
    token_sha256 BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE INDEX link_desk_id ON link (desk_id);

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    token_sha256 BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE session_link (
    session_id BLOB NOT NULL REFERENCES session (id),
    link_id BLOB NOT NULL REFERENCES link (id),
    PRIMARY KEY (session_id, link_id)
) STRICT;
CREATE INDEX session_link_link_id ON session_link (link_id);

CREATE TABLE submission (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB NOT NULL REFERENCES consultation (id),
    case_series_id BLOB NOT NULL REFERENCES case_series (id),
    desk_id BLOB REFERENCES desk (id),
    channel TEXT NOT NULL CHECK (channel IN ('form', 'api', 'email', 'letter', 'meeting')),
    number INTEGER,
    current_version INTEGER NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('unconfirmed', 'counts', 'late', 'supplement', 'withdrawn', 'duplicate')),
    created_at TEXT NOT NULL,
    UNIQUE (case_series_id, number),
    UNIQUE (desk_id)
) STRICT;
CREATE INDEX submission_consultation_id_standing ON submission (consultation_id, standing);

CREATE TABLE submission_version (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    submission_id BLOB NOT NULL REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
    no INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    deadline_on TEXT NOT NULL,
    late_seconds INTEGER,
    proposal_version INTEGER NOT NULL,
    sender TEXT NOT NULL,
    withhold_reason TEXT,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    UNIQUE (submission_id, no)
) STRICT;

CREATE TABLE answer (
    submission_version_id BLOB NOT NULL REFERENCES submission_version (id),
    field_id BLOB NOT NULL REFERENCES field (id),
    body TEXT,
    choice TEXT,
    over_limit INTEGER NOT NULL CHECK (over_limit IN (0, 1)),
    PRIMARY KEY (submission_version_id, field_id)
) STRICT;

CREATE TABLE no_comment (
    submission_version_id BLOB NOT NULL REFERENCES submission_version (id),
    advice_id BLOB NOT NULL REFERENCES advice (id),
    PRIMARY KEY (submission_version_id, advice_id)
) STRICT;

CREATE TABLE standing_decision (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    submission_version_id BLOB NOT NULL REFERENCES submission_version (id),
    standing TEXT NOT NULL CHECK (standing IN ('unconfirmed', 'counts', 'late', 'supplement', 'withdrawn', 'duplicate')),
    by_whom TEXT NOT NULL,
    reason TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX standing_decision_submission_version_id ON standing_decision (submission_version_id);

CREATE TABLE receipt (
    submission_version_id BLOB NOT NULL PRIMARY KEY REFERENCES submission_version (id) CHECK (length(submission_version_id) = 16),
    format INTEGER NOT NULL,
    number TEXT NOT NULL,
    document TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    issued_at TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    about BLOB NOT NULL,
    slot TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'sent', 'retry', 'parked', 'dropped')),
    due_at TEXT NOT NULL,
    lease_until TEXT,
    attempts INTEGER NOT NULL,
    reply TEXT,
    content_sha256 BLOB,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    UNIQUE (kind, about, slot)
) STRICT;
CREATE INDEX outbox_state_due_at ON outbox (state, due_at);

CREATE TABLE delivery_event (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    outbox_id BLOB NOT NULL REFERENCES outbox (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'later', 'never', 'relay_fault', 'uncertain')),
    detail TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_event_outbox_id ON delivery_event (outbox_id);

CREATE TABLE idempotency (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    payload_sha256 BLOB NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT;
CREATE INDEX idempotency_created_at ON idempotency (created_at);

CREATE TABLE audit (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BLOB NOT NULL,
    detail TEXT
) STRICT;
CREATE INDEX audit_object_id ON audit (object_id);

CREATE TABLE revision (
    id INTEGER NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

INSERT INTO revision (id, value) VALUES (1, 0);

-- Append-only: what was received, decided or delivered is never changed. DELETE passes only for what was
-- never numbered, so that unsent drafts and unconfirmed answers can be swept (docs/decisions).
CREATE TRIGGER deadline_change_no_update BEFORE UPDATE ON deadline_change BEGIN SELECT RAISE(ABORT, 'deadline_change is append-only'); END;
CREATE TRIGGER deadline_change_no_delete BEFORE DELETE ON deadline_change BEGIN SELECT RAISE(ABORT, 'deadline_change is append-only'); END;
CREATE TRIGGER desk_field_version_no_update BEFORE UPDATE ON desk_field_version BEGIN SELECT RAISE(ABORT, 'desk_field_version is append-only'); END;
CREATE TRIGGER desk_field_version_no_delete BEFORE DELETE ON desk_field_version WHEN EXISTS (SELECT 1 FROM submission s WHERE s.desk_id = OLD.desk_id) BEGIN SELECT RAISE(ABORT, 'desk_field_version is append-only'); END;
CREATE TRIGGER submission_version_no_update BEFORE UPDATE ON submission_version BEGIN SELECT RAISE(ABORT, 'submission_version is append-only'); END;
CREATE TRIGGER submission_version_no_delete BEFORE DELETE ON submission_version WHEN EXISTS (SELECT 1 FROM submission s WHERE s.id = OLD.submission_id AND s.number IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'submission_version is append-only'); END;
CREATE TRIGGER answer_no_update BEFORE UPDATE ON answer BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
CREATE TRIGGER answer_no_delete BEFORE DELETE ON answer WHEN EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
CREATE TRIGGER no_comment_no_update BEFORE UPDATE ON no_comment BEGIN SELECT RAISE(ABORT, 'no_comment is append-only'); END;
CREATE TRIGGER no_comment_no_delete BEFORE DELETE ON no_comment WHEN EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'no_comment is append-only'); END;
CREATE TRIGGER standing_decision_no_update BEFORE UPDATE ON standing_decision BEGIN SELECT RAISE(ABORT, 'standing_decision is append-only'); END;
CREATE TRIGGER standing_decision_no_delete BEFORE DELETE ON standing_decision WHEN EXISTS (SELECT 1 FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = OLD.submission_version_id AND s.number IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'standing_decision is append-only'); END;
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;
CREATE TRIGGER delivery_event_no_update BEFORE UPDATE ON delivery_event BEGIN SELECT RAISE(ABORT, 'delivery_event is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER proposal_version_frozen BEFORE UPDATE ON proposal_version WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published version is append-only'); END;
CREATE TRIGGER proposal_version_kept BEFORE DELETE ON proposal_version WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a published version is append-only'); END;
CREATE TRIGGER content_frozen BEFORE UPDATE ON content WHEN EXISTS (SELECT 1 FROM proposal_version v WHERE v.consultation_id = OLD.consultation_id AND v.no = OLD.version_no AND v.published_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a published text is append-only'); END;
CREATE TRIGGER content_kept BEFORE DELETE ON content WHEN EXISTS (SELECT 1 FROM proposal_version v WHERE v.consultation_id = OLD.consultation_id AND v.no = OLD.version_no AND v.published_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a published text is append-only'); END;
-- A number is given once, to one answer, for good.
CREATE TRIGGER submission_number_final BEFORE UPDATE ON submission WHEN OLD.number IS NOT NULL AND (NEW.number IS NOT OLD.number OR NEW.case_series_id IS NOT OLD.case_series_id OR NEW.consultation_id IS NOT OLD.consultation_id OR NEW.id IS NOT OLD.id) BEGIN SELECT RAISE(ABORT, 'a number is given for good'); END;
CREATE TRIGGER submission_number_kept BEFORE DELETE ON submission WHEN OLD.number IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a number is given for good'); END;
CREATE TRIGGER case_series_never_back BEFORE UPDATE ON case_series WHEN NEW.next_number < OLD.next_number BEGIN SELECT RAISE(ABORT, 'no number is given twice'); END;
