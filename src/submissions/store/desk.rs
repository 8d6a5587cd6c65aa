//! The SQL of desks: what is being written, every saved text kept.

use super::find_step;
use crate::attachments;
use crate::consultations::{Whose, deadlines_of};
use crate::db::schema::{
    answer, case_series, desk, desk_advice, desk_field, desk_field_version, field, invited, link,
    meeting, no_comment, submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::each;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::LinkKind;
use crate::submissions::cosigners::capacity;
use crate::submissions::desk::{Desk, FieldState, Mark, OfBody, SenderDetails, SentState};
use crate::submissions::lock;
use crate::submissions::receipt::{Adoption, OnBehalf};
use crate::submissions::store::{KeptVersion, versions_of_field};
use crate::text;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
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

fn shown(name_withheld: bool) -> &'static str {
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
    let meetings: Vec<Uid> = row.meeting_id.into_iter().collect();
    let held_at = begin_of(conn, &meetings)?.into_values().next();
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
    Ok(Some(Desk {
        id,
        consultation_id: row.consultation_id.0,
        body,
        umbrella,
        sender: SenderDetails {
            on_behalf: row.on_behalf.as_deref().and_then(OnBehalf::parse),
            organisation: row.claimed_name,
            organisation_number: row.claimed_org_no,
            person: row.person_name,
            role: row.person_role,
            email: row.email,
            name_withheld: row.show_name == shown(true),
            withhold_reason: row.withhold_reason,
        },
        confirmed_email: row.confirmed_email,
        chosen: serde_json::from_value(row.advice_keys.0).unwrap_or_default(),
        language: Lang::parse(&row.language).unwrap_or(Lang::Nb),
        proposal_version: row.proposal_version,
        version: row.version,
        created_at: row.created_at.0,
        touched_at: row.touched_at.0,
        own_deadline: row.deadline_on,
        held_at,
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

/// Somebody pressed the button of the body's link; only the first time is kept.
pub fn begin_invited(conn: &mut Conn, desk: Uuid, now: DateTime<Utc>) -> Result<bool, Error> {
    let untouched = desk::table.filter(desk::id.eq(Uid(desk)).and(desk::begun_at.is_null()));
    let n = diesel::update(untouched)
        .set(desk::begun_at.eq(Some(Instant(now))))
        .execute(conn)?;
    Ok(n == 1)
}

pub fn get_desk(conn: &mut Conn, id: Uuid) -> Result<Desk, Error> {
    find_desk(conn, id)?.ok_or_else(|| Problem::NotFound.into())
}

fn fields_of(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Uuid, FieldState>, Error> {
    let rows = desk_field::table
        .filter(desk_field::desk_id.eq(Uid(desk)))
        .select((
            desk_field::field_id,
            desk_field::version,
            desk_field::body,
            desk_field::choice,
            desk_field::saved_at,
            desk_field::link_id,
        ))
        .load::<(
            Uid,
            i64,
            Option<String>,
            Option<String>,
            Instant,
            Option<Uid>,
        )>(conn)?;
    let state = |(id, version, text, choice, at, by): (Uid, _, _, _, Instant, Option<Uid>)| {
        let state = FieldState {
            version,
            text,
            choice,
            saved_at: Some(at.0),
            by: by.map(|link| link.0),
        };
        (id.0, state)
    };
    Ok(rows.into_iter().map(state).collect())
}

fn marks_of(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Uuid, Mark>, Error> {
    let rows = desk_advice::table
        .filter(desk_advice::desk_id.eq(Uid(desk)))
        .select((
            desk_advice::advice_id,
            desk_advice::mark,
            desk_advice::batch,
        ))
        .load::<(Uid, String, Option<Uid>)>(conn)?;
    let mark = |mark: &str, batch: Option<Uid>| match mark {
        "ready" => Mark::Ready,
        _ => Mark::NoComment {
            batch: batch.map(|b| b.0),
        },
    };
    Ok(rows
        .into_iter()
        .map(|(id, m, batch)| (id.0, mark(&m, batch)))
        .collect())
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

/// What somebody wants to save in a field, over the version that they saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSave {
    pub field_id: Uuid,
    /// The version that was on the page; 0 for an empty field.
    pub base: i64,
    pub text: Option<String>,
    pub choice: Option<String>,
}

impl FieldSave {
    fn says_something(&self) -> bool {
        self.choice.is_some() || self.text.as_deref().is_some_and(|t| !text::is_blank(t))
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldSaved {
    /// It stood there already; from a form, perhaps only when that was drawn.
    Unchanged {
        version: i64,
    },
    Saved {
        version: i64,
    },
    /// Somebody else had saved meanwhile: theirs stands, this one is kept beside it.
    Conflict {
        theirs: FieldState,
        kept_as: i64,
    },
}

/// Whose save it is.
#[derive(Debug, Clone, Copy)]
pub struct SavedBy {
    pub link: Uuid,
    /// A form sends all its fields: those that are as they were when it was drawn say nothing.
    pub form: bool,
}

/// Saves fields by compare-and-set on their versions, as the holder of a link. Every text that comes here is kept.
pub fn save_fields(
    conn: &mut Conn,
    desk: Uuid,
    by: SavedBy,
    saves: &[FieldSave],
    now: DateTime<Utc>,
) -> Result<Vec<FieldSaved>, Error> {
    lock_to_write(conn, desk)?;
    let current = fields_of(conn, desk)?;
    let mut outcomes = Vec::with_capacity(saves.len());
    for save in saves {
        let stands = current.get(&save.field_id).cloned().unwrap_or_default();
        let same = stands.text.as_deref().unwrap_or("") == save.text.as_deref().unwrap_or("")
            && stands.choice == save.choice;
        if same {
            outcomes.push(FieldSaved::Unchanged {
                version: stands.version,
            });
            continue;
        }
        let aside = stands.version != save.base;
        if aside && by.form && is_as_drawn(conn, desk, save)? {
            let version = save.base;
            outcomes.push(FieldSaved::Unchanged { version });
            continue;
        }
        let last = last_version(conn, desk, save.field_id)?;
        if aside && let Some(last) = last.as_ref().filter(|last| last.is(save, by.link)) {
            // The same again, as a form sends it after its script did: one kept text is enough.
            let kept_as = last.state.version;
            outcomes.push(FieldSaved::Conflict {
                theirs: stands,
                kept_as,
            });
            continue;
        }
        let version = last.map_or(0, |last| last.state.version) + 1;
        let stamp = Stamp {
            version,
            by: Some(by.link),
            at: now,
            aside,
        };
        keep_version(conn, desk, save, stamp)?;
        if aside {
            outcomes.push(FieldSaved::Conflict {
                theirs: stands,
                kept_as: version,
            });
        } else {
            put_current(conn, desk, save, stamp)?;
            outcomes.push(FieldSaved::Saved { version });
        }
    }
    let is_saved = |outcome: &FieldSaved| matches!(outcome, FieldSaved::Saved { .. });
    if outcomes.iter().any(is_saved) {
        touch(conn, desk, now)?;
    }
    let said = saves.iter().zip(&outcomes);
    let said = said.filter(|(save, outcome)| is_saved(outcome) && save.says_something());
    let said: Vec<Uid> = said.map(|(save, _)| Uid(save.field_id)).collect();
    lift_no_comment(conn, desk, &said)?;
    Ok(outcomes)
}

/// Whoever says something in a råd has a comment on it, though a colleague said meanwhile that there is none: what was
/// just written would not be sent under that mark.
fn lift_no_comment(conn: &mut Conn, desk: Uuid, fields: &[Uid]) -> Result<(), Error> {
    if fields.is_empty() {
        return Ok(());
    }
    let said: Vec<Option<Uid>> = field::table
        .filter(field::id.eq_any(fields))
        .select(field::advice_id)
        .load(conn)?;
    let said: Vec<Uid> = said.into_iter().flatten().collect();
    let without = desk_advice::desk_id
        .eq(Uid(desk))
        .and(desk_advice::advice_id.eq_any(said))
        .and(desk_advice::mark.eq("no_comment"));
    diesel::delete(desk_advice::table.filter(without)).execute(conn)?;
    Ok(())
}

/// What stands in the fields of a råd, by the field.
pub fn fields_in_advice(
    conn: &mut Conn,
    desk: Uuid,
    advice: Uuid,
) -> Result<HashMap<Uuid, FieldState>, Error> {
    let own: Vec<Uid> = field::table
        .filter(field::advice_id.eq(Some(Uid(advice))))
        .select(field::id)
        .load(conn)?;
    let own: HashSet<Uuid> = own.into_iter().map(|id| id.0).collect();
    let mut all = fields_of(conn, desk)?;
    all.retain(|id, _| own.contains(id));
    Ok(all)
}

/// Two savers of one desk follow each other. Not found when it was swept meanwhile.
pub fn lock_desk(conn: &mut Conn, desk: Uuid) -> Result<(), Error> {
    match lock_desks(conn, &[desk])?.is_empty() {
        true => Err(Problem::NotFound.into()),
        false => Ok(()),
    }
}

/// [`lock_desk`] for whoever changes what would be sent: refused while the text is locked.
pub fn lock_to_write(conn: &mut Conn, desk: Uuid) -> Result<(), Error> {
    let held = lock_desks(conn, &[desk])?.remove(&desk);
    let held = held.ok_or_else(|| Error::new(Problem::NotFound))?;
    match held.locked_by {
        Some(step) => Err(refused(conn, step)?),
        None => Ok(()),
    }
}

/// Why nothing is changed where this step has locked.
pub fn refused(conn: &mut Conn, step: Uuid) -> Result<Error, Error> {
    let step = find_step(conn, step)?;
    let step = step.ok_or_else(|| Error::internal("a lock without its step"))?;
    Ok(lock::refusal(&step))
}

type HeldRow = (Uid, Option<NaiveDate>, Option<Uid>, Option<Uid>, String);

/// What is read of a desk together with its lock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Held {
    /// The deadline that was given to it alone.
    pub own_deadline: Option<NaiveDate>,
    /// When the meeting began whose minutes are written there.
    pub held_at: Option<DateTime<Utc>>,
    /// The step that locked its text.
    pub locked_by: Option<Uuid>,
    /// It is given together with others.
    pub is_joint: bool,
}

/// Whoever sends from these desks, saves on them or confirms their address comes after this transaction; on
/// SQLite they do anyway. Taken in the order of the ids, so that two batches can wait and never block each
/// other for good. Those that there are.
pub fn lock_desks(conn: &mut Conn, desks: &[Uuid]) -> Result<HashMap<Uuid, Held>, Error> {
    let ids: Vec<Uid> = desks.iter().map(|id| Uid(*id)).collect();
    let found = desk::table
        .filter(desk::id.eq_any(ids))
        .order(desk::id)
        .select((
            desk::id,
            desk::deadline_on,
            desk::meeting_id,
            desk::locked_by,
            desk::capacity,
        ));
    let found: Vec<HeldRow> = match conn {
        Conn::Pg(c) => found.for_no_key_update().load(c)?,
        Conn::Sqlite(c) => found.load(c)?,
    };
    let meetings: Vec<Uid> = found.iter().filter_map(|row| row.2).collect();
    let begins = begin_of(conn, &meetings)?;
    let held = |(id, own_deadline, of, locked_by, given): HeldRow| {
        let held = Held {
            is_joint: given == capacity(true),
            own_deadline,
            held_at: of.and_then(|of| begins.get(&of.0).copied()),
            locked_by: locked_by.map(|step| step.0),
        };
        (id.0, held)
    };
    Ok(found.into_iter().map(held).collect())
}

/// When these meetings begin.
fn begin_of(conn: &mut Conn, meetings: &[Uid]) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    if meetings.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uid, Instant)> = meeting::table
        .filter(meeting::id.eq_any(meetings))
        .select((meeting::id, meeting::starts_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, at)| (id.0, at.0)).collect())
}

/// The text is locked by this step, or open again.
pub fn set_lock(conn: &mut Conn, id: Uuid, step: Option<Uuid>) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::locked_by.eq(step.map(Uid)))
        .execute(conn)?;
    Ok(())
}

/// Who has decided on the answer, or will.
pub fn set_adoption(
    conn: &mut Conn,
    id: Uuid,
    told: Option<&Adoption>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let told = told.map(adoption_json).transpose()?;
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::adoption.eq(told))
        .execute(conn)?;
    touch(conn, id, now)
}

pub fn adoption_json(told: &Adoption) -> Result<Json, Error> {
    let value = serde_json::to_value(told).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Json(value))
}

