//! What has become of each invited body: exactly one state, so that the counts add up to all who were
//! invited. Pure rules; `store.rs` reads what they are made of.

use crate::bodies::{Kind, Report, county_name, fold_name};
use crate::consultations::{ADDED_LATER, Texts, group_word, parse_group};
use crate::i18n::Lang;
use crate::submissions::CosignedAnswer;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// An invited body with everything that is known of it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: Uuid,
    pub body_id: Uuid,
    /// As it was invited.
    pub name: String,
    pub language: Lang,
    /// The listed line that asked for it: the group's number and heading.
    pub group: Option<(i32, Option<Texts>)>,
    /// Why it was added later.
    pub reason: Option<Texts>,
    pub org_no: Option<String>,
    pub kind: Kind,
    pub county_no: Option<String>,
    /// Where a letter would go today.
    pub address: Option<String>,
    pub desk: Option<AskedDesk>,
    /// The last letter to it.
    pub letter: Option<AskedLetter>,
    /// What it has sent: one answer, or one of its own and one given together with others.
    pub sent: Vec<AskedAnswer>,
    /// What it has sent and taken back, and not sent anew.
    pub withdrawn: Vec<AskedAnswer>,
    /// The answer of others that it stands behind.
    pub cosigned: Option<CosignedAnswer>,
    /// Since when it is not going to answer.
    pub declined_at: Option<DateTime<Utc>>,
    /// Answers that say they are from it, without its link.
    pub claims: Vec<AskedClaim>,
    /// Since when it is no more, as the register has it now.
    pub closed_on: Option<NaiveDate>,
    /// What was said of its address, and waits for staff.
    pub reports: Vec<Report>,
}

/// The desk behind its link.
#[derive(Debug, Clone, Default)]
pub struct AskedDesk {
    pub id: Uuid,
    /// That of its other answer, where it gives both one of its own and one together with others.
    pub other: Option<Uuid>,
    pub begun_at: Option<DateTime<Utc>>,
    /// Those of the two where something was written or told.
    pub touched: Vec<Uuid>,
    /// A link of an invitation opens it.
    pub has_link: bool,
}

impl AskedDesk {
    /// It and the one of the body's other answer.
    pub fn all(&self) -> impl Iterator<Item = Uuid> + use<> {
        std::iter::once(self.id).chain(self.other)
    }
}

#[derive(Debug, Clone)]
pub struct AskedLetter {
    pub id: Uuid,
    pub slot: String,
    pub state: Delivery,
    pub recipient: String,
    /// What the mail server said last.
    pub reply: Option<String>,
    pub attempts: i32,
    /// When it was handed over, or is tried next.
    pub at: DateTime<Utc>,
}

/// How a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LetterState)]
pub enum Delivery {
    Waiting,
    Sent,
    Parked,
    /// Overtaken by a letter to another address.
    Dropped,
}

#[derive(Debug, Clone)]
pub struct AskedAnswer {
    pub desk: Uuid,
    /// In its case, and as it is written.
    pub sequence: i64,
    pub number: String,
    pub version: i32,
    pub received_at: DateTime<Utc>,
    pub is_withdrawn: bool,
    /// It is among those that count: it came in time or was taken all the same, and stands once.
    pub counts: bool,
}

/// An answer by its number, and that number as it is written.
#[derive(Debug, Clone)]
pub struct AskedClaim {
    pub number: i64,
    pub as_written: String,
}

/// The one state that a body is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InvitationState)]
pub enum State {
    NoAddress,
    NotSent,
    Queued,
    HandedOver,
    Failed,
    Started,
    Sent,
    /// It stands behind an answer that others have sent.
    Cosigned,
    Declined,
}

impl State {
    pub const ALL: [Self; 9] = [
        Self::Sent,
        Self::Cosigned,
        Self::Started,
        Self::Declined,
        Self::HandedOver,
        Self::Queued,
        Self::Failed,
        Self::NotSent,
        Self::NoAddress,
    ];

