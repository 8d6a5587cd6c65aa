//! The program against its floors, in one run on one machine, so that the ratios mean something.
//! `cargo bench --profile ci --bench load` prints a table; docs/performance.md holds the last one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark is told by the environment what to measure, and stops at the first surprise"
)]

mod clients;
mod export;
mod floor;
mod letters;
mod memory_server;
mod nginx;
mod pages;
mod program;
mod replay;
mod report;
mod sink;
mod submissions;
mod usage;

#[path = "../../tests/it/support"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the integration suite uses the rest"
)]
mod support {
    pub mod client;
    pub mod database;
    pub mod mailbox;
    pub mod many;
    pub mod process;
    pub mod temp_dir;
}

use report::Report;
use support::database::Backend;

/// `cargo bench … --bench load -- pages sqlite` measures those parts only.
const PARTS: [&str; 5] = ["pages", "sqlite", "postgres", "letters", "export"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, file] = arguments.as_slice()
        && first == memory_server::ARGUMENT
    {
        memory_server::run(file.as_ref()).expect("the memory server runs");
        return;
    }
    let chosen = |part: &str| {
        let named = |a: &&String| PARTS.contains(&a.as_str());
        arguments.iter().filter(named).count() == 0 || arguments.iter().any(|a| a == part)
    };
    let mut report = Report::begin();
    if chosen("pages") {
        pages::measure(&mut report);
    }
    if chosen("sqlite") {
        submissions::measure(Backend::Sqlite, &mut report);
    }
    if chosen("postgres") {
        submissions::measure(Backend::Postgres, &mut report);
    }
    if chosen("letters") {
        letters::measure(Backend::Sqlite, &mut report);
        letters::measure(Backend::Postgres, &mut report);
    }
    if chosen("export") {
        export::measure(Backend::Sqlite, &mut report);
        export::measure(Backend::Postgres, &mut report);
    }
    report.print();
}