pub fn read_adoption(stored: Json) -> Result<Adoption, Error> {
    serde_json::from_value(stored.0).map_err(|e| Error::internal(e.to_string()))
}

/// The deadline that was given to this desk alone.
pub fn own_deadline(conn: &mut Conn, id: Uuid) -> Result<Option<NaiveDate>, Error> {
    let row = desk::table.filter(desk::id.eq(Uid(id)));
    let own: Option<Option<NaiveDate>> = row.select(desk::deadline_on).first(conn).optional()?;
    Ok(own.flatten())
}

/// Invited bodies whose deadline was moved before they had a desk.
pub fn take_over_deadlines(
    conn: &mut Conn,
    consultation: Uuid,
    invited: &[Uuid],
) -> Result<(), Error> {
    for change in deadlines_of(conn, consultation)? {
        if matches!(change.whose, Whose::Invited(id) if invited.contains(&id)) {
            set_own_deadline(conn, change.whose, change.new_on)?;
        }
    }
    Ok(())
}

/// These desks were given a deadline of their own; whoever sends from them meanwhile comes before or after.
pub fn set_own_deadline(conn: &mut Conn, of: Whose, on: NaiveDate) -> Result<(), Error> {
    let found = desk::table.select(desk::id).order(desk::id);
    let ids: Vec<Uid> = match of {
        Whose::All => return Ok(()),
        Whose::Invited(id) => found
            .filter(desk::invited_id.eq(Some(Uid(id))))
            .load(conn)?,
        Whose::Desk(id) => found.filter(desk::id.eq(Uid(id))).load(conn)?,
    };
    diesel::update(desk::table.filter(desk::id.eq_any(ids)))
        .set(desk::deadline_on.eq(Some(on)))
        .execute(conn)?;
    Ok(())
}

