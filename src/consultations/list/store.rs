//! The list read from the database, a page at a time after the last one seen.

mod approvals;

pub use approvals::{Approval, approvals};

use super::{Counts, Cursor, ListQuery, Listed, Summary};
use crate::consultations::consultation::{Stage, Texts};
use crate::consultations::search;
use crate::consultations::store::{PREPARING, Row, columns, from_word, own_words};
use crate::consultations::words::part;
use crate::db::schema::{consultation, log_fault, owner};
use crate::db::{Conn, MultiBackend, Uid};
use crate::error::Error;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

type Boxed<'a> = IntoBoxed<'a, consultation::table, MultiBackend>;

/// A page of the list.
pub fn list(conn: &mut Conn, query: &ListQuery) -> Result<Listed, Error> {
    let mut found = matching(query.stage, &query.words, query.today);
    let nearest_first = query.stage == Some(Stage::Open);
    if let Some(Cursor { deadline_on, id }) = query.after {
        use consultation as c;
        let id = Uid(id);
        let same_day = c::deadline_on.eq(deadline_on);
        found = match nearest_first {
            true => found.filter(
                c::deadline_on
                    .gt(deadline_on)
                    .or(same_day.and(c::id.gt(id))),
            ),
            false => found.filter(
                c::deadline_on
                    .lt(deadline_on)
                    .or(same_day.and(c::id.lt(id))),
            ),
        };
    }
    found = match nearest_first {
        true => found.order((consultation::deadline_on.asc(), consultation::id.asc())),
        false => found.order((consultation::deadline_on.desc(), consultation::id.desc())),
    };
    // One more than asked for tells whether there is a next page.
    let limit = query.limit.max(1);
    let mut rows: Vec<Row> = found
        .select(columns())
        .limit(i64::from(limit) + 1)
        .load(conn)?;
    let is_last = rows.len() <= limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| !is_last);
    let next = next.map(|row| Cursor {
        deadline_on: row.deadline_on,
        id: row.id.0,
    });
    Ok(Listed {
        items: summaries(conn, rows, query.today)?,
        next,
    })
}

/// Those of these that are published, the latest deadline first.
pub fn list_these(conn: &mut Conn, ids: &[Uuid], today: NaiveDate) -> Result<Vec<Summary>, Error> {
    let ids: Vec<Uid> = ids.iter().copied().map(Uid).collect();
    let rows: Vec<Row> = matching(None, "", today)
        .filter(consultation::id.eq_any(ids))
        .order((consultation::deadline_on.desc(), consultation::id.desc()))
        .select(columns())
        .load(conn)?;
    summaries(conn, rows, today)
}

/// Those in whose case's log of receipts something is wrong now.
pub fn with_harmed_log(conn: &mut Conn) -> Result<Vec<Uuid>, Error> {
    let harmed = log_fault::table
        .filter(log_fault::gone_at.is_null())
        .select(log_fault::case_series_id);
    let ids: Vec<Uid> = consultation::table
        .filter(consultation::case_series_id.eq_any(harmed))
        .select(consultation::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Those that wait for the day that they are published, the nearest first.
pub fn waiting(conn: &mut Conn) -> Result<Vec<Uuid>, Error> {
    let ids: Vec<Uid> = consultation::table
        .filter(consultation::status.eq(PREPARING))
        .order((consultation::published_on, consultation::id))
        .select(consultation::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// How many match at each stage.
pub fn count(conn: &mut Conn, words: &str, today: NaiveDate) -> Result<Counts, Error> {
    let mut of = |stage| {
        matching(Some(stage), words, today)
            .select(count_star())
            .first(conn)
    };
    Ok(Counts {
        open: of(Stage::Open)?,
        processing: of(Stage::Processing)?,
        concluded: of(Stage::Concluded)?,
    })
}

fn matching<'a>(stage: Option<Stage>, words: &str, today: NaiveDate) -> Boxed<'a> {
    use consultation::{deadline_on, search_text, status};
    let all = consultation::table.into_boxed();
    let open = status.eq("open");
    let mut found = match stage {
        None => all.filter(status.ne(PREPARING)),
        Some(Stage::Open) => all.filter(open.and(deadline_on.ge(today))),
        Some(Stage::Processing) => {
            all.filter(status.eq("processing").or(open.and(deadline_on.lt(today))))
        }
        Some(Stage::Concluded) => all.filter(status.eq("concluded")),
    };
    for word in search::words_of(words) {
        let word = word
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        found = found.filter(search_text.like(format!("%{word}%")).escape('\\'));
    }
    found
}

fn summaries(conn: &mut Conn, rows: Vec<Row>, today: NaiveDate) -> Result<Vec<Summary>, Error> {
    let ids: Vec<Uid> = rows.iter().map(|row| row.id).collect();
    let words = own_words(conn, &ids)?;
    let owner_ids: Vec<Uid> = rows.iter().map(|row| row.owner_id).collect();
    let owners: Vec<(Uid, String, Option<String>)> = owner::table
        .filter(owner::id.eq_any(owner_ids))
        .select((owner::id, owner::name_nb, owner::name_nn))
        .load(conn)?;
    let owners: HashMap<Uid, Texts> = owners
        .into_iter()
        .map(|(id, nb, nn)| (id, Texts { nb, nn }))
        .collect();
    let summary = |row: Row| {
        let stage = match row.status.as_str() {
            "concluded" => Stage::Concluded,
            "open" if row.deadline_on >= today => Stage::Open,
            _ => Stage::Processing,
        };
        Ok(Summary {
            id: row.id.0,
            kind: from_word(&row.kind)?,
            stage,
            title: words.need(row.id.0, part::TITLE),
            ingress: words.get(row.id.0, part::INGRESS),
            product_type: words.get(row.id.0, part::PRODUCT_TYPE),
            owner: owners.get(&row.owner_id).cloned().unwrap_or_default(),
            published_on: row.published_on,
            deadline_on: row.deadline_on,
            demo: row.demo(),
            reference: row.reference,
            slug: row.slug,
        })
    };
    rows.into_iter().map(summary).collect()
}
