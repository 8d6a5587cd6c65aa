//! Deleting what is not kept: drafts that were never sent and answers that were never confirmed.
//! The triggers refuse everything else.

use crate::attachments;
use crate::calendar;
use crate::colleagues;
use crate::consultations::Status;
use crate::db::schema::{
    answer, consultation, contributor, deadline_decision, deadline_request, desk, desk_advice,
    desk_endorsement, desk_field, desk_field_version, desk_step, docx_reading, endorsement, link,
    member, member_input, member_round, member_source, no_comment, session_link, standing_decision,
    submission, submission_version,
};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::outbox;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

/// How many are deleted in one transaction.
const AT_ONCE: i64 = 100;

/// What is swept: its deadline was before this day in Oslo, and nobody has touched it since that day began.
/// A late answer is begun after the deadline, and must have its time, too.
#[derive(Debug, Clone, Copy)]
pub struct Before(NaiveDate);

impl Before {
    pub fn days_ago(days: u32, now: DateTime<Utc>) -> Self {
        Self(calendar::oslo_date(now) - Duration::days(days.into()))
    }

    fn began_at(self) -> Instant {
        Instant(calendar::closes_at(self.0.pred_opt().unwrap_or(self.0)))
    }
}

/// A desk where somebody goes on with the text, or may: by its own deadline or what was saved since that day began, by a lock
/// until a meeting that has not passed as long, by what a member writes, by asking for time that staff have not answered.
macro_rules! is_worked_on {
    ($before:expr) => {{
        let (day, began_at) = ($before.0, $before.began_at());
        let is_to_meet = desk_step::table
            .filter(desk_step::id.nullable().eq(desk::locked_by))
            .filter(desk_step::meets_on.ge(day));
        let of_members = diesel::alias!(desk as of_members);
        let parent = of_members.field(desk::parent_desk_id);
        let goes_on = of_members
            .filter(parent.eq(desk::id.nullable()))
            .filter(of_members.field(desk::touched_at).ge(began_at));
        let is_answered =
            deadline_decision::table.filter(deadline_decision::request_id.eq(deadline_request::id));
        let asks = deadline_request::table
            .filter(deadline_request::desk_id.eq(desk::id))
            .filter(deadline_request::wanted_on.ge(day))
            .filter(not(exists(is_answered)));
        let has_time = desk::deadline_on
            .is_not_null()
            .and(desk::deadline_on.assume_not_null().ge(day));
        has_time
            .or(desk::touched_at.ge(began_at))
            .or(exists(is_to_meet))
            .or(exists(goes_on))
            .or(exists(asks))
    }};
}

/// Deletes answers that were never confirmed, with their desks and letters. How many of this chunk; call
/// again until 0. Minutes stay as long as those do that were never sent.
pub fn sweep_unconfirmed(conn: &mut Conn, before: Before) -> Result<usize, Error> {
    let received_since = submission_version::table
        .filter(submission_version::submission_id.eq(submission::id))
        .filter(submission_version::received_at.ge(before.began_at()));
    let is_in_use = desk::table
        .filter(desk::id.nullable().eq(submission::desk_id))
        .filter(is_worked_on!(before));
    let is_concluded = consultation::status.eq(Status::Concluded.as_str());
    let minutes = desk::table
        .filter(desk::id.nullable().eq(submission::desk_id))
        .filter(desk::meeting_id.is_not_null());
    let ids: Vec<Uid> = submission::table
        .inner_join(consultation::table.on(consultation::id.eq(submission::consultation_id)))
        .filter(submission::number.is_null())
        .filter(is_concluded.or(not(exists(minutes))))
        .filter(consultation::deadline_on.lt(before.0))
        .filter(not(exists(received_since)))
        .filter(not(exists(is_in_use)))
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
    super::forget_cosigners(conn, &desks)?;
    diesel::delete(answer::table.filter(answer::submission_version_id.eq_any(&versions)))
        .execute(conn)?;
    diesel::delete(no_comment::table.filter(no_comment::submission_version_id.eq_any(&versions)))
        .execute(conn)?;
    diesel::delete(endorsement::table.filter(endorsement::submission_version_id.eq_any(&versions)))
        .execute(conn)?;
    attachments::forget_sent(conn, &versions)?;
    diesel::delete(
        standing_decision::table.filter(standing_decision::submission_version_id.eq_any(&versions)),
    )
    .execute(conn)?;
    diesel::delete(submission_version::table.filter(submission_version::id.eq_any(&versions)))
        .execute(conn)?;
    diesel::delete(submission::table.filter(submission::id.eq_any(&ids))).execute(conn)?;
    outbox::forget(conn, &versions)?;
    delete_desks(conn, &desks)?;
    Ok(ids.len())
}

