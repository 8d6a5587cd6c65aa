//! A body (høringsinstans) of the register: what it is called, in which languages, where it is written to,
//! and the rules of all that. Plain data.

use crate::i18n::Lang;
use crate::text::fold;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A closed list of words, as the database and files have them.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    };
}

words! {
    /// What kind of body it is.
    #[derive(Serialize, Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    #[schema(as = BodyKind)]
    Kind {
        /// *Kommune*.
        Municipality = "municipality",
        /// *Fylkeskommune*.
        CountyAuthority = "county_authority",
        /// *Statsforvalter*.
        CountyGovernor = "county_governor",
        /// *Regionalt helseforetak*.
        HealthAuthority = "health_authority",
        /// A ministry, a directorate or another body of the state.
        State = "state",
        Organisation = "organisation",
        Other = "other",
    }
}
words! {
    /// The language form (målform) that the body is written to in (språklova § 15).
    #[derive(Default, Serialize, Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    #[schema(as = LanguageForm)]
    Form {
        Nb = "nb",
        Nn = "nn",
        /// It has taken neither: letters come in bokmål.
        #[default]
        Neutral = "neutral",
    }
}
words! {
    /// The language of a name.
    #[derive(Serialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    #[schema(as = NameLanguage)]
    Tongue {
        Nb = "nb",
        Nn = "nn",
        /// Northern Sami.
        Se = "se",
        /// Southern Sami.
        Sma = "sma",
        /// Lule Sami.
        Smj = "smj",
        /// Kven.
        Fkv = "fkv",
        En = "en",
    }
}
words! {
    /// How a body came into the register.
    #[derive(Serialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    #[schema(as = BodySource)]
    Source {
        Shipped = "shipped",
        Import = "import",
        Staff = "staff",
        /// A consultation's list named it.
        Consultation = "consultation",
    }
}
words! {
    #[derive(Serialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    AddressKind {
        /// Where letters go: *postmottak*.
        Official = "official",
        /// A person or unit that may be asked.
        Contact = "contact",
    }
}
words! {
    #[derive(Serialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    AddressState {
        Active = "active",
        /// Letters come back from it.
        Bad = "bad",
        /// It is no longer in use.
        Ended = "ended",
    }
}

impl Form {
    /// The language of letters.
    pub fn lang(self) -> Lang {
        match self {
            Self::Nn => Lang::Nn,
            Self::Nb | Self::Neutral => Lang::Nb,
        }
    }
}

/// A name that the body has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub id: Uuid,
    pub text: String,
    pub tongue: Tongue,
    /// 0 is the name that is shown; the others are parallel.
    pub sort: i32,
    pub valid_from: Option<NaiveDate>,
    /// The day from which it is no longer used.
    pub valid_to: Option<NaiveDate>,
}

/// An e-mail address of the body. Never shown to others than staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub id: Uuid,
    pub address: String,
    pub kind: AddressKind,
    pub state: AddressState,
    pub note: Option<String>,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// A body as the register has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub id: Uuid,
    pub org_no: Option<String>,
    pub municipality_no: Option<String>,
    pub kind: Kind,
    pub county_no: Option<String>,
    pub language: Form,
    pub source: Source,
    /// The body that took its place.
    pub successor_id: Option<Uuid>,
    /// The day from which it is no more.
    pub closed_on: Option<NaiveDate>,
    /// Raised by every change.
    pub version: i64,
    pub changed_at: DateTime<Utc>,
    /// The names in use first, in their order.
    pub names: Vec<Name>,
    /// Oldest first.
    pub addresses: Vec<Address>,
}

impl Body {
    /// What it is called in this language: its name in it when it has one, otherwise the name that is shown.
    pub fn name(&self, lang: Lang) -> &str {
        let wanted = match lang {
            Lang::Nb => Tongue::Nb,
            Lang::Nn => Tongue::Nn,
        };
        let own = self.current_names().find(|name| name.tongue == wanted);
        let main = || self.current_names().find(|name| name.sort == 0);
        let found = own.or_else(main).or(self.names.first());
        found.map_or("", |name| &name.text)
    }

    /// The name that stands in lists and letters: in the body's own language form.
    pub fn own_name(&self) -> &str {
        self.name(self.language.lang())
    }

    pub fn current_names(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(|name| name.valid_to.is_none())
    }

    /// Where letters go, if anywhere.
    pub fn official_address(&self) -> Option<&str> {
        let official =
            |a: &&Address| a.kind == AddressKind::Official && a.state == AddressState::Active;
        let found = self.addresses.iter().rfind(official);
        found.map(|a| a.address.as_str())
    }

    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.closed_on.is_none_or(|closed| day < closed)
    }
}

