ALTER TABLE audit DROP COLUMN token_id;
DROP TABLE staff_token;
