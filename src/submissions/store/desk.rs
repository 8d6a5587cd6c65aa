//! The SQL of desks as they are made and read: everything that stands on one, and whose it is. What is saved there is in
//! `fields`, `marks` and `told`, what holds it while it is in `held`.

use super::{fields_of, find_step, marks_of, read_adoption};
use crate::attachments;
use crate::consultations::find_meeting;
use crate::db::schema::{
    case_series, desk, invited, link, proposal_version, submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::each;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::LinkKind;
use crate::submissions::cosigners::capacity;
use crate::submissions::desk::{Desk, OfBody, SenderDetails, SentState};
use crate::submissions::minutes::OfMeeting;
use crate::submissions::receipt::OnBehalf;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use uuid::Uuid;

/// A desk to be made.
#[derive(Debug, Clone)]
pub struct NewDesk {
    pub id: Uuid,
    pub consultation_id: Uuid,
    pub sender: SenderDetails,
    pub chosen: Vec<String>,
    pub language: Lang,
    pub proposal_version: i32,
    /// The invited body that it is for, and its place in the register.
    pub of: Option<(Uuid, Uuid)>,
    /// The desk of the umbrella organisation that it is a member's input to.
    pub parent: Option<Uuid>,
    /// It is to be given together with others.
    pub is_joint: bool,
    pub at: DateTime<Utc>,
}

/// The version of a desk as it is made.
pub const FIRST_VERSION: i64 = 1;

pub fn insert_desks(conn: &mut Conn, new: &[&NewDesk]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|d| {
            (
                desk::id.eq(Uid(d.id)),
                desk::consultation_id.eq(Uid(d.consultation_id)),
                desk::capacity.eq(capacity(d.is_joint)),
                (
                    desk::on_behalf.eq(d.sender.on_behalf.map(OnBehalf::as_str)),
                    desk::claimed_name.eq(d.sender.organisation.as_deref()),
                    desk::claimed_org_no.eq(d.sender.organisation_number.as_deref()),
                    desk::person_name.eq(d.sender.person.as_deref()),
                    desk::person_role.eq(d.sender.role.as_deref()),
                    desk::email.eq(d.sender.email.as_deref()),
                    desk::show_name.eq(shown(d.sender.name_withheld)),
                    desk::withhold_reason.eq(d.sender.withhold_reason.as_deref()),
                ),
                desk::advice_keys.eq(Json(serde_json::json!(d.chosen))),
                desk::language.eq(d.language.code()),
                desk::proposal_version.eq(d.proposal_version),
                desk::invited_id.eq(d.of.map(|(invited, _)| Uid(invited))),
                desk::body_id.eq(d.of.map(|(_, body)| Uid(body))),
                desk::parent_desk_id.eq(d.parent.map(Uid)),
                desk::version.eq(FIRST_VERSION),
                desk::created_at.eq(Instant(d.at)),
                desk::touched_at.eq(Instant(d.at)),
            )
        })
        .collect();
    each!(conn, c => diesel::insert_into(desk::table).values(&rows).execute(c))?;
    Ok(())
}

pub(super) fn shown(name_withheld: bool) -> &'static str {
    if name_withheld { "private" } else { "named" }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = desk)]
struct DeskRow {
    consultation_id: Uid,
    capacity: String,
    on_behalf: Option<String>,
    claimed_name: Option<String>,
    claimed_org_no: Option<String>,
    person_name: Option<String>,
    person_role: Option<String>,
    email: Option<String>,
    confirmed_email: Option<String>,
    show_name: String,
    withhold_reason: Option<String>,
    advice_keys: Json,
    language: String,
    proposal_version: i32,
    invited_id: Option<Uid>,
    version: i64,
    created_at: Instant,
    touched_at: Instant,
    deadline_on: Option<NaiveDate>,
    meeting_id: Option<Uid>,
    locked_by: Option<Uid>,
    adoption: Option<Json>,
    parent_desk_id: Option<Uid>,
}

