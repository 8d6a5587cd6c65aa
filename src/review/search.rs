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

/// Which entries were hit, by their places in the roster: anywhere, and in each part alone.
#[derive(Debug, Clone)]
pub struct Hits {
    anywhere: Vec<bool>,
    /// A bit for each part.
    parts: Vec<u64>,
    /// How many numbers the bits of an entry take.
    width: usize,
}

impl Hits {
    fn new(roster: &Roster, hit: bool) -> Self {
        let width = roster.parts.len().div_ceil(64);
        let bits = if hit { u64::MAX } else { 0 };
        Self {
            anywhere: vec![hit; roster.len()],
            parts: vec![bits; roster.len() * width],
            width,
        }
    }

    pub fn none(roster: &Roster) -> Self {
        Self::new(roster, false)
    }

    /// Whatever part is looked at.
    pub fn add(&mut self, at: usize) {
        let Some(hit) = self.anywhere.get_mut(at) else {
            return;
        };
        *hit = true;
        self.parts[at * self.width..(at + 1) * self.width].fill(u64::MAX);
    }

    fn mark(&mut self, at: usize, stands: Where) {
        match stands {
            Where::Name => self.add(at),
            Where::Part(part) => {
                self.anywhere[at] = true;
                self.parts[at * self.width + part / 64] |= 1 << (part % 64);
            }
        }
    }

    /// In this part or in the sender's name; `None`: anywhere.
    pub fn has(&self, at: usize, part: Option<usize>) -> bool {
        match part {
            None => self.anywhere[at],
            Some(part) => self.parts[at * self.width + part / 64] & (1 << (part % 64)) != 0,
        }
    }

    /// Only what the other has, too.
    fn narrow(&mut self, other: &Self) {
        for (still, hit) in self.anywhere.iter_mut().zip(&other.anywhere) {
            *still &= hit;
        }
        for (still, hit) in self.parts.iter_mut().zip(&other.parts) {
            *still &= hit;
        }
    }
}

/// Where a word can stand.
#[derive(Clone, Copy)]
enum Where {
    Name,
    Part(usize),
}

/// The entries in which every word stands: in the sender's name or in any field, and for each part in the name or in
/// one of its fields.
pub fn search(
    conn: &mut Conn,
    consultation: Uuid,
    roster: &Roster,
    wanted: &[Wanted],
) -> Result<Hits, Error> {
    let indexed = store::indexed(conn, consultation)?;
    let parts: HashMap<Uuid, usize> = roster.columns.iter().map(|c| (c.id, c.part)).collect();
    let of_chunks: Vec<Vec<Option<Where>>> = store::chunk_fields(conn, consultation)?
        .into_iter()
        .map(|ids| {
            let of_fields = ids.iter().map(|id| parts.get(id).copied().map(Where::Part));
            // The name comes first.
            std::iter::once(Some(Where::Name))
                .chain(of_fields)
                .collect()
        })
        .collect();
    let tail = Tail::read(conn, roster, indexed)?;
    let mut all = Hits::new(roster, true);
    for one in wanted {
        let mut hits = Hits::none(roster);
        let chunks = (consultation, &*of_chunks);
        match one.beginning() {
            None => in_index(conn, chunks, roster, one, |at, stands| {
                hits.mark(at, stands);
            })?,
            Some(beginning) => {
                let mut alike = HashMap::new();
                in_index(conn, chunks, roster, &beginning, |at, _| {
                    alike.insert(roster.entry(at).version_id, at);
                })?;
                Tail::of(conn, &alike)?.mark(one, &parts, &mut hits);
            }
        }
        tail.mark(one, &parts, &mut hits);
        all.narrow(&hits);
    }
    Ok(all)
}

/// Where the index has a word, by the place in the roster. What was indexed of a version that stands no more is left out.
fn in_index(
    conn: &mut Conn,
    (consultation, of_chunks): (Uuid, &[Vec<Option<Where>>]),
    roster: &Roster,
    word: &Wanted,
    mut found: impl FnMut(usize, Where),
) -> Result<(), Error> {
    for (chunk, packed) in store::places_of(conn, consultation, word)? {
        let fields = usize::try_from(chunk).ok().and_then(|no| of_chunks.get(no));
        let Some(fields) = fields else { continue };
        for place in unpack(&packed) {
            let Some(Some(stands)) = fields.get(place.field as usize) else {
                continue;
            };
            if let Some(at) = roster.find(place.number)
                && roster.entry(at).version_no == place.version
            {
                found(at, *stands);
            }
        }
    }
    Ok(())
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

/// What is read and looked through, since it is not indexed yet or the index does not tell enough, by the place in the roster.
struct Tail(Vec<(usize, Vec<Words>)>);

impl Tail {
    fn read(conn: &mut Conn, roster: &Roster, indexed: Indexed) -> Result<Self, Error> {
        let left = roster.entries().iter().enumerate();
        let left: HashMap<Uuid, usize> = left
            .filter(|(_, entry)| !is_indexed(entry, indexed))
            .map(|(at, entry)| (entry.version_id, at))
            .collect();
        Self::of(conn, &left)
    }

    /// These versions, with their places.
    fn of(conn: &mut Conn, left: &HashMap<Uuid, usize>) -> Result<Self, Error> {
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

    fn mark(&self, wanted: &Wanted, parts: &HashMap<Uuid, usize>, hits: &mut Hits) {
        for (at, texts) in &self.0 {
            for (of, words) in texts {
                let stands = match of {
                    None => Some(Where::Name),
                    Some(id) => parts.get(id).copied().map(Where::Part),
                };
                if let Some(stands) = stands
                    && words.iter().any(|word| wanted.is(word))
                {
                    hits.mark(*at, stands);
                }
            }
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
