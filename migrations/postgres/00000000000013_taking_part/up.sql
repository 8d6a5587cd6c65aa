-- When the button of somebody's link was pressed first; and whether they ended with every link to the answer,
-- or were taken out.
ALTER TABLE contributor ADD COLUMN opened_at timestamptz;
ALTER TABLE contributor ADD COLUMN ended_with_links boolean NOT NULL DEFAULT false;
