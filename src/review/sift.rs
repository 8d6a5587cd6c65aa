//! Going through a roster with a filter: which entries it takes, and how many there are of each value. A
//! value's count is of those that meet every *other* control, so it says what choosing it would show.

use super::days::Span;
use super::entry::{Adoption, Channel, Entry, Said, Sender, Standing};
use super::filter::{Filter, Stance, Supports, name};
use super::roster::Roster;
use super::search::Hits;
use crate::bodies::{COUNTIES, Kind};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// The controls, each a bit: what an entry does not meet.
mod control {
    pub const SENDER: u16 = 1;
    pub const GROUP: u16 = 1 << 1;
    pub const COUNTY: u16 = 1 << 2;
    pub const STANDING: u16 = 1 << 3;
    pub const ARRIVAL: u16 = 1 << 4;
    pub const CHANNEL: u16 = 1 << 5;
    pub const PROPOSAL: u16 = 1 << 6;
    pub const PART: u16 = 1 << 7;
    pub const STANCE: u16 = 1 << 8;
    pub const WORDS: u16 = 1 << 9;
    pub const DAYS: u16 = 1 << 10;
    pub const ADOPTION: u16 = 1 << 11;
    pub const SUPPORTS: u16 = 1 << 12;
    pub const GIVEN: u16 = 1 << 13;
    pub const SUPPORTED: u16 = 1 << 14;
}

/// How many there are of each value.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    senders: Vec<usize>,
    pub groups: BTreeMap<i32, usize>,
    counties: Vec<usize>,
    standings: Vec<usize>,
    adoptions: Vec<usize>,
    /// In time, and late.
    pub arrivals: [usize; 2],
    /// Their senders' own, and given together.
    pub given: [usize; 2],
    /// Supported by none, and by others.
    pub supported: [usize; 2],
    channels: Vec<usize>,
    pub proposals: BTreeMap<i32, usize>,
    /// By the place of the part.
    pub parts: Vec<usize>,
    /// To the wanted part, as the choices are; nothing is counted of them where none is wanted, and shown neither.
    pub no_comment: usize,
    /// By the place of the column, then of the choice.
    pub choices: Vec<Vec<usize>>,
    /// Those that support anything of another answer, and by the place of the råd; last those that support one in whole.
    pub supports_any: usize,
    pub supports: Vec<usize>,
}

impl Tally {
    fn new(roster: &Roster) -> Self {
        let of_column = |c: &super::roster::Column| vec![0; c.choices.len()];
        Self {
            senders: vec![0; Sender::all().count()],
            counties: vec![0; COUNTIES.len()],
            standings: vec![0; Standing::ALL.len()],
            adoptions: vec![0; Adoption::ALL.len()],
            channels: vec![0; Channel::ALL.len()],
            parts: vec![0; roster.parts.len()],
            supports: vec![0; roster.parts.len()],
            choices: roster.columns.iter().map(of_column).collect(),
            ..Self::default()
        }
    }

    pub fn sender(&self, sender: Sender) -> usize {
        self.senders[place(sender)]
    }

    pub fn county(&self, at: usize) -> usize {
        self.counties[at]
    }

    pub fn standing(&self, standing: Standing) -> usize {
        self.standings[standing as usize]
    }

    pub fn adoption(&self, adoption: Adoption) -> usize {
        self.adoptions[adoption as usize]
    }

    pub fn channel(&self, channel: Channel) -> usize {
        self.channels[channel as usize]
    }
}

fn place(sender: Sender) -> usize {
    match sender {
        Sender::Invited(kind) => kind as usize,
        Sender::Claimed => Kind::ALL.len(),
        Sender::Unlisted => Kind::ALL.len() + 1,
        Sender::Person => Kind::ALL.len() + 2,
        Sender::Meeting => Kind::ALL.len() + 3,
    }
}

/// What a filter takes of a roster.
#[derive(Debug, Clone)]
pub struct Sifted {
    /// The places of the entries that it takes, in the order of their numbers.
    pub taken: Vec<u32>,
    pub tally: Tally,
}

/// A stance by its places in the roster.
#[derive(Clone, Copy)]
enum Wanted {
    NoComment,
    Choice {
        column: usize,
        choice: u8,
    },
    /// What nobody has chosen and nobody can.
    Never,
}

struct Sift<'a> {
    roster: &'a Roster,
    filter: &'a Filter,
    county: Option<u8>,
    /// The wanted part; one that there is not takes nothing.
    part: Option<Result<usize, ()>>,
    stances: Vec<Wanted>,
    /// The place of the råd that is to be supported alone, the last for the whole; one that there is not takes nothing.
    supports: Option<Result<usize, ()>>,
    /// The answers that others support with what counts.
    supported: HashSet<Uuid>,
    /// The columns of the wanted part in which something is chosen.
    columns: Vec<usize>,
    /// The controls that are set to nothing that means anything: no entry meets them.
    unmet: u16,
    /// Days that are none, or crossed, take nothing.
    came: Result<Span, ()>,
    hits: Option<&'a Hits>,
}

