//! Endorsement (*tilslutning*): «Vi støtter svaret fra …», a reference to another answer that its sender has chosen to
//! share, in whole or in one råd. Pure rules; `store/endorsement.rs` has the SQL, the pages are in `endorsements`.

use super::desk::Desk;
use super::receipt::Supported;
use crate::consultations::{Advice, Consultation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Another's answer that this one supports, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorsement {
    pub submission_id: Uuid,
    /// In its case: what stands after the H.
    pub number: i64,
    /// «24/13304-H17».
    pub reference: String,
    /// The body or organisation, as that version has it.
    pub name: String,
    /// The version that was read.
    pub version: i32,
    /// Its sender has taken that version back since: it does not count.
    pub withdrawn: bool,
    /// Id and key of the råd; `None`: the whole answer.
    pub advice: Option<(Uuid, String)>,
}

impl Endorsement {
    pub fn is_whole(&self) -> bool {
        self.advice.is_none()
    }

    pub fn is_of(&self, advice: &Advice) -> bool {
        self.advice.as_ref().is_some_and(|(id, _)| *id == advice.id)
    }
}

/// How an answer that is supported stands by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Shared, and in the version that was read.
    AsRead,
    /// Its sender has sent another version since.
    Newer,
    /// Its sender shares it no more.
    Unshared,
    /// The same, and whoever writes here has kept the support knowingly.
    Kept,
    /// Its sender has taken it back.
    Withdrawn,
}

impl Stand {
    /// The word in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsRead => "as_read",
            Self::Newer => "newer",
            Self::Unshared => "unshared",
            Self::Kept => "kept",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Nothing is sent before something is done about it; the code of the fault.
    pub const fn stops(self) -> Option<&'static str> {
        match self {
            Self::AsRead | Self::Newer | Self::Kept => None,
            Self::Unshared => Some("error-endorsement-unshared"),
            Self::Withdrawn => Some("error-endorsement-withdrawn"),
        }
    }
}

/// What an answer that is being written supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskEndorsement {
    pub of: Endorsement,
    pub stand: Stand,
}

impl Desk {
    /// Whether an answer supports others at all: a member's input goes to its umbrella organisation, and minutes say what
    /// was said at a meeting.
    pub fn can_endorse(&self) -> bool {
        self.umbrella.is_none() && !self.is_minutes()
    }

    /// Another answer is supported in whole.
    pub fn endorses_whole(&self) -> bool {
        self.endorsements.iter().any(|one| one.of.is_whole())
    }

    /// Another answer is supported in this råd alone.
    pub fn endorses_in(&self, advice: &Advice) -> bool {
        self.endorsements.iter().any(|one| one.of.is_of(advice))
    }

    /// What is supported in a part: in this råd, or in whole.
    pub fn endorsed_on<'d>(
        &'d self,
        advice: Option<&'d Advice>,
    ) -> impl Iterator<Item = &'d DeskEndorsement> {
        self.endorsements.iter().filter(move |one| {
            one.of.is_whole() || advice.is_some_and(|advice| one.of.is_of(advice))
        })
    }
}

/// What is supported, as it is compared: the råd's key (none: in whole), the number, the name and the version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Endorsed {
    pub advice: Option<String>,
    pub number: String,
    pub name: String,
    pub version: i32,
}

impl From<&Endorsement> for Endorsed {
    fn from(one: &Endorsement) -> Self {
        Self {
            advice: one.advice.as_ref().map(|(_, key)| key.clone()),
            number: one.reference.clone(),
            name: one.name.clone(),
            version: one.version,
        }
    }
}

/// The answers among these that were taken back since: their names and numbers.
pub fn withdrawn(endorsements: &[Endorsement]) -> Vec<(&str, &str)> {
    let gone = endorsements.iter().filter(|one| one.withdrawn);
    let mut gone: Vec<_> = gone
        .map(|one| (one.number, one.name.as_str(), one.reference.as_str()))
        .collect();
    gone.sort_unstable();
    gone.dedup();
    gone.into_iter().map(|(_, name, no)| (name, no)).collect()
}

/// Answer by answer in the order of their numbers, the råd of each in the order of the proposal.
pub fn grouped(endorsements: &[Endorsement], consultation: &Consultation) -> Vec<Supported> {
    let mut sorted: Vec<&Endorsement> = endorsements.iter().collect();
    sorted.sort_by_key(|one| {
        let of_advice = one.advice.as_ref();
        let place = of_advice.map(|(id, _)| consultation.advice_ever().position(|a| a.id == *id));
        (one.number, place)
    });
    let mut groups: Vec<Supported> = Vec::new();
    for one in sorted {
        let key = one.advice.as_ref().map(|(_, key)| key.clone());
        match groups.last_mut() {
            Some(last) if last.number == one.reference => {
                last.advice = last.advice.take().zip(key).map(|(mut keys, key)| {
                    keys.push(key);
                    keys
                })
            }
            _ => groups.push(Supported {
                advice: key.map(|key| vec![key]),
                name: one.name.clone(),
                number: one.reference.clone(),
                version: one.version,
            }),
        }
    }
    groups
}
