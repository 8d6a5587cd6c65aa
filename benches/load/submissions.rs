//! Whole answers over HTTP, each from a desk of its own whose address is confirmed: stored, numbered and
//! acknowledged. Beside them the two floors, measured in turn with the busiest rounds.

use crate::clients::{Load, Outcome};
use crate::program::{EXAMPLE, Prepared, Running};
use crate::report::{Report, Row, median};
use crate::support::database::{Backend, Database};
use crate::usage::Postgres;
use crate::{floor, replay};
use std::sync::Arc;
use std::time::Duration;

/// Clients, and the most answers that they send.
const ROUNDS: [(usize, usize); 4] = [(1, 1_000), (16, 3_000), (64, 4_000), (256, 4_000)];
/// The round that the ratios are about, and how often it is measured.
const RATIO_CLIENTS: usize = 64;
const RATIO_ROUNDS: usize = 3;
const MOST: Duration = Duration::from_secs(15);
const FLOOR_SUBMISSIONS: usize = 4_000;
const REPLAYED: usize = 2_000;

pub fn measure(backend: Backend, report: &mut Report) {
    let desks = ROUNDS.iter().map(|(c, n)| n * times(*c)).sum();
    let prepared = Prepared::new(backend, desks);
    let server = prepared.serve();
    let of_database = |what: &str| format!("{backend:?}: {what}");
    let idle = server.usage();
    let mut round = Round {
        postgres: (backend == Backend::Postgres).then(|| Postgres::behind(server.database.url())),
        body: prepared.answer(floor::ANSWERS, floor::CHARACTERS).into(),
        prepared: &prepared,
        server: &server,
        sent: 0,
    };
    for (clients, most) in ROUNDS {
        let mut taken: Vec<Taken> = Vec::new();
        let (mut equal, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..times(clients) {
            let one = round.take(clients, most);
            report.note(format!(
                "{}: {}",
                of_database(&format!("{clients} clients")),
                one.outcome
            ));
            taken.push(one);
            if clients == RATIO_CLIENTS {
                let (f2, f1) = server.paused(|| floors(backend, &prepared, &server));
                report.note(format!("F2 {f2:.0}/s, F1 {f1:.0}/s"));
                equal.push(f2);
                bare.push(f1);
            }
        }
        show(report, backend, clients, &taken);
        if clients == RATIO_CLIENTS {
            let rate = middle(&taken, |t| t.outcome.per_second());
            let (f2, f1) = (median(&equal), median(&bare));
            report.row(Row::plain(of_database("F2, the very rows"), f2, "/s"));
            report.row(Row::plain(of_database("F1, bare"), f1, "/s"));
            report.row(Row::at_least(
                of_database("against F2"),
                rate / f2,
                "",
                0.7,
                0.5,
            ));
            report.row(Row::at_least(
                of_database("against F1"),
                rate / f1,
                "",
                0.35,
                0.25,
            ));
            report.row(Row::at_most(
                of_database("memory under load"),
                server.usage().peak_mb(),
                "MB",
                60.0,
                120.0,
            ));
        }
    }
    let sent = round.sent;
    assert_eq!(
        replay::count(server.database.url()),
        sent,
        "acknowledged and stored"
    );
    let after = server.usage();
    report.row(Row::plain(
        of_database("memory idle"),
        idle.resident_mb(),
        "MB",
    ));
    report.row(Row::at_most(
        of_database("memory at most"),
        after.peak_mb(),
        "MB",
        60.0,
        120.0,
    ));
    report.row(Row::plain(
        of_database(&format!("memory after {sent} answers")),
        after.resident_mb(),
        "MB",
    ));
}

fn times(clients: usize) -> usize {
    if clients == RATIO_CLIENTS {
        RATIO_ROUNDS
    } else {
        1
    }
}

struct Round<'a> {
    prepared: &'a Prepared,
    server: &'a Running,
    postgres: Option<Postgres>,
    body: Arc<[u8]>,
    /// So many desks have sent.
    sent: usize,
}

struct Taken {
    outcome: Outcome,
    cpu_ms: f64,
    postgres_ms: Option<f64>,
    letters: f64,
}

impl Round<'_> {
    fn take(&mut self, clients: usize, most: usize) -> Taken {
        let load = Load {
            address: self.server.address(),
            clients,
            duration: MOST,
        };
        let (tokens, body, first) = (
            Arc::clone(&self.prepared.tokens),
            Arc::clone(&self.body),
            self.sent,
        );
        let request =
            move |n: usize| (n < most).then(|| request(&tokens[first + n], first + n, &body));
        let postgres = || self.postgres.as_ref().map(Postgres::cpu);
        let (before, postgres_before, letters) =
            (self.server.usage(), postgres(), self.server.letters());
        let outcome = load.run(request);
        let used = self.server.usage();
        outcome.must_all_be(201);
        let n = outcome.answers();
        self.sent += n;
        Taken {
            cpu_ms: used.ms_since(&before, n),
            postgres_ms: postgres()
                .zip(postgres_before)
                .map(|(after, before)| (after - before).as_secs_f64() * 1000.0 / n as f64),
            letters: (self.server.letters() - letters) as f64 / n as f64 * outcome.per_second(),
            outcome,
        }
    }
}

fn request(token: &str, n: usize, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "POST /api/v1/consultations/{EXAMPLE}/submissions HTTP/1.1\r\nHost: bench\r\n\
         Authorization: Bearer {token}\r\nIdempotency-Key: {n:036}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// F2 and F1, in submissions per second.
fn floors(backend: Backend, prepared: &Prepared, server: &Running) -> (f64, f64) {
    let rows = replay::Rows::written(server.database.url(), REPLAYED);
    let equal = rows.again(prepared.database().url());
    let bare = floor::bare(Database::empty(backend).url(), FLOOR_SUBMISSIONS);
    (equal, bare)
}

fn middle(taken: &[Taken], of: impl Fn(&Taken) -> f64) -> f64 {
    median(&taken.iter().map(of).collect::<Vec<_>>())
}

fn show(report: &mut Report, backend: Backend, clients: usize, taken: &[Taken]) {
    let name = |what: &str| format!("{backend:?}, {clients} clients: {what}");
    let p99 = middle(taken, |t| t.outcome.percentile(0.99));
    report.row(Row::plain(
        name("submissions"),
        middle(taken, |t| t.outcome.per_second()),
        "/s",
    ));
    report.row(Row::plain(
        name("p50"),
        middle(taken, |t| t.outcome.percentile(0.5)),
        "ms",
    ));
    report.row(match clients {
        64 => Row::at_most(name("p99"), p99, "ms", 100.0, 250.0),
        256 => Row::at_most(name("p99"), p99, "ms", 300.0, 750.0),
        _ => Row::plain(name("p99"), p99, "ms"),
    });
    report.row(Row::plain(
        name("longest"),
        middle(taken, |t| t.outcome.percentile(1.0)),
        "ms",
    ));
    report.row(Row::at_most(
        name("CPU of the program"),
        middle(taken, |t| t.cpu_ms),
        "ms",
        0.6,
        1.2,
    ));
    if backend == Backend::Postgres {
        let cpu = middle(taken, |t| t.postgres_ms.unwrap_or(f64::NAN));
        report.row(Row::plain(name("CPU of PostgreSQL"), cpu, "ms"));
    }
    report.row(Row::plain(
        name("letters sent meanwhile"),
        middle(taken, |t| t.letters),
        "/s",
    ));
}