    /// The word in addresses, and the end of its text's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoAddress => "uten-adresse",
            Self::NotSent => "ikke-sendt",
            Self::Queued => "i-ko",
            Self::HandedOver => "levert",
            Self::Failed => "feilet",
            Self::Started => "begynt",
            Self::Sent => "svart",
            Self::Cosigned => "felles-svar",
            Self::Declined => "svarer-ikke",
        }
    }
}

/// The parts of a share: together they are all who were invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Has sent an answer that counts.
    Counted,
    /// Has sent none that counts, and stands behind one that others have sent.
    Joined,
    /// Has sent, alone or with others, and nothing that counts.
    NotCounted,
    Declined,
    Missing,
}

impl Asked {
    /// What the body did counts before what became of its letter.
    pub fn state(&self) -> State {
        if !self.sent.is_empty() {
            return State::Sent;
        }
        if self.cosigned.is_some() {
            return State::Cosigned;
        }
        if self.declined_at.is_some() {
            return State::Declined;
        }
        if self.desk.as_ref().is_some_and(AskedDesk::is_begun) {
            return State::Started;
        }
        match self.letter.as_ref().map(|letter| letter.state) {
            Some(Delivery::Waiting) => State::Queued,
            Some(Delivery::Sent) => State::HandedOver,
            Some(Delivery::Parked | Delivery::Dropped) => State::Failed,
            None if self.address.is_none() => State::NoAddress,
            None => State::NotSent,
        }
    }

    /// The number of its group, or what stands for it.
    pub fn group_no(&self) -> i32 {
        self.group.as_ref().map_or(ADDED_LATER, |(no, _)| *no)
    }

    /// Has neither sent anything, alone or with others, nor said that it will not.
    pub fn is_missing(&self) -> bool {
        self.part() == Part::Missing
    }

    /// What it is in the share of those who have answered: one that gives both an own and a joint answer has answered once.
    pub fn part(&self) -> Part {
        let is_joined = self.cosigned.as_ref().is_some_and(|answer| answer.counts);
        match self.state() {
            State::Sent if self.sent.iter().any(|answer| answer.counts) => Part::Counted,
            State::Sent | State::Cosigned if is_joined => Part::Joined,
            State::Sent | State::Cosigned => Part::NotCounted,
            State::Declined => Part::Declined,
            _ => Part::Missing,
        }
    }

    /// The link in its letter opens its answer: staff have not closed it.
    pub fn has_link(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.has_link)
    }

    /// The desks from which it has something to send and did not, by a link that still opens them: the first as soon as it
    /// was begun, unless the body has answered with others or said that it will not; one beside an answer that was sent once
    /// something is written there.
    pub fn unsent(&self) -> Vec<Uuid> {
        let Some(desk) = self.desk.as_ref().filter(|_| self.has_link()) else {
            return Vec::new();
        };
        if self.declined_at.is_some() || (self.sent.is_empty() && self.cosigned.is_some()) {
            return Vec::new();
        }
        let is_sent = |id: &Uuid| self.sent.iter().any(|answer| answer.desk == *id);
        let waits = |id: &Uuid| match *id == desk.id && self.sent.is_empty() {
            true => desk.is_begun(),
            false => desk.touched.contains(id),
        };
        desk.all().filter(|id| !is_sent(id) && waits(id)).collect()
    }

    /// Its last letter is still on its way, and to the address of today.
    pub fn is_on_its_way(&self) -> bool {
        let current = self.address.as_deref();
        let waits =
            |l: &AskedLetter| l.state == Delivery::Waiting && current == Some(l.recipient.as_str());
        self.letter.as_ref().is_some_and(waits)
    }
}

impl AskedDesk {
    pub fn is_begun(&self) -> bool {
        self.begun_at.is_some() || !self.touched.is_empty()
    }
}

/// The states that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    One(State),
    /// Everyone who has neither answered nor said that they will not.
    Missing,
    /// Everyone for whom an answer that counts speaks, their own or that of others.
    Heard,
    /// Everyone who has sent one that counts.
    Counted,
    /// Everyone who is heard by the answer of others alone.
    Joined,
    /// Everyone who has sent, alone or with others, and nothing that counts.
    NotCounted,
}

