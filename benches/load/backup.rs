//! A backup of very many answers while more are sent: how long it takes, and what those who send lose by it.

use crate::clients::{Load, Outcome};
use crate::program::{EXAMPLE, Prepared, Running, rest};
use crate::report::{Report, Row, median};
use crate::support::database::Backend;
use crate::support::many::add_answers;
use crate::support::temp_dir::TempDir;
use hoering::clock::Clock;
use hoering::db::Conn;
use hoering::settings::DatabaseUrl;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ANSWERS: usize = 20_000;
const WORDS: usize = 230;
/// Who sends meanwhile: new versions, each from a desk of its own.
const CLIENTS: usize = 16;
const DESKS: usize = 400;
const ROUNDS: usize = 3;
/// Without a backup; with one it goes on for as long as that takes.
const ALONE: Duration = Duration::from_secs(5);
const MOST: Duration = Duration::from_secs(120);

pub fn measure(backend: Backend, report: &mut Report) {
    let prepared = Prepared::new(backend, DESKS);
    let database = prepared.database();
    let url = DatabaseUrl::parse(database.url()).expect("a database URL");
    let mut conn = Conn::open(&url).expect("a database");
    add_answers(&mut conn, EXAMPLE, ANSWERS, WORDS, Clock::system().now());
    drop(conn);
    rest(database.url());
    let server = prepared.serve_over(database);
    let sent = Arc::new(AtomicUsize::new(0));
    let (mut alone, mut beside, mut took, mut size) = (vec![], vec![], vec![], 0.0);
    for round in 0..ROUNDS {
        let never = Arc::new(AtomicBool::new(false));
        alone.push(send(&prepared, &server, ALONE, &sent, never));
        let folder = TempDir::new();
        let to = folder.path().join(round.to_string());
        let over = Arc::new(AtomicBool::new(false));
        let backing_up = std::thread::scope(|scope| {
            let (done, prepared, server, to) = (&over, &prepared, &server, &to);
            let backup = scope.spawn(move || {
                let begun = Instant::now();
                prepared.run(server, "backup", to);
                done.store(true, Ordering::Relaxed);
                begun.elapsed().as_secs_f64()
            });
            let more = Arc::clone(&over);
            beside.push(send(prepared, server, MOST, &sent, more));
            backup.join().expect("a backup")
        });
        took.push(backing_up);
        size = written(&to);
    }
    let name = |what: &str| format!("{backend:?}, {ANSWERS} answers, {CLIENTS} clients: {what}");
    for (how, outcomes) in [("alone", &alone), ("during a backup", &beside)] {
        for outcome in outcomes {
            report.note(format!("{}: {outcome}", name(how)));
        }
    }
    let middle = |of: fn(&Outcome) -> f64, outcomes: &[Outcome]| {
        median(&outcomes.iter().map(of).collect::<Vec<_>>())
    };
    report.row(Row::plain(name("a backup took"), median(&took), "s"));
    report.row(Row::plain(name("a backup is"), size, "MB"));
    let rates = [&alone, &beside].map(|outcomes| middle(Outcome::per_second, outcomes));
    let p99 = |outcome: &Outcome| outcome.percentile(0.99);
    report.row(Row::plain(name("sent alone"), rates[0], "/s"));
    report.row(Row::plain(name("sent during it"), rates[1], "/s"));
    let against = rates[1] / rates[0];
    report.row(Row::at_least(name("against it"), against, "", 0.7, 0.4));
    report.row(Row::plain(name("p99 alone"), middle(p99, &alone), "ms"));
    report.row(Row::plain(
        name("p99 during it"),
        middle(p99, &beside),
        "ms",
    ));
    let others = |outcomes: &[Outcome]| outcomes.iter().map(|o| o.others_than(201)).sum::<usize>();
    let refused = (others(&alone) + others(&beside)) as f64;
    report.row(Row::at_most(name("refused"), refused, "", 0.0, 0.0));
}

/// Sends until it is over.
fn send(
    prepared: &Prepared,
    server: &Running,
    duration: Duration,
    sent: &Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
) -> Outcome {
    let load = Load {
        address: server.address(),
        clients: CLIENTS,
        duration,
    };
    let bodies = [400, 401].map(|characters| prepared.answer(8, characters));
    let (tokens, sent) = (Arc::clone(&prepared.tokens), Arc::clone(sent));
    load.run(move |_| {
        if over.load(Ordering::Relaxed) {
            return None;
        }
        let n = sent.fetch_add(1, Ordering::Relaxed);
        // Each version is another text than the one before it.
        let body = &bodies[n / DESKS % 2];
        let mut bytes = format!(
            "POST /api/v1/consultations/{EXAMPLE}/submissions HTTP/1.1\r\nHost: bench\r\n\
             Authorization: Bearer {}\r\nIdempotency-Key: {n:036}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            tokens[n % DESKS],
            body.len()
        )
        .into_bytes();
        bytes.extend_from_slice(body);
        Some(bytes)
    })
}

fn written(folder: &Path) -> f64 {
    let entries = std::fs::read_dir(folder).expect("a backup");
    let sizes = entries.map(|entry| entry.expect("a file").metadata().expect("its size").len());
    sizes.sum::<u64>() as f64 / f64::from(1 << 20)
}

impl Prepared {
    /// Runs a command beside the server, on its database.
    fn run(&self, server: &Running, command: &str, at: &Path) {
        let output = Command::new(env!("CARGO_BIN_EXE_hoering"))
            .arg(command)
            .arg(at)
            .envs(self.settings(server.database.url()))
            .output()
            .expect("the program runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
