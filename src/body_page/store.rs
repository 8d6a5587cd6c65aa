//! The SQL of a body's own page: its invitations with what became of them, and its secret address.

use super::asked::{Row, RowDesk, Saved, SavedBy};
use super::feed::Feed;
use crate::colleagues::one_name;
use crate::db::schema::{
    body_feed, case_series, contributor, decline, desk, desk_field, desk_holder, invited, link,
    submission, submission_version,
};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::right::Right;
use crate::session::{self, ToldName};
use crate::submissions::cosigners::capacity;
use crate::submissions::{cosigned_by, given_jointly, withdrawn_at};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

type InvitedRow = (
    Uid,
    Uid,
    Instant,
    Option<Uid>,
    Option<Instant>,
    Option<i64>,
    Option<NaiveDate>,
    Option<String>,
);

/// The body's invitations; one that it gives both an own and a joint answer to is there twice.
pub fn rows(conn: &mut Conn, body: Uuid) -> Result<Vec<Row>, Error> {
    let own = desk::invited_id.eq(invited::id.nullable());
    let found: Vec<InvitedRow> = invited::table
        .left_join(desk::table.on(own))
        .filter(invited::body_id.eq(Uid(body)))
        .order((invited::id, desk::capacity.desc()))
        .select((
            invited::id,
            invited::consultation_id,
            invited::added_at,
            desk::id.nullable(),
            desk::begun_at.nullable(),
            desk::version.nullable(),
            desk::deadline_on.nullable(),
            desk::capacity.nullable(),
        ))
        .load(conn)?;
    let invited: Vec<Uid> = found.iter().map(|row| row.0).collect();
    let desks: Vec<Uid> = found.iter().filter_map(|row| row.3).collect();
    let declined = declined(conn, &invited)?;
    let mut sent = sent(conn, &desks)?;
    let mut withdrawn = withdrawn_at(conn, &desks)?;
    let cosigned = cosigned_by(conn, body)?;
    let mut writers = writers(conn, &desks)?;
    let mut saved = saved(conn, &desks)?;
    let standing = standing_versions(conn, &desks)?;
    let versions: Vec<Uid> = standing.values().copied().collect();
    let joint = given_jointly(conn, &versions)?;
    let nameless = nameless(conn, &desks, &saved)?;
    let rows = found.into_iter().map(|row| {
        let (invited_id, consultation_id, added_at, desk, begun_at, version, own_deadline, given) =
            row;
        let desk = desk.map(|id| RowDesk {
            id: id.0,
            is_begun: begun_at.is_some() || version > Some(1),
            own_deadline,
            // What was sent says it itself: others may have been asked, and none of them stand behind it.
            is_joint: match standing.get(&id) {
                Some(version) => joint.contains(version),
                None => given.as_deref() == Some(capacity(true)),
            },
            sent: sent.remove(&id.0),
            withdrawn_at: withdrawn.remove(&id.0),
            writers: writers.remove(&id.0).unwrap_or_default(),
            is_nameless: nameless.contains(&id.0),
            saved: saved.remove(&id.0),
        });
        Row {
            consultation_id: consultation_id.0,
            invited_id: invited_id.0,
            added_at: added_at.0,
            desk,
            declined: declined.get(&invited_id.0).copied().unwrap_or(false),
            cosigned: cosigned
                .get(&consultation_id.0)
                .map(|answer| answer.as_written.clone()),
        }
    });
    Ok(rows.collect())
}

/// The newest that was said of each.
fn declined(conn: &mut Conn, invited: &[Uid]) -> Result<HashMap<Uuid, bool>, Error> {
    let rows: Vec<(Uid, bool)> = decline::table
        .filter(decline::invited_id.eq_any(invited))
        .order(decline::id)
        .select((decline::invited_id, decline::declined))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, said)| (id.0, said)).collect())
}

type Sent = (String, String, DateTime<Utc>);
type SentRow = (Option<Uid>, Option<i64>, String, String, Instant);

fn sent(conn: &mut Conn, desks: &[Uid]) -> Result<HashMap<Uuid, Sent>, Error> {
    let rows: Vec<SentRow> = submission::table
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .inner_join(
            submission_version::table.on(submission_version::submission_id.eq(submission::id)),
        )
        .filter(submission::desk_id.eq_any(desks))
        .filter(submission_version::no.eq(1))
        .select((
            submission::desk_id,
            submission::number,
            case_series::as_written,
            submission::standing,
            submission_version::received_at,
        ))
        .load(conn)?;
    let sent = rows.into_iter().filter_map(|row| {
        let (desk, number, series, standing, at) = row;
        let number = crate::submissions::number_text(&series, number?);
        Some((desk?.0, (number, standing, at.0)))
    });
    Ok(sent.collect())
}

/// Of each that was sent, the version that stands.
fn standing_versions(conn: &mut Conn, desks: &[Uid]) -> Result<HashMap<Uid, Uid>, Error> {
    use submission_version as v;
    let stands = v::submission_id
        .eq(submission::id)
        .and(v::no.eq(submission::current_version));
    let rows: Vec<(Option<Uid>, Uid)> = submission::table
        .inner_join(v::table.on(stands))
        .filter(submission::desk_id.eq_any(desks))
        .select((submission::desk_id, v::id))
        .load(conn)?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(desk, version)| Some((desk?, version)))
        .collect())
}

