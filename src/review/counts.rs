//! How many answers have each value of a control, in the order in which pages and programs show them.

use super::entry::{Adoption, Channel, Sender, Standing};
use super::filter::{
    Filter, IN_TIME, JOINT, LATE, OWN, SUPPORTED, Stance, Supports, UNSUPPORTED, name,
};
use super::roster::Roster;
use super::sift::Tally;
use crate::bodies::COUNTIES;
use crate::consultations::{Consultation, group_word};

/// A value, as an address has it, and how many answers choosing it would show.
pub struct Count {
    pub word: String,
    pub n: usize,
    pub chosen: bool,
}

/// What is counted.
pub struct Counts<'c> {
    pub consultation: &'c Consultation,
    pub roster: &'c Roster,
    pub filter: &'c Filter,
    pub tally: &'c Tally,
}

impl Counts<'_> {
    /// The values of a control. One that no answer has is left out unless it is chosen, or is a version of the proposal.
    pub fn of(&self, control: &'static str) -> Vec<Count> {
        let chosen = self.filter.pairs();
        let count = |(word, n): (String, usize)| Count {
            chosen: chosen.iter().any(|pair| *pair == (control, word.clone())),
            word,
            n,
        };
        let counts = self.all(control).into_iter().map(count);
        counts
            .filter(|count| count.n > 0 || count.chosen || control == name::PROPOSAL)
            .collect()
    }

    fn all(&self, control: &str) -> Vec<(String, usize)> {
        let tally = self.tally;
        let word = |word: &str, n| (word.to_owned(), n);
        match control {
            name::SENDER => Sender::all()
                .map(|sender| word(sender.word(), tally.sender(sender)))
                .collect(),
            name::STANDING => Standing::ALL
                .iter()
                .map(|standing| word(standing.word(), tally.standing(*standing)))
                .collect(),
            name::ADOPTION => Adoption::ALL
                .iter()
                .map(|adoption| word(adoption.word(), tally.adoption(*adoption)))
                .collect(),
            name::CHANNEL => Channel::ALL
                .iter()
                .map(|channel| word(channel.word(), tally.channel(*channel)))
                .collect(),
            name::ARRIVAL => vec![
                word(IN_TIME, tally.arrivals[0]),
                word(LATE, tally.arrivals[1]),
            ],
            name::GIVEN => vec![word(OWN, tally.given[0]), word(JOINT, tally.given[1])],
            name::SUPPORTED => vec![
                word(SUPPORTED, tally.supported[1]),
                word(UNSUPPORTED, tally.supported[0]),
            ],
            name::COUNTY => (COUNTIES.iter().enumerate())
                .map(|(at, (no, _))| word(no, tally.county(at)))
                .collect(),
            name::PART => (self.roster.parts.iter().zip(&tally.parts))
                .map(|(part, n)| word(&part.key, *n))
                .collect(),
            name::PROPOSAL => (self.consultation.versions.iter())
                .map(|version| version.no)
                .map(|no| (no.to_string(), tally.proposal(no)))
                .collect(),
            name::GROUP => self.groups(),
            name::STANCE => self.stances(),
            name::SUPPORTS => self.supports(),
            _ => Vec::new(),
        }
    }

    fn supports(&self) -> Vec<(String, usize)> {
        let mut counts = vec![(Supports::Any.word(), self.tally.supports_any)];
        let by_part = self.roster.parts.iter().zip(&self.tally.supports);
        counts.extend(by_part.map(|(part, n)| match part.advice_id {
            Some(_) => (Supports::Advice(part.key.clone()).word(), *n),
            None => (Supports::Whole.word(), *n),
        }));
        counts
    }

    fn groups(&self) -> Vec<(String, usize)> {
        let groups = &self.tally.groups;
        let chosen = self.filter.group.filter(|no| !groups.contains_key(no));
        let found = groups.iter().map(|(no, n)| (*no, *n));
        let all = found.chain(chosen.map(|no| (no, 0)));
        all.map(|(no, n)| (group_word(no), n)).collect()
    }

    /// What can be chosen in the fields of the wanted part, and *ingen merknad*; nothing where no part is wanted.
    fn stances(&self) -> Vec<(String, usize)> {
        let Some(key) = self.filter.part.as_deref() else {
            return Vec::new();
        };
        let part = self.roster.part(key);
        let mut stances = Vec::new();
        for (column, chosen) in self.roster.columns.iter().zip(&self.tally.choices) {
            if Some(column.part) != part || !column.has_choices() {
                continue;
            }
            for (choice, n) in column.choices.iter().zip(chosen) {
                let stance = Stance::Choice {
                    field: column.key.clone(),
                    choice: choice.clone(),
                };
                stances.push((stance.word(), *n));
            }
        }
        stances.push((Stance::NoComment.word(), self.tally.no_comment));
        stances
    }
}