impl Wanted {
    /// Those that are not one state.
    const OTHERS: [Self; 5] = [
        Self::Missing,
        Self::Heard,
        Self::Counted,
        Self::Joined,
        Self::NotCounted,
    ];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::One(state) => state.word(),
            Self::Missing => "mangler",
            Self::Heard => "hort",
            Self::Counted => "teller",
            Self::Joined => "teller-med-andre",
            Self::NotCounted => "teller-ikke",
        }
    }

    /// The word that programs use.
    pub const fn api_word(self) -> &'static str {
        match self {
            Self::One(State::NoAddress) => "no_address",
            Self::One(State::NotSent) => "not_sent",
            Self::One(State::Queued) => "queued",
            Self::One(State::HandedOver) => "handed_over",
            Self::One(State::Failed) => "failed",
            Self::One(State::Started) => "started",
            Self::One(State::Sent) => "sent",
            Self::One(State::Cosigned) => "cosigned",
            Self::One(State::Declined) => "declined",
            Self::Missing => "missing",
            Self::Heard => "heard",
            Self::Counted => "counted",
            Self::Joined => "joined",
            Self::NotCounted => "not_counted",
        }
    }

    pub fn all() -> impl Iterator<Item = Self> {
        State::ALL.into_iter().map(Self::One).chain(Self::OTHERS)
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|wanted| wanted.word() == word)
    }

    fn takes(self, asked: &Asked) -> bool {
        match self {
            Self::One(state) => asked.state() == state,
            Self::Missing => asked.is_missing(),
            Self::Heard => matches!(asked.part(), Part::Counted | Part::Joined),
            Self::Counted => asked.part() == Part::Counted,
            Self::Joined => asked.part() == Part::Joined,
            Self::NotCounted => asked.part() == Part::NotCounted,
        }
    }
}

/// The word of reports that wait.
const WAITS: &str = "venter";

/// What is looked for, as the address of the page says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub state: Option<Wanted>,
    pub group: Option<i32>,
    pub kind: Option<Kind>,
    pub county: Option<String>,
    pub words: String,
    /// Only those of whom something waits for staff.
    pub reported: bool,
    /// Words that mean nothing, by their controls: they take nobody.
    pub unknown: Vec<(&'static str, String)>,
}

impl Filter {
    /// The controls that a filter is made of, as addresses and forms name them.
    pub const NAMES: [&str; 6] = ["tilstand", "gruppe", "type", "fylke", "q", "melding"];

    pub fn read<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        let mut unknown = Vec::new();
        let [state, group, kind, county, words, reported] = Self::NAMES;
        let told = |name| get(name).map(str::trim).filter(|word| !word.is_empty());
        Self {
            state: known(state, told(state), Wanted::parse, &mut unknown),
            group: known(group, told(group), parse_group, &mut unknown),
            kind: known(kind, told(kind), Kind::parse, &mut unknown),
            county: {
                let own = |no: &str| county_name(no).map(|_| no.to_owned());
                known(county, told(county), own, &mut unknown)
            },
            words: told(words).unwrap_or_default().to_owned(),
            reported: {
                let waits = |word: &str| (word == WAITS).then_some(());
                known(reported, told(reported), waits, &mut unknown).is_some()
            },
            unknown,
        }
    }

    /// The same controls with their values.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let [state, group, kind, county, words, reported] = Self::NAMES;
        let mut pairs = Vec::new();
        pairs.extend(self.state.map(|s| (state, s.word().to_owned())));
        pairs.extend(self.group.map(|no| (group, group_word(no))));
        pairs.extend(self.kind.map(|k| (kind, k.as_str().to_owned())));
        pairs.extend(self.county.iter().map(|no| (county, no.clone())));
        pairs.extend((!self.words.is_empty()).then(|| (words, self.words.clone())));
        pairs.extend(self.reported.then(|| (reported, WAITS.to_owned())));
        pairs.extend(self.unknown.iter().cloned());
        pairs
    }

    /// Everything but the state: what the counts are of.
    pub fn takes_apart_from_state(&self, asked: &Asked) -> bool {
        let name = fold_name(&asked.name);
        // As numbers are shown and written, in groups of three.
        let number: String = self.words.split_whitespace().collect();
        let is_number = asked.org_no.as_deref() == Some(number.as_str());
        let says = |word: &str| is_number || name.contains(word);
        self.unknown.is_empty()
            && self.group.is_none_or(|no| asked.group_no() == no)
            && self.kind.is_none_or(|kind| asked.kind == kind)
            && (!self.reported || !asked.reports.is_empty())
            && (self.county.is_none() || self.county == asked.county_no)
            && fold_name(&self.words).split(' ').all(says)
    }

    pub fn takes(&self, asked: &Asked) -> bool {
        self.state.is_none_or(|wanted| wanted.takes(asked)) && self.takes_apart_from_state(asked)
    }

    /// How many of those who are looked for, apart from the state, are in each state.
    pub fn tally(&self, all: &[Asked]) -> HashMap<State, usize> {
        let mut tally = HashMap::new();
        for asked in all
            .iter()
            .filter(|asked| self.takes_apart_from_state(asked))
        {
            *tally.entry(asked.state()).or_default() += 1;
        }
        tally
    }
}