/// Those who write, as they are called: who has the whole answer in their hands first, where they have told it, then those
/// who were asked.
fn writers(conn: &mut Conn, desks: &[Uid]) -> Result<HashMap<Uuid, Vec<String>>, Error> {
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    let told = told_names(conn, desks)?.into_iter();
    for told in told.filter(|told| told.is_live) {
        let names = found.entry(told.desk_id).or_default();
        if !names.contains(&told.name) {
            names.push(told.name);
        }
    }
    let rows: Vec<(Uid, String)> = contributor::table
        .filter(contributor::desk_id.eq_any(desks))
        .filter(contributor::ended_at.is_null())
        .filter(contributor::may.ne_all([Right::Confirm.as_str(), Right::Read.as_str()]))
        .order(contributor::id)
        .select((contributor::desk_id, contributor::name))
        .load(conn)?;
    for (desk, name) in rows {
        found.entry(desk.0).or_default().push(name);
    }
    Ok(found)
}

fn told_names(conn: &mut Conn, desks: &[Uid]) -> Result<Vec<ToldName>, Error> {
    let desks: Vec<Uuid> = desks.iter().map(|id| id.0).collect();
    session::told_names(conn, &desks)
}

/// Where whoever has the whole answer in their hands has saved last, or holds a part, and has not told their name.
fn nameless(
    conn: &mut Conn,
    desks: &[Uid],
    saved: &HashMap<Uuid, Saved>,
) -> Result<HashSet<Uuid>, Error> {
    let held: Vec<Uid> = desk_holder::table
        .filter(desk_holder::desk_id.eq_any(desks))
        .filter(desk_holder::contributor_id.is_null())
        .select(desk_holder::desk_id)
        .load(conn)?;
    let saved = saved.iter();
    let saved = saved.filter(|(_, last)| last.by == SavedBy::Nameless);
    let mut found: HashSet<Uuid> = saved.map(|(desk, _)| *desk).collect();
    found.extend(held.into_iter().map(|id| id.0));
    for told in told_names(conn, desks)? {
        found.remove(&told.desk_id);
    }
    Ok(found)
}

/// What was saved last in each. A name that one link alone has told is that of whoever holds another, too.
fn saved(conn: &mut Conn, desks: &[Uid]) -> Result<HashMap<Uuid, Saved>, Error> {
    type Row = (Uid, Instant, Option<Uid>, Option<String>);
    let rows: Vec<Row> = desk_field::table
        .left_join(link::table.on(link::id.nullable().eq(desk_field::link_id)))
        .left_join(contributor::table.on(contributor::id.nullable().eq(link::contributor_id)))
        .filter(desk_field::desk_id.eq_any(desks))
        .order((desk_field::saved_at, desk_field::field_id))
        .select((
            desk_field::desk_id,
            desk_field::saved_at,
            link::id.nullable(),
            contributor::name.nullable(),
        ))
        .load(conn)?;
    let told = told_names(conn, desks)?;
    let name = |desk: Uuid, by: Uuid| {
        let here = || told.iter().filter(move |told| told.desk_id == desk);
        let own = here().find(|told| told.link_id == by);
        let own = own.map(|told| told.name.as_str());
        own.or_else(|| one_name(here().map(|told| &told.name)))
            .map(str::to_owned)
    };
    // The last of each desk stands.
    let saved = rows.into_iter().map(|(desk, at, by, colleague)| {
        let by = match by.map(|link| colleague.or_else(|| name(desk.0, link.0))) {
            Some(Some(name)) => SavedBy::Named(name),
            Some(None) => SavedBy::Nameless,
            None => SavedBy::Program,
        };
        (desk.0, Saved { at: at.0, by })
    });
    Ok(saved.collect())
}

/// The address by which the body's calendar is fetched now.
pub fn live_feed(conn: &mut Conn, body: Uuid) -> Result<Option<Feed>, Error> {
    let live = body_feed::body_id
        .eq(Uid(body))
        .and(body_feed::ended_at.is_null());
    let row: Option<(Uid, i32, Instant)> = body_feed::table
        .filter(live)
        .select((body_feed::id, body_feed::key_version, body_feed::made_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, key_version, made_at)| Feed {
        id: id.0,
        key_version,
        made_at: made_at.0,
    }))
}

pub fn insert_feed(
    conn: &mut Conn,
    body: Uuid,
    feed: &Feed,
    token_sha256: &[u8; 32],
) -> Result<(), Error> {
    diesel::insert_into(body_feed::table)
        .values((
            body_feed::id.eq(Uid(feed.id)),
            body_feed::body_id.eq(Uid(body)),
            body_feed::key_version.eq(feed.key_version),
            body_feed::token_sha256.eq(token_sha256.as_slice()),
            body_feed::made_at.eq(Instant(feed.made_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether there was one to end.
pub fn end_feed(conn: &mut Conn, body: Uuid, at: DateTime<Utc>) -> Result<bool, Error> {
    let live = body_feed::body_id
        .eq(Uid(body))
        .and(body_feed::ended_at.is_null());
    let n = diesel::update(body_feed::table.filter(live))
        .set(body_feed::ended_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(n > 0)
}

/// Whose address this is, and whether it has ended.
pub fn find_feed(conn: &mut Conn, token_sha256: &[u8; 32]) -> Result<Option<(Uuid, bool)>, Error> {
    let row: Option<(Uid, Option<Instant>)> = body_feed::table
        .filter(body_feed::token_sha256.eq(token_sha256.as_slice()))
        .select((body_feed::body_id, body_feed::ended_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(body, ended)| (body.0, ended.is_some())))
}
