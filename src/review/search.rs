//! Searching the words of answers. Most stand in the index, which grows by a chunk whenever enough answers have
//! come; the few that came since, or were sent again since, are read and looked through, so that a search
//! never misses what was sent a moment ago. Where a word was found is kept: whoever asks for it again waits only for what has
//! come since.

use super::entry::Entry;
use super::roster::Roster;
use super::store::{self, Indexed};
use super::values::Places;
use super::words::{Chunk, Place, SENDER, Wanted, unpack, words};
use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, ListQuery, list};
use crate::db::Conn;
use crate::error::Error;
use crate::submissions::receipt::Sender;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Answers in a chunk. A look through so many takes some milliseconds, and so many make an index that is a
/// small part of the texts.
const IN_A_CHUNK: usize = 200;

/// Which entries were hit: anywhere, and in each part alone.
#[derive(Debug, Clone)]
pub struct Hits {
    anywhere: Places,
    parts: Vec<Places>,
}

impl Hits {
    pub fn none(roster: &Roster) -> Self {
        let none = Places::with_capacity(roster.len());
        Self {
            parts: vec![none.clone(); roster.parts.len()],
            anywhere: none,
        }
    }

    /// The same, with room for those that came since.
    fn grown(&self, roster: &Roster) -> Self {
        let mut grown = self.clone();
        grown.each(|places| places.grow(roster.len()));
        grown
    }

    /// Whatever part is looked at.
    pub fn add(&mut self, at: usize) {
        self.each(|places| places.insert(at));
    }

    fn mark(&mut self, at: usize, stands: Where) {
        match stands {
            Where::Name => self.add(at),
            Where::Part(part) => {
                self.anywhere.insert(at);
                self.parts[part].insert(at);
            }
        }
    }

    fn forget(&mut self, at: usize) {
        self.each(|places| places.remove(at));
    }

    fn each(&mut self, change: impl FnMut(&mut Places)) {
        let all = self.parts.iter_mut().chain([&mut self.anywhere]);
        all.for_each(change);
    }

    /// In this part or in the sender's name; `None`: anywhere.
    pub fn in_part(&self, part: Option<usize>) -> &Places {
        part.map_or(&self.anywhere, |part| &self.parts[part])
    }

    /// Only what the other has, too.
    fn narrow(&mut self, other: &Self) {
        self.anywhere.intersect_with(&other.anywhere);
        for (still, hit) in self.parts.iter_mut().zip(&other.parts) {
            still.intersect_with(hit);
        }
    }
}

/// Where a word stands in a roster, as that was when it was looked for.
struct Known {
    word: Wanted,
    hits: Hits,
    /// The version of the proposal whose parts those of the hits are.
    proposal: i32,
    entries: usize,
    to_number: i64,
    to_change: i64,
}

impl Known {
    fn new(word: &Wanted, hits: Hits, roster: &Roster) -> Self {
        Self {
            word: word.clone(),
            hits,
            proposal: roster.proposal,
            entries: roster.len(),
            to_number: roster.last_number(),
            to_change: roster.changed_to,
        }
    }

    /// The entries that have come or changed since, by their places; `None` where this roster has not grown from
    /// the one that was searched, or the index is the shorter way.
    fn behind(&self, roster: &Roster) -> Option<Vec<usize>> {
        let is_before = self.proposal == roster.proposal
            && self.to_change <= roster.changed_to
            && roster.from(self.to_number.saturating_add(1)) == self.entries;
        let has_changed = self.to_change < roster.changed_to;
        let from = if has_changed { 0 } else { self.entries };
        let since =
            |at: &usize| *at >= self.entries || roster.entry(*at).change_no > self.to_change;
        let behind = (from..roster.len()).filter(since);
        let behind: Vec<usize> = behind.take(IN_A_CHUNK + 1).collect();
        (is_before && behind.len() <= IN_A_CHUNK).then_some(behind)
    }
}

