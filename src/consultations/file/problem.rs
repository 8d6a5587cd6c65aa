//! What is wrong with a file, where, and what to do about it; collected while reading, so that nobody has to
//! mend one error to see the next.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// One thing wrong with the file, or worth a thought. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub column: usize,
    pub what: String,
    pub what_to_do: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem {
            line,
            column,
            what,
            what_to_do,
        } = self;
        write!(f, "linje {line}, kolonne {column}: {what} {what_to_do}")
    }
}

/// Line and column of what has a name.
pub(super) type Places = BTreeMap<String, (usize, usize)>;

/// Everything found so far. Positions are byte offsets into the text until the report is finished.
pub(super) struct Report<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    problems: Vec<(usize, Problem)>,
    warnings: Vec<(usize, Problem)>,
    syntax_lines: BTreeSet<usize>,
    /// After an unclosed bracket or the like, what seems missing or unknown may be the bracket's fault.
    shaken: bool,
    has_fields: bool,
    places: Places,
    with_nn: usize,
    without_nn: Vec<(usize, String)>,
}

impl<'a> Report<'a> {
    pub fn new(text: &'a str) -> Report<'a> {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Report {
            text,
            line_starts: std::iter::once(0).chain(breaks).collect(),
            problems: Vec::new(),
            warnings: Vec::new(),
            syntax_lines: BTreeSet::new(),
            shaken: false,
            has_fields: false,
            places: Places::new(),
            with_nn: 0,
            without_nn: Vec::new(),
        }
    }

    pub fn problem(&mut self, at: usize, what: impl Into<String>, what_to_do: impl Into<String>) {
        let problem = self.at(at, what.into(), what_to_do.into());
        if !self.syntax_lines.contains(&problem.line) {
            self.problems.push((at, problem));
        }
    }

    /// A problem that may only seem to be one while the structure of the file is broken.
    pub fn structural(
        &mut self,
        at: usize,
        what: impl Into<String>,
        what_to_do: impl Into<String>,
    ) {
        if !self.shaken {
            self.problem(at, what, what_to_do);
        }
    }

    /// One problem of syntax for each line: the others on it follow from the first.
    pub fn syntax(&mut self, at: usize, what: String, what_to_do: String, shakes: bool) {
        let problem = self.at(at, what, what_to_do);
        self.shaken |= shakes;
        if self.syntax_lines.insert(problem.line) {
            self.problems.push((at, problem));
        }
    }

    pub fn warn(&mut self, at: usize, what: impl Into<String>, what_to_do: impl Into<String>) {
        let warning = self.at(at, what.into(), what_to_do.into());
        self.warnings.push((at, warning));
    }

    pub fn has_nn(&mut self) {
        self.with_nn += 1;
    }

    pub fn lacks_nn(&mut self, at: usize, name: &str) {
        self.without_nn.push((at, name.to_owned()));
    }

    /// Somewhere a field to answer in is written, whether or not it is right.
    pub fn found_field(&mut self) {
        self.has_fields = true;
    }

    pub fn has_fields(&self) -> bool {
        self.has_fields
    }

    /// The size of the import file itself.
    pub fn text_bytes(&self) -> u64 {
        self.text.len() as u64
    }

    /// Remembers where something with a name stands.
    pub fn place(&mut self, name: impl Into<String>, at: usize) {
        let place = self.line_and_column(at);
        self.places.entry(name.into()).or_insert(place);
    }

    pub fn line(&self, at: usize) -> usize {
        self.line_and_column(at).0
    }

    /// Problems and warnings by line, and the places.
    pub fn finish(mut self) -> (Vec<Problem>, Vec<Problem>, Places) {
        self.warn_of_missing_nn();
        let by_line = |mut found: Vec<(usize, Problem)>| {
            found.sort_by_key(|(at, _)| *at);
            found.into_iter().map(|(_, problem)| problem).collect()
        };
        (by_line(self.problems), by_line(self.warnings), self.places)
    }

    /// A file that has no nynorsk at all has made a choice: say it once, not for every text.
    fn warn_of_missing_nn(&mut self) {
        const ADD: &str = "Legg til «nn», eller la siden si fra om at den mangler.";
        if self.without_nn.is_empty() {
            return;
        }
        if self.with_nn == 0 {
            let number = self.without_nn.len();
            self.warn(
                0,
                format!("Ingen av de {number} tekstene finnes på nynorsk."),
                ADD,
            );
            return;
        }
        for (at, name) in std::mem::take(&mut self.without_nn) {
            self.warn(at, format!("«{name}» mangler på nynorsk."), ADD);
        }
    }

    fn at(&self, at: usize, what: String, what_to_do: String) -> Problem {
        let (line, column) = self.line_and_column(at);
        Problem {
            line,
            column,
            what,
            what_to_do,
        }
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..at).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}
