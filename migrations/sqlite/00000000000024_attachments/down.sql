DROP TABLE submission_attachment;
DROP TABLE attachment;
