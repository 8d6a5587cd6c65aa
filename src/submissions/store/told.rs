//! What is told of an answer beside its texts: who answers, which råd, what the body has decided, and the address that is
//! confirmed.

use super::{shown, touch};
use crate::db::schema::desk;
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::{Error, Problem};
use crate::submissions::desk::SenderDetails;
use crate::submissions::receipt::{Adoption, OnBehalf};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// Stores who answers. `expected` is the desk's version that the writer saw; `None` does not compare.
pub fn set_sender(
    conn: &mut Conn,
    id: Uuid,
    sender: &SenderDetails,
    expected: Option<i64>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut target = diesel::update(desk::table.filter(desk::id.eq(Uid(id)))).into_boxed();
    if let Some(version) = expected {
        target = target.filter(desk::version.eq(version));
    }
    let n = target
        .set((
            desk::on_behalf.eq(sender.on_behalf.map(OnBehalf::as_str)),
            desk::claimed_name.eq(sender.organisation.as_deref()),
            desk::claimed_org_no.eq(sender.organisation_number.as_deref()),
            desk::person_name.eq(sender.person.as_deref()),
            desk::person_role.eq(sender.role.as_deref()),
            desk::email.eq(sender.email.as_deref()),
            desk::show_name.eq(shown(sender.name_withheld)),
            desk::withhold_reason.eq(sender.withhold_reason.as_deref()),
            desk::version.eq(desk::version + 1),
            desk::touched_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    if n == 1 {
        Ok(())
    } else {
        Err(Problem::PreconditionFailed.into())
    }
}

/// Chooses the råd in the task list; empty is all.
pub fn set_chosen(
    conn: &mut Conn,
    id: Uuid,
    chosen: &[String],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::advice_keys.eq(Json(serde_json::json!(chosen))))
        .execute(conn)?;
    touch(conn, id, now)
}

/// The writer has seen this version of the proposal.
pub fn set_proposal_version(
    conn: &mut Conn,
    id: Uuid,
    version: i32,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::proposal_version.eq(version))
        .execute(conn)?;
    touch(conn, id, now)
}

/// The address was confirmed by a link that was sent to it alone.
pub fn confirm_email(conn: &mut Conn, id: Uuid, email: &str) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::confirmed_email.eq(Some(email)))
        .execute(conn)?;
    Ok(())
}

/// The address that the holder of a desk for this consultation has confirmed, and whether the minutes of a
/// meeting are written there.
pub fn vouched_for(
    conn: &mut Conn,
    id: Uuid,
    consultation: Uuid,
) -> Result<(Option<String>, bool), Error> {
    let row = desk::table
        .filter(
            desk::id
                .eq(Uid(id))
                .and(desk::consultation_id.eq(Uid(consultation)))
                // What a member writes goes to its umbrella organisation, whatever its link would let it.
                .and(desk::parent_desk_id.is_null()),
        )
        .select((desk::confirmed_email, desk::meeting_id))
        .first::<(Option<String>, Option<Uid>)>(conn)
        .optional()?;
    let (email, meeting) = row.ok_or_else(|| Error::new(Problem::NotFound))?;
    Ok((email, meeting.is_some()))
}

/// Who has decided on the answer, or will.
pub fn set_adoption(
    conn: &mut Conn,
    id: Uuid,
    told: Option<&Adoption>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    put_adoption(conn, id, told.map(adoption_json).transpose()?)?;
    touch(conn, id, now)
}

pub(super) fn put_adoption(conn: &mut Conn, id: Uuid, told: Option<Json>) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::adoption.eq(told))
        .execute(conn)?;
    Ok(())
}

pub fn adoption_json(told: &Adoption) -> Result<Json, Error> {
    let value = serde_json::to_value(told).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Json(value))
}

pub fn read_adoption(stored: Json) -> Result<Adoption, Error> {
    serde_json::from_value(stored.0).map_err(|e| Error::internal(e.to_string()))
}
