//! `hoering backup` and `hoering restore`: what the operator is told of them.

use super::run::shown;
use crate::backup::{Made, Restored, make, restore, size};
use crate::error::Error;
use crate::server::make_data_dir;
use crate::settings::Settings;
use std::fmt::Write as _;
use std::future::Future;
use std::path::Path;

/// Progress stands on standard error, the outcome on standard output.
fn tell(line: &str) {
    eprintln!("{line}");
}

fn run<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|e| e.to_string())?;
    runtime.block_on(work).map_err(shown)
}

pub fn back_up(to: &Path, settings: &Settings) -> Result<String, String> {
    let made = run(make(settings, &settings.clock(), to, &tell))?;
    let mut said = format!("Backup made: {}\n", made.path.display());
    said.push_str(&facts(&made));
    let _ = write!(
        said,
        "The key file is not in it. Keep {} by itself: without it no letter can carry the links that people have.",
        settings.key_file.display()
    );
    let lost = &made.manifest.lost;
    if lost.is_empty() {
        return Ok(said);
    }
    let _ = write!(
        said,
        "\n\nNot in it, because the storage does not have them as they were received:"
    );
    for id in lost {
        let _ = write!(said, "\n- files/{id}");
    }
    said.push_str(
        "\nPut them back from an earlier backup. The rest is whole, and can be restored.",
    );
    Err(said)
}

fn facts(made: &Made) -> String {
    let manifest = &made.manifest;
    let files: u64 = manifest.files.values().sum();
    format!(
        "Database: {}, {} rows, as of {}\nAttachments: {}, {}\n",
        size(made.database_bytes),
        manifest.contents.all_rows(),
        manifest.as_of.format("%F %T UTC"),
        manifest.files.len(),
        size(files)
    )
}

pub fn bring_back(from: &Path, settings: &Settings) -> Result<String, String> {
    make_data_dir(&settings.data_dir).map_err(shown)?;
    let restored = run(restore(settings, &settings.clock(), from, &tell))?;
    Ok(told(&restored, settings))
}

fn told(restored: &Restored, settings: &Settings) -> String {
    let manifest = &restored.manifest;
    let mut said = format!(
        "Restored into {}: {} rows and {} attachments, as of {}.\n",
        settings.database_url,
        manifest.contents.all_rows(),
        manifest.files.len(),
        manifest.as_of.format("%F %T UTC")
    );
    if !manifest.lost.is_empty() {
        let _ = writeln!(
            said,
            "{} attachments are missing: the backup was made without them.",
            manifest.lost.len()
        );
    }
    let keys = settings.key_file.display();
    match restored.keys_fit {
        Some(true) => {
            let _ = writeln!(said, "The key file {keys} is the one of this database.");
        }
        Some(false) => {
            let _ = writeln!(
                said,
                "The key file {keys} is not the one of this database, or is not there. Put the one in place that was kept \
                 by itself, before the start: without it no letter can carry the links that people have."
            );
        }
        None => {}
    }
    said.push_str(
        "The outbox is frozen: nothing is sent before «hoering outbox release». «hoering outbox» says what waits.",
    );
    said
}
