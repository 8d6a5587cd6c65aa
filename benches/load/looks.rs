//! A page looked at many times by one reader, one look after the other.

use crate::grown::{Limits, Took};
use crate::program::Running;
use crate::report::median;
use crate::support::client::Client;
use std::time::Instant;

const LOOKS: usize = 100;

/// The first look at anything after the start, which reads every answer in.
pub fn first(server: &Running, client: &mut Client, name: &str, path: &str) -> Took {
    look(server, client, name, path, 1, Limits::default())
}

/// A page once everything is in memory. `{n}` in the path is another number each time, below a hundred.
pub fn many(server: &Running, client: &mut Client, name: &str, path: &str) -> Took {
    let limits = Limits {
        growth: Some((2.0, 4.0)),
        time: Some((20.0, 60.0)),
        ..Limits::default()
    };
    look(server, client, name, path, LOOKS, limits)
}

fn look(
    server: &Running,
    client: &mut Client,
    name: &str,
    path: &str,
    looks: usize,
    limits: Limits,
) -> Took {
    server.forget_peak();
    let before = server.usage();
    let mut times: Vec<f64> = (0..looks)
        .map(|n| {
            let path = path.replace("{n}", &format!("{n:02}"));
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
