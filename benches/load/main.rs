//! The program against its floors, in one run on one machine, so that the ratios mean something.
//! `cargo bench --profile ci --bench load` prints a table; docs/performance.md holds the last one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark is told by the environment what to measure, and stops at the first surprise"
)]

mod backup;
mod body;
mod clients;
mod export;
mod floor;
mod grown;
mod letters;
mod log;
mod looks;
mod memory_server;
mod nginx;
mod overview;
mod pages;
mod pdf;
mod program;
mod replay;
mod report;
mod review;
mod seeded;
mod sink;
mod submissions;
mod usage;
mod word;
mod writing;

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

/// What can be measured, on which databases, with how many answers: `cargo bench … --bench load -- pages` or
/// `… -- review export sqlite 1000` does that alone.
const PARTS: [&str; 12] = [
    "pages",
    "word",
    "pdf",
    "submissions",
    "writing",
    "body",
    "log",
    "backup",
    "letters",
    "review",
    "overview",
    "export",
];
const DATABASES: [(&str, Backend); 2] =
    [("sqlite", Backend::Sqlite), ("postgres", Backend::Postgres)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, file] = arguments.as_slice()
        && first == memory_server::ARGUMENT
    {
        memory_server::run(file.as_ref()).expect("the memory server runs");
        return;
    }
    let names = |word: &str| arguments.iter().any(|a| a == word);
    let part = |wanted: &str| names(wanted) || !PARTS.iter().any(|part| names(part));
    let sizes: Vec<usize> = arguments.iter().filter_map(|a| a.parse().ok()).collect();
    let sizes: &[usize] = if sizes.is_empty() {
        &grown::SIZES
    } else {
        &sizes
    };
    let mut report = Report::begin();
    if part("pages") {
        pages::measure(&mut report);
    }
    if part("word") {
        word::measure(&mut report);
    }
    if part("pdf") {
        pdf::measure(&mut report);
    }
    let is_any = DATABASES.iter().any(|(name, _)| names(name));
    for (name, backend) in DATABASES {
        if is_any && !names(name) {
            continue;
        }
        if part("submissions") {
            submissions::measure(backend, &mut report);
        }
        if part("writing") {
            writing::measure(backend, &mut report);
        }
        if part("body") {
            body::measure(backend, &mut report);
        }
        if part("log") {
            log::measure(backend, &mut report);
        }
        if part("backup") {
            backup::measure(backend, &mut report);
        }
        if part("letters") {
            letters::measure(backend, &mut report);
        }
        if ["review", "overview", "export"].into_iter().any(part) {
            grown::measure(backend, sizes, part, &mut report);
        }
    }
    report.print();
}