/// The desk with everything on it.
pub fn find_desk(conn: &mut Conn, id: Uuid) -> Result<Option<Desk>, Error> {
    let row = desk::table
        .filter(desk::id.eq(Uid(id)))
        .select(DeskRow::as_select())
        .first(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let fields = fields_of(conn, id)?;
    let marks = marks_of(conn, id)?;
    let sent = sent_state(conn, id)?;
    let body = match row.invited_id {
        Some(_) => body_of(conn, id)?,
        None => None,
    };
    let language = Lang::parse(&row.language).unwrap_or(Lang::Nb);
    let meeting = match row.meeting_id {
        Some(meeting) => find_meeting(conn, row.consultation_id.0, meeting.0)?,
        None => None,
    };
    let meeting = meeting.map(|meeting| OfMeeting::new(language, &meeting));
    let lock = match row.locked_by {
        Some(step) => find_step(conn, step.0)?,
        None => None,
    };
    let endorsements = super::endorsed_at(conn, id)?;
    let mut attachments = attachments::of_desk(conn, id)?;
    attachments.retain(|one| one.removed_at.is_none());
    let umbrella = match row.parent_desk_id {
        Some(_) => super::umbrella_of(conn, id)?,
        None => None,
    };
    let mut sender = SenderDetails {
        on_behalf: row.on_behalf.as_deref().and_then(OnBehalf::parse),
        organisation: row.claimed_name,
        organisation_number: row.claimed_org_no,
        person: row.person_name,
        role: row.person_role,
        email: row.email,
        name_withheld: row.show_name == shown(true),
        withhold_reason: row.withhold_reason,
    };
    // The meeting may have been corrected since.
    if let Some(meeting) = &meeting {
        meeting.fix(&mut sender);
    }
    Ok(Some(Desk {
        id,
        consultation_id: row.consultation_id.0,
        body,
        umbrella,
        sender,
        confirmed_email: row.confirmed_email,
        chosen: serde_json::from_value(row.advice_keys.0).unwrap_or_default(),
        language,
        proposal_version: row.proposal_version,
        version: row.version,
        created_at: row.created_at.0,
        touched_at: row.touched_at.0,
        own_deadline: row.deadline_on,
        meeting,
        lock,
        adoption: row.adoption.map(read_adoption).transpose()?,
        is_joint: row.capacity == capacity(true),
        fields,
        marks,
        endorsements,
        attachments,
        sent,
    }))
}

#[derive(Queryable)]
struct BodyRow {
    invited_id: Uid,
    body_id: Uid,
    name: String,
    address: Option<String>,
    language: String,
    on_behalf: Option<String>,
    org_no: Option<String>,
    begun_at: Option<Instant>,
}

/// The desks that an invited body has, the one of its invitation first: one for its own answer and one for an answer that
/// it gives together with others, at most.
pub fn desks_of_invited(conn: &mut Conn, invited: Uuid) -> Result<Vec<Uuid>, Error> {
    let opens = link::kind.eq(LinkKind::Invitation.as_str());
    let is_first = exists(link::table.filter(opens.and(link::desk_id.eq(desk::id))));
    let rows: Vec<Uid> = desk::table
        .filter(desk::invited_id.eq(Some(Uid(invited))))
        .order((is_first.desc(), desk::id))
        .select(desk::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}

/// The invited body that a desk was made for.
pub fn body_of(conn: &mut Conn, desk: Uuid) -> Result<Option<OfBody>, Error> {
    let row: Option<BodyRow> = desk::table
        .inner_join(invited::table.on(invited::id.nullable().eq(desk::invited_id)))
        .filter(desk::id.eq(Uid(desk)))
        .select((
            invited::id,
            invited::body_id,
            invited::name,
            invited::address,
            invited::language,
            desk::on_behalf,
            desk::claimed_org_no,
            desk::begun_at,
        ))
        .first(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let desks = desks_of_invited(conn, row.invited_id.0)?;
    Ok(Some(OfBody {
        other: desks.into_iter().find(|other| *other != desk),
        invited_id: row.invited_id.0,
        body_id: row.body_id.0,
        name: row.name,
        org_no: row.org_no,
        on_behalf: row
            .on_behalf
            .and_then(|o| OnBehalf::parse(&o))
            .unwrap_or(OnBehalf::PublicBody),
        address_then: row.address,
        language: Lang::parse(&row.language).unwrap_or(Lang::Nb),
        begun_at: row.begun_at.map(|at| at.0),
    }))
}

/// The desk that the invitation of a body opens.
pub fn desk_of_invited(conn: &mut Conn, invited: Uuid) -> Result<Option<Uuid>, Error> {
    Ok(desks_of_invited(conn, invited)?.into_iter().next())
}

/// Somebody pressed the button of the body's link; only the first time is kept. Where nothing was written yet, what they read
/// first is the proposal as it stands now.
pub fn begin_invited(conn: &mut Conn, desk: Uuid, now: DateTime<Utc>) -> Result<bool, Error> {
    let untouched = desk::table.filter(desk::id.eq(Uid(desk)).and(desk::begun_at.is_null()));
    let n = diesel::update(untouched)
        .set(desk::begun_at.eq(Some(Instant(now))))
        .execute(conn)?;
    if n == 1 {
        read_newest(conn, desk)?;
    }
    Ok(n == 1)
}

fn read_newest(conn: &mut Conn, desk: Uuid) -> Result<(), Error> {
    let of = desk::table
        .find(Uid(desk))
        .select(desk::consultation_id)
        .first::<Uid>(conn)?;
    let newest: Option<i32> = proposal_version::table
        .filter(proposal_version::consultation_id.eq(of))
        .select(max(proposal_version::no))
        .first(conn)?;
    let sent = submission::table.filter(submission::desk_id.eq(desk::id.nullable()));
    let empty = desk::table
        .filter(desk::id.eq(Uid(desk)))
        .filter(desk::version.eq(FIRST_VERSION))
        .filter(not(exists(sent)));
    if let Some(newest) = newest {
        diesel::update(empty)
            .set(desk::proposal_version.eq(newest))
            .execute(conn)?;
    }
    Ok(())
}

pub fn get_desk(conn: &mut Conn, id: Uuid) -> Result<Desk, Error> {
    find_desk(conn, id)?.ok_or_else(|| Problem::NotFound.into())
}

fn sent_state(conn: &mut Conn, desk: Uuid) -> Result<Option<SentState>, Error> {
    let row = submission::table
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .filter(submission::desk_id.eq(Uid(desk)))
        .select((
            submission::id,
            submission::number,
            submission::current_version,
            submission::standing,
            case_series::as_written,
        ))
        .first::<(Uid, Option<i64>, i32, String, String)>(conn)
        .optional()?;
    let Some((id, number, current_version, standing, series)) = row else {
        return Ok(None);
    };
    let (last_version, received_at) = submission_version::table
        .filter(submission_version::submission_id.eq(id))
        .order(submission_version::no.desc())
        .select((submission_version::no, submission_version::received_at))
        .first::<(i32, Instant)>(conn)?;
    Ok(Some(SentState {
        submission_id: id.0,
        number: number.map(|n| super::number_text(&series, n)),
        last_version,
        current_version,
        standing,
        received_at: received_at.0,
    }))
}

/// The desk where the minutes of a meeting are written.
pub fn desk_of_meeting(conn: &mut Conn, meeting: Uuid) -> Result<Option<Uuid>, Error> {
    let found = desk::table
        .filter(desk::meeting_id.eq(Uid(meeting)))
        .select(desk::id)
        .first::<Uid>(conn)
        .optional()?;
    Ok(found.map(|id| id.0))
}

/// A desk becomes a meeting's; its holder's address is known, since they are signed in by it.
pub fn give_to_meeting(conn: &mut Conn, desk: Uuid, meeting: Uuid) -> Result<(), Error> {
    diesel::update(desk::table.find(Uid(desk)))
        .set((
            desk::meeting_id.eq(Uid(meeting)),
            desk::confirmed_email.eq(desk::email),
        ))
        .execute(conn)?;
    Ok(())
}

/// Something of what would be sent has changed.
pub fn touch(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set((
            desk::version.eq(desk::version + 1),
            desk::touched_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}
