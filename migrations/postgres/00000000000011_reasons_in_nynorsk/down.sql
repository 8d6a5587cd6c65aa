ALTER TABLE deadline_decision DROP COLUMN reason_nn;
