//! The program against its floors, in one run on one machine, so that the ratios mean something.
//! `cargo bench --bench load` prints a table; docs/performance.md holds the last one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark is told by the environment what to measure, and stops at the first surprise"
)]

mod clients;
mod floor;
mod memory_server;
mod usage;

#[path = "../../tests/it/support"]
#[allow(dead_code, reason = "the integration suite uses the rest")]
mod support {
    pub mod client;
    pub mod database;
    pub mod process;
    pub mod temp_dir;
}

use clients::Load;
use std::process::Command;
use std::time::Duration;
use support::client::Client;
use support::database::{Backend, Database};
use support::process::Process;
use usage::Usage;

const PAGE_BYTES: usize = 31_000;
const PAGE_CLIENTS: usize = 16;
const ROUND: Duration = Duration::from_secs(5);
const FLOOR_SUBMISSIONS: usize = 5_000;

fn main() {
    if std::env::args().nth(1).as_deref() == Some(memory_server::ARGUMENT) {
        memory_server::run(PAGE_BYTES).expect("the memory server runs");
        return;
    }
    page_from_memory();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let database = Database::empty(backend);
        let rate = floor::bare(database.url(), FLOOR_SUBMISSIONS);
        println!("F1 {backend:?}: {rate:.0} submissions/s");
    }
}

/// What actix does with the same bytes and nothing to compute: the ceiling of a page.
fn page_from_memory() {
    let this = std::env::current_exe().expect("the path of this program");
    let server = Process::start(Command::new(this).arg(memory_server::ARGUMENT));
    let page = Client::new(server.address).get("/").send();
    assert_eq!((page.status, page.body.len()), (200, PAGE_BYTES));

    let load = Load {
        address: server.address,
        clients: PAGE_CLIENTS,
        duration: ROUND,
    };
    let before = Usage::of(server.id());
    let outcome = load.run(|_, _| b"GET / HTTP/1.1\r\nHost: bench\r\n\r\n".to_vec());
    let used = Usage::of(server.id()).since(&before);
    println!(
        "page from memory: {outcome}; {}",
        used.per(outcome.answers())
    );
}
