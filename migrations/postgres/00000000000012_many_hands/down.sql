ALTER TABLE desk_field_version DROP COLUMN link_id;
ALTER TABLE desk_field DROP COLUMN link_id;
DELETE FROM session_link WHERE link_id IN (SELECT id FROM link WHERE kind = 'contributor');
DELETE FROM link WHERE kind = 'contributor';
ALTER TABLE link DROP CONSTRAINT link_contributor_check;
ALTER TABLE link DROP CONSTRAINT link_kind_check;
ALTER TABLE link ADD CONSTRAINT link_kind_check CHECK (kind IN ('desk', 'letter', 'invitation'));
ALTER TABLE link DROP COLUMN contributor_id;
DROP TABLE contributor;
