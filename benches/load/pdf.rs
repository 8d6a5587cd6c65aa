//! PDF of 24/13304 with every field at its limit: one after another, and asked for by eight at once; and what the
//! processes take that make it.

use crate::program::Prepared;
use crate::report::{Report, Row, median};
use crate::support::client::Client;
use crate::support::database::Backend;
use crate::word::{CHARACTERS, ROUNDS, full, rounds};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const AT_ONCE: usize = 8;

pub fn measure(report: &mut Report) {
    let prepared = Prepared::new(Backend::Sqlite, 1);
    let server = prepared.serve();
    let address = server.address();
    let mut client = Client::new(address);
    let (desk, bearer) = full(&prepared, &mut client);
    let path = format!("{desk}/pdf-form");
    let ask = |client: &mut Client| {
        let request = client.get(&path).header("Authorization", &bearer);
        let begun = Instant::now();
        let answer = request.send();
        (begun.elapsed().as_secs_f64() * 1000.0, answer)
    };
    let file = ask(&mut client).1.body;
    let alone = rounds(|| ask(&mut client), 200);
    let done = AtomicBool::new(false);
    let (mut times, peaks) = std::thread::scope(|scope| {
        let watched = scope.spawn(|| watch(server.id(), &done));
        let askers: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = Client::new(address);
                    let asked = (0..ROUNDS / AT_ONCE).map(|_| {
                        let (ms, answer) = ask(&mut client);
                        assert_eq!(answer.status, 200);
                        ms
                    });
                    asked.collect::<Vec<f64>>()
                })
            })
            .collect();
        let times = askers
            .into_iter()
            .flat_map(|one| one.join().expect("an asker"));
        let times: Vec<f64> = times.collect();
        done.store(true, Ordering::Release);
        (times, watched.join().expect("who watches"))
    });
    times.sort_by(f64::total_cmp);
    let name = |what: &str| {
        let fields = prepared.fields.len();
        format!("PDF, {fields} fields of {CHARACTERS}: {what}")
    };
    report.row(Row::plain(
        name("the file"),
        file.len() as f64 / 1024.0,
        "kB",
    ));
    report.row(Row::at_most(
        name("alone, p50"),
        alone,
        "ms",
        500.0,
        2_000.0,
    ));
    report.row(Row::plain(name("8 at once, p50"), median(&times), "ms"));
    let last = times.last().copied().unwrap_or_default();
    report.row(Row::at_most(
        name("8 at once, the last"),
        last,
        "ms",
        3_000.0,
        10_000.0,
    ));
    let largest = peaks.values().copied().fold(0.0, f64::max);
    report.row(Row::at_most(
        name("memory of one"),
        largest,
        "MB",
        150.0,
        400.0,
    ));
}

/// The most memory that each process below this one has had, for as long as something is asked.
fn watch(parent: u32, done: &AtomicBool) -> HashMap<String, f64> {
    let mut peaks = HashMap::new();
    let field = |status: &str, name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<f64>().ok()
    };
    while !done.load(Ordering::Acquire) {
        let entries = std::fs::read_dir("/proc").expect("processes");
        for entry in entries.flatten() {
            let Ok(status) = std::fs::read_to_string(entry.path().join("status")) else {
                continue;
            };
            if field(&status, "PPid:") != Some(f64::from(parent)) {
                continue;
            }
            if let Some(kilobytes) = field(&status, "VmHWM:") {
                let id = entry.file_name().to_string_lossy().into_owned();
                peaks.insert(id, kilobytes / 1024.0);
            }
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    peaks
}
