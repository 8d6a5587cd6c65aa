ALTER TABLE desk_advice DROP COLUMN link_id;
