DROP TABLE log_fault;
DROP TABLE log_publication;
DROP TABLE log_head;
DROP TABLE log_leaf;
DROP TRIGGER case_series_never_back;
ALTER TABLE case_series DROP COLUMN next_leaf;
CREATE TRIGGER case_series_never_back BEFORE UPDATE ON case_series WHEN NEW.next_number < OLD.next_number BEGIN SELECT RAISE(ABORT, 'no number is given twice'); END;
