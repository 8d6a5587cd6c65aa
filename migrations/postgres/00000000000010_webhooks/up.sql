-- Addresses of other systems that are told what happens; without a consultation: on all of them. The key that
-- signs is derived from the key file: here stands only which one it is.
CREATE TABLE webhook (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid REFERENCES consultation (id),
    url text NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'paused', 'ended', 'gone')),
    key_version integer NOT NULL,
    generation integer NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX webhook_consultation_id ON webhook (consultation_id);

-- Which events it wants.
CREATE TABLE webhook_event (
    webhook_id uuid NOT NULL REFERENCES webhook (id),
    event text NOT NULL,
    PRIMARY KEY (webhook_id, event)
);

-- What a webhook is owed: rows of the transaction in which it happened. Ids grow with time, so the primary key is
-- the order of sending. Neither answers nor evidence: it is swept.
CREATE TABLE webhook_delivery (
    webhook_id uuid NOT NULL REFERENCES webhook (id),
    event_id uuid NOT NULL,
    event text NOT NULL,
    consultation_id uuid REFERENCES consultation (id),
    facts jsonb NOT NULL,
    happened_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'leased', 'delivered', 'parked', 'dropped')),
    owed_since timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    lease_until timestamptz,
    attempts integer NOT NULL,
    tried_at timestamptz,
    status integer,
    why text,
    PRIMARY KEY (webhook_id, event_id)
);
CREATE INDEX webhook_delivery_state_due_at ON webhook_delivery (state, due_at);
CREATE INDEX webhook_delivery_webhook_id_state ON webhook_delivery (webhook_id, state, event_id);
CREATE INDEX webhook_delivery_consultation_id ON webhook_delivery (consultation_id);
CREATE INDEX webhook_delivery_owed_since ON webhook_delivery (owed_since);
