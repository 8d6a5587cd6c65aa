//! The integration suite.

mod mail;
mod smtp_server;
