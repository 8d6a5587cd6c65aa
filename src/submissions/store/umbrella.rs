//! The SQL of whose member a desk is, and of what members have handed over. Writing it is for `members`.

use crate::db::schema::{desk, member, member_input, member_round, member_source};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::submissions::umbrella::{HandedField, HandedOver, Heard, Source, Umbrella};
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

#[derive(Queryable)]
struct Row {
    member_id: Uid,
    name: Option<String>,
    person: Option<String>,
    due_on: NaiveDate,
    message: String,
    no: i32,
    handed_over_at: Option<Instant>,
    late: bool,
    ended_at: Option<Instant>,
}

/// The umbrella organisation that a member's desk is for.
pub fn umbrella_of(conn: &mut Conn, of_member: Uuid) -> Result<Option<Umbrella>, Error> {
    let row: Option<Row> = member::table
        .inner_join(member_round::table.on(member_round::id.eq(member::round_id)))
        .inner_join(desk::table.on(desk::id.eq(member_round::desk_id)))
        .filter(member::desk_id.eq(Uid(of_member)))
        .select((
            member::id,
            desk::claimed_name,
            desk::person_name,
            member_round::due_on,
            member_round::message,
            member::handed_over_no,
            member::handed_over_at,
            member::handed_over_late,
            member_round::ended_at,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|row| Umbrella {
        member_id: row.member_id.0,
        name: row.name.or(row.person).unwrap_or_default(),
        due_on: row.due_on,
        message: row.message,
        handed_over: row.handed_over_at.map(|at| HandedOver {
            no: row.no,
            at: at.0,
            late: row.late,
        }),
        has_ended: row.ended_at.is_some(),
    }))
}

type InputRow = (Option<Uid>, Option<Uid>, Option<String>, Option<String>);

/// What a member handed over that time, in an order of its own.
pub fn handed_over_by(conn: &mut Conn, member: Uuid, no: i32) -> Result<Vec<HandedField>, Error> {
    let rows: Vec<InputRow> = member_input::table
        .filter(member_input::member_id.eq(Uid(member)))
        .filter(member_input::no.eq(no))
        .select((
            member_input::field_id,
            member_input::advice_id,
            member_input::body,
            member_input::choice,
        ))
        .load(conn)?;
    let input = |(field, advice, text, choice): InputRow| HandedField {
        field_id: field.map(|id| id.0),
        advice_id: advice.map(|id| id.0),
        text,
        choice,
    };
    let mut all: Vec<HandedField> = rows.into_iter().map(input).collect();
    all.sort();
    Ok(all)
}

/// What members have handed over to this desk, the newest of each; `None` when none were asked.
pub fn heard(conn: &mut Conn, desk: Uuid) -> Result<Option<Heard>, Error> {
    let round: Option<Uid> = member_round::table
        .filter(member_round::desk_id.eq(Uid(desk)))
        .select(member_round::id)
        .first(conn)
        .optional()?;
    let Some(round) = round else { return Ok(None) };
    let takes_part = member::round_id.eq(round).and(member::ended_at.is_null());
    let asked: i64 = member::table.filter(takes_part).count().get_result(conn)?;
    let mut heard = Heard {
        asked: usize::try_from(asked).unwrap_or(usize::MAX),
        ..Heard::default()
    };
    let said: Vec<(Uid, Option<Uid>, Option<Uid>)> = member_input::table
        .inner_join(member::table.on(member::id.eq(member_input::member_id)))
        .filter(takes_part)
        .filter(member_input::no.eq(member::handed_over_no))
        .select((member::id, member_input::field_id, member_input::advice_id))
        .load(conn)?;
    for (who, field, advice) in said {
        if let Some(field) = field {
            heard.by_field.entry(field.0).or_default().insert(who.0);
        }
        if let Some(advice) = advice {
            heard
                .without_comment
                .entry(advice.0)
                .or_default()
                .insert(who.0);
        }
    }
    let sources: Vec<(Uid, Uid, String, Instant, i64)> = member_source::table
        .inner_join(member::table.on(member::id.eq(member_source::member_id)))
        .filter(member_source::desk_id.eq(Uid(desk)))
        .order((member_source::version, member::id))
        .select((
            member_source::field_id,
            member::id,
            member::name,
            member_source::at,
            member_source::version,
        ))
        .load(conn)?;
    for (field, member, name, at, version) in sources {
        let here = heard.sources.entry(field.0).or_default();
        // What was taken in last of each stands.
        here.retain(|source| source.member_id != member.0);
        here.push(Source {
            member_id: member.0,
            name,
            at: at.0,
            version,
        });
    }
    Ok(Some(heard))
}
