//! What the tests stand on: databases, a client, mailboxes, processes. No test of the program itself.

pub mod answers;
pub mod app;
pub mod clamd;
pub mod client;
pub mod colleague;
pub mod database;
pub mod exported;
pub mod files;
pub mod gate;
pub mod invited;
pub mod mailbox;
pub mod many;
pub mod office;
pub mod pdf;
pub mod process;
pub mod program;
pub mod reader;
pub mod receiver;
pub mod respondent;
pub mod rust_source;
pub mod s3;
pub mod scene;
pub mod scope;
pub mod staff;
pub mod tables;
pub mod temp_dir;