/// What a word means; it is noted where it means nothing.
fn known<T>(
    name: &'static str,
    word: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
    unknown: &mut Vec<(&'static str, String)>,
) -> Option<T> {
    let word = word?;
    let found = read(word);
    if found.is_none() {
        unknown.push((name, word.to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `own`, `of_others`: the answers that speak for it, and whether each counts.
    fn asked(own: &[bool], of_others: Option<bool>, declines: bool) -> Asked {
        let answer = |counts: &bool| AskedAnswer {
            desk: Uuid::nil(),
            sequence: 1,
            number: "24/1-H1".to_owned(),
            version: 1,
            received_at: DateTime::UNIX_EPOCH,
            is_withdrawn: false,
            counts: *counts,
        };
        let joint = |counts| CosignedAnswer {
            number: 2,
            as_written: "24/1-H2".to_owned(),
            counts,
        };
        Asked {
            id: Uuid::nil(),
            body_id: Uuid::nil(),
            name: "Fjellvik kommune".to_owned(),
            language: Lang::Nb,
            group: None,
            reason: None,
            org_no: None,
            kind: Kind::Municipality,
            county_no: None,
            address: None,
            desk: None,
            letter: None,
            sent: own.iter().map(answer).collect(),
            withdrawn: Vec::new(),
            cosigned: of_others.map(joint),
            declined_at: declines.then_some(DateTime::UNIX_EPOCH),
            claims: Vec::new(),
            closed_on: None,
            reports: Vec::new(),
        }
    }

    #[test]
    fn whatever_speaks_for_a_body_it_is_in_one_part_of_the_share() {
        const PARTS: [Wanted; 5] = [
            Wanted::Counted,
            Wanted::Joined,
            Wanted::NotCounted,
            Wanted::One(State::Declined),
            Wanted::Missing,
        ];
        let owns: [&[bool]; 5] = [&[], &[true], &[false], &[false, true], &[false, false]];
        for own in owns {
            for of_others in [None, Some(true), Some(false)] {
                for declines in [false, true] {
                    let asked = asked(own, of_others, declines);
                    let parts = PARTS.into_iter().filter(|part| part.takes(&asked));
                    let parts: Vec<Wanted> = parts.collect();
                    let told = format!("{own:?} {of_others:?} {declines}: {parts:?}");
                    assert_eq!(parts.len(), 1, "{told}");
                    let is_heard = own.contains(&true) || of_others == Some(true);
                    let is_part = matches!(parts[0], Wanted::Counted | Wanted::Joined);
                    assert_eq!(is_part, is_heard, "{told}");
                    assert_eq!(Wanted::Heard.takes(&asked), is_heard, "{told}");
                }
            }
        }
    }
}
