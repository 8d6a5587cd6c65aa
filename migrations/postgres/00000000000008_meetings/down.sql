DROP TABLE meeting;
