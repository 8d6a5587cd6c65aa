//! What was measured, beside what `docs/performance.md` aims at.

use std::fmt;

pub struct Row {
    name: String,
    value: f64,
    unit: &'static str,
    /// Aim and least; what is better is told by which of the two is larger.
    bounds: Option<(f64, f64)>,
}

impl Row {
    pub fn plain(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            bounds: None,
        }
    }

    pub fn at_least(
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        aim: f64,
        least: f64,
    ) -> Self {
        Self {
            bounds: Some((aim, least)),
            ..Self::plain(name, value, unit)
        }
    }

    /// Smaller is better.
    pub fn at_most(
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        aim: f64,
        most: f64,
    ) -> Self {
        Self::at_least(name, value, unit, aim, most)
    }

    fn verdict(&self) -> &'static str {
        let Some((aim, least)) = self.bounds else {
            return "";
        };
        let reaches = |bound: f64| {
            if aim > least {
                self.value >= bound
            } else {
                self.value <= bound
            }
        };
        match () {
            () if reaches(aim) => "aim",
            () if reaches(least) => "least",
            () => "MISSED",
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = match self.value {
            100.0.. => 0,
            1.0.. => 2,
            _ => 3,
        };
        let value = format!("{:.decimals$}", self.value);
        let value = format!("{value} {}", self.unit);
        let (aim, least) = self
            .bounds
            .map(|(aim, least)| (aim.to_string(), least.to_string()))
            .unwrap_or_default();
        write!(
            f,
            "| {:<52} | {:>12} | {aim:>5} | {least:>5} | {:<6} |",
            self.name,
            value.trim(),
            self.verdict()
        )
    }
}

pub struct Report {
    rows: Vec<Row>,
    load: String,
}

impl Report {
    pub fn begin() -> Self {
        Self {
            rows: Vec::new(),
            load: load_average(),
        }
    }

    /// Something worth knowing while it runs.
    pub fn note(&self, text: impl fmt::Display) {
        println!("{text}");
    }

    pub fn row(&mut self, row: Row) {
        println!("{row}");
        self.rows.push(row);
    }

    pub fn print(&self) {
        println!();
        println!(
            "load average before: {}; after: {}",
            self.load,
            load_average()
        );
        let head = ["", "measured", "aim", "least", ""];
        println!(
            "| {:<52} | {:>12} | {:>5} | {:>5} | {:<6} |",
            head[0], head[1], head[2], head[3], head[4]
        );
        println!("|---|--:|--:|--:|---|");
        for row in &self.rows {
            println!("{row}");
        }
    }
}

fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace()
        .take(3)
        .collect::<Vec<_>>()
        .join(" ")
}

pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
