DROP TABLE submission_attachment;
DROP TABLE attachment;
DROP FUNCTION submission_attachment_append_only();