/// What the writer sends is what stood in the version that they saw.
fn is_as_drawn(conn: &mut Conn, desk: Uuid, save: &FieldSave) -> Result<bool, Error> {
    let drawn = find_field_version(conn, desk, save.field_id, save.base)?;
    let drawn = drawn.unwrap_or_default();
    Ok(drawn.text == save.text && drawn.choice == save.choice)
}

/// What was saved in a field last, whether it stands or not.
fn last_version(conn: &mut Conn, desk: Uuid, field: Uuid) -> Result<Option<KeptVersion>, Error> {
    Ok(versions_of_field(conn, desk, field, None, 1)?.pop())
}

impl KeptVersion {
    /// Kept beside what stood, and just what the holder of this link wants to save.
    fn is(&self, save: &FieldSave, by: Uuid) -> bool {
        let same = self.state.text == save.text && self.state.choice == save.choice;
        self.aside && same && self.state.by == Some(by)
    }
}

/// Which version of a field a text becomes, by whose link, when, and whether another stands instead.
#[derive(Clone, Copy)]
struct Stamp {
    version: i64,
    by: Option<Uuid>,
    at: DateTime<Utc>,
    aside: bool,
}

fn keep_version(conn: &mut Conn, desk: Uuid, save: &FieldSave, stamp: Stamp) -> Result<(), Error> {
    diesel::insert_into(desk_field_version::table)
        .values((
            desk_field_version::desk_id.eq(Uid(desk)),
            desk_field_version::field_id.eq(Uid(save.field_id)),
            desk_field_version::version.eq(stamp.version),
            desk_field_version::body.eq(save.text.as_deref()),
            desk_field_version::choice.eq(save.choice.as_deref()),
            desk_field_version::saved_at.eq(Instant(stamp.at)),
            desk_field_version::link_id.eq(stamp.by.map(Uid)),
            desk_field_version::aside.eq(stamp.aside),
        ))
        .execute(conn)?;
    Ok(())
}

