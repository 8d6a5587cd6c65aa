//! Rosters for tests: entries that look as if they were drawn, and are the same each time.

use super::entry::{Adoption, Channel, Entry, Sender, Standing};
use super::roster::{Column, Part, Roster};
use crate::bodies::Kind;
use crate::consultations::FieldKind;
use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

/// Numbers that look as if they were drawn, and are the same each time.
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// Two råd and the general fields.
pub fn empty() -> Roster {
    let part = |advice_id, key: &str| Part {
        advice_id,
        key: key.to_owned(),
        added_in: 1,
        gone_in: None,
    };
    let column = |n, key: &str, kind, part, choices: &[&str]| Column {
        id: id(n),
        key: key.to_owned(),
        kind,
        part,
        choices: choices.iter().map(|key| (*key).to_owned()).collect(),
    };
    let parts = vec![
        part(Some(id(1)), "r1"),
        part(Some(id(2)), "r2"),
        part(None, "generelt"),
    ];
    let columns = vec![
        column(10, "r1.syn", FieldKind::Scale, 0, &["ja", "nei"]),
        column(11, "r1.tekst", FieldKind::Text, 0, &[]),
        column(
            12,
            "r2.syn",
            FieldKind::Scale,
            1,
            &["ja", "nei", "vet-ikke"],
        ),
        column(13, "tekst", FieldKind::Text, 2, &[]),
    ];
    Roster::of(2, parts, columns)
}

const MOST: usize = 150;

/// An answer of whoever, however it came.
pub fn entry(draw: &mut Draw, number: i64) -> Entry {
    let senders: Vec<Sender> = Sender::all().collect();
    let sender = draw.of(&senders);
    let is_body = matches!(sender, Sender::Invited(_));
    let endorsed: Vec<i64> = (0..draw.below(3))
        .map(|_| draw.below(MOST) as i64)
        .collect();
    let entry = Entry {
        number,
        submission_id: id(number as u128),
        version_id: id(number as u128),
        version_no: 1,
        received_at: DateTime::UNIX_EPOCH + TimeDelta::days(draw.below(10) as i64),
        proposal: draw.of(&[1, 2]),
        body_id: is_body.then(|| id(number as u128)),
        sender,
        group: is_body.then(|| draw.of(&[0, 1, 2])),
        county: (is_body && draw.one_in(2)).then(|| draw.of(&[0, 3, 14])),
        standing: draw.of(Standing::ALL),
        adoption: draw.of(Adoption::ALL),
        channel: draw.of(Channel::ALL),
        is_late: draw.one_in(4),
        is_joint: draw.one_in(4),
        has_supplement: false,
        change_no: 0,
        is_withheld: false,
        is_ever_withheld: false,
        endorses: endorsed,
    };
    Entry {
        has_supplement: entry.standing == Standing::Counts && draw.one_in(3),
        ..entry
    }
}

/// Takes an answer in, with something said here and there.
pub fn put(roster: &mut Roster, draw: &mut Draw, entry: Entry) {
    let mut answers = Vec::new();
    for (field, choices) in [
        (10, &["ja", "nei", "senere"][..]),
        (11, &[]),
        (12, &["ja", "nei", "vet-ikke"]),
        (13, &[]),
    ] {
        if draw.one_in(2) {
            let choice = (!choices.is_empty()).then(|| draw.of(choices).to_owned());
            answers.push((id(field), choice));
        }
    }
    let none: Vec<Uuid> = [id(1), id(2)]
        .into_iter()
        .filter(|_| draw.one_in(5))
        .collect();
    let supported = entry
        .endorses
        .iter()
        .map(|_| draw.of(&[None, Some(id(1)), Some(id(2))]));
    let supported: Vec<Option<Uuid>> = supported.collect();
    roster.put(entry, &answers, &none, &supported);
}

/// Entries that came in their order, some that came below others, some that came again, and bodies of which the register has
/// said something else since.
pub fn drawn(draw: &mut Draw) -> Roster {
    let mut roster = empty();
    for number in 1..=MOST {
        if !draw.one_in(9) {
            let entry = entry(draw, number as i64);
            put(&mut roster, draw, entry);
        }
    }
    for _ in 0..60 {
        let number = 1 + draw.below(MOST);
        let entry = entry(draw, number as i64);
        put(&mut roster, draw, entry);
    }
    for _ in 0..30 {
        let at = draw.below(roster.len());
        if roster.entry(at).body_id.is_some() {
            let kind = draw.of(Kind::ALL);
            let (group, county) = (
                draw.of(&[None, Some(0), Some(2)]),
                draw.of(&[None, Some(3)]),
            );
            roster.place_body(at, Sender::Invited(kind), group, county);
        }
    }
    roster
}
