-- What waits for the day that it is published can be called off: it stays as it is and is not published before somebody
-- publishes it anew.
ALTER TABLE consultation ADD COLUMN called_off_at TEXT;