/// `hits`: where the words of the filter stand, when it has any.
pub fn sift(roster: &Roster, filter: &Filter, hits: Option<&Hits>) -> Sifted {
    let sift = Sift::new(roster, filter, hits);
    let mut tally = Tally::new(roster);
    let mut taken = Vec::new();
    for at in 0..roster.len() {
        let entry = roster.entry(at);
        let missed = sift.missed(at, entry);
        if missed == 0 {
            taken.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        // What misses two controls is in no count.
        if missed & missed.wrapping_sub(1) == 0 {
            sift.count(&mut tally, at, entry, missed);
        }
        sift.count_parts(&mut tally, at, missed);
    }
    Sifted { taken, tally }
}

impl<'a> Sift<'a> {
    fn new(roster: &'a Roster, filter: &'a Filter, hits: Option<&'a Hits>) -> Self {
        let wanted = |stance: &Stance| match stance {
            Stance::NoComment => Wanted::NoComment,
            Stance::Choice { field, choice } => roster
                .column(field)
                .and_then(|column| {
                    let choices = &roster.columns[column].choices;
                    let choice = choices.iter().position(|known| known == choice)?;
                    let choice = u8::try_from(choice).ok()?;
                    Some(Wanted::Choice { column, choice })
                })
                .unwrap_or(Wanted::Never),
        };
        let county = filter.county.as_deref();
        let part = filter.part.as_deref().map(|key| roster.part(key).ok_or(()));
        let whole = roster.parts.len() - 1;
        let supports = match filter.supports.as_ref() {
            None | Some(Supports::Any) => None,
            Some(Supports::Whole) => Some(Ok(whole)),
            Some(Supports::Advice(key)) => {
                Some(roster.part(key).filter(|at| *at != whole).ok_or(()))
            }
        };
        let columns = roster.columns.iter().enumerate();
        let columns = columns.filter(|(_, c)| c.has_choices() && part == Some(Ok(c.part)));
        Self {
            county: county.and_then(county_place),
            columns: columns.map(|(at, _)| at).collect(),
            part,
            supports,
            supported: supported(roster),
            hits,
            stances: filter.stances.iter().map(wanted).collect(),
            came: filter.came.span().map_err(|_| ()),
            unmet: unmet(filter),
            roster,
            filter,
        }
    }

    fn missed(&self, at: usize, entry: &Entry) -> u16 {
        let filter = self.filter;
        let mut missed = self.unmet;
        let mut meet = |control: u16, met: bool| missed |= if met { 0 } else { control };
        let any = |none: bool, found: bool| none || found;
        meet(
            control::SENDER,
            any(
                filter.senders.is_empty(),
                filter.senders.contains(&entry.sender),
            ),
        );
        meet(
            control::GROUP,
            filter.group.is_none() || filter.group == entry.group,
        );
        meet(
            control::COUNTY,
            self.county.is_none() || self.county == entry.county,
        );
        meet(
            control::STANDING,
            any(
                filter.standings.is_empty(),
                filter.standings.contains(&entry.standing)
                    || entry.has_supplement && filter.standings.contains(&Standing::Supplement),
            ),
        );
        meet(
            control::ADOPTION,
            any(
                filter.adoptions.is_empty(),
                filter.adoptions.contains(&entry.adoption),
            ),
        );
        meet(
            control::ARRIVAL,
            filter.late.is_none_or(|late| late == entry.is_late),
        );
        meet(
            control::GIVEN,
            filter.joint.is_none_or(|joint| joint == entry.is_joint),
        );
        meet(
            control::SUPPORTED,
            filter
                .supported
                .is_none_or(|is| is == self.supported.contains(&entry.submission_id)),
        );
        meet(
            control::CHANNEL,
            filter.channel.is_none_or(|c| c == entry.channel),
        );
        meet(
            control::PROPOSAL,
            filter.proposal.is_none_or(|no| no == entry.proposal),
        );
        meet(
            control::PART,
            match self.part {
                None => true,
                Some(Err(())) => false,
                Some(Ok(part)) => self.roster.to_part(at, part) != Said::Nothing,
            },
        );
        let part = self.part.and_then(Result::ok);
        meet(control::STANCE, self.has_stance(at, part));
        meet(
            control::SUPPORTS,
            match (&filter.supports, self.supports) {
                (None, _) => true,
                (Some(_), None) => self.roster.supports(at).any(|is| is),
                (Some(_), Some(Err(()))) => false,
                (Some(_), Some(Ok(place))) => self.roster.supports(at).nth(place) == Some(true),
            },
        );
        let came = self.came.as_ref();
        meet(
            control::DAYS,
            came.is_ok_and(|span| span.holds(entry.received_at)),
        );
        meet(control::WORDS, self.has_words(at, part));
        missed
    }

    /// `part`: the one that is looked at, where *ingen merknad* is meant of it alone.
    fn has_stance(&self, at: usize, part: Option<usize>) -> bool {
        let no_comment = |part| self.roster.to_part(at, part) == Said::NoComment;
        let has = |stance: &Wanted| match *stance {
            Wanted::Never => false,
            Wanted::Choice { column, choice } => {
                self.roster.in_column(at, column) == Said::Choice(choice)
            }
            Wanted::NoComment => match part {
                Some(part) => no_comment(part),
                None => (0..self.roster.parts.len()).any(no_comment),
            },
        };
        self.stances.is_empty() || self.stances.iter().any(has)
    }

    fn has_words(&self, at: usize, part: Option<usize>) -> bool {
        self.hits.is_none_or(|hits| hits.has(at, part))
    }

    /// What another part would take: *ingen merknad* and words are then meant of that one.
    fn count_parts(&self, tally: &mut Tally, at: usize, missed: u16) {
        let own = control::PART | control::STANCE | control::WORDS;
        if missed & !own != 0 || self.unmet & control::STANCE != 0 {
            return;
        }
        for (part, is_said) in self.roster.to_parts(at).enumerate() {
            let part_takes =
                is_said && self.has_stance(at, Some(part)) && self.has_words(at, Some(part));
            tally.parts[part] += usize::from(part_takes);
        }
    }

    fn count(&self, tally: &mut Tally, at: usize, entry: &Entry, missed: u16) {
        let counts = |control: u16| missed & !control == 0;
        if counts(control::SENDER) {
            tally.senders[place(entry.sender)] += 1;
        }
        if let Some(group) = entry.group.filter(|_| counts(control::GROUP)) {
            *tally.groups.entry(group).or_default() += 1;
        }
        if let Some(county) = entry.county.filter(|_| counts(control::COUNTY)) {
            tally.counties[usize::from(county)] += 1;
        }
        if counts(control::STANDING) {
            tally.standings[entry.standing as usize] += 1;
            tally.standings[Standing::Supplement as usize] += usize::from(entry.has_supplement);
        }
        if counts(control::ADOPTION) {
            tally.adoptions[entry.adoption as usize] += 1;
        }
        if counts(control::ARRIVAL) {
            tally.arrivals[usize::from(entry.is_late)] += 1;
        }
        if counts(control::GIVEN) {
            tally.given[usize::from(entry.is_joint)] += 1;
        }
        if counts(control::SUPPORTED) {
            let is_supported = self.supported.contains(&entry.submission_id);
            tally.supported[usize::from(is_supported)] += 1;
        }
        if counts(control::CHANNEL) {
            tally.channels[entry.channel as usize] += 1;
        }
        if counts(control::PROPOSAL) {
            *tally.proposals.entry(entry.proposal).or_default() += 1;
        }
        if counts(control::SUPPORTS) {
            for (n, is) in tally.supports.iter_mut().zip(self.roster.supports(at)) {
                *n += usize::from(is);
            }
            tally.supports_any += usize::from(self.roster.supports(at).any(|is| is));
        }
        if counts(control::STANCE) {
            self.count_stances(tally, at);
        }
    }

    fn count_stances(&self, tally: &mut Tally, at: usize) {
        let Some(Ok(part)) = self.part else { return };
        tally.no_comment += usize::from(self.roster.to_part(at, part) == Said::NoComment);
        for &column in &self.columns {
            if let Said::Choice(choice) = self.roster.in_column(at, column) {
                tally.choices[column][usize::from(choice)] += 1;
            }
        }
    }
}

/// Several values are alternatives: beside one that means something, those that mean nothing take nothing more.
fn unmet(filter: &Filter) -> u16 {
    let bit = |control: &str| match control {
        name::SENDER if filter.senders.is_empty() => control::SENDER,
        name::STANDING if filter.standings.is_empty() => control::STANDING,
        name::ADOPTION if filter.adoptions.is_empty() => control::ADOPTION,
        name::STANCE if filter.stances.is_empty() => control::STANCE,
        name::GROUP => control::GROUP,
        name::COUNTY => control::COUNTY,
        name::ARRIVAL => control::ARRIVAL,
        name::GIVEN => control::GIVEN,
        name::CHANNEL => control::CHANNEL,
        name::PROPOSAL => control::PROPOSAL,
        name::SUPPORTS => control::SUPPORTS,
        name::SUPPORTED => control::SUPPORTED,
        _ => 0,
    };
    let unknown = filter.unknown.iter();
    unknown.fold(0, |bits, (control, _)| bits | bit(control))
}

/// The answers that others support with what counts, in a version that was not taken back: the same that stand as signatures
/// under them (`supporters.rs`).
fn supported(roster: &Roster) -> HashSet<Uuid> {
    let counting = roster.entries().iter();
    let counting = counting.filter(|entry| entry.standing == Standing::Counts);
    counting
        .flat_map(|entry| entry.endorses.iter().copied())
        .collect()
}

/// A county by its place among all of them.
pub fn county_place(no: &str) -> Option<u8> {
    let at = COUNTIES.iter().position(|(known, _)| *known == no)?;
    u8::try_from(at).ok()
}