/// Deletes desks that never sent anything, with their letters. How many of this chunk; call again until 0. A member's
/// desk goes with that of its umbrella organisation, which stays as long as one of them writes. An invited body's stays while
/// its late answer is taken, since its link leads there; minutes, since they can be sent for as long.
pub fn sweep_drafts(conn: &mut Conn, before: Before) -> Result<usize, Error> {
    let is_concluded = consultation::status.eq(Status::Concluded.as_str());
    let is_anybodys = desk::invited_id.is_null().and(desk::meeting_id.is_null());
    let desks: Vec<Uid> = desk::table
        .inner_join(consultation::table.on(consultation::id.eq(desk::consultation_id)))
        .left_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(submission::id.is_null())
        .filter(desk::parent_desk_id.is_null())
        .filter(is_anybodys.or(is_concluded))
        .filter(consultation::deadline_on.lt(before.0))
        .filter(not(is_worked_on!(before)))
        .select(desk::id)
        .limit(AT_ONCE)
        .load(conn)?;
    delete_desks(conn, &desks)?;
    Ok(desks.len())
}

/// With those of their members.
fn delete_desks(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    let of_members: Vec<Uid> = desk::table
        .filter(desk::parent_desk_id.eq_any(desks))
        .select(desk::id)
        .load(conn)?;
    forget_rounds(conn, desks)?;
    delete_each(conn, &of_members)?;
    delete_each(conn, desks)
}

/// What members were asked and have handed over.
fn forget_rounds(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    let rounds: Vec<Uid> = member_round::table
        .filter(member_round::desk_id.eq_any(desks))
        .select(member_round::id)
        .load(conn)?;
    let members: Vec<Uid> = member::table
        .filter(member::round_id.eq_any(&rounds))
        .select(member::id)
        .load(conn)?;
    outbox::forget(conn, &members)?;
    diesel::delete(member_source::table.filter(member_source::desk_id.eq_any(desks)))
        .execute(conn)?;
    diesel::delete(member_input::table.filter(member_input::member_id.eq_any(&members)))
        .execute(conn)?;
    diesel::delete(member::table.filter(member::id.eq_any(&members))).execute(conn)?;
    diesel::delete(member_round::table.filter(member_round::id.eq_any(&rounds))).execute(conn)?;
    Ok(())
}

fn delete_each(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    outbox::forget(conn, desks)?;
    let contributors: Vec<Uid> = contributor::table
        .filter(contributor::desk_id.eq_any(desks))
        .select(contributor::id)
        .load(conn)?;
    outbox::forget(conn, &contributors)?;
    super::forget_cosigners(conn, desks)?;
    let links: Vec<Uid> = link::table
        .filter(link::desk_id.eq_any(desks))
        .select(link::id)
        .load(conn)?;
    diesel::delete(session_link::table.filter(session_link::link_id.eq_any(&links)))
        .execute(conn)?;
    diesel::delete(docx_reading::table.filter(docx_reading::desk_id.eq_any(desks)))
        .execute(conn)?;
    diesel::delete(link::table.filter(link::id.eq_any(&links))).execute(conn)?;
    colleagues::forget_writing(conn, desks)?;
    attachments::forget(conn, desks)?;
    diesel::delete(contributor::table.filter(contributor::id.eq_any(&contributors)))
        .execute(conn)?;
    diesel::delete(desk_advice::table.filter(desk_advice::desk_id.eq_any(desks))).execute(conn)?;
    diesel::delete(desk_endorsement::table.filter(desk_endorsement::desk_id.eq_any(desks)))
        .execute(conn)?;
    diesel::delete(desk_field::table.filter(desk_field::desk_id.eq_any(desks))).execute(conn)?;
    diesel::delete(desk_field_version::table.filter(desk_field_version::desk_id.eq_any(desks)))
        .execute(conn)?;
    let steps: Vec<Uid> = desk_step::table
        .filter(desk_step::desk_id.eq_any(desks))
        .select(desk_step::id)
        .load(conn)?;
    outbox::forget(conn, &steps)?;
    diesel::delete(desk_step::table.filter(desk_step::desk_id.eq_any(desks))).execute(conn)?;
    forget_requests(conn, desks)?;
    diesel::delete(desk::table.filter(desk::id.eq_any(desks))).execute(conn)?;
    Ok(())
}

/// What nobody who was invited asked about their deadline goes with what they wrote.
fn forget_requests(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    let asked: Vec<Uid> = deadline_request::table
        .filter(deadline_request::desk_id.eq_any(desks))
        .filter(deadline_request::invited_id.is_null())
        .select(deadline_request::id)
        .load(conn)?;
    outbox::forget(conn, &asked)?;
    diesel::delete(deadline_decision::table.filter(deadline_decision::request_id.eq_any(&asked)))
        .execute(conn)?;
    diesel::delete(deadline_request::table.filter(deadline_request::id.eq_any(&asked)))
        .execute(conn)?;
    Ok(())
}
