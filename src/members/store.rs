//! The SQL of rounds among members: who was asked, what was handed over, what was taken in.

use super::ask::REMINDER_LETTER;
use super::merge::{Input, TakenIn};
use super::round::{Member, Round};
use crate::db::schema::{desk, member, member_input, member_round, member_source, outbox};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::submissions::umbrella::{HandedField, HandedOver};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A round to be begun.
#[derive(Debug, Clone)]
pub struct NewRound {
    pub id: Uuid,
    pub desk_id: Uuid,
    pub due_on: NaiveDate,
    pub message: String,
    pub language: Lang,
    pub link_id: Uuid,
    pub at: DateTime<Utc>,
}

pub fn insert_round(conn: &mut Conn, new: &NewRound) -> Result<(), Error> {
    diesel::insert_into(member_round::table)
        .values((
            member_round::id.eq(Uid(new.id)),
            member_round::desk_id.eq(Uid(new.desk_id)),
            member_round::due_on.eq(new.due_on),
            member_round::message.eq(&new.message),
            member_round::language.eq(new.language.code()),
            member_round::made_at.eq(Instant(new.at)),
            member_round::link_id.eq(Uid(new.link_id)),
        ))
        .execute(conn)?;
    Ok(())
}

type RoundRow = (Uid, NaiveDate, String, String, Instant, Option<Instant>);

/// The round at a desk.
pub fn round_of(conn: &mut Conn, desk: Uuid) -> Result<Option<Round>, Error> {
    let row: Option<RoundRow> = member_round::table
        .filter(member_round::desk_id.eq(Uid(desk)))
        .select((
            member_round::id,
            member_round::due_on,
            member_round::message,
            member_round::language,
            member_round::made_at,
            member_round::ended_at,
        ))
        .first(conn)
        .optional()?;
    let round = |(id, due_on, message, language, made_at, ended_at): RoundRow| Round {
        id: id.0,
        due_on,
        message,
        language: Lang::parse(&language).unwrap_or(Lang::Nb),
        made_at: made_at.0,
        ended_at: ended_at.map(|at| at.0),
    };
    Ok(row.map(round))
}

/// The same where there must be one.
pub fn get_round(conn: &mut Conn, desk: Uuid) -> Result<Round, Error> {
    round_of(conn, desk)?.ok_or_else(|| Problem::NotFound.into())
}

