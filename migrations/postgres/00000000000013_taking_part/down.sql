ALTER TABLE contributor DROP COLUMN ended_with_links;
ALTER TABLE contributor DROP COLUMN opened_at;
