-- When the button of somebody's link was pressed first; and whether they ended with every link to the answer,
-- or were taken out.
ALTER TABLE contributor ADD COLUMN opened_at TEXT;
ALTER TABLE contributor ADD COLUMN ended_with_links INTEGER NOT NULL DEFAULT 0 CHECK (ended_with_links IN (0, 1));
