//! The SQL of invitations: what has become of each invited body, and who will not answer.

use super::invite::INVITATION_LETTER;
use super::overview::{Asked, AskedAnswer, AskedClaim, AskedDesk, AskedLetter, Delivery};
use crate::bodies::{self, Body, alphabetical};
use crate::consultations::Texts;
use crate::db::schema::{
    case_series, consultation, decline, delivery_event, desk, desk_advice, desk_field, field,
    invited, link, listed_line, outbox, submission, submission_version,
};
use crate::db::{Conn, Instant, Uid, lower};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::LinkKind;
use crate::submissions::cosigned;
use crate::submissions::standing::Standing;
use crate::submissions::told::address_now;
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Ids in one statement.
const AT_ONCE: usize = 1_000;

#[derive(Queryable)]
struct InvitedRow {
    id: Uid,
    body_id: Uid,
    name: String,
    address: Option<String>,
    language: String,
    reason: Option<String>,
    reason_nn: Option<String>,
    group_no: Option<i32>,
    group_nb: Option<String>,
    group_nn: Option<String>,
}

/// The invited bodies of a consultation, in the order of its list; only these, when some are named.
pub fn asked(
    conn: &mut Conn,
    consultation: Uuid,
    only: Option<&[Uuid]>,
) -> Result<Vec<Asked>, Error> {
    let mut rows = invited::table
        .left_join(listed_line::table.on(listed_line::id.nullable().eq(invited::line_id)))
        .filter(invited::consultation_id.eq(Uid(consultation)))
        .select((
            invited::id,
            invited::body_id,
            invited::name,
            invited::address,
            invited::language,
            invited::reason,
            invited::reason_nn,
            listed_line::group_no.nullable(),
            listed_line::group_name_nb.nullable(),
            listed_line::group_name_nn.nullable(),
        ))
        .into_boxed();
    if let Some(ids) = only {
        rows = rows.filter(invited::id.eq_any(uids(ids)));
    }
    let rows: Vec<InvitedRow> = rows.load(conn)?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let of_bodies: Vec<Uuid> = rows.iter().map(|row| row.body_id.0).collect();
    let mut bodies: HashMap<Uuid, Body> = bodies::find_many(conn, &of_bodies)?
        .into_iter()
        .map(|body| (body.id, body))
        .collect();
    let mut reports = bodies::open_reports(conn, &of_bodies)?;
    let mut desks = desks(conn, &ids)?;
    let of_desks: Vec<Uuid> = desks.values().flat_map(AskedDesk::all).collect();
    let mut answers = answers(conn, &of_desks)?;
    let mut letters = letters(conn, &ids)?;
    let mut declined = declined(conn, &ids)?;
    let mut claims = claims(conn, consultation, &of_bodies)?;
    let cosigned = cosigned(conn, consultation)?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let body = bodies
            .remove(&row.body_id.0)
            .ok_or_else(|| Error::internal("an invited body that the register does not have"))?;
        let desk = desks.remove(&row.id.0);
        let title = |nb| Texts {
            nb,
            nn: row.group_nn.clone(),
        };
        let theirs = desk.iter().flat_map(AskedDesk::all);
        // One that was taken back counts no more: its body has begun, and not answered.
        let (withdrawn, sent) = theirs
            .filter_map(|desk| answers.remove(&desk))
            .partition(|answer| answer.is_withdrawn);
        all.push(Asked {
            sent,
            withdrawn,
            desk,
            letter: letters.remove(&row.id.0),
            cosigned: cosigned.get(&row.body_id.0).cloned(),
            declined_at: declined.remove(&row.id.0),
            claims: claims.remove(&row.body_id.0).unwrap_or_default(),
            reports: reports.remove(&row.body_id.0).unwrap_or_default(),
            group: row.group_no.map(|no| (no, row.group_nb.map(title))),
            address: address_now(&body, row.address.as_deref()),
            closed_on: body.closed_on,
            org_no: body.org_no,
            kind: body.kind,
            county_no: body.county_no,
            id: row.id.0,
            body_id: row.body_id.0,
            name: row.name,
            language: Lang::parse(&row.language).unwrap_or(Lang::Nb),
            reason: row.reason.map(|nb| Texts {
                nb,
                nn: row.reason_nn,
            }),
        });
    }
    all.sort_by_cached_key(|a| {
        let group = a.group.as_ref().map_or(i32::MAX, |(no, _)| *no);
        (group, alphabetical(&a.name), a.id)
    });
    Ok(all)
}