/// The words that were looked for last. Each has a bit for every answer and part: some eighty kilobytes with 50,000 answers to
/// eleven råd.
#[derive(Default)]
pub struct KnownWords(Mutex<Vec<Arc<Known>>>);

const MOST_KNOWN: usize = 16;

impl KnownWords {
    fn of(&self, word: &Wanted) -> Option<Arc<Known>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|known| known.word == *word).cloned()
    }

    fn keep(&self, one: Known) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|known| known.word != one.word);
        if known.len() == MOST_KNOWN {
            known.remove(0);
        }
        known.push(Arc::new(one));
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
    known: &KnownWords,
) -> Result<Hits, Error> {
    let mut index = None;
    let parts: HashMap<Uuid, usize> = roster.columns.iter().map(|c| (c.id, c.part)).collect();
    // Each word as far as it is known, and what is left to look through for it.
    let mut begun: Vec<(&Wanted, Hits, Vec<usize>)> = Vec::with_capacity(wanted.len());
    for one in wanted {
        let before = known.of(one);
        let behind = before.as_ref().and_then(|before| before.behind(roster));
        begun.push(match before.zip(behind) {
            Some((before, behind)) => (one, before.hits.grown(roster), behind),
            None => {
                let index = match &index {
                    Some(index) => index,
                    None => index.insert(Index::read(conn, consultation, roster, &parts)?),
                };
                (one, index.find(conn, roster, one)?, index.left.clone())
            }
        });
    }
    let left = begun.iter().flat_map(|(.., left)| left);
    let left = left.map(|at| (roster.entry(*at).version_id, *at)).collect();
    let tail = Tail::of(conn, &left)?;
    let mut all: Option<Hits> = None;
    for (one, mut hits, left) in begun {
        if !left.is_empty() {
            left.iter().for_each(|at| hits.forget(*at));
            tail.mark(one, &parts, &mut hits);
        }
        match &mut all {
            Some(all) => all.narrow(&hits),
            None => all = Some(hits.clone()),
        }
        known.keep(Known::new(one, hits, roster));
    }
    Ok(all.unwrap_or_else(|| Hits::none(roster)))
}

/// The index of a consultation's words, and which entries are not in it.
struct Index<'p> {
    consultation: Uuid,
    /// What the places of each chunk are.
    of_chunks: Vec<Vec<Option<Where>>>,
    parts: &'p HashMap<Uuid, usize>,
    left: Vec<usize>,
}

impl<'p> Index<'p> {
    fn read(
        conn: &mut Conn,
        consultation: Uuid,
        roster: &Roster,
        parts: &'p HashMap<Uuid, usize>,
    ) -> Result<Self, Error> {
        let indexed = store::indexed(conn, consultation)?;
        let of_chunk = |ids: Vec<Uuid>| {
            let of_fields = ids.iter().map(|id| parts.get(id).copied().map(Where::Part));
            // The name comes first.
            std::iter::once(Some(Where::Name))
                .chain(of_fields)
                .collect()
        };
        let chunks = store::chunk_fields(conn, consultation)?.into_iter();
        let entries = roster.entries().iter().enumerate();
        let left = entries.filter(|(_, entry)| !is_indexed(entry, indexed));
        Ok(Self {
            consultation,
            of_chunks: chunks.map(of_chunk).collect(),
            parts,
            left: left.map(|(at, _)| at).collect(),
        })
    }

    /// Where it has a word.
    fn find(&self, conn: &mut Conn, roster: &Roster, word: &Wanted) -> Result<Hits, Error> {
        let mut hits = Hits::none(roster);
        match word.beginning() {
            None => self.places(conn, roster, word, |at, stands| hits.mark(at, stands))?,
            Some(beginning) => {
                let mut alike = HashMap::new();
                self.places(conn, roster, &beginning, |at, _| {
                    alike.insert(roster.entry(at).version_id, at);
                })?;
                Tail::of(conn, &alike)?.mark(word, self.parts, &mut hits);
            }
        }
        Ok(hits)
    }

