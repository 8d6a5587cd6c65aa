//! What is looked for among the answers, as the address of a page says it. Within one control any of the
//! chosen values will do; every control must be met.

use super::days::Days;
use super::entry::{Adoption, Channel, Sender, Standing};
use crate::bodies::county_name;
use crate::consultations::{group_word, parse_group};

/// What was chosen or said of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stance {
    /// *Ingen merknad*.
    NoComment,
    Choice {
        field: String,
        choice: String,
    },
}

impl Stance {
    pub const NO_COMMENT: &str = "ingen-merknad";

    pub fn word(&self) -> String {
        match self {
            Self::NoComment => Self::NO_COMMENT.to_owned(),
            Self::Choice { field, choice } => format!("{field}:{choice}"),
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        if word == Self::NO_COMMENT {
            return Some(Self::NoComment);
        }
        let (field, choice) = word.split_once(':')?;
        Some(Self::Choice {
            field: field.to_owned(),
            choice: choice.to_owned(),
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub senders: Vec<Sender>,
    /// The number of a group of the list.
    pub group: Option<i32>,
    pub county: Option<String>,
    pub standings: Vec<Standing>,
    pub adoptions: Vec<Adoption>,
    /// It came after the deadline, or in time.
    pub late: Option<bool>,
    /// The days on which the version came that stands.
    pub came: Days,
    pub channel: Option<Channel>,
    /// The version of the proposal that was answered.
    pub proposal: Option<i32>,
    /// The key of a råd that something was said to, or of the general fields.
    pub part: Option<String>,
    pub stances: Vec<Stance>,
    /// Words that must all stand in the texts or in the sender's name.
    pub words: String,
}

/// How the controls are called in addresses and forms.
pub mod name {
    pub use crate::review::days::{FROM, TO};

    pub const SENDER: &str = "avsender";
    pub const GROUP: &str = "gruppe";
    pub const COUNTY: &str = "fylke";
    pub const STANDING: &str = "status";
    pub const ADOPTION: &str = "vedtak";
    pub const ARRIVAL: &str = "ankomst";
    pub const CHANNEL: &str = "kanal";
    pub const PROPOSAL: &str = "utkast";
    pub const PART: &str = "raad";
    pub const STANCE: &str = "holdning";
    pub const WORDS: &str = "q";
}

pub const LATE: &str = "etter-fristen";
pub const IN_TIME: &str = "i-tide";

impl Filter {
    /// What the pairs of an address say; words that mean nothing here are left out.
    pub fn read<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (name, word) in pairs {
            match name {
                name::SENDER => add(&mut filter.senders, Sender::parse(word)),
                name::STANDING => add(&mut filter.standings, Standing::parse(word)),
                name::ADOPTION => add(&mut filter.adoptions, Adoption::parse(word)),
                name::STANCE => add(&mut filter.stances, Stance::parse(word)),
                name::GROUP => filter.group = parse_group(word),
                name::COUNTY => {
                    filter.county = county_name(word).map(|_| word.to_owned());
                }
                name::ARRIVAL => {
                    filter.late = match word {
                        LATE => Some(true),
                        IN_TIME => Some(false),
                        _ => None,
                    }
                }
                name::FROM => word.trim().clone_into(&mut filter.came.from),
                name::TO => word.trim().clone_into(&mut filter.came.to),
                name::CHANNEL => filter.channel = Channel::parse(word),
                name::PROPOSAL => filter.proposal = word.parse().ok(),
                name::PART => {
                    filter.part = (!word.is_empty()).then(|| word.to_owned());
                }
                name::WORDS => word.trim().clone_into(&mut filter.words),
                _ => {}
            }
        }
        filter
    }

    /// The same controls with their values, the days as they were typed.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let senders = self.senders.iter().map(|s| s.word().to_owned());
        pairs.extend(senders.map(|word| (name::SENDER, word)));
        pairs.extend(self.group.map(|no| (name::GROUP, group_word(no))));
        pairs.extend(self.county.clone().map(|no| (name::COUNTY, no)));
        let standings = self.standings.iter().map(|s| s.word().to_owned());
        pairs.extend(standings.map(|word| (name::STANDING, word)));
        let adoptions = self.adoptions.iter().map(|a| a.word().to_owned());
        pairs.extend(adoptions.map(|word| (name::ADOPTION, word)));
        let arrival = |late| (name::ARRIVAL, if late { LATE } else { IN_TIME }.to_owned());
        pairs.extend(self.late.map(arrival));
        let came = [(name::FROM, &self.came.from), (name::TO, &self.came.to)];
        let typed = came.into_iter().filter(|(_, day)| !day.is_empty());
        pairs.extend(typed.map(|(name, day)| (name, day.clone())));
        let channel = self.channel.map(|c| c.word().to_owned());
        pairs.extend(channel.map(|word| (name::CHANNEL, word)));
        pairs.extend(self.proposal.map(|no| (name::PROPOSAL, no.to_string())));
        pairs.extend(self.part.clone().map(|key| (name::PART, key)));
        let stances = self.stances.iter().map(Stance::word);
        pairs.extend(stances.map(|word| (name::STANCE, word)));
        let words = (!self.words.is_empty()).then(|| self.words.clone());
        pairs.extend(words.map(|words| (name::WORDS, words)));
        pairs
    }

    /// The filter as the query of an address, with what else stands there.
    pub fn query(&self, more: &[(&str, String)]) -> String {
        let own = self.pairs();
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let more = more.iter().map(|(name, value)| (*name, value.as_str()));
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(own.chain(more))
            .finish();
        match query.as_str() {
            "" => query,
            _ => format!("?{query}"),
        }
    }

    /// Something is looked for.
    pub fn is_set(&self) -> bool {
        *self != Self::default()
    }
}

fn add<T: PartialEq>(to: &mut Vec<T>, found: Option<T>) {
    if let Some(found) = found.filter(|one| !to.contains(one)) {
        to.push(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Filter {
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        Filter::read(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())))
    }

    #[test]
    fn an_address_gives_the_filter_that_gives_the_address() {
        let query = "?avsender=municipality&avsender=person&gruppe=2&fylke=46&status=teller&vedtak=forbehold&ankomst=i-tide\
                     &fra=2026-03-01&til=1.4.2026&kanal=skjema&utkast=1&raad=r6&holdning=ingen-merknad&holdning=r6.standpunkt%3Astotter&q=bl%C3%A5+b%C3%A6r";
        let filter = read(&query[1..]);
        assert!(filter.is_set());
        assert_eq!(filter.query(&[]), query);
    }

    #[test]
    fn words_that_mean_nothing_are_left_out() {
        let filter = read(
            "avsender=alle&fylke=99&status=&kanal=due&utkast=x&raad=&holdning=&fra=+&ukjent=1",
        );
        assert_eq!(filter, Filter::default());
        assert_eq!(filter.query(&[]), "");
    }
}
