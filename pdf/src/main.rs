//! Makes one PDF and ends: a document as JSON on standard input, the file on standard output, tagged, as PDF/UA-1 and
//! PDF/A-2a say. It reads no file, opens no connection and takes no more memory and time than it is given; what people
//! have written reaches the template as data, never as markup.

mod job;
mod limits;
mod sheet;
mod typeset;
mod unshown;

use job::Job;
use limits::Limits;
use std::fmt;
use std::io::{Read, Write};
use std::process::ExitCode;

const USAGE: &str = "hoering-pdf [--seconds N] [--megabytes N] <document.json >file.pdf";

/// Why there is no PDF, as the exit code tells it.
#[derive(Debug)]
enum Failure {
    /// It was not asked for as it must be.
    Usage(String),
    /// What stands on standard input is no document.
    NotRead(String),
    /// The document could not be made.
    NotMade(String),
}

impl Failure {
    const fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::NotRead(_) => 3,
            Self::NotMade(_) => 4,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why) => write!(f, "{why}\nusage: {USAGE}"),
            Self::NotRead(why) => write!(f, "the document is not read: {why}"),
            Self::NotMade(why) => write!(f, "the PDF is not made: {why}"),
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("hoering-pdf: {failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn run() -> Result<(), Failure> {
    let limits = Limits::parse(std::env::args().skip(1)).map_err(Failure::Usage)?;
    limits.take().map_err(Failure::NotMade)?;
    let mut text = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut text);
    read.map_err(|e| Failure::NotRead(e.to_string()))?;
    let job: Job = serde_json::from_slice(&text).map_err(|e| Failure::NotRead(e.to_string()))?;
    drop(text);
    let file = typeset::pdf(job).map_err(Failure::NotMade)?;
    let mut out = std::io::stdout().lock();
    let written = out.write_all(&file).and_then(|()| out.flush());
    written.map_err(|e| Failure::NotMade(e.to_string()))
}