    /// What was indexed of a version that stands no more is left out.
    fn places(
        &self,
        conn: &mut Conn,
        roster: &Roster,
        word: &Wanted,
        mut found: impl FnMut(usize, Where),
    ) -> Result<(), Error> {
        // An answer has a word in many fields, one after the other.
        let mut last: (i64, Option<(usize, i32)>) = (0, None);
        for (chunk, packed) in store::places_of(conn, self.consultation, word)? {
            let fields = usize::try_from(chunk).ok();
            let Some(fields) = fields.and_then(|no| self.of_chunks.get(no)) else {
                continue;
            };
            for place in unpack(&packed) {
                if place.number != last.0 {
                    let at = roster.find(place.number);
                    let version = at.map(|at| (at, roster.entry(at).version_no));
                    last = (place.number, version);
                }
                if let Some(Some(stands)) = fields.get(place.field as usize)
                    && let Some((at, version)) = last.1
                    && version == place.version
                {
                    found(at, *stands);
                }
            }
        }
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::drawn::{Draw, drawn, entry, put};
    use crate::review::words::wanted;

    fn known(roster: &Roster) -> Known {
        Known::new(&wanted("kommunen")[0], Hits::none(roster), roster)
    }

    #[test]
    fn what_came_or_changed_since_a_word_was_looked_for_is_looked_through_and_nothing_else() {
        let mut draw = Draw(3);
        let mut roster = drawn(&mut draw);
        let before = known(&roster);
        assert_eq!(before.behind(&roster), Some(Vec::new()));
        let new = entry(&mut draw, roster.last_number() + 1);
        put(&mut roster, &mut draw, new);
        let newest = roster.len() - 1;
        assert_eq!(before.behind(&roster), Some(vec![newest]));
        let changed = Entry {
            change_no: 7,
            ..roster.entry(5).clone()
        };
        put(&mut roster, &mut draw, changed);
        roster.changed_to = 7;
        assert_eq!(before.behind(&roster), Some(vec![5, newest]));
        assert_eq!(known(&roster).behind(&roster), Some(Vec::new()));
    }

    #[test]
    fn where_a_word_stands_in_another_roster_is_looked_for_anew() {
        let mut draw = Draw(3);
        let mut roster = drawn(&mut draw);
        let before = roster.clone();
        let last = roster.last_number();
        for number in 1..=i64::try_from(IN_A_CHUNK).expect("a number") {
            let new = entry(&mut draw, last + number);
            put(&mut roster, &mut draw, new);
        }
        assert!(known(&before).behind(&roster).is_some());
        let one_more = entry(&mut draw, roster.last_number() + 1);
        put(&mut roster, &mut draw, one_more);
        assert_eq!(known(&before).behind(&roster), None, "the index is shorter");
        assert_eq!(known(&roster).behind(&before), None, "an older one");
        let mut later = before.clone();
        later.changed_to = 1;
        assert_eq!(known(&later).behind(&before), None, "one before a change");
        let mut other = before.clone();
        other.proposal += 1;
        assert_eq!(known(&before).behind(&other), None, "another proposal");
        let mut with_gap = before.clone();
        let between = (1..last).find(|number| before.find(*number).is_none());
        let between = entry(&mut draw, between.expect("a number that nobody has"));
        put(&mut with_gap, &mut draw, between);
        assert_eq!(known(&before).behind(&with_gap), None, "places were moved");
    }

    #[test]
    fn the_words_that_were_looked_for_last_are_kept() {
        let roster = drawn(&mut Draw(3));
        let words = KnownWords::default();
        let word = |n: usize| wanted(&format!("ord{n}")).remove(0);
        for n in (0..MOST_KNOWN).chain([0, MOST_KNOWN]) {
            words.keep(Known::new(&word(n), Hits::none(&roster), &roster));
        }
        assert!(words.of(&word(1)).is_none());
        let kept = |n: &usize| words.of(&word(*n)).is_some();
        assert_eq!((0..=MOST_KNOWN).filter(kept).count(), MOST_KNOWN);
    }
}
