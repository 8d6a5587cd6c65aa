//! The program: reads what was typed, and hands over to the command.

use clap::Parser as _;
use hoering::cli::{Cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    run(Cli::parse())
}
