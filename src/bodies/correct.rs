//! Where a body's letters go is corrected: the address that was is kept, as ended or as bad.

use super::body::{AddressKind, AddressState};
use super::change::By;
use super::{reports, store};
use crate::address::EmailAddress;
use crate::audit::{self, Actor, Entry};
use crate::db::Conn;
use crate::error::{Error, Problem};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A corrected official address.
#[derive(Debug, Clone)]
pub struct Correction {
    pub body_id: Uuid,
    /// The version of the body that was seen: nobody writes over what another has changed meanwhile.
    pub seen: i64,
    pub address: EmailAddress,
    /// What the address that stood there becomes.
    pub old_is: AddressState,
    pub actor: Actor,
    pub at: DateTime<Utc>,
}

/// Letters go from now on to the address that somebody reported, and the report is dealt with.
pub fn correct_as_reported(
    conn: &mut Conn,
    body: Uuid,
    report: Uuid,
    seen: i64,
    by: By,
) -> Result<(), Error> {
    let waiting = reports::open_reports(conn, &[body])?.remove(&body);
    let waiting = waiting.unwrap_or_default();
    let found = waiting.into_iter().find(|one| one.id == report);
    let address = found.and_then(|one| one.address);
    let address = address.and_then(|text| EmailAddress::parse(&text).ok());
    let correction = Correction {
        body_id: body,
        seen,
        address: address.ok_or(Problem::NotFound)?,
        old_is: AddressState::Ended,
        actor: by.actor,
        at: by.at,
    };
    correct_address(conn, &correction)?;
    reports::handle_report(conn, body, report, by)
}

/// Writes it down; the same address again changes nothing.
pub fn correct_address(conn: &mut Conn, correction: &Correction) -> Result<(), Error> {
    let Correction {
        body_id,
        seen,
        address,
        old_is,
        actor,
        at,
    } = correction;
    let body = store::find(conn, *body_id)?.ok_or_else(|| Error::new(Problem::NotFound))?;
    if body.official_address() == Some(address.as_str()) {
        return Ok(());
    }
    store::raise_version(conn, *body_id, *seen, *at)?;
    store::end_official(conn, *body_id, *old_is, *at)?;
    let new = (*body_id, AddressKind::Official, address.as_str().to_owned());
    store::insert_addresses(conn, &[new], *at)?;
    let by = By {
        actor: *actor,
        at: *at,
    };
    reports::settle(conn, *body_id, by)?;
    let entry = Entry {
        at: *at,
        actor: *actor,
        action: "body.address_corrected",
        object_kind: "body",
        object_id: *body_id,
        detail: Some(old_is.as_str().to_owned()),
    };
    audit::record(conn, entry)
}
