//! What is looked for among the answers, as the address of a page says it. Within one control any of the
//! chosen values will do; every control must be met.

use super::days::Days;
use super::entry::{Adoption, Channel, Sender, Standing};
use crate::bodies::county_name;
use crate::consultations::{group_word, parse_group};
use crate::text::canonical;

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

/// What is supported of another answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supports {
    /// Anything of it.
    Any,
    Whole,
    /// The råd with this key, alone.
    Advice(String),
}

impl Supports {
    pub const ANY: &str = "noe";
    pub const WHOLE: &str = "hele";
    const ADVICE: &str = "raad:";

    pub fn word(&self) -> String {
        match self {
            Self::Any => Self::ANY.to_owned(),
            Self::Whole => Self::WHOLE.to_owned(),
            Self::Advice(key) => format!("{}{key}", Self::ADVICE),
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        match word {
            Self::ANY => Some(Self::Any),
            Self::WHOLE => Some(Self::Whole),
            _ => {
                let key = word.strip_prefix(Self::ADVICE)?;
                (!key.is_empty()).then(|| Self::Advice(key.to_owned()))
            }
        }
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
    /// It is given together with others, or is its sender's own.
    pub joint: Option<bool>,
    /// The days on which the version came that stands.
    pub came: Days,
    pub channel: Option<Channel>,
    /// The version of the proposal that was answered.
    pub proposal: Option<i32>,
    /// The key of a råd that something was said to, or of the general fields.
    pub part: Option<String>,
    pub stances: Vec<Stance>,
    /// What is supported of another answer.
    pub supports: Option<Supports>,
    /// An answer that counts supports it, or none does.
    pub supported: Option<bool>,
    /// Words that must all stand in the texts or in the sender's name; or the number of an answer.
    pub words: String,
    /// What means nothing, by its control: it takes nothing, as any value does that no answer has.
    pub unknown: Vec<(&'static str, String)>,
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
    pub const GIVEN: &str = "gitt";
    pub const CHANNEL: &str = "kanal";
    pub const PROPOSAL: &str = "utkast";
    pub const PART: &str = "raad";
    pub const STANCE: &str = "holdning";
    pub const SUPPORTS: &str = "stotte";
    pub const SUPPORTED: &str = "stottes";
    pub const WORDS: &str = "q";

    /// Those in which several values can be chosen.
    pub const SEVERAL: [&str; 4] = [SENDER, STANDING, ADOPTION, STANCE];
}

pub const LATE: &str = "etter-fristen";
pub const IN_TIME: &str = "i-tide";
pub const JOINT: &str = "felles";
pub const OWN: &str = "eget";
pub const SUPPORTED: &str = "ja";
pub const UNSUPPORTED: &str = "nei";

impl Filter {
    /// What the pairs of an address say. A control without a value is not set.
    pub fn read<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (name, word) in pairs {
            let word = word.trim();
            if word.is_empty() {
                continue;
            }
            if let Some(control) = filter.set(name, word) {
                filter.unknown.push((control, word.to_owned()));
            }
        }
        filter
    }

    /// Sets a control; its name, where the word means nothing to it.
    fn set(&mut self, name: &str, word: &str) -> Option<&'static str> {
        let (control, is_known) = match name {
            name::SENDER => (name::SENDER, add(&mut self.senders, Sender::parse(word))),
            name::STANDING => {
                let standing = Standing::parse(word);
                (name::STANDING, add(&mut self.standings, standing))
            }
            name::ADOPTION => {
                let adoption = Adoption::parse(word);
                (name::ADOPTION, add(&mut self.adoptions, adoption))
            }
            name::STANCE => (name::STANCE, add(&mut self.stances, Stance::parse(word))),
            name::GROUP => (name::GROUP, put(&mut self.group, parse_group(word))),
            name::COUNTY => {
                let county = county_name(word).map(|_| word.to_owned());
                (name::COUNTY, put(&mut self.county, county))
            }
            name::ARRIVAL => {
                let late = match word {
                    LATE => Some(true),
                    IN_TIME => Some(false),
                    _ => None,
                };
                (name::ARRIVAL, put(&mut self.late, late))
            }
            name::GIVEN => {
                let joint = match word {
                    JOINT => Some(true),
                    OWN => Some(false),
                    _ => None,
                };
                (name::GIVEN, put(&mut self.joint, joint))
            }
            name::CHANNEL => (name::CHANNEL, put(&mut self.channel, Channel::parse(word))),
            name::SUPPORTS => {
                let supports = Supports::parse(word);
                (name::SUPPORTS, put(&mut self.supports, supports))
            }
            name::SUPPORTED => {
                let supported = match word {
                    SUPPORTED => Some(true),
                    UNSUPPORTED => Some(false),
                    _ => None,
                };
                (name::SUPPORTED, put(&mut self.supported, supported))
            }
            name::PROPOSAL => (name::PROPOSAL, put(&mut self.proposal, word.parse().ok())),
            name::PART => (name::PART, put(&mut self.part, Some(word.to_owned()))),
            // What is no day is told where the days are looked at.
            name::FROM => (name::FROM, put_text(&mut self.came.from, word)),
            name::TO => (name::TO, put_text(&mut self.came.to, word)),
            // Answers are kept in the canonical form, and found in it.
            name::WORDS => (name::WORDS, put_text(&mut self.words, &canonical(word))),
            _ => return None,
        };
        (!is_known).then_some(control)
    }

    /// The same without this value.
    #[must_use]
    pub fn without(&self, control: &str, word: &str) -> Self {
        let pairs = self.pairs();
        let kept = pairs.iter().map(|(name, word)| (*name, word.as_str()));
        Self::read(kept.filter(|pair| *pair != (control, word)))
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
        let given = |joint| (name::GIVEN, if joint { JOINT } else { OWN }.to_owned());
        pairs.extend(self.joint.map(given));
        let came = [(name::FROM, &self.came.from), (name::TO, &self.came.to)];
        let typed = came.into_iter().filter(|(_, day)| !day.is_empty());
        pairs.extend(typed.map(|(name, day)| (name, day.clone())));
        let channel = self.channel.map(|c| c.word().to_owned());
        pairs.extend(channel.map(|word| (name::CHANNEL, word)));
        pairs.extend(self.proposal.map(|no| (name::PROPOSAL, no.to_string())));
        pairs.extend(self.part.clone().map(|key| (name::PART, key)));
        let stances = self.stances.iter().map(Stance::word);
        pairs.extend(stances.map(|word| (name::STANCE, word)));
        let supports = self.supports.as_ref().map(Supports::word);
        pairs.extend(supports.map(|word| (name::SUPPORTS, word)));
        let supported = |is| if is { SUPPORTED } else { UNSUPPORTED }.to_owned();
        let supported = self.supported.map(supported);
        pairs.extend(supported.map(|word| (name::SUPPORTED, word)));
        let words = (!self.words.is_empty()).then(|| self.words.clone());
        pairs.extend(words.map(|words| (name::WORDS, words)));
        pairs.extend(self.unknown.iter().cloned());
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

/// Whether there is anything to add.
fn add<T: PartialEq>(to: &mut Vec<T>, found: Option<T>) -> bool {
    let is_known = found.is_some();
    to.extend(found.filter(|one| !to.contains(one)));
    is_known
}

/// The last that is said stands.
fn put<T>(to: &mut Option<T>, found: Option<T>) -> bool {
    let is_known = found.is_some();
    *to = found.or(to.take());
    is_known
}

fn put_text(to: &mut String, word: &str) -> bool {
    word.clone_into(to);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_decomposed_letters_are_the_same_words() {
        let (composed, decomposed) = (read("q=bl%C3%A5b%C3%A6r"), read("q=bla%CC%8Ab%C3%A6r"));
        assert_eq!(composed, decomposed);
        assert_eq!(decomposed.words, "bl\u{e5}b\u{e6}r");
    }

    fn read(query: &str) -> Filter {
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        Filter::read(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())))
    }

    #[test]
    fn an_address_gives_the_filter_that_gives_the_address() {
        let query = "?avsender=municipality&avsender=person&gruppe=2&fylke=46&status=teller&vedtak=forbehold&ankomst=i-tide&gitt=felles\
                     &fra=2026-03-01&til=1.4.2026&kanal=skjema&utkast=1&raad=r6&holdning=ingen-merknad&holdning=r6.standpunkt%3Astotter&stotte=raad%3Ar6&stottes=nei&q=bl%C3%A5+b%C3%A6r";
        let filter = read(&query[1..]);
        assert!(filter.is_set());
        assert_eq!(filter.query(&[]), query);
    }

    #[test]
    fn what_means_nothing_is_kept_to_be_told() {
        let query = "?avsender=alle&fylke=99&kanal=due&utkast=x&holdning=x&gruppe=y&ankomst=z&gitt=y&status=w&stotte=raad%3A&stottes=x";
        let filter = read(&query[1..]);
        assert!(filter.is_set());
        assert_eq!(filter.unknown.len(), 11);
        assert_eq!(filter.query(&[]), query);
        let without = filter.without(name::COUNTY, "99");
        assert_eq!(without.unknown.len(), 10);
    }

    #[test]
    fn a_control_without_a_value_and_what_is_no_control_are_left_out() {
        let filter = read("status=&raad=&holdning=&fra=+&kanal=+&q=&ukjent=1");
        assert_eq!(filter, Filter::default());
        assert_eq!(filter.query(&[]), "");
    }
}