fn put_current(conn: &mut Conn, desk: Uuid, save: &FieldSave, stamp: Stamp) -> Result<(), Error> {
    let values = (
        desk_field::version.eq(stamp.version),
        desk_field::body.eq(save.text.as_deref()),
        desk_field::choice.eq(save.choice.as_deref()),
        desk_field::saved_at.eq(Instant(stamp.at)),
        desk_field::link_id.eq(stamp.by.map(Uid)),
    );
    each!(conn, c => diesel::insert_into(desk_field::table)
        .values((desk_field::desk_id.eq(Uid(desk)), desk_field::field_id.eq(Uid(save.field_id)), values))
        .on_conflict((desk_field::desk_id, desk_field::field_id))
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

/// Puts what was sent last into the fields and marks of a desk that has none.
pub fn lay_out_sent(conn: &mut Conn, desk: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    let (version, adoption): (Uid, Option<Json>) = submission_version::table
        .inner_join(submission::table)
        .filter(submission::desk_id.eq(Uid(desk)))
        .order(submission_version::no.desc())
        .select((submission_version::id, submission_version::adoption))
        .first(conn)?;
    let answers: Vec<(Uid, Option<String>, Option<String>)> = answer::table
        .filter(answer::submission_version_id.eq(version))
        .select((answer::field_id, answer::body, answer::choice))
        .load(conn)?;
    for (field, text, choice) in answers {
        let save = FieldSave {
            field_id: field.0,
            base: 0,
            text,
            choice,
        };
        let stamp = Stamp {
            version: 1,
            by: None,
            at: now,
            aside: false,
        };
        keep_version(conn, desk, &save, stamp)?;
        put_current(conn, desk, &save, stamp)?;
    }
    let without: Vec<Uid> = no_comment::table
        .filter(no_comment::submission_version_id.eq(version))
        .select(no_comment::advice_id)
        .load(conn)?;
    let without: Vec<Uuid> = without.into_iter().map(|id| id.0).collect();
    if let Some(adoption) = adoption {
        set_adoption(conn, desk, Some(&read_adoption(adoption)?), now)?;
    }
    let mark = (!without.is_empty()).then_some(Mark::NoComment { batch: None });
    set_marks(conn, desk, &without, mark, now)
}

/// A text as it once was saved in a field.
pub fn find_field_version(
    conn: &mut Conn,
    desk: Uuid,
    field: Uuid,
    version: i64,
) -> Result<Option<FieldState>, Error> {
    let row = desk_field_version::table
        .filter(desk_field_version::desk_id.eq(Uid(desk)))
        .filter(
            desk_field_version::field_id
                .eq(Uid(field))
                .and(desk_field_version::version.eq(version)),
        )
        .select((
            desk_field_version::body,
            desk_field_version::choice,
            desk_field_version::saved_at,
            desk_field_version::link_id,
        ))
        .first::<(Option<String>, Option<String>, Instant, Option<Uid>)>(conn)
        .optional()?;
    Ok(row.map(|(text, choice, at, by)| FieldState {
        version,
        text,
        choice,
        saved_at: Some(at.0),
        by: by.map(|link| link.0),
    }))
}

/// The mark that a råd has.
pub fn mark_of(conn: &mut Conn, desk: Uuid, advice: Uuid) -> Result<Option<Mark>, Error> {
    Ok(marks_of(conn, desk)?.remove(&advice))
}

/// Marks råd, or takes their marks away (`None`).
pub fn set_marks(
    conn: &mut Conn,
    desk: Uuid,
    advice: &[Uuid],
    mark: Option<Mark>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids: Vec<Uid> = advice.iter().map(|id| Uid(*id)).collect();
    diesel::delete(
        desk_advice::table.filter(
            desk_advice::desk_id
                .eq(Uid(desk))
                .and(desk_advice::advice_id.eq_any(&ids)),
        ),
    )
    .execute(conn)?;
    if let Some(mark) = mark {
        let (name, batch) = match mark {
            Mark::Ready => ("ready", None),
            Mark::NoComment { batch } => ("no_comment", batch),
        };
        let rows: Vec<_> = ids
            .iter()
            .map(|id| {
                (
                    desk_advice::desk_id.eq(Uid(desk)),
                    desk_advice::advice_id.eq(*id),
                    desk_advice::mark.eq(name),
                    desk_advice::batch.eq(batch.map(Uid)),
                    desk_advice::at.eq(Instant(now)),
                )
            })
            .collect();
        each!(conn, c => diesel::insert_into(desk_advice::table).values(&rows).execute(c))?;
    }
    touch(conn, desk, now)
}

/// Takes away the marks that were set together; how many.
pub fn unmark_batch(
    conn: &mut Conn,
    desk: Uuid,
    batch: Uuid,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    lock_to_write(conn, desk)?;
    let set_together = desk_advice::desk_id
        .eq(Uid(desk))
        .and(desk_advice::batch.eq(Some(Uid(batch))));
    let n = diesel::delete(desk_advice::table.filter(set_together)).execute(conn)?;
    // Another desk's batch, or one that was undone: whoever is told so has changed nothing.
    if n > 0 {
        touch(conn, desk, now)?;
    }
    Ok(n)
}

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
