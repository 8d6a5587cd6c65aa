//! What somebody who holds a body's link says of the register: that they are no longer the right recipient,
//! and perhaps who is. It changes no address by itself; staff do, or mark it as handled.

mod store;

use super::change::By;
use crate::address::EmailAddress;
use crate::audit::{self, Entry};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::ids;
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use store::open_reports;

/// So many wait at a body: nobody fills the page of staff by pressing on.
const MOST_OPEN: usize = 10;

/// A report that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub id: Uuid,
    /// Where letters should go instead. Never for others than staff.
    pub address: Option<String>,
    pub note: Option<String>,
    pub at: DateTime<Utc>,
}

/// Writes down what was said; the same again, while it waits, is not new.
pub fn report(
    conn: &mut Conn,
    body: Uuid,
    address: Option<&EmailAddress>,
    note: Option<&str>,
    by: By,
) -> Result<(), Error> {
    let waiting = open_reports(conn, &[body])?.remove(&body);
    let waiting = waiting.unwrap_or_default();
    let address = address.map(EmailAddress::as_str);
    let is_same = |r: &Report| r.address.as_deref() == address && r.note.as_deref() == note;
    if waiting.iter().any(is_same) {
        return Ok(());
    }
    if waiting.len() >= MOST_OPEN {
        return Err(Problem::TooMany.into());
    }
    let id = ids::new(by.at);
    store::insert(conn, id, body, (address, note), by)?;
    note_it(conn, by, "body.reported", body)
}

/// Staff have dealt with it; pressed twice, it is done once.
pub fn handle_report(conn: &mut Conn, body: Uuid, report: Uuid, by: By) -> Result<(), Error> {
    if !store::is_of(conn, report, body)? {
        return Err(Problem::NotFound.into());
    }
    handled(conn, body, &[report], by)
}

/// The address is another now: that was the answer to all that waited.
pub(super) fn settle(conn: &mut Conn, body: Uuid, by: By) -> Result<(), Error> {
    let waiting = open_reports(conn, &[body])?.remove(&body);
    let ids: Vec<Uuid> = waiting.iter().flatten().map(|report| report.id).collect();
    handled(conn, body, &ids, by)
}

fn handled(conn: &mut Conn, body: Uuid, reports: &[Uuid], by: By) -> Result<(), Error> {
    for id in reports {
        if store::insert_handled(conn, *id, by)? {
            note_it(conn, by, "body.report_handled", body)?;
        }
    }
    Ok(())
}

fn note_it(conn: &mut Conn, by: By, action: &'static str, body: Uuid) -> Result<(), Error> {
    let entry = Entry {
        at: by.at,
        actor: by.actor,
        action,
        object_kind: "body",
        object_id: body,
        detail: None,
    };
    audit::record(conn, entry)
}
