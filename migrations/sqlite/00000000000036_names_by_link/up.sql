-- The name that whoever holds a link told as their own: what was written with it stands under that name, whoever is told as
-- the sender later. Until now only one name was known of an answer; it is nobody else's where no colleague could tell it.
ALTER TABLE link ADD COLUMN told_name TEXT;
UPDATE link SET told_name = (SELECT person_name FROM desk WHERE desk.id = link.desk_id)
WHERE contributor_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM contributor WHERE contributor.desk_id = link.desk_id AND contributor.may IN ('send', 'coordinate'));
