DROP TABLE endorsement;
DROP TABLE desk_endorsement;
DROP TABLE submission_share;
DROP FUNCTION endorsement_append_only();
DROP FUNCTION submission_share_append_only();
