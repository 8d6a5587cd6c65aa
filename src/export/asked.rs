//! What is asked for, as the address of a form says it: which file, which columns and fields, and of which answers.

use super::fields::Fields;
use crate::review::Filter;

/// A closed list of words, as an address has them.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in addresses, and the end of its text's key.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }
        }
    };
}

words! {
    Format {
        Workbook = "xlsx",
        Csv = "csv",
        Json = "json",
        JsonLines = "jsonl",
    }
}
words! {
    /// What a row of the CSV file is.
    Rows {
        /// *Innspill*: the whole answer.
        Answer = "innspill",
        /// *Svar*: what was said in one field.
        Field = "svar",
    }
}
words! {
    /// Columns that are chosen together.
    Group {
        Sender = "avsender",
        Contact = "kontakt",
        Listing = "liste",
        Times = "tid",
        Version = "versjon",
        Channel = "kanal",
        Standing = "status",
        Text = "tekst",
        Stance = "holdning",
        NoComment = "merknad",
        Receipt = "kvittering",
    }
}

impl Group {
    /// Ticked until somebody says otherwise: all but people's names and addresses.
    fn usual() -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|group| *group != Self::Contact).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub format: Format,
    pub rows: Rows,
    pub groups: Vec<Group>,
    pub fields: Fields,
    /// Also those that their senders have not confirmed. They meet no filter, so never beside one.
    pub unconfirmed: bool,
    pub filter: Filter,
}

/// How the controls are called, beside those of the filter.
pub mod name {
    pub const FORMAT: &str = "format";
    pub const ROWS: &str = "rader";
    pub const GROUP: &str = "kol";
    /// All fields of a råd, or the general ones.
    pub const PART: &str = "del";
    pub const FIELD: &str = "felt";
    pub const UNCONFIRMED: &str = "ubekreftet";
    /// Says that the boxes were shown, so that none ticked means none.
    pub const CHOSEN: &str = "valgt";
}

impl Asked {
    pub fn read<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let of = |wanted: &'static str| {
            let pairs = pairs.clone();
            pairs.filter_map(move |(name, word)| (name == wanted).then_some(word))
        };
        let filter = Filter::read(pairs.clone());
        let was_shown = of(name::CHOSEN).next().is_some();
        let keys = |name| of(name).map(ToOwned::to_owned).collect();
        Self {
            format: of(name::FORMAT)
                .find_map(Format::parse)
                .unwrap_or(Format::Workbook),
            rows: of(name::ROWS).find_map(Rows::parse).unwrap_or(Rows::Answer),
            groups: match was_shown {
                true => {
                    let ticked: Vec<Group> = of(name::GROUP).filter_map(Group::parse).collect();
                    let all = Group::ALL.iter().copied();
                    all.filter(|group| ticked.contains(group)).collect()
                }
                false => Group::usual(),
            },
            fields: Fields {
                parts: keys(name::PART),
                single: keys(name::FIELD),
            },
            unconfirmed: !filter.is_set() && of(name::UNCONFIRMED).next().is_some(),
            filter,
        }
    }

    /// What stands after the question mark of an address, or was kept with a job.
    pub fn parse(query: &str) -> Self {
        let query = query.strip_prefix('?').unwrap_or(query);
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        Self::read(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())))
    }

    /// The address that asks for the same, with its question mark.
    pub fn query(&self) -> String {
        self.filter.query(&self.own_pairs())
    }

    /// The controls with their values, those of the filter first.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.filter.pairs();
        pairs.extend(self.own_pairs());
        pairs
    }

    fn own_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![
            (name::FORMAT, self.format.word().to_owned()),
            (name::ROWS, self.rows.word().to_owned()),
        ];
        if self.groups != Group::usual() {
            let group = |group: &Group| (name::GROUP, group.word().to_owned());
            pairs.extend(self.groups.iter().map(group));
            pairs.push((name::CHOSEN, "1".to_owned()));
        }
        let Fields { parts, single } = &self.fields;
        pairs.extend(parts.iter().map(|key| (name::PART, key.clone())));
        pairs.extend(single.iter().map(|key| (name::FIELD, key.clone())));
        if self.unconfirmed {
            pairs.push((name::UNCONFIRMED, "1".to_owned()));
        }
        pairs
    }

    pub fn has(&self, group: Group) -> bool {
        self.groups.contains(&group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_says_nothing_asks_for_the_usual() {
        let asked = Asked::parse("");
        assert_eq!(asked.format, Format::Workbook);
        assert!(asked.has(Group::Text) && !asked.has(Group::Contact));
        assert!(asked.fields.is_all() && !asked.unconfirmed);
        assert_eq!(asked, Asked::parse(&asked.query()));
    }

    #[test]
    fn what_was_chosen_comes_back_from_the_address() {
        let asked = Asked::parse(
            "format=csv&rader=svar&kol=kontakt&kol=tekst&kol=due&del=r1&felt=r2.tekst&valgt=1&kanal=skjema&ubekreftet=1",
        );
        assert_eq!((asked.format, asked.rows), (Format::Csv, Rows::Field));
        assert_eq!(asked.groups, [Group::Contact, Group::Text]);
        assert_eq!(asked.fields.parts, ["r1"]);
        assert_eq!(asked.fields.single, ["r2.tekst"]);
        assert!(
            asked.filter.is_set() && !asked.unconfirmed,
            "nobody knows whether they meet the filter"
        );
        assert_eq!(asked, Asked::parse(&asked.query()));
    }

    #[test]
    fn no_box_ticked_is_no_column_and_not_all() {
        let asked = Asked::parse("valgt=1&ubekreftet=1");
        assert!(asked.groups.is_empty() && asked.unconfirmed);
        assert_eq!(asked, Asked::parse(&asked.query()));
    }

    #[test]
    fn a_field_that_there_is_not_is_no_reason_to_take_all() {
        assert!(!Asked::parse("felt=finnes-ikke").fields.is_all());
        assert!(Asked::parse("valgt=1&kol=tekst").fields.is_all());
    }
}
