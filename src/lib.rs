//! Høring: public consultations published, answered råd by råd, with receipts that can be checked.
//!
//! The map, from the ground up; `ARCHITECTURE.md` says who may import whom.
//!
//! - ground: [`error`], [`clock`], [`ids`], [`keys`], [`settings`], [`telemetry`], [`text`], [`calendar`],
//!   [`address`], [`document`], [`i18n`], [`role`], [`scope`], [`tls`]
//! - kits: [`db`], [`mail`], [`storage`], [`web`], [`docx`], [`pdf`]
//! - what every slice shares: [`app`], [`audit`], [`idempotency`], [`outbox`], [`events`], [`session`],
//!   [`programs`], [`tabs`], [`receipt_log`]
//! - slices: [`accounts`], [`attachments`], [`bodies`], [`consultations`], [`submissions`], [`receipts`], [`cosigners`], [`invitations`],
//!   [`deadlines`], [`versions`], [`review`], [`export`], [`webhooks`], [`word`], and for developers [`mailbox`]
//! - the house: [`api`], [`routes`], [`server`], [`backup`], [`cli`]
#![forbid(unsafe_code)]

pub mod accounts;
pub mod address;
pub mod api;
pub mod app;
pub mod archive;
pub mod attachments;
pub mod audit;
pub mod backup;
pub mod bodies;
pub mod body_page;
pub mod calendar;
pub mod cli;
pub mod clock;
pub mod colleagues;
pub mod consultations;
pub mod cosigners;
pub mod db;
pub mod deadlines;
pub mod document;
pub mod docx;
pub mod endorsements;
pub mod error;
pub mod events;
pub mod export;
pub mod health;
pub mod i18n;
pub mod idempotency;
pub mod ids;
pub mod invitations;
pub mod keys;
pub mod mail;
pub mod mailbox;
pub mod members;
pub mod outbox;
pub mod overview;
pub mod pdf;
pub mod programs;
pub mod receipt_log;
pub mod receipts;
pub mod review;
pub mod right;
pub mod role;
pub mod routes;
pub mod schedule;
pub mod scope;
pub mod server;
pub mod session;
pub mod settings;
pub mod setup;
pub mod storage;
pub mod submissions;
pub mod tabs;
pub mod telemetry;
pub mod text;
pub mod tls;
pub mod versions;
pub mod web;
pub mod webhooks;
pub mod word;
