//! Searching the words of answers. Most stand in the index, which grows by a chunk whenever enough answers have
//! come; the few that came since, or were sent again since, are read and looked through, so that a search
//! never misses what was sent a moment ago.

use super::entry::Entry;
use super::roster::Roster;
use super::store::{self, Indexed};
use super::words::{Chunk, Place, SENDER, Wanted, unpack, words};
use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, ListQuery, list};
use crate::db::Conn;
use crate::error::Error;
use crate::submissions::receipt::Sender;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Answers in a chunk. A look through so many takes some milliseconds, and so many make an index that is a
/// small part of the texts.
const IN_A_CHUNK: usize = 200;

/// Which entries were hit, by their places in the roster.
#[derive(Debug, Clone)]
pub struct Hits(Vec<bool>);

impl Hits {
    /// None of so many.
    pub fn none(of: usize) -> Self {
        Self(vec![false; of])
    }

    pub fn add(&mut self, at: usize) {
        if let Some(hit) = self.0.get_mut(at) {
            *hit = true;
        }
    }

    pub fn has(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(false)
    }
}

/// The entries in which every word stands: in the sender's name, or in one of these fields, or in any.
pub fn search(
    conn: &mut Conn,
    consultation: Uuid,
    roster: &Roster,
    wanted: &[Wanted],
    fields: Option<&[Uuid]>,
) -> Result<Hits, Error> {
    let indexed = store::indexed(conn, consultation)?;
    let of_chunks: Vec<Vec<bool>> = store::chunk_fields(conn, consultation)?
        .into_iter()
        .map(|ids| {
            let is_meant = |id: &Uuid| fields.is_none_or(|fields| fields.contains(id));
            // The name comes first.
            std::iter::once(true)
                .chain(ids.iter().map(is_meant))
                .collect()
        })
        .collect();
    let tail = Tail::read(conn, roster, indexed)?;
    let mut all = vec![true; roster.len()];
    for one in wanted {
        let mut hit = vec![false; roster.len()];
        for (chunk, packed) in store::places_of(conn, consultation, one)? {
            let meant = usize::try_from(chunk).ok().and_then(|no| of_chunks.get(no));
            let Some(meant) = meant else { continue };
            for place in unpack(&packed).filter(|p| meant.get(p.field as usize) == Some(&true)) {
                if let Some(at) = roster.find(place.number)
                    && roster.entry(at).version_no == place.version
                {
                    hit[at] = true;
                }
            }
        }
        tail.mark(one, fields, &mut hit);
        for (still, hit) in all.iter_mut().zip(hit) {
            *still &= hit;
        }
    }
    Ok(Hits(all))
}

fn is_indexed(entry: &Entry, indexed: Indexed) -> bool {
    entry.number <= indexed.to_number && entry.change_no <= indexed.to_change
}

/// The name under which it was sent.
fn names(sender: &Sender) -> impl Iterator<Item = &String> {
    let told = [&sender.body, &sender.organisation];
    told.into_iter().flatten().chain([&sender.person])
}

/// The words of a field, `None` being the sender's name.
type Words = (Option<Uuid>, Vec<String>);

/// What is not indexed yet, by the place in the roster.
struct Tail(Vec<(usize, Vec<Words>)>);

impl Tail {
    fn read(conn: &mut Conn, roster: &Roster, indexed: Indexed) -> Result<Self, Error> {
        let left = roster.entries().iter().enumerate();
        let left: HashMap<Uuid, usize> = left
            .filter(|(_, entry)| !is_indexed(entry, indexed))
            .map(|(at, entry)| (entry.version_id, at))
            .collect();
        let versions: Vec<Uuid> = left.keys().copied().collect();
        let mut tail = Vec::with_capacity(left.len());
        for some in versions.chunks(IN_A_CHUNK) {
            for written in store::written(conn, some)? {
                let of = |text: &str| words(text).map(|(word, _)| word).collect::<Vec<_>>();
                let name = names(&written.sender).map(|name| (None, of(name)));
                let texts = written.texts.iter().map(|(id, text)| (Some(*id), of(text)));
                tail.push((left[&written.version_id], name.chain(texts).collect()));
            }
        }
        Ok(Self(tail))
    }

