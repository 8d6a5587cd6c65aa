-- Whose link set a mark on a råd: colleagues see who said that there is no comment on it, as they see who wrote a text.
ALTER TABLE desk_advice ADD COLUMN link_id BLOB;
