//! The integration suite: one binary, so that it links once. `HOERING_TEST_DATABASE` says which
//! database it runs on (`sqlite`, which is the default, or `postgres`); `scripts/test` runs it on both.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests say by the environment what they run on, and stop at the first surprise"
)]

mod access;
mod adoption;
mod api_answers;
mod api_bodies;
mod api_deadlines;
mod api_desk;
mod api_export;
mod api_invitations;
mod api_meetings;
mod api_overview;
mod api_setup;
mod api_webhooks;
mod architecture;
mod bad_input;
mod bodies;
mod body_lists;
mod body_page;
mod canary;
mod colleagues;
mod conflicts;
mod consultation_pages;
mod consultations;
mod cosigners;
mod crash;
mod crash_writing;
mod deadline;
mod deadline_words;
mod desk_pages;
mod desk_states;
mod disk;
mod double_post;
mod drafts;
mod export;
mod export_jobs;
mod export_office;
mod extension;
mod idempotency;
mod image;
mod instances;
mod invitation_letters;
mod invitation_screen;
mod invitation_secrets;
mod invitations;
mod late_answers;
mod later_additions;
mod links;
mod logs;
mod lost_links;
mod mail;
mod meetings;
mod members;
mod migrations;
mod more_time;
mod new_version;
mod openapi;
mod outbox;
mod overview;
mod overview_counts;
mod pages;
mod pairs;
mod problems;
mod reading_counts;
mod receipt_script;
mod register_command;
mod register_import;
mod retired;
mod review;
mod setup;
mod setup_bodies;
mod setup_checks;
mod setup_dates;
mod setup_keys;
mod setup_lists;
mod sign_in;
mod smtp_server;
mod snapshot;
mod staff;
mod start;
mod stopping;
mod support;
mod sweep;
mod tokens;
mod webhook_pages;
mod webhook_script;
mod webhooks;
mod whole_answer;
mod write_queue;
mod writing_together;
mod wrong_recipient;
