//! The drill that an operator can run (`scripts/drill`): loaded, backed up while it runs, killed, restored, compared. Short
//! here; `scripts/test --full` has a longer one.

use crate::support::database::Backend;
use crate::support::scope::is_full;
use std::process::Command;

/// Whether to leave this out; only somebody without Python who says so does.
fn left_out() -> bool {
    let out = std::env::var("HOERING_TEST_RECEIPT_SCRIPT").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_RECEIPT_SCRIPT=no");
    }
    out
}

#[test]
fn the_drill_of_a_backup_succeeds() {
    if left_out() {
        return;
    }
    let database = match Backend::chosen() {
        Backend::Sqlite => "sqlite",
        Backend::Postgres => "postgres",
    };
    let answers = match is_full() {
        true => "1000",
        false => "24",
    };
    let output = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/drill"))
        .args(["--program", env!("CARGO_BIN_EXE_hoering")])
        .args(["--database", database, "--answers", answers])
        .output()
        .expect("python3 runs; without it, say HOERING_TEST_RECEIPT_SCRIPT=no");
    let said = crate::support::process::said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("The drill has succeeded."), "{said}");
}
