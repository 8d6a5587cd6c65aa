//! The integration suite: one binary, so that it links once. `HOERING_TEST_DATABASE` says which
//! database it runs on (`sqlite`, which is the default, or `postgres`); `scripts/test` runs it on both.

mod architecture;
mod consultations;
mod mail;
mod migrations;
mod pages;
mod smtp_server;
mod support;
mod write_queue;
