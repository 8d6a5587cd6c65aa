//! The register a page at a time, after the last one seen.

use super::find_many;
use crate::bodies::body::{AddressKind, AddressState, fold_name};
use crate::bodies::list::{Cursor, ListQuery, Listed, Standing};
use crate::db::schema::{body, body_address, body_list_member, body_name};
use crate::db::{Conn, MultiBackend, Uid};
use crate::error::Error;
use diesel::dsl::{InnerJoinOn, count_star, exists, not};
use diesel::helper_types::{Eq, IntoBoxed};
use diesel::prelude::*;
use uuid::Uuid;

/// The most words of a question that are looked for.
const MOST_WORDS: usize = 8;

type Named = InnerJoinOn<body::table, body_name::table, Eq<body_name::body_id, body::id>>;

/// A page of the register, by name.
pub fn list(conn: &mut Conn, query: &ListQuery) -> Result<Listed, Error> {
    let mut found = matching(query);
    if let Some(Cursor { folded, id }) = &query.after {
        let later = body_name::folded
            .eq(folded.clone())
            .and(body::id.gt(Uid(*id)));
        found = found.filter(body_name::folded.gt(folded.clone()).or(later));
    }
    // One more than asked for tells whether there is a next page.
    let limit = query.limit.max(1);
    let mut rows: Vec<(Uid, String)> = found
        .order((body_name::folded, body::id))
        .select((body::id, body_name::folded))
        .limit(i64::from(limit) + 1)
        .load(conn)?;
    let is_last = rows.len() <= limit as usize;
    rows.truncate(limit as usize);
    let ids: Vec<Uuid> = rows.iter().map(|(id, _)| id.0).collect();
    let next = rows.pop().filter(|_| !is_last);
    Ok(Listed {
        items: find_many(conn, &ids)?,
        next: next.map(|(id, folded)| Cursor { folded, id: id.0 }),
    })
}

/// How many match in all.
pub fn count(conn: &mut Conn, query: &ListQuery) -> Result<i64, Error> {
    Ok(matching(query).select(count_star()).first(conn)?)
}

/// Everybody who matches.
pub fn list_ids(conn: &mut Conn, query: &ListQuery) -> Result<Vec<Uuid>, Error> {
    let ids: Vec<Uid> = matching(query).select(body::id).load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

fn matching<'a>(query: &ListQuery) -> IntoBoxed<'a, Named, MultiBackend> {
    let shown = body_name::sort.eq(0).and(body_name::valid_to.is_null());
    let mut found = body::table
        .inner_join(body_name::table.on(body_name::body_id.eq(body::id)))
        .into_boxed()
        .filter(shown);
    if let Some(kind) = query.kind {
        found = found.filter(body::kind.eq(kind.as_str()));
    }
    if let Some(county) = &query.county_no {
        found = found.filter(body::county_no.eq(county.clone()));
    }
    if query.without_address {
        let official = body_address::table
            .filter(body_address::body_id.eq(body::id))
            .filter(body_address::kind.eq(AddressKind::Official.as_str()))
            .filter(body_address::state.eq(AddressState::Active.as_str()));
        found = found.filter(not(exists(official)));
    }
    match query.standing {
        Some(Standing::InForce(day)) => {
            found = found.filter(body::closed_on.is_null().or(body::closed_on.gt(day)));
        }
        Some(Standing::Closed(day)) => found = found.filter(body::closed_on.le(day)),
        None => {}
    }
    if let Some(list) = query.in_list {
        let on_it = body_list_member::table
            .filter(body_list_member::body_id.eq(body::id))
            .filter(body_list_member::list_id.eq(Uid(list)));
        found = found.filter(exists(on_it));
    }
    let folded = fold_name(&query.words);
    let digits: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = match is_number {
        // «983 544 622» is one number.
        true => vec![&digits],
        false => folded.split(' ').take(MOST_WORDS).collect(),
    };
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        let word = word
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        found = found.filter(body::search_text.like(format!("%{word}%")).escape('\\'));
    }
    found
}
