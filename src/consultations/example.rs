//! The example that a new installation for development starts with: 24/13304, compiled in, its dates moved
//! so that it is open.

use super::file;
use super::import::{ImportOutcome, Terms, import, is_empty};
use crate::audit::Actor;
use crate::calendar;
use crate::db::Conn;
use crate::error::Error;
use chrono::{DateTime, Utc};

const TEXT: &str = include_str!("../../examples/24-13304/hoering.toml");

/// The documents by the names that the file calls them by.
const DOCUMENTS: [(&str, &[u8]); 4] = [
    (
        "hoeringsbrev.txt",
        include_bytes!("../../examples/24-13304/hoeringsbrev.txt"),
    ),
    (
        "hoeringsutkast.txt",
        include_bytes!("../../examples/24-13304/hoeringsutkast.txt"),
    ),
    (
        "hoyringsbrev.txt",
        include_bytes!("../../examples/24-13304/hoyringsbrev.txt"),
    ),
    (
        "hoyringsutkast.txt",
        include_bytes!("../../examples/24-13304/hoyringsutkast.txt"),
    ),
];

/// Imports the example when there is no consultation at all; whether it did. Must stand in a transaction.
pub fn load_example(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool, Error> {
    if !is_empty(conn)? {
        return Ok(false);
    }
    let find = |name: &str| DOCUMENTS.iter().find(|(known, _)| *known == name);
    let imported = file::parse(TEXT, |name| find(name).map(|(_, bytes)| bytes.to_vec()))
        .map_err(|problems| Error::internal(format!("the example has faults: {problems:?}")))?;
    let moved = Some(calendar::demo_dates(calendar::oslo_date(now)));
    match import(
        conn,
        &imported,
        &Terms {
            actor: Actor::Program,
            now,
            moved,
        },
    )? {
        ImportOutcome::Created => Ok(true),
        other => Err(Error::internal(format!(
            "the example was not taken: {other:?}"
        ))),
    }
}
