//! Whole answers over HTTP, each from a desk of its own whose address is confirmed: stored, numbered and
//! acknowledged. Beside them the two floors, measured in turn with the busiest rounds.

use crate::clients::{Load, Outcome};
use crate::program::{EXAMPLE, Prepared, Running};
use crate::report::{Report, Row, median};
use crate::support::database::{Backend, Database};
use crate::usage::{Postgres, Usage};
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
    let idle = server.usage();
    let mut round = Round {
        postgres: (backend == Backend::Postgres).then(|| Postgres::behind(server.database.url())),
        body: prepared.answer(floor::ANSWERS, floor::CHARACTERS).into(),
        prepared: &prepared,
        server: &server,
        used: 0,
        stored: 0,
    };
    for (clients, most) in ROUNDS {
        let mut taken: Vec<Taken> = Vec::new();
        let mut floors: Vec<Floors> = Vec::new();
        for _ in 0..times(clients) {
            let one = round.take(clients, most);
            report.note(format!("{backend:?}, {clients} clients: {}", one.outcome));
            taken.push(one);
            if clients == RATIO_CLIENTS {
                let measured = server.paused(|| Floors::measure(backend, &round));
                report.note(format!("{backend:?}: {measured:?}"));
                floors.push(measured);
            }
        }
        show(report, backend, clients, &taken);
        if clients == RATIO_CLIENTS {
            compare(report, backend, &taken, &floors);
        }
    }
    let stored = round.stored;
    assert_eq!(
        replay::count(server.database.url()),
        stored,
        "acknowledged and stored"
    );
    let memory = |what: &str| format!("{backend:?}: memory {what}");
    let after = server.usage();
    report.row(Row::plain(memory("idle"), idle.resident_mb(), "MB"));
    report.row(Row::at_most(
        memory("at most"),
        after.peak_mb(),
        "MB",
        60.0,
        120.0,
    ));
    let last = memory(&format!("after {stored} answers"));
    report.row(Row::plain(last, after.resident_mb(), "MB"));
}

/// What a plain loop does, in submissions per second.
#[derive(Debug)]
struct Floors {
    equal: f64,
    /// The same without the log of receipts.
    without: f64,
    /// Of the loop and PostgreSQL, for each submission.
    cpu_ms: f64,
    without_cpu_ms: f64,
    bare: f64,
}

impl Floors {
    fn measure(backend: Backend, round: &Round<'_>) -> Self {
        let n = REPLAYED.min(round.stored);
        let rows = replay::Rows::written(round.server.database.url(), n);
        let database = round.prepared.database();
        let timed = |url: &str, log| {
            let (before, postgres) = (Usage::of(std::process::id()), round.postgres_cpu());
            let rate = rows.again(url, log);
            let own = Usage::of(std::process::id()).ms_since(&before, n);
            let of_postgres = per_request(postgres, round.postgres_cpu(), n);
            (rate, own + of_postgres.unwrap_or(0.0))
        };
        let (without, without_cpu_ms) = timed(round.prepared.database().url(), None);
        let (equal, cpu_ms) = timed(database.url(), Some(&crate::log::signer()));
        let bare = floor::bare(Database::empty(backend).url(), FLOOR_SUBMISSIONS);
        Self {
            equal,
            without,
            cpu_ms,
            without_cpu_ms,
            bare,
        }
    }
}

fn compare(report: &mut Report, backend: Backend, taken: &[Taken], floors: &[Floors]) {
    let name = |what: &str| format!("{backend:?}, {RATIO_CLIENTS} clients: {what}");
    let of = |floor: fn(&Floors) -> f64| floors.iter().map(floor).collect::<Vec<_>>();
    let (equal, bare) = (of(|f| f.equal), of(|f| f.bare));
    // Each round against the floors that were measured right after it.
    let against = |floors: &[f64]| {
        let pairs = taken.iter().zip(floors);
        median(
            &pairs
                .map(|(t, f)| t.outcome.per_second() / f)
                .collect::<Vec<_>>(),
        )
    };
    report.row(Row::plain(name("F2, the very rows"), median(&equal), "/s"));
    report.row(Row::plain(name("F1, bare"), median(&bare), "/s"));
    let slower = of(|f| (f.without / f.equal - 1.0) * 100.0);
    report.row(Row::plain(
        name("F2 is slower by the log of receipts"),
        median(&slower),
        "%",
    ));
    // A disk is slow now and then; what the log costs a submission shows in processor time.
    let added = median(&of(|f| f.cpu_ms - f.without_cpu_ms));
    let all = middle(taken, |t| t.cpu_ms + t.postgres_ms.unwrap_or(0.0));
    report.row(Row::at_most(
        name("what the log of receipts adds to a submission, CPU"),
        added / (all - added) * 100.0,
        "%",
        5.0,
        10.0,
    ));
    // On a machine that is busy with other things this says more than the rates.
    let cpu = middle(taken, |t| t.cpu_ms + t.postgres_ms.unwrap_or(0.0));
    let equal_cpu = median(&of(|f| f.cpu_ms));
    report.row(Row::plain(name("CPU of F2"), equal_cpu, "ms"));
    report.row(Row::plain(
        name("CPU of F2 against all of ours"),
        equal_cpu / cpu,
        "",
    ));
    report.row(Row::at_least(
        name("against F2"),
        against(&equal),
        "",
        0.7,
        0.5,
    ));
    report.row(Row::at_least(
        name("against F1"),
        against(&bare),
        "",
        0.35,
        0.25,
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
    /// So many desks have tried to send, and so many have sent.
    used: usize,
    stored: usize,
}

struct Taken {
    outcome: Outcome,
    cpu_ms: f64,
    postgres_ms: Option<f64>,
    letters: f64,
}

impl Round<'_> {
    fn postgres_cpu(&self) -> Option<Duration> {
        self.postgres.as_ref().map(Postgres::cpu)
    }

    fn take(&mut self, clients: usize, most: usize) -> Taken {
        let load = Load {
            address: self.server.address(),
            clients,
            duration: MOST,
        };
        let (tokens, body, first) = (
            Arc::clone(&self.prepared.tokens),
            Arc::clone(&self.body),
            self.used,
        );
        let request =
            move |n: usize| (n < most).then(|| request(&tokens[first + n], first + n, &body));
        let (before, postgres, letters) = (
            self.server.usage(),
            self.postgres_cpu(),
            self.server.letters(),
        );
        let outcome = load.run(request);
        let used = self.server.usage();
        let n = outcome.answers();
        self.used += n;
        self.stored += n - outcome.others_than(201);
        Taken {
            cpu_ms: used.ms_since(&before, n),
            postgres_ms: per_request(postgres, self.postgres_cpu(), n),
            letters: (self.server.letters() - letters) as f64 / n as f64 * outcome.per_second(),
            outcome,
        }
    }
}

fn per_request(before: Option<Duration>, after: Option<Duration>, n: usize) -> Option<f64> {
    let spent = after.zip(before).map(|(after, before)| after - before);
    spent.map(|spent| spent.as_secs_f64() * 1000.0 / n.max(1) as f64)
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
    let refused = taken
        .iter()
        .map(|t| t.outcome.others_than(201))
        .sum::<usize>();
    report.row(Row::at_most(name("refused"), refused as f64, "", 0.0, 0.0));
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
