//! The page of the example by the program, by actix from memory and by nginx from a file.

use crate::clients::{Load, Outcome};
use crate::memory_server;
use crate::nginx::Nginx;
use crate::program::{EXAMPLE, Prepared};
use crate::report::{Report, Row};
use crate::support::client::Client;
use crate::support::database::Backend;
use crate::support::process::Process;
use crate::support::temp_dir::TempDir;
use crate::usage::Usage;
use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

const CLIENTS: [usize; 2] = [16, 64];
const ROUND: Duration = Duration::from_secs(3);
/// Rounds in turn, so that a busy machine is busy for all of them; the median counts.
const ROUNDS: usize = 3;

pub fn measure(report: &mut Report) {
    let prepared = Prepared::new(Backend::Sqlite, 0);
    let program = prepared.serve();
    let path = format!("/horinger/{EXAMPLE}");
    let page = Client::new(program.address()).get(&path).send();
    assert_eq!(page.status, 200);
    report.note(format!("the page is {} bytes", page.body.len()));

    let folder = TempDir::new();
    let file = folder.path().join("page");
    memory_server::write(&file, &page.headers, &page.body);
    let this = std::env::current_exe().expect("the path of this program");
    let memory = Process::start(Command::new(this).arg(memory_server::ARGUMENT).arg(&file));
    let copy = Client::new(memory.address).get("/").send();
    assert_eq!(copy.body, page.body);
    let nginx = Nginx::start(&page.body);
    if nginx.is_none() {
        report.note("nginx is not installed: not compared");
    }

    for clients in CLIENTS {
        let mut ours = Rates::default();
        let mut theirs = Rates::default();
        let mut files = Rates::default();
        for _ in 0..ROUNDS {
            ours.add(program.address(), program.id(), &path, clients);
            theirs.add(memory.address, memory.id(), "/", clients);
            if let Some(nginx) = &nginx {
                files.add_rate(nginx.address, "/page.html", clients);
            }
        }
        let name = |what: &str| format!("page, {clients} clients: {what}");
        report.note(format!("{}: {}", name("program"), ours.last()));
        report.note(format!("{}: {}", name("memory"), theirs.last()));
        report.row(Row::plain(name("program"), ours.rate(), "/s"));
        report.row(Row::plain(name("actix from memory"), theirs.rate(), "/s"));
        report.row(Row::at_least(
            name("against memory"),
            ours.rate() / theirs.rate(),
            "",
            0.7,
            0.4,
        ));
        if nginx.is_some() {
            let ratio = ours.rate() / files.rate();
            report.row(Row::plain(name("nginx, static file"), files.rate(), "/s"));
            report.row(Row::at_least(name("against nginx"), ratio, "", 0.10, 0.05));
        }
        report.row(Row::at_most(
            name("CPU, program"),
            ours.cpu(),
            "ms",
            0.25,
            0.6,
        ));
        report.row(Row::plain(name("CPU, from memory"), theirs.cpu(), "ms"));
    }
    report.row(Row::at_most(
        "memory after the pages",
        program.usage().resident_mb(),
        "MB",
        60.0,
        120.0,
    ));
}

#[derive(Default)]
struct Rates {
    rates: Vec<f64>,
    cpu: Vec<f64>,
    last: Option<Outcome>,
}

impl Rates {
    fn add(&mut self, address: SocketAddr, pid: u32, path: &str, clients: usize) {
        let before = Usage::of(pid);
        self.add_rate(address, path, clients);
        let answers = self.last.as_ref().map_or(0, Outcome::answers);
        self.cpu.push(Usage::of(pid).ms_since(&before, answers));
    }

    fn add_rate(&mut self, address: SocketAddr, path: &str, clients: usize) {
        let load = Load {
            address,
            clients,
            duration: ROUND,
        };
        let request = format!("GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n").into_bytes();
        let outcome = load.run(move |_| Some(request.clone()));
        outcome.must_all_be(200);
        self.rates.push(outcome.per_second());
        self.last = Some(outcome);
    }

    fn rate(&self) -> f64 {
        crate::report::median(&self.rates)
    }

    fn cpu(&self) -> f64 {
        crate::report::median(&self.cpu)
    }

    fn last(&self) -> String {
        self.last
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()
    }
}