/// Which of these bodies were invited to a consultation.
pub fn invited_of_bodies(
    conn: &mut Conn,
    consultation: Uuid,
    bodies: &[Uuid],
) -> Result<Vec<Uuid>, Error> {
    let here = invited::consultation_id.eq(Uid(consultation));
    let rows: Vec<Uid> = invited::table
        .filter(here.and(invited::body_id.eq_any(uids(bodies))))
        .select(invited::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}

/// Who was invited to a consultation at this address, in small letters.
pub fn invited_at(conn: &mut Conn, consultation: Uuid, address: &str) -> Result<Vec<Uuid>, Error> {
    let here = invited::consultation_id.eq(Uid(consultation));
    let is_there = lower(invited::address.assume_not_null()).eq(address);
    let rows: Vec<Uid> = invited::table
        .filter(here.and(invited::address.is_not_null()).and(is_there))
        .order(invited::id)
        .select(invited::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}

/// One of them.
pub fn one(conn: &mut Conn, consultation: Uuid, id: Uuid) -> Result<Asked, Error> {
    let found = asked(conn, consultation, Some(&[id]))?.pop();
    found.ok_or_else(|| Problem::NotFound.into())
}

fn uids(ids: &[Uuid]) -> Vec<Uid> {
    ids.iter().map(|id| Uid(*id)).collect()
}

type DeskRow = (Option<Uid>, Uid, Option<Instant>, i64, bool, bool);

/// The desks that were made for them.
fn desks(conn: &mut Conn, ids: &[Uuid]) -> Result<HashMap<Uuid, AskedDesk>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(AT_ONCE) {
        let opens = link::kind.eq(LinkKind::Invitation.as_str());
        let opens = opens.and(link::desk_id.eq(desk::id));
        let is_first = exists(link::table.filter(opens));
        let has_link = exists(link::table.filter(opens.and(link::revoked_at.is_null())));
        let rows: Vec<DeskRow> = desk::table
            .filter(desk::invited_id.eq_any(uids(chunk)))
            .select((
                desk::invited_id,
                desk::id,
                desk::begun_at,
                desk::version,
                is_first,
                has_link,
            ))
            .load(conn)?;
        for (of, id, begun_at, version, is_first, has_link) in rows {
            let Some(of) = of else { continue };
            let desk: &mut AskedDesk = found.entry(of.0).or_default();
            match is_first {
                true => (desk.id, desk.has_link) = (id.0, has_link),
                false => desk.other = Some(id.0),
            }
            desk.begun_at = desk.begun_at.or(begun_at.map(|at| at.0));
            desk.touched.extend((version > 1).then_some(id.0));
        }
    }
    Ok(found)
}

type AnswerRow = (Option<Uid>, Option<i64>, String, i32, Instant, String);

/// What was sent from these desks.
fn answers(conn: &mut Conn, desks: &[Uuid]) -> Result<HashMap<Uuid, AskedAnswer>, Error> {
    let mut found = HashMap::new();
    for chunk in desks.chunks(AT_ONCE) {
        let rows: Vec<AnswerRow> = submission::table
            .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
            .inner_join(
                submission_version::table.on(submission_version::submission_id.eq(submission::id)),
            )
            .filter(submission::desk_id.eq_any(uids(chunk)))
            .order(submission_version::no)
            .select((
                submission::desk_id,
                submission::number,
                case_series::as_written,
                submission_version::no,
                submission_version::received_at,
                submission::standing,
            ))
            .load(conn)?;
        for (desk, number, series, version, at, standing) in rows {
            let (Some(desk), Some(number)) = (desk, number) else {
                continue;
            };
            let answer = AskedAnswer {
                desk: desk.0,
                sequence: number,
                number: format!("{series}-H{number}"),
                version,
                received_at: at.0,
                is_withdrawn: standing == Standing::Withdrawn.as_str(),
                counts: standing == Standing::Counts.as_str(),
            };
            found.insert(desk.0, answer);
        }
    }
    Ok(found)
}

type LetterRow = (
    Uid,
    Uid,
    String,
    String,
    String,
    Option<String>,
    i32,
    Instant,
    Option<Instant>,
);

/// The last letter to each.
fn letters(conn: &mut Conn, ids: &[Uuid]) -> Result<HashMap<Uuid, AskedLetter>, Error> {
    let mut last = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(AT_ONCE) {
        let rows: Vec<LetterRow> = outbox::table
            .filter(outbox::kind.eq(INVITATION_LETTER))
            .filter(outbox::about.eq_any(uids(chunk)))
            .order((outbox::created_at, outbox::id))
            .select((
                outbox::about,
                outbox::id,
                outbox::slot,
                outbox::state,
                outbox::recipient,
                outbox::reply,
                outbox::attempts,
                outbox::due_at,
                outbox::sent_at,
            ))
            .load(conn)?;
        for (about, id, slot, state, recipient, reply, attempts, due, sent) in rows {
            let state = match state.as_str() {
                "sent" => Delivery::Sent,
                "parked" => Delivery::Parked,
                "dropped" => Delivery::Dropped,
                _ => Delivery::Waiting,
            };
            let letter = AskedLetter {
                id: id.0,
                slot,
                state,
                recipient,
                reply,
                attempts,
                at: sent.unwrap_or(due).0,
            };
            last.insert(about.0, letter);
        }
    }
    Ok(last)
}

/// Those that take answers in time.
pub fn open_consultations(conn: &mut Conn) -> Result<Vec<Uuid>, Error> {
    let ids: Vec<Uid> = consultation::table
        .filter(consultation::status.eq("open"))
        .order(consultation::id)
        .select(consultation::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Those whose last word is that they will not answer, and since when.
fn declined(conn: &mut Conn, ids: &[Uuid]) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    let mut last = HashMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let rows: Vec<(Uid, bool, Instant)> = decline::table
            .filter(decline::invited_id.eq_any(uids(chunk)))
            .order((decline::at, decline::id))
            .select((decline::invited_id, decline::declined, decline::at))
            .load(conn)?;
        for (id, declines, at) in rows {
            last.insert(id.0, declines.then_some(at.0));
        }
    }
    Ok(last
        .into_iter()
        .filter_map(|(id, at)| Some((id, at?)))
        .collect())
}

/// Since when an invited body is not going to answer.
pub fn declined_since(conn: &mut Conn, id: Uuid) -> Result<Option<DateTime<Utc>>, Error> {
    Ok(declined(conn, &[id])?.remove(&id))
}

/// «Vi skal ikke svare», or taken back.
pub fn insert_decline(
    conn: &mut Conn,
    id: Uuid,
    invited: Uuid,
    declines: bool,
    by_whom: &str,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::insert_into(decline::table)
        .values((
            decline::id.eq(Uid(id)),
            decline::invited_id.eq(Uid(invited)),
            decline::declined.eq(declines),
            decline::by_whom.eq(by_whom),
            decline::at.eq(Instant(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Numbers of the answers that say they are from a body, without its link.
fn claims(
    conn: &mut Conn,
    consultation: Uuid,
    bodies: &[Uuid],
) -> Result<HashMap<Uuid, Vec<AskedClaim>>, Error> {
    let mut claims: HashMap<Uuid, Vec<AskedClaim>> = HashMap::new();
    // By the bodies, which are few beside the answers.
    for chunk in bodies.chunks(AT_ONCE) {
        let rows: Vec<(Option<Uid>, Option<i64>, String)> = submission::table
            .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
            .filter(submission::claimed_body_id.eq_any(uids(chunk)))
            .filter(submission::consultation_id.eq(Uid(consultation)))
            .order(submission::number)
            .select((
                submission::claimed_body_id,
                submission::number,
                case_series::as_written,
            ))
            .load(conn)?;
        for (body, number, series) in rows {
            if let (Some(body), Some(number)) = (body, number) {
                claims.entry(body.0).or_default().push(AskedClaim {
                    number,
                    as_written: format!("{series}-H{number}"),
                });
            }
        }
    }
    Ok(claims)
}

/// How many råd each of these desks has something on.
pub fn answered_advice(conn: &mut Conn, desks: &[Uuid]) -> Result<HashMap<Uuid, usize>, Error> {
    let desks = uids(desks);
    let written: Vec<(Uid, Option<Uid>)> = desk_field::table
        .inner_join(field::table.on(field::id.eq(desk_field::field_id)))
        .filter(desk_field::desk_id.eq_any(&desks))
        .filter(
            desk_field::body
                .is_not_null()
                .or(desk_field::choice.is_not_null()),
        )
        .select((desk_field::desk_id, field::advice_id))
        .load(conn)?;
    let marked: Vec<(Uid, Uid)> = desk_advice::table
        .filter(desk_advice::desk_id.eq_any(&desks))
        .select((desk_advice::desk_id, desk_advice::advice_id))
        .load(conn)?;
    let written = written
        .into_iter()
        .filter_map(|(desk, advice)| Some((desk, advice?)));
    let distinct: HashSet<(Uid, Uid)> = written.chain(marked).collect();
    let mut count = HashMap::new();
    for (desk, _) in distinct {
        *count.entry(desk.0).or_default() += 1;
    }
    Ok(count)
}

/// Something that happened to a letter: when, what, and what the mail server said.
pub struct Event {
    pub at: DateTime<Utc>,
    pub outcome: String,
    pub detail: String,
    pub recipient: String,
}

/// What became of every letter to an invited body, the newest first.
pub fn events(conn: &mut Conn, invited: Uuid) -> Result<Vec<Event>, Error> {
    let rows: Vec<(Instant, String, String, String)> = delivery_event::table
        .inner_join(outbox::table.on(outbox::id.eq(delivery_event::outbox_id)))
        .filter(outbox::kind.eq(INVITATION_LETTER))
        .filter(outbox::about.eq(Uid(invited)))
        .order((delivery_event::at.desc(), delivery_event::id.desc()))
        .limit(50)
        .select((
            delivery_event::at,
            delivery_event::outcome,
            delivery_event::detail,
            outbox::recipient,
        ))
        .load(conn)?;
    let event = |(at, outcome, detail, recipient): (Instant, String, String, String)| Event {
        at: at.0,
        outcome,
        detail,
        recipient,
    };
    Ok(rows.into_iter().map(event).collect())
}

/// The consultation that invited a body, and the language of its letters.
pub fn consultation_of(conn: &mut Conn, invited: Uuid) -> Result<(Uuid, String), Error> {
    let row: Option<(Uid, String)> = invited::table
        .filter(invited::id.eq(Uid(invited)))
        .select((invited::consultation_id, invited::name))
        .first(conn)
        .optional()?;
    let (id, name) = row.ok_or_else(|| Error::new(Problem::NotFound))?;
    Ok((id.0, name))
}
