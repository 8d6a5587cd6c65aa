//! PostgreSQL's own programs, which copy a database and bring it back. They are found on the path, and told the password
//! by their environment: what stands on a command line can be read by others on the machine.

use super::folder::Summed;
use super::refused;
use crate::error::Error;
use crate::settings::DatabaseUrl;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Command, Stdio};

/// A dump without this says nothing of its migrations, so that no server starts on what was made of it by hand.
const MIGRATIONS: &str = "--exclude-table-data=__diesel_schema_migrations";

fn program(name: &str, url: &DatabaseUrl) -> Result<Command, Error> {
    let told = url.without_password();
    let (url, password) = told.ok_or_else(|| Error::internal("not a PostgreSQL database"))?;
    let mut command = Command::new(name);
    command
        .args(["--no-password", "--dbname", &url])
        .stdin(Stdio::null());
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    Ok(command)
}

fn not_started(name: &str) -> impl Fn(io::Error) -> Error + '_ {
    move |error| match error.kind() {
        ErrorKind::NotFound => refused(format!(
            "{name} is not on the path: install PostgreSQL's programs, no older than its server"
        )),
        _ => refused(format!("{name}: {error}")),
    }
}

/// Writes the database as another connection shows it under this name.
pub fn dump(url: &DatabaseUrl, snapshot: &str, to: &mut Summed) -> Result<(), Error> {
    let mut command = program("pg_dump", url)?;
    command
        .args(["--format=custom", MIGRATIONS, "--snapshot", snapshot])
        .stdout(Stdio::piped());
    let mut dumping = command.spawn().map_err(not_started("pg_dump"))?;
    let copied = match dumping.stdout.take() {
        Some(mut out) => io::copy(&mut out, to).map(drop),
        None => Ok(()),
    };
    let ended = dumping.wait().map_err(refused)?;
    copied.map_err(refused)?;
    match ended.success() {
        true => Ok(()),
        false => Err(refused(format!("pg_dump: {ended}"))),
    }
}

/// Fills an empty database, in one transaction. Whose the tables are, and who may use them, is as the database says.
pub fn fill(url: &DatabaseUrl, from: &Path) -> Result<(), Error> {
    let mut command = program("pg_restore", url)?;
    command
        .args(["--single-transaction", "--exit-on-error"])
        .args(["--no-owner", "--no-privileges"])
        .arg(from);
    let ended = command.status().map_err(not_started("pg_restore"))?;
    match ended.success() {
        true => Ok(()),
        false => Err(refused(format!(
            "pg_restore: {ended}; the database is as it was"
        ))),
    }
}
