-- The colleague who asked somebody to take part; none where it was whoever has the whole answer in their hands. Both are
-- forgotten with the answer, together, so nothing is left that refers to nobody.
ALTER TABLE contributor ADD COLUMN asked_by BLOB;
