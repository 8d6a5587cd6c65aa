//! What is known of each sent answer when answers are looked for: who sent it, how it came, how it stands.
//! A few bytes each and no text, so that all answers of a consultation can be gone through at once.

use crate::bodies::Kind;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A closed list of words, as the database or an address has them.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $stored:literal / $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in addresses, and the end of its text's key.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The word in the database and in the API.
            pub const fn stored(self) -> &'static str {
                match self { $(Self::$variant => $stored),+ }
            }

            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }

            pub fn of_stored(stored: &str) -> Option<Self> {
                match stored { $($stored => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// How a numbered answer stands.
    Standing {
        Counts = "counts" / "teller",
        Late = "late" / "for-sent",
        Supplement = "supplement" / "tillegg",
        Withdrawn = "withdrawn" / "trukket",
        Duplicate = "duplicate" / "dublett",
    }
}
words! {
    /// Who in the body that answers has decided on it, as its sender says.
    Adoption {
        Decided = "political" / "politisk",
        Approved = "administrative" / "administrativt",
        /// Sent before the body that decides had met, and not followed up.
        Reserved = "reserved" / "forbehold",
        /// Sent so, and adopted since as it was sent.
        Confirmed = "confirmed" / "bekreftet",
        Untold = "untold" / "ikke-oppgitt",
    }
}
words! {
    /// How it came.
    Channel {
        Form = "form" / "skjema",
        Api = "api" / "api",
        Email = "email" / "e-post",
        Letter = "letter" / "brev",
        Meeting = "meeting" / "mote",
    }
}

/// Who sent it, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sender {
    /// A body that was invited, by its own link.
    Invited(Kind),
    /// It says that it is from a registered body, and did not come by that body's link.
    Claimed,
    /// Another organisation or public body, as it says.
    Unlisted,
    Person,
    /// The minutes of a meeting.
    Meeting,
}

impl Sender {
    pub fn all() -> impl Iterator<Item = Self> {
        let invited = Kind::ALL.iter().copied().map(Self::Invited);
        invited.chain([Self::Claimed, Self::Unlisted, Self::Person, Self::Meeting])
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::Invited(kind) => kind.as_str(),
            Self::Claimed => "claimed",
            Self::Unlisted => "unlisted",
            Self::Person => "person",
            Self::Meeting => "meeting",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|sender| sender.word() == word)
    }
}

/// What was said in one field, or of a whole part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Nothing,
    /// A text; of a part: anything at all.
    Something,
    /// The choice with this place in the field's list.
    Choice(u8),
    /// *Ingen merknad*: of a part only.
    NoComment,
}

/// A numbered answer, seen by the version that stands.
#[derive(Debug, Clone)]
pub struct Entry {
    pub number: i64,
    pub submission_id: Uuid,
    /// The version that stands.
    pub version_id: Uuid,
    pub version_no: i32,
    pub received_at: DateTime<Utc>,
    /// The version of the proposal that it answered.
    pub proposal: i32,
    /// The invited body whose link it came by.
    pub body_id: Option<Uuid>,
    pub sender: Sender,
    /// The number of the group that the body is listed in.
    pub group: Option<i32>,
    /// The county of the invited body, by its place among all counties.
    pub county: Option<u8>,
    pub standing: Standing,
    pub adoption: Adoption,
    pub channel: Channel,
    /// The last byte came after the deadline, however it stands now.
    pub is_late: bool,
    /// The version that stands is given together with others: it was sent so, or others stand behind it since.
    pub is_joint: bool,
    /// A later version came after the deadline and does not count, beside the one that does.
    pub has_supplement: bool,
    /// When something of it changed last, among the changes; 0 when nothing has since it got its number.
    pub change_no: i64,
    /// The sender has asked in the version that stands that something be withheld.
    pub is_withheld: bool,
    /// The sender has asked so in some version, whether it stands or not.
    pub is_ever_withheld: bool,
    /// The numbers of the answers that it supports, in whole or in a råd, in a version that was not taken back.
    pub endorses: Vec<i64>,
}
