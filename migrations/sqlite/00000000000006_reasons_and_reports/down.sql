DROP TABLE body_report_handled;
DROP TABLE body_report;
ALTER TABLE invited DROP COLUMN reason_nn;
