ALTER TABLE desk_field_version DROP COLUMN aside;
DROP TABLE desk_holder;
DROP TABLE desk_note;
DROP TABLE desk_presence;
