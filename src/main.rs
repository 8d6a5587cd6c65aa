//! The program: reads what was typed, and hands over to the command.

use std::process::ExitCode;

use clap::Parser as _;
use hoering::{
    cli::{self, Cli, Command},
    clock::Clock,
    settings,
};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let config = cli.config.clone();
    match cli.chosen() {
        Command::CheckConfig => cli::check_config(settings::environment(), config.as_deref()),
        Command::Keys(keys) => cli::make_key(&keys.file, &Clock::system()),
        other => {
            eprintln!("{other:?} is not built yet");
            ExitCode::FAILURE
        }
    }
}
