DROP TABLE outbox_freeze;
