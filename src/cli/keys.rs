//! `hoering keys FILE`: the first key of a file, or one more.

use std::{path::Path, process::ExitCode};

use crate::{clock::Clock, keys};

pub fn make_key(file: &Path, clock: &Clock) -> ExitCode {
    match keys::add(file, clock.now()) {
        Ok(1) => {
            println!(
                "Made {} with a first key. Set HOERING_KEY_FILE or key_file to it.",
                file.display()
            );
            ExitCode::SUCCESS
        }
        Ok(version) => {
            println!(
                "Added key {version} to {}. It signs from the next start on; the others stay valid.",
                file.display()
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
