DROP TABLE log_fault;
DROP TABLE log_publication;
DROP TABLE log_head;
DROP TABLE log_leaf;
CREATE OR REPLACE FUNCTION series_never_goes_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.next_number < OLD.next_number THEN
        RAISE EXCEPTION 'no number is given twice';
    END IF;
    RETURN NEW;
END $$;
ALTER TABLE case_series DROP COLUMN next_leaf;
