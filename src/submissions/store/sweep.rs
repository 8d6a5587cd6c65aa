//! Deleting what is not kept: drafts that were never sent and answers that were never confirmed.
//! The triggers refuse everything else.

use crate::db::schema::{
    answer, consultation, desk, desk_advice, desk_field, desk_field_version, link, no_comment,
    session_link, standing_decision, submission, submission_version,
};
use crate::db::{Conn, Uid};
use crate::error::Error;
use crate::outbox;
use chrono::NaiveDate;
use diesel::prelude::*;

/// How many are deleted in one transaction.
const AT_ONCE: i64 = 100;

/// Deletes answers that were never confirmed, with their desks, in consultations whose deadline was
/// before this day. How many of this chunk; call again until 0.
pub fn sweep_unconfirmed(conn: &mut Conn, closed_before: NaiveDate) -> Result<usize, Error> {
    let ids: Vec<Uid> = submission::table
        .inner_join(consultation::table.on(consultation::id.eq(submission::consultation_id)))
        .filter(
            submission::number
                .is_null()
                .and(consultation::deadline_on.lt(closed_before)),
        )
        .select(submission::id)
        .limit(AT_ONCE)
        .load(conn)?;
    let desks: Vec<Uid> = submission::table
        .filter(submission::id.eq_any(&ids))
        .select(submission::desk_id)
        .load::<Option<Uid>>(conn)?
        .into_iter()
        .flatten()
        .collect();
    let versions: Vec<Uid> = submission_version::table
        .filter(submission_version::submission_id.eq_any(&ids))
        .select(submission_version::id)
        .load(conn)?;
    diesel::delete(answer::table.filter(answer::submission_version_id.eq_any(&versions)))
        .execute(conn)?;
    diesel::delete(no_comment::table.filter(no_comment::submission_version_id.eq_any(&versions)))
        .execute(conn)?;
    diesel::delete(
        standing_decision::table.filter(standing_decision::submission_version_id.eq_any(&versions)),
    )
    .execute(conn)?;
    diesel::delete(submission_version::table.filter(submission_version::id.eq_any(&versions)))
        .execute(conn)?;
    diesel::delete(submission::table.filter(submission::id.eq_any(&ids))).execute(conn)?;
    let versions: Vec<_> = versions.iter().map(|id| id.0).collect();
    outbox::forget(conn, &versions)?;
    delete_desks(conn, &desks)?;
    Ok(ids.len())
}

/// Deletes desks that never sent anything, in consultations whose deadline was before this day.
pub fn sweep_drafts(conn: &mut Conn, closed_before: NaiveDate) -> Result<usize, Error> {
    let desks: Vec<Uid> = desk::table
        .inner_join(consultation::table.on(consultation::id.eq(desk::consultation_id)))
        .left_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(
            submission::id
                .is_null()
                .and(consultation::deadline_on.lt(closed_before)),
        )
        .select(desk::id)
        .limit(AT_ONCE)
        .load(conn)?;
    delete_desks(conn, &desks)?;
    Ok(desks.len())
}

fn delete_desks(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    outbox::forget(conn, &desks.iter().map(|id| id.0).collect::<Vec<_>>())?;
    let links: Vec<Uid> = link::table
        .filter(link::desk_id.eq_any(desks))
        .select(link::id)
        .load(conn)?;
    diesel::delete(session_link::table.filter(session_link::link_id.eq_any(&links)))
        .execute(conn)?;
    diesel::delete(link::table.filter(link::id.eq_any(&links))).execute(conn)?;
    diesel::delete(desk_advice::table.filter(desk_advice::desk_id.eq_any(desks))).execute(conn)?;
    diesel::delete(desk_field::table.filter(desk_field::desk_id.eq_any(desks))).execute(conn)?;
    diesel::delete(desk_field_version::table.filter(desk_field_version::desk_id.eq_any(desks)))
        .execute(conn)?;
    diesel::delete(desk::table.filter(desk::id.eq_any(desks))).execute(conn)?;
    Ok(())
}
