//! What processes have used, read from /proc: CPU time of all their threads, memory now and at most.

use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Integer,
};
use std::time::Duration;

/// Clock ticks per second in /proc on every Linux that we run on.
const TICKS: u64 = 100;

pub struct Usage {
    cpu: Duration,
    resident_kb: u64,
    peak_kb: u64,
}

/// The numbers of /proc/PID/stat after the name, which may hold spaces and brackets.
fn numbers(pid: u32) -> Option<Vec<u64>> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, numbers) = stat.rsplit_once(')')?;
    let numbers = numbers.split_whitespace().skip(1);
    Some(numbers.map(|field| field.parse().unwrap_or(0)).collect())
}

const PARENT: usize = 0;
/// User, system, and both of the children that have ended.
const TIMES: std::ops::Range<usize> = 10..14;

fn ticks(numbers: &[u64], n: usize) -> Duration {
    let ticks: u64 = numbers[TIMES].iter().take(n).sum();
    Duration::from_millis(ticks * 1000 / TICKS)
}

impl Usage {
    pub fn of(pid: u32) -> Self {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a process");
        Self {
            cpu: ticks(&numbers(pid).expect("a process"), 2),
            resident_kb: kilobytes(&status, "VmRSS:"),
            peak_kb: kilobytes(&status, "VmHWM:"),
        }
    }

    /// CPU time since then for each of `n` requests, in milliseconds.
    pub fn ms_since(&self, earlier: &Self, n: usize) -> f64 {
        (self.cpu - earlier.cpu).as_secs_f64() * 1000.0 / n.max(1) as f64
    }

    pub fn resident_mb(&self) -> f64 {
        self.resident_kb as f64 / 1024.0
    }

    pub fn peak_mb(&self) -> f64 {
        self.peak_kb as f64 / 1024.0
    }
}

/// The PostgreSQL server behind a URL, its backends and what they have ended with.
pub struct Postgres(u32);

#[derive(QueryableByName)]
struct Backend {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

impl Postgres {
    pub fn behind(url: &str) -> Self {
        let mut connection = PgConnection::establish(url).expect("PostgreSQL answers");
        let backend: Backend = sql_query("SELECT pg_backend_pid() AS pid")
            .get_result(&mut connection)
            .expect("its process");
        let pid = u32::try_from(backend.pid).expect("a process id");
        let parent = numbers(pid).expect("its process")[PARENT];
        Self(u32::try_from(parent).expect("a process id"))
    }

    pub fn cpu(&self) -> Duration {
        let own = ticks(&numbers(self.0).expect("PostgreSQL lives"), 4);
        let all = std::fs::read_dir("/proc").expect("/proc");
        let children = all
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter_map(numbers)
            .filter(|n| n[PARENT] == u64::from(self.0))
            .map(|n| ticks(&n, 2));
        own + children.sum::<Duration>()
    }
}

fn kilobytes(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a size in /proc")
}
