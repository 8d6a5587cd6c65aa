-- Addresses of other systems that are told what happens; without a consultation: on all of them. The key that
-- signs is derived from the key file: here stands only which one it is.
CREATE TABLE webhook (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    consultation_id BLOB REFERENCES consultation (id),
    url TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended', 'gone')),
    key_version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_consultation_id ON webhook (consultation_id);

-- Which events it wants.
CREATE TABLE webhook_event (
    webhook_id BLOB NOT NULL REFERENCES webhook (id),
    event TEXT NOT NULL,
    PRIMARY KEY (webhook_id, event)
) STRICT;

-- What a webhook is owed: rows of the transaction in which it happened. Ids grow with time, so the primary key is
-- the order of sending. Neither answers nor evidence: it is swept.
CREATE TABLE webhook_delivery (
    webhook_id BLOB NOT NULL REFERENCES webhook (id),
    event_id BLOB NOT NULL CHECK (length(event_id) = 16),
    event TEXT NOT NULL,
    consultation_id BLOB REFERENCES consultation (id),
    facts TEXT NOT NULL,
    happened_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'delivered', 'parked', 'dropped')),
    owed_since TEXT NOT NULL,
    due_at TEXT NOT NULL,
    lease_until TEXT,
    attempts INTEGER NOT NULL,
    tried_at TEXT,
    status INTEGER,
    why TEXT,
    PRIMARY KEY (webhook_id, event_id)
) STRICT;
CREATE INDEX webhook_delivery_state_due_at ON webhook_delivery (state, due_at);
CREATE INDEX webhook_delivery_webhook_id_state ON webhook_delivery (webhook_id, state, event_id);
CREATE INDEX webhook_delivery_consultation_id ON webhook_delivery (consultation_id);
CREATE INDEX webhook_delivery_owed_since ON webhook_delivery (owed_since);