/// A body that is to be written into the register; what it says has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBody {
    pub org_no: Option<String>,
    pub municipality_no: Option<String>,
    pub kind: Kind,
    pub county_no: Option<String>,
    pub language: Form,
    /// The one that is shown first.
    pub names: Vec<(Tongue, String)>,
    pub official: Option<String>,
    pub contact: Vec<String>,
    pub closed_on: Option<NaiveDate>,
    pub successor_id: Option<Uuid>,
}

impl NewBody {
    /// An organisation of which only this is known.
    pub fn named(name: &str, org_no: Option<&str>) -> Self {
        Self {
            org_no: org_no.map(str::to_owned),
            municipality_no: None,
            kind: Kind::Organisation,
            county_no: None,
            language: Form::Neutral,
            names: vec![(Tongue::Nb, name.to_owned())],
            official: None,
            contact: Vec::new(),
            closed_on: None,
            successor_id: None,
        }
    }

    /// A body as it would be written anew.
    pub fn of(body: &Body) -> Self {
        let names = body.current_names();
        let contact =
            |a: &&Address| a.kind == AddressKind::Contact && a.state == AddressState::Active;
        let contacts = body.addresses.iter().filter(contact);
        Self {
            org_no: body.org_no.clone(),
            municipality_no: body.municipality_no.clone(),
            kind: body.kind,
            county_no: body.county_no.clone(),
            language: body.language,
            names: names.map(|name| (name.tongue, name.text.clone())).collect(),
            official: body.official_address().map(str::to_owned),
            contact: contacts.map(|a| a.address.clone()).collect(),
            closed_on: body.closed_on,
            successor_id: body.successor_id,
        }
    }
}

/// A name as it is looked for: small letters, one space, one kind of dash, nothing that cannot be seen.
/// «ČSV – Norga» is «čsv - norga».
pub fn fold_name(name: &str) -> String {
    let dashed = fold(name).replace(['\u{2010}', '\u{2011}', '–', '—'], "-");
    let words: Vec<&str> = dashed.split_whitespace().collect();
    words.join(" ")
}

/// What is searched of a body.
pub fn search_text<'a>(
    names: impl IntoIterator<Item = &'a str>,
    org_no: Option<&str>,
    municipality_no: Option<&str>,
) -> String {
    let mut lines: Vec<String> = names.into_iter().map(fold_name).collect();
    lines.extend(org_no.into_iter().chain(municipality_no).map(str::to_owned));
    lines.dedup();
    lines.join("\n")
}

/// By the Norwegian alphabet, where æ, ø and å come last.
pub fn alphabetical(name: &str) -> String {
    fold_name(name)
        .replace('æ', "\u{FFF0}")
        .replace('ø', "\u{FFF1}")
        .replace('å', "\u{FFF2}")
}

/// The counties (fylker) by number.
pub const COUNTIES: [(&str, &str); 15] = [
    ("03", "Oslo"),
    ("11", "Rogaland"),
    ("15", "Møre og Romsdal"),
    ("18", "Nordland"),
    ("31", "Østfold"),
    ("32", "Akershus"),
    ("33", "Buskerud"),
    ("34", "Innlandet"),
    ("39", "Vestfold"),
    ("40", "Telemark"),
    ("42", "Agder"),
    ("46", "Vestland"),
    ("50", "Trøndelag"),
    ("55", "Troms"),
    ("56", "Finnmark"),
];

/// What a county is called.
pub fn county_name(no: &str) -> Option<&'static str> {
    let found = COUNTIES.iter().find(|(known, _)| *known == no);
    found.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_folded_whatever_its_letters_dashes_and_spaces() {
        assert_eq!(
            fold_name("  KS –\u{00A0}Kommunesektorens  Organisasjon "),
            "ks - kommunesektorens organisasjon"
        );
        assert_eq!(
            fold_name("UNJÁRGA Guovdageaidnu Čáhcesuolu Ŋ Ŧ Đ Ž"),
            "unjárga guovdageaidnu čáhcesuolu ŋ ŧ đ ž"
        );
        assert_eq!(fold_name("A\u{30A}L ÆØÅ"), "ål æøå");
    }

    #[test]
    fn norwegian_letters_come_last_in_the_alphabet() {
        let mut names = ["Ås", "Øyer", "Ærøy", "Ærå", "Zeta", "Alta"];
        names.sort_by_key(|name| alphabetical(name));
        assert_eq!(names, ["Alta", "Zeta", "Ærøy", "Ærå", "Øyer", "Ås"]);
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        }
        assert_eq!(Kind::parse("Municipality"), None);
    }
}
