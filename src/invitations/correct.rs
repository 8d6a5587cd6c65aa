//! Where an invited body is written to, corrected in the register; and what was reported of its address, dealt
//! with.

use super::overview::{Asked, Delivery};
use super::store;
use crate::address::EmailAddress;
use crate::bodies::{AddressState, By, Correction, correct_address, handle_report};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::role::Role;
use crate::session::staff::StaffAccess;
use uuid::Uuid;

/// Whether they may correct it: the register says where all consultations' letters and links go, so a role on one of
/// them is not enough, and the list of who was invited to one is frozen and has no address of its own to correct.
pub fn may_correct(staff: &StaffAccess) -> bool {
    staff.role() >= Some(Role::Officer)
}

/// # Errors
/// [`Problem::Forbidden`] at the address for whoever may not correct it.
pub fn ask_to_correct(staff: &StaffAccess, at: &str) -> Result<(), Error> {
    let fault = || FieldError::new(at, "error-address-of-all");
    match may_correct(staff) {
        true => Ok(()),
        false => Err(Error::of_fields(Problem::Forbidden, vec![fault()])),
    }
}

/// The address that stood there is kept: as bad when it refused the last letter, or else as ended.
pub fn correct_invited(
    conn: &mut Conn,
    (consultation, invited): (Uuid, Uuid),
    seen: i64,
    address: &EmailAddress,
    by: By,
) -> Result<(), Error> {
    let asked = store::one(conn, consultation, invited)?;
    let correction = Correction {
        body_id: asked.body_id,
        seen,
        address: address.clone(),
        old_is: match has_refused(&asked) {
            true => AddressState::Bad,
            false => AddressState::Ended,
        },
        actor: by.actor,
        at: by.at,
    };
    correct_address(conn, &correction)
}

/// Whether its last letter came back from the address that it has.
fn has_refused(asked: &Asked) -> bool {
    let letter = asked.letter.as_ref();
    letter.is_some_and(|letter| {
        let is_same = asked.address.as_deref() == Some(letter.recipient.as_str());
        letter.state == Delivery::Parked && is_same
    })
}

/// Staff have dealt with what was said of its address.
pub fn handle_invited_report(
    conn: &mut Conn,
    (consultation, invited): (Uuid, Uuid),
    report: Uuid,
    by: By,
) -> Result<(), Error> {
    let asked = store::one(conn, consultation, invited)?;
    handle_report(conn, asked.body_id, report, by)
}
