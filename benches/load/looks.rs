//! A page looked at many times by one reader, one look after the other.

use crate::grown::{Limits, Took};
use crate::program::Running;
use crate::report::median;
use crate::support::client::Client;
use std::time::Instant;

const LOOKS: usize = 100;

/// The first look at anything after the start, which reads every answer in.
pub fn first(server: &Running, client: &mut Client, name: &str, path: &str) -> Took {
    look(server, client, name, 1, Limits::default(), |_| {
        path.to_owned()
    })
}

/// A page once everything is in memory; `path` is told which look it is, and makes happen what comes before it.
pub fn many(
    server: &Running,
    client: &mut Client,
    name: &str,
    path: impl FnMut(usize) -> String,
) -> Took {
    let limits = Limits {
        growth: Some((2.0, 4.0)),
        time: Some((20.0, 60.0)),
        ..Limits::default()
    };
    look(server, client, name, LOOKS, limits, path)
}

fn look(
    server: &Running,
    client: &mut Client,
    name: &str,
    looks: usize,
    limits: Limits,
    mut path: impl FnMut(usize) -> String,
) -> Took {
    server.forget_peak();
    let before = server.usage();
    let mut times: Vec<f64> = (0..looks)
        .map(|n| {
            let path = path(n);
            let begun = Instant::now();
            let page = client.get(&path).send();
            assert_eq!(page.status, 200, "{name}: {}", page.text());
            begun.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    let after = server.usage();
    times.sort_by(f64::total_cmp);
    Took {
        name: name.to_owned(),
        p50: median(&times),
        p95: times[times.len() * 95 / 100],
        cpu: after.ms_since(&before, looks),
        peak: after.peak_mb(),
        needed: after.peak_mb() - before.resident_mb(),
        limits,
    }
}