/// Another day; a round that was ended goes on.
pub fn move_day(conn: &mut Conn, round: Uuid, due_on: NaiveDate) -> Result<(), Error> {
    diesel::update(member_round::table.filter(member_round::id.eq(Uid(round))))
        .set((
            member_round::due_on.eq(due_on),
            member_round::ended_at.eq(None::<Instant>),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn end_round(conn: &mut Conn, round: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(member_round::table.filter(member_round::id.eq(Uid(round))))
        .set(member_round::ended_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// Somebody to be asked.
#[derive(Debug, Clone)]
pub struct NewMember {
    pub id: Uuid,
    pub round_id: Uuid,
    pub name: String,
    pub email: String,
    pub desk_id: Uuid,
    pub at: DateTime<Utc>,
}

pub fn insert_member(conn: &mut Conn, new: &NewMember) -> Result<(), Error> {
    diesel::insert_into(member::table)
        .values((
            member::id.eq(Uid(new.id)),
            member::round_id.eq(Uid(new.round_id)),
            member::name.eq(&new.name),
            member::email.eq(&new.email),
            member::desk_id.eq(Uid(new.desk_id)),
            member::asked_at.eq(Instant(new.at)),
            member::handed_over_no.eq(0),
            member::handed_over_late.eq(false),
        ))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable)]
struct MemberRow {
    id: Uid,
    name: String,
    email: String,
    desk_id: Uid,
    asked_at: Instant,
    no: i32,
    handed_over_at: Option<Instant>,
    late: bool,
    ended_at: Option<Instant>,
    begun_at: Option<Instant>,
    version: i64,
    touched_at: Instant,
}

/// All who were asked from a desk, in the order in which they were.
pub fn members_at(conn: &mut Conn, of: Uuid) -> Result<Vec<Member>, Error> {
    let rows: Vec<MemberRow> = member::table
        .inner_join(desk::table.on(desk::id.eq(member::desk_id)))
        .filter(desk::parent_desk_id.eq(Some(Uid(of))))
        .order(member::id)
        .select((
            member::id,
            member::name,
            member::email,
            member::desk_id,
            member::asked_at,
            member::handed_over_no,
            member::handed_over_at,
            member::handed_over_late,
            member::ended_at,
            desk::begun_at,
            desk::version,
            desk::touched_at,
        ))
        .load(conn)?;
    let ids: Vec<Uid> = rows.iter().map(|row| row.id).collect();
    let mut reminded = reminded(conn, &ids)?;
    let members = rows.into_iter().map(|row| Member {
        reminded: reminded.remove(&row.id.0).unwrap_or_default(),
        id: row.id.0,
        name: row.name,
        email: row.email,
        desk_id: row.desk_id.0,
        asked_at: row.asked_at.0,
        opened_at: row.begun_at.map(|at| at.0),
        wrote_at: (row.version > 1).then_some(row.touched_at.0),
        handed_over: row.handed_over_at.map(|at| HandedOver {
            no: row.no,
            at: at.0,
            late: row.late,
        }),
        ended_at: row.ended_at.map(|at| at.0),
    });
    Ok(members.collect())
}

fn reminded(conn: &mut Conn, ids: &[Uid]) -> Result<HashMap<Uuid, Vec<DateTime<Utc>>>, Error> {
    let rows: Vec<(Uid, Instant)> = outbox::table
        .filter(outbox::kind.eq(REMINDER_LETTER))
        .filter(outbox::about.eq_any(ids))
        .order(outbox::created_at)
        .select((outbox::about, outbox::created_at))
        .load(conn)?;
    let mut found: HashMap<Uuid, Vec<DateTime<Utc>>> = HashMap::new();
    for (about, at) in rows {
        found.entry(about.0).or_default().push(at.0);
    }
    Ok(found)
}

pub fn take_out(conn: &mut Conn, id: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(member::table.filter(member::id.eq(Uid(id))))
        .set(member::ended_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// Whom a letter is about: its desk and that of the umbrella organisation, and whether it has handed over anything.
#[derive(Debug, Clone)]
pub struct Addressed {
    pub name: String,
    pub desk_id: Uuid,
    pub parent_id: Uuid,
    pub has_handed_over: bool,
}

/// Unless it was taken out, or the round was ended.
pub fn addressed(conn: &mut Conn, id: Uuid) -> Result<Option<Addressed>, Error> {
    let row: Option<(String, Uid, Uid, i32)> = member::table
        .inner_join(member_round::table.on(member_round::id.eq(member::round_id)))
        .filter(member::id.eq(Uid(id)))
        .filter(member::ended_at.is_null())
        .filter(member_round::ended_at.is_null())
        .select((
            member::name,
            member::desk_id,
            member_round::desk_id,
            member::handed_over_no,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(name, desk, parent, no)| Addressed {
        name,
        desk_id: desk.0,
        parent_id: parent.0,
        has_handed_over: no > 0,
    }))
}

/// The link of whoever asked for the round at a desk.
pub fn asked_by(conn: &mut Conn, desk: Uuid) -> Result<Option<Uuid>, Error> {
    let link: Option<Uid> = member_round::table
        .filter(member_round::desk_id.eq(Uid(desk)))
        .select(member_round::link_id)
        .first(conn)
        .optional()?;
    Ok(link.map(|id| id.0))
}

/// The desk of the umbrella organisation that asked this member.
pub fn parent_of(conn: &mut Conn, member: Uuid) -> Result<Uuid, Error> {
    let parent: Option<Uid> = member::table
        .inner_join(member_round::table.on(member_round::id.eq(member::round_id)))
        .filter(member::id.eq(Uid(member)))
        .select(member_round::desk_id)
        .first(conn)
        .optional()?;
    parent
        .map(|id| id.0)
        .ok_or_else(|| Problem::NotFound.into())
}

pub fn insert_input(
    conn: &mut Conn,
    id: Uuid,
    member: Uuid,
    new: &HandedField,
    handed_over: HandedOver,
) -> Result<(), Error> {
    diesel::insert_into(member_input::table)
        .values((
            member_input::id.eq(Uid(id)),
            member_input::member_id.eq(Uid(member)),
            member_input::no.eq(handed_over.no),
            member_input::field_id.eq(new.field_id.map(Uid)),
            member_input::advice_id.eq(new.advice_id.map(Uid)),
            member_input::body.eq(new.text.as_deref()),
            member_input::choice.eq(new.choice.as_deref()),
            member_input::at.eq(Instant(handed_over.at)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn set_handed_over(conn: &mut Conn, id: Uuid, handed_over: HandedOver) -> Result<(), Error> {
    diesel::update(member::table.filter(member::id.eq(Uid(id))))
        .set((
            member::handed_over_no.eq(handed_over.no),
            member::handed_over_at.eq(Some(Instant(handed_over.at))),
            member::handed_over_late.eq(handed_over.late),
        ))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable)]
struct SaidRow {
    member_id: Uid,
    name: String,
    late: bool,
    field_id: Option<Uid>,
    text: Option<String>,
    choice: Option<String>,
    at: Instant,
    no: i32,
}

/// A field and a member, when its text was taken in, and the text.
type TakenRow = (Uid, Uid, Instant, Option<String>);

/// By field and member: when its text was taken in last, and the text.
type TakenTexts = HashMap<(Uuid, Uuid), (DateTime<Utc>, Option<String>)>;

/// What was taken in last of each member.
fn taken_in(conn: &mut Conn, desk: Uuid) -> Result<TakenTexts, Error> {
    let what = member_input::member_id
        .eq(member_source::member_id)
        .and(member_input::no.eq(member_source::no))
        .and(member_input::field_id.eq(member_source::field_id.nullable()));
    let rows: Vec<TakenRow> = member_source::table
        .left_join(member_input::table.on(what))
        .filter(member_source::desk_id.eq(Uid(desk)))
        .order(member_source::version)
        .select((
            member_source::field_id,
            member_source::member_id,
            member_source::at,
            member_input::body.nullable(),
        ))
        .load(conn)?;
    // The last of each stands.
    let rows = rows.into_iter();
    Ok(rows
        .map(|(field, member, at, text)| ((field.0, member.0), (at.0, text)))
        .collect())
}

/// The newest that each member has said in these fields, and who has no comment on this råd.
pub fn inputs(
    conn: &mut Conn,
    of: Uuid,
    fields: &[Uuid],
    advice: Option<Uuid>,
) -> Result<Vec<Input>, Error> {
    let fields: Vec<Uid> = fields.iter().map(|id| Uid(*id)).collect();
    let about = member_input::field_id
        .eq_any(fields)
        .or(member_input::advice_id.eq_any(advice.map(Uid)));
    let rows: Vec<SaidRow> = member_input::table
        .inner_join(member::table.on(member::id.eq(member_input::member_id)))
        .inner_join(member_round::table.on(member_round::id.eq(member::round_id)))
        .filter(member_round::desk_id.eq(Uid(of)))
        .filter(member::ended_at.is_null())
        .filter(member_input::no.eq(member::handed_over_no))
        .filter(about)
        .order((member::id, member_input::id))
        .select((
            member::id,
            member::name,
            member::handed_over_late,
            member_input::field_id,
            member_input::body,
            member_input::choice,
            member_input::at,
            member_input::no,
        ))
        .load(conn)?;
    let taken = taken_in(conn, of)?;
    let inputs = rows.into_iter().map(|row| Input {
        taken_in: row
            .field_id
            .and_then(|field| taken.get(&(field.0, row.member_id.0)))
            .map(|(at, text)| TakenIn {
                at: *at,
                changed_since: *text != row.text,
            }),
        no: row.no,
        member_id: row.member_id.0,
        name: row.name,
        field_id: row.field_id.map(|id| id.0),
        text: row.text,
        choice: row.choice,
        at: row.at.0,
        late: row.late,
    });
    Ok(inputs.collect())
}

/// A version of a field has taken in what this member said there, the time that it handed over that `no` names.
pub fn insert_source(
    conn: &mut Conn,
    (desk, field, version): (Uuid, Uuid, i64),
    (member, no): (Uuid, i32),
    at: DateTime<Utc>,
) -> Result<(), Error> {
    each!(conn, c => diesel::insert_into(member_source::table)
        .values((
            member_source::desk_id.eq(Uid(desk)),
            member_source::field_id.eq(Uid(field)),
            member_source::version.eq(version),
            member_source::member_id.eq(Uid(member)),
            member_source::at.eq(Instant(at)),
            member_source::no.eq(no),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}
