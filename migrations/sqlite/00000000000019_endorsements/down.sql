DROP TABLE endorsement;
DROP TABLE desk_endorsement;
DROP TABLE submission_share;
