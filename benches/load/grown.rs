//! How what staff look at grows with the number of answers: each thing measured at every size, and then compared.

use crate::report::{Report, Row};
use crate::seeded::Seeded;
use crate::support::database::Backend;
use crate::{export, overview, review};

/// The first is what the others are compared with.
pub const SIZES: [usize; 3] = [1_000, 10_000, 50_000];

/// One thing at one size. What is not measured of it is zero.
pub struct Took {
    pub name: String,
    /// Median and 95th percentile of many looks, or the time of the one, in milliseconds.
    pub p50: f64,
    pub p95: f64,
    /// Processor time of the program, for each look.
    pub cpu: f64,
    /// Resident at most while it was done, and how much of that was not there before.
    pub peak: f64,
    pub needed: f64,
    pub limits: Limits,
}

/// What is aimed at, and the least; `None` where nothing is.
#[derive(Clone, Copy, Default)]
pub struct Limits {
    /// The 95th percentile, and processor time, at the largest size against those at the smallest.
    pub growth: Option<(f64, f64)>,
    /// Median at the largest size, in milliseconds.
    pub time: Option<(f64, f64)>,
    /// Processor time at the largest size, in milliseconds.
    pub cpu: Option<(f64, f64)>,
    /// The exponent of the memory that it needed.
    pub memory: Option<(f64, f64)>,
}

/// `wanted`: review, overview or export.
pub fn measure(
    backend: Backend,
    sizes: &[usize],
    wanted: impl Fn(&str) -> bool,
    report: &mut Report,
) {
    let mut all: Vec<(usize, Vec<Took>)> = Vec::new();
    for &size in sizes {
        let seeded = Seeded::new(backend, size);
        let mut took = Vec::new();
        if wanted("review") {
            took.extend(review::measure(&seeded));
        }
        if wanted("overview") {
            took.extend(overview::measure(&seeded));
        }
        if wanted("export") {
            took.extend(export::measure(&seeded, report));
        }
        for one in &took {
            report.note(format!("{backend:?}, {size} answers, {one}"));
        }
        all.push((size, took));
    }
    let (Some((least, first)), Some((most, last))) = (all.first(), all.last()) else {
        return;
    };
    for (small, large) in first.iter().zip(last) {
        large.tell(backend, *most, report);
        if most > least {
            let sizes = (*most as f64 / *least as f64).ln();
            compare(backend, small, large, sizes, report);
        }
    }
}

impl Took {
    fn tell(&self, backend: Backend, size: usize, report: &mut Report) {
        let name = |what: &str| format!("{backend:?}, {}, {size}: {what}", self.name);
        bounded(report, name("median"), self.p50, "ms", self.limits.time);
        bounded(report, name("CPU"), self.cpu, "ms", self.limits.cpu);
    }
}

fn compare(backend: Backend, small: &Took, large: &Took, sizes: f64, report: &mut Report) {
    let (name, limits) = (
        |what: &str| format!("{backend:?}, {}: {what}", large.name),
        large.limits,
    );
    let times = |of: fn(&Took) -> f64| of(large).max(0.1) / of(small).max(0.1);
    // Of what needed less than a megabyte nobody would say that it grew.
    let memory = times(|took| took.needed.max(1.0)).ln() / sizes;
    bounded(
        report,
        name("p95, times"),
        times(|t| t.p95),
        "",
        limits.growth,
    );
    bounded(
        report,
        name("CPU, times"),
        times(|t| t.cpu),
        "",
        limits.growth,
    );
    bounded(
        report,
        name("exponent of memory"),
        memory,
        "",
        limits.memory,
    );
    let cpu = times(|took| took.cpu).ln() / sizes;
    report.row(Row::plain(name("exponent of CPU"), cpu, ""));
}

/// A row, where something is aimed at.
fn bounded(
    report: &mut Report,
    name: String,
    value: f64,
    unit: &'static str,
    bounds: Option<(f64, f64)>,
) {
    if let Some((aim, most)) = bounds {
        report.row(Row::at_most(name, value, unit, aim, most));
    }
}

impl std::fmt::Display for Took {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: median {:.1}, p95 {:.1}, CPU {:.1} ms; {:.0} MB at most, {:.0} of them new",
            self.name, self.p50, self.p95, self.cpu, self.peak, self.needed
        )
    }
}
