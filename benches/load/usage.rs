//! What a process has used, read from /proc: CPU time of all its threads, memory now and at most.

use std::fmt;
use std::time::Duration;

/// Clock ticks per second in /proc on every Linux that we run on.
const TICKS: u64 = 100;

pub struct Usage {
    cpu: Duration,
    resident_kb: u64,
    peak_kb: u64,
}

pub struct PerRequest {
    cpu: Duration,
    usage: Usage,
}

impl Usage {
    pub fn of(pid: u32) -> Self {
        let read = |name: &str| {
            std::fs::read_to_string(format!("/proc/{pid}/{name}")).expect("a living process")
        };
        let stat = read("stat");
        // The name before it may hold spaces and brackets; after the last bracket come numbers only.
        let (_, numbers) = stat.rsplit_once(')').expect("a name in brackets");
        let ticks: u64 = numbers
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(|field| field.parse::<u64>().expect("ticks"))
            .sum();
        let status = read("status");
        Self {
            cpu: Duration::from_millis(ticks * 1000 / TICKS),
            resident_kb: kilobytes(&status, "VmRSS:"),
            peak_kb: kilobytes(&status, "VmHWM:"),
        }
    }

    /// The CPU time since then, with the memory of now.
    pub fn since(mut self, earlier: &Self) -> Self {
        self.cpu -= earlier.cpu;
        self
    }

    pub fn per(self, requests: usize) -> PerRequest {
        PerRequest {
            cpu: self.cpu / u32::try_from(requests.max(1)).unwrap_or(u32::MAX),
            usage: self,
        }
    }
}

impl fmt::Display for PerRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "CPU {:.3} ms each, memory {} MB (at most {} MB)",
            self.cpu.as_secs_f64() * 1000.0,
            self.usage.resident_kb / 1024,
            self.usage.peak_kb / 1024
        )
    }
}

fn kilobytes(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .expect("a size in /proc")
}