    fn mark(&self, wanted: &Wanted, fields: Option<&[Uuid]>, hit: &mut [bool]) {
        for (at, texts) in &self.0 {
            let is_meant = |of: &Option<Uuid>| match (of, fields) {
                (Some(id), Some(fields)) => fields.contains(id),
                _ => true,
            };
            hit[*at] |= texts
                .iter()
                .filter(|(of, _)| is_meant(of))
                .any(|(_, words)| words.iter().any(|word| wanted.is(word)));
        }
    }
}

/// Indexes the words of whole chunks of answers, as many as have come; how many chunks.
async fn index(app: &App, consultation: &Arc<Consultation>) -> Result<usize, Error> {
    let mut done = 0;
    loop {
        let roster = super::find::roster(app, consultation).await?;
        let id = consultation.id;
        let next = app
            .db
            .read(move |conn| next_chunk(conn, id, &roster))
            .await?;
        let Some(next) = next else { return Ok(done) };
        app.db
            .write(move |conn| store::insert_chunk(conn, id, next.to, &next.fields, &next.places))
            .await?;
        done += 1;
    }
}

struct NextChunk {
    to: Indexed,
    fields: Vec<Uuid>,
    places: Vec<(String, Vec<u8>)>,
}

/// What the next chunk holds; nothing while there is too little for one.
fn next_chunk(
    conn: &mut Conn,
    consultation: Uuid,
    roster: &Roster,
) -> Result<Option<NextChunk>, Error> {
    let indexed = store::indexed(conn, consultation)?;
    // What was sent again first, then the new ones in the order of their numbers: both ends only grow.
    let mut left: Vec<&Entry> = roster
        .entries()
        .iter()
        .filter(|e| !is_indexed(e, indexed))
        .collect();
    if left.len() < IN_A_CHUNK {
        return Ok(None);
    }
    left.sort_by_key(|e| (e.number > indexed.to_number, e.change_no, e.number));
    let again = left.partition_point(|e| e.number <= indexed.to_number);
    let (again, new) = left.split_at(again);
    let again = &again[..again.len().min(IN_A_CHUNK)];
    let mut new = new.to_vec();
    new.sort_by_key(|e| e.number);
    new.truncate(IN_A_CHUNK - again.len());
    let last_change = again.last().map_or(indexed.to_change, |e| e.change_no);
    let to = Indexed {
        chunks: indexed.chunks + 1,
        to_number: new.last().map_or(indexed.to_number, |e| e.number),
        to_change: last_change,
    };
    let all: HashMap<Uuid, &Entry> = again
        .iter()
        .chain(&new)
        .map(|e| (e.version_id, *e))
        .collect();
    let versions: Vec<Uuid> = all.keys().copied().collect();
    let fields: Vec<Uuid> = roster.columns.iter().map(|column| column.id).collect();
    let mut chunk = Chunk::default();
    for written in store::written(conn, &versions)? {
        let entry = all[&written.version_id];
        let place = |field| Place {
            number: entry.number,
            version: entry.version_no,
            field,
        };
        for name in names(&written.sender) {
            chunk.add(place(SENDER), name);
        }
        for (field, text) in &written.texts {
            let at = fields.iter().position(|id| id == field);
            if let Some(at) = at.and_then(|at| u32::try_from(at).ok()) {
                chunk.add(place(at + 1), text);
            }
        }
    }
    Ok(Some(NextChunk {
        to,
        fields,
        places: chunk.packed().collect(),
    }))
}

/// Indexes what has come to every consultation, where there is enough for a chunk; how many chunks.
pub async fn keep_index(app: &App) -> Result<usize, Error> {
    let mut done = 0;
    let mut after = None;
    loop {
        let query = ListQuery {
            stage: None,
            words: String::new(),
            after,
            limit: AT_ONCE,
            today: calendar::oslo_date(app.clock.now()),
        };
        let listed = app.db.read(move |conn| list(conn, &query)).await?;
        for one in &listed.items {
            let consultation = app.consultations.get(&app.db, one.id).await?;
            let (id, series) = (consultation.id, consultation.case_series_id);
            let left = app
                .db
                .read(move |conn| store::left(conn, id, series, IN_A_CHUNK))
                .await?;
            if left >= IN_A_CHUNK {
                done += index(app, &consultation).await?;
            }
        }
        after = listed.next;
        if after.is_none() {
            return Ok(done);
        }
    }
}

/// Consultations that are listed at once.
const AT_ONCE: u32 = 100;
