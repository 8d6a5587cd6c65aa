DROP TABLE body_feed;
