//! The SQL of those who ask for more time, and of what staff answer.

use crate::consultations::Texts;
use crate::db::schema::{deadline_decision as decision, deadline_request as request};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::Error;
use crate::i18n::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// Somebody asks for more time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRequest {
    pub id: Uuid,
    pub consultation_id: Uuid,
    pub desk_id: Uuid,
    /// The invited body whose desk it is.
    pub invited_id: Option<Uuid>,
    /// Who asks, as it was told.
    pub who: String,
    /// Where the answer goes, when it is not the body's own address.
    pub address: Option<String>,
    pub language: Lang,
    pub wanted_on: NaiveDate,
    pub reason: String,
    pub by_whom: String,
    pub at: DateTime<Utc>,
    pub answer: Option<RequestAnswer>,
}

/// What staff have answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestAnswer {
    /// The change that grants it; `None` when it is refused.
    pub change_id: Option<Uuid>,
    pub reason: Texts,
    pub by_whom: String,
    pub at: DateTime<Utc>,
}

#[derive(Queryable)]
struct Row {
    id: Uid,
    consultation_id: Uid,
    desk_id: Uid,
    invited_id: Option<Uid>,
    who: String,
    address: Option<String>,
    language: String,
    wanted_on: NaiveDate,
    reason: String,
    by_whom: String,
    at: Instant,
    answer: Option<AnswerRow>,
}

#[derive(Queryable)]
struct AnswerRow {
    change_id: Option<Uid>,
    reason: String,
    reason_nn: Option<String>,
    by_whom: String,
    at: Instant,
}

/// Which of them are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Requests {
    Of(Uuid),
    AtDesk(Uuid),
    One(Uuid),
}

/// Those who have asked, the oldest first, each with its answer.
pub fn requests(conn: &mut Conn, which: Requests) -> Result<Vec<DeadlineRequest>, Error> {
    let mut rows = request::table
        .left_join(decision::table.on(decision::request_id.eq(request::id)))
        .order(request::id)
        .select((
            request::id,
            request::consultation_id,
            request::desk_id,
            request::invited_id,
            request::who,
            request::address,
            request::language,
            request::wanted_on,
            request::reason,
            request::by_whom,
            request::at,
            (
                decision::change_id,
                decision::reason,
                decision::reason_nn,
                decision::by_whom,
                decision::at,
            )
                .nullable(),
        ))
        .into_boxed();
    rows = match which {
        Requests::Of(id) => rows.filter(request::consultation_id.eq(Uid(id))),
        Requests::AtDesk(id) => rows.filter(request::desk_id.eq(Uid(id))),
        Requests::One(id) => rows.filter(request::id.eq(Uid(id))),
    };
    let rows: Vec<Row> = rows.load(conn)?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: Row) -> DeadlineRequest {
    DeadlineRequest {
        id: row.id.0,
        consultation_id: row.consultation_id.0,
        desk_id: row.desk_id.0,
        invited_id: row.invited_id.map(|id| id.0),
        who: row.who,
        address: row.address,
        language: Lang::parse(&row.language).unwrap_or(Lang::Nb),
        wanted_on: row.wanted_on,
        reason: row.reason,
        by_whom: row.by_whom,
        at: row.at.0,
        answer: row.answer.map(|answer| RequestAnswer {
            change_id: answer.change_id.map(|id| id.0),
            reason: Texts {
                nb: answer.reason,
                nn: answer.reason_nn,
            },
            by_whom: answer.by_whom,
            at: answer.at.0,
        }),
    }
}

pub fn insert_request(conn: &mut Conn, new: &DeadlineRequest) -> Result<(), Error> {
    let row = (
        request::id.eq(Uid(new.id)),
        request::consultation_id.eq(Uid(new.consultation_id)),
        request::desk_id.eq(Uid(new.desk_id)),
        request::invited_id.eq(new.invited_id.map(Uid)),
        request::who.eq(&new.who),
        request::address.eq(new.address.as_deref()),
        request::language.eq(new.language.code()),
        request::wanted_on.eq(new.wanted_on),
        request::reason.eq(&new.reason),
        request::by_whom.eq(&new.by_whom),
        request::at.eq(Instant(new.at)),
    );
    each!(conn, c => diesel::insert_into(request::table).values(row).execute(c))?;
    Ok(())
}

/// The answer; there is one for each request.
pub fn insert_answer(
    conn: &mut Conn,
    id: Uuid,
    request: Uuid,
    answer: &RequestAnswer,
) -> Result<(), Error> {
    let row = (
        decision::id.eq(Uid(id)),
        decision::request_id.eq(Uid(request)),
        decision::change_id.eq(answer.change_id.map(Uid)),
        decision::reason.eq(&answer.reason.nb),
        decision::reason_nn.eq(answer.reason.nn.as_deref()),
        decision::by_whom.eq(&answer.by_whom),
        decision::at.eq(Instant(answer.at)),
    );
    each!(conn, c => diesel::insert_into(decision::table).values(row).execute(c))?;
    Ok(())
}
