//! The SQL of words. These two tables are this slice's own.

use super::senders;
use crate::db::schema::{answer, submission, word_chunk, word_place};
use crate::db::{Conn, Uid};
use crate::error::Error;
use crate::insert_rows;
use crate::review::words::Wanted;
use crate::submissions::receipt::Sender;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// SQLite takes at most 32,766 parameters in a statement.
const ROWS_AT_ONCE: usize = 5_000;

/// Up to where words are indexed, and by how many chunks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Indexed {
    pub chunks: i32,
    pub to_number: i64,
    pub to_change: i64,
}

pub fn indexed(conn: &mut Conn, consultation: Uuid) -> Result<Indexed, Error> {
    let last: Option<(i32, i64, i64)> = word_chunk::table
        .filter(word_chunk::consultation_id.eq(Uid(consultation)))
        .order(word_chunk::no.desc())
        .select((word_chunk::no, word_chunk::to_number, word_chunk::to_change))
        .first(conn)
        .optional()?;
    let of = |(no, to_number, to_change)| Indexed {
        chunks: no + 1,
        to_number,
        to_change,
    };
    Ok(last.map(of).unwrap_or_default())
}

/// Everything that was written in a version, by field, and under whose name.
pub struct Written {
    pub version_id: Uuid,
    pub sender: Sender,
    pub texts: Vec<(Uuid, String)>,
}

pub fn written(conn: &mut Conn, versions: &[Uuid]) -> Result<Vec<Written>, Error> {
    let ids: Vec<Uid> = versions.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<(Uid, Uid, Option<String>)> = answer::table
        .filter(answer::submission_version_id.eq_any(ids))
        .select((
            answer::submission_version_id,
            answer::field_id,
            answer::body,
        ))
        .load(conn)?;
    let mut texts: HashMap<Uuid, Vec<(Uuid, String)>> = HashMap::new();
    for (version, field, text) in rows {
        if let Some(text) = text {
            texts.entry(version.0).or_default().push((field.0, text));
        }
    }
    let written = senders(conn, versions)?.into_iter().map(|of| Written {
        texts: texts.remove(&of.version_id).unwrap_or_default(),
        version_id: of.version_id,
        sender: of.sender,
    });
    Ok(written.collect())
}

/// Adds a chunk; another instance that has added the same makes this fail.
pub fn insert_chunk(
    conn: &mut Conn,
    consultation: Uuid,
    to: Indexed,
    fields: &[Uuid],
    places: &[(String, Vec<u8>)],
) -> Result<(), Error> {
    let no = to.chunks - 1;
    let fields: Vec<u8> = fields.iter().flat_map(|id| *id.as_bytes()).collect();
    let chunk = vec![(
        word_chunk::consultation_id.eq(Uid(consultation)),
        word_chunk::no.eq(no),
        word_chunk::to_number.eq(to.to_number),
        word_chunk::to_change.eq(to.to_change),
        word_chunk::fields.eq(fields),
    )];
    insert_rows!(conn, word_chunk::table, &chunk)?;
    for some in places.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = some
            .iter()
            .map(|(word, places)| {
                (
                    word_place::consultation_id.eq(Uid(consultation)),
                    word_place::word.eq(word),
                    word_place::chunk_no.eq(no),
                    word_place::places.eq(places),
                )
            })
            .collect();
        insert_rows!(conn, word_place::table, &rows)?;
    }
    Ok(())
}

/// The fields of each chunk, by their places.
pub fn chunk_fields(conn: &mut Conn, consultation: Uuid) -> Result<Vec<Vec<Uuid>>, Error> {
    let rows: Vec<Vec<u8>> = word_chunk::table
        .filter(word_chunk::consultation_id.eq(Uid(consultation)))
        .order(word_chunk::no)
        .select(word_chunk::fields)
        .load(conn)?;
    let ids = |bytes: Vec<u8>| {
        let ids = bytes
            .chunks_exact(16)
            .filter_map(|id| Uuid::from_slice(id).ok());
        ids.collect()
    };
    Ok(rows.into_iter().map(ids).collect())
}

/// Where a word stands: each chunk that has it, with its packed places.
pub fn places_of(
    conn: &mut Conn,
    consultation: Uuid,
    wanted: &Wanted,
) -> Result<Vec<(i32, Vec<u8>)>, Error> {
    let own = word_place::table.filter(word_place::consultation_id.eq(Uid(consultation)));
    let columns = (word_place::chunk_no, word_place::places);
    // Above every word that begins so.
    let end = format!("{}\u{10FFFF}", wanted.word);
    Ok(match wanted.begins {
        true => own
            .filter(word_place::word.ge(&wanted.word))
            .filter(word_place::word.lt(end))
            .select(columns)
            .load(conn)?,
        false => own
            .filter(word_place::word.eq(&wanted.word))
            .select(columns)
            .load(conn)?,
    })
}

/// How many answers wait to be indexed, counted to this many of the new and of those that were sent again.
pub fn left(
    conn: &mut Conn,
    consultation: Uuid,
    series: Uuid,
    most: usize,
) -> Result<usize, Error> {
    let indexed = indexed(conn, consultation)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let own = submission::consultation_id.eq(Uid(consultation));
    let new: Vec<Uid> = submission::table
        .filter(submission::case_series_id.eq(Uid(series)).and(own))
        .filter(submission::number.gt(indexed.to_number))
        .limit(most)
        .select(submission::id)
        .load(conn)?;
    let again: Vec<Uid> = submission::table
        .filter(own)
        .filter(submission::change_no.gt(indexed.to_change))
        .limit(most)
        .select(submission::id)
        .load(conn)?;
    Ok(new.len() + again.len())
}
