//! What is looked for and cannot be there: values that mean nothing, that this consultation does not have, and
//! questions without a word or with too many. It takes no answers, and is told.

use super::filter::{Filter, Stance, Supports, name};
use super::roster::Roster;
use super::words::{MOST_WORDS, has_too_many, wanted};
use crate::consultations::{ADDED_LATER, Consultation};
use crate::i18n::Lang;

/// One of them, by its control, as the address has it.
pub struct Strange {
    pub control: &'static str,
    pub word: String,
    /// Another value of the same control takes what it takes.
    pub is_beside: bool,
}

pub fn strange(filter: &Filter, consultation: &Consultation, roster: &Roster) -> Vec<Strange> {
    let found = words(filter, consultation, roster);
    let pairs = filter.pairs();
    let is_beside = |control: &str| {
        let mut others = pairs.iter().filter(|pair| !found.contains(pair));
        name::SEVERAL.contains(&control) && others.any(|(other, _)| *other == control)
    };
    let strange = |(control, word): &(&'static str, String)| Strange {
        control,
        word: word.clone(),
        is_beside: is_beside(control),
    };
    found.iter().map(strange).collect()
}

fn words(
    filter: &Filter,
    consultation: &Consultation,
    roster: &Roster,
) -> Vec<(&'static str, String)> {
    let mut found = filter.unknown.clone();
    let pairs = filter.pairs().into_iter();
    let own = pairs.filter(|pair| !filter.unknown.contains(pair));
    found.extend(own.filter(|(control, word)| match *control {
        name::GROUP => filter.group.is_some_and(|no| !has_group(consultation, no)),
        name::PROPOSAL => {
            let mut versions = consultation.versions.iter();
            !versions.any(|version| Some(version.no) == filter.proposal)
        }
        name::PART => roster.part(word).is_none(),
        name::STANCE => Stance::parse(word).is_some_and(|stance| !has_stance(roster, &stance)),
        name::SUPPORTS => match Supports::parse(word) {
            Some(Supports::Advice(key)) => consultation.find_advice_ever(&key).is_none(),
            _ => false,
        },
        name::WORDS => wanted(word).is_empty(),
        _ => false,
    }));
    found
}

impl Strange {
    /// What is told of it.
    pub fn text(&self, lang: Lang) -> String {
        let word = self.word.as_str();
        let label = match self.control {
            name::WORDS if has_too_many(word) => {
                return lang.with1("error-too-many-words", "n", MOST_WORDS);
            }
            name::WORDS => return lang.with1("review-no-words", "words", word),
            name::SENDER => "review-by-sender",
            name::GROUP => "review-by-group",
            name::COUNTY => "review-by-county",
            name::STANDING => "review-by-standing",
            name::ADOPTION => "review-by-adoption",
            name::ARRIVAL => "review-by-arrival",
            name::GIVEN => "review-by-given",
            name::SUPPORTED => "review-by-supported",
            name::CHANNEL => "review-by-channel",
            name::PROPOSAL => "review-by-proposal",
            name::PART => "review-by-part",
            name::SUPPORTS => "review-by-supports",
            _ => "review-by-stance",
        };
        let label = lang.t(label);
        let text = match self.is_beside {
            true => "review-strange-beside",
            false => "review-strange",
        };
        lang.with2(text, ("control", &label), ("word", &word))
    }
}

fn has_group(consultation: &Consultation, no: i32) -> bool {
    let listed = usize::try_from(no).is_ok_and(|no| no < consultation.groups.len());
    listed || no == ADDED_LATER
}

fn has_stance(roster: &Roster, stance: &Stance) -> bool {
    match stance {
        Stance::NoComment => true,
        Stance::Choice { field, choice } => roster.column(field).is_some_and(|at| {
            let choices = &roster.columns[at].choices;
            choices.contains(choice)
        }),
    }
}
