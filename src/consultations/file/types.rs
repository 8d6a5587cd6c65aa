//! A consultation as its file says it: plain data, already checked. Nothing here is stored as such.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::consultations::consultation::{
    Contact, DocumentKind, Kind, Status, Strength, Texts,
};
use crate::i18n::Lang;
use crate::text::{CaseRef, OrgNo};

/// One consultation and the version of its proposal that the file holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsultationFile {
    pub kind: Kind,
    /// An innspillsrunde may begin before there is a case.
    pub reference: Option<CaseRef>,
    pub slug: String,
    /// None: as the dates say.
    pub status: Option<Status>,
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
    /// Why the deadline is shorter than the rule, kept on the case.
    pub short_reason: Option<String>,
    /// The slug of the consultation that this one follows.
    pub follows: Option<String>,
    /// What is new, when the file is a new version of a proposal already published.
    pub change: Option<Change>,
    pub owner: Owner,
    pub contact: Contact,
    pub product_type: Option<Texts>,
    pub title: Texts,
    pub proposal_title: Option<Texts>,
    pub ingress: Texts,
    /// The letter (høringsbrev) as Markdown.
    pub letter: Option<Texts>,
    pub background: Option<Texts>,
    pub documents: Vec<Document>,
    pub chapters: Vec<Chapter>,
    /// General comments, or the questions of an innspillsrunde.
    pub general_fields: Vec<Field>,
    pub groups: Vec<Group>,
}

/// What is new in this version of the proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub note: Texts,
    /// Whether it moves the date of the last professional change (siste faglige endring).
    pub professional: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Owner {
    pub name: Texts,
    pub org_no: OrgNo,
    pub reply_address: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    pub kind: DocumentKind,
    pub lang: Lang,
    pub title: String,
    /// The last part of the name in the file.
    pub file_name: String,
    pub media_type: &'static str,
    pub sha256: [u8; 32],
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A chapter, with or without råd.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chapter {
    pub key: String,
    pub number: Option<String>,
    pub title: Texts,
    /// The title is made up («Eksempeltekst»).
    pub example_title: bool,
    pub body: Option<Texts>,
    pub advice: Vec<Advice>,
}

/// A råd: the piece of a proposal that is answered by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// Permanent: never given to another råd.
    pub key: String,
    /// As shown; may change when råd are moved.
    pub number: String,
    pub title: Texts,
    /// The title is made up («Eksempeltekst»).
    pub example_title: bool,
    pub strength: Option<Strength>,
    pub body: Texts,
    pub rationale: Option<Texts>,
    /// Praktisk gjennomføring.
    pub practice: Option<Texts>,
    /// The default fields, then its own.
    pub fields: Vec<Field>,
}

/// A field to answer in (svarfelt).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Permanent, and its own within its råd or among the general fields.
    pub key: String,
    pub kind: FieldKind,
    pub label: Texts,
    pub help: Option<Texts>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum FieldKind {
    Text {
        limit: usize,
    },
    /// Ordered options, such as from agree to disagree.
    Scale {
        options: Vec<FieldOption>,
    },
    /// Options without order.
    Choice {
        options: Vec<FieldOption>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldOption {
    pub key: String,
    pub label: Texts,
}

/// A group of the list of bodies; may be without a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    pub name: Option<Texts>,
    pub lines: Vec<ListedLine>,
}

/// One line of the list of bodies (høringsinstanser).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedLine {
    /// As listed, to the letter.
    pub text: String,
    /// The body's right name, when the line has it otherwise.
    pub name: Option<String>,
    pub org_no: Option<OrgNo>,
    pub collective: Option<Collective>,
}

/// A line that stands for many bodies («Alle landets kommuner»).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Collective {
    pub kind: CollectiveKind,
    /// How many the line must expand to.
    pub count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectiveKind {
    Municipalities,
    CountyAuthorities,
    CountyGovernors,
    HealthAuthorities,
}

impl ConsultationFile {
    /// Every råd, in the order of the file.
    pub fn advice(&self) -> impl Iterator<Item = &Advice> {
        self.chapters.iter().flat_map(|chapter| &chapter.advice)
    }

    pub fn lines(&self) -> impl Iterator<Item = &ListedLine> {
        self.groups.iter().flat_map(|group| &group.lines)
    }

    /// How many bodies are invited when the collective lines are expanded.
    pub fn body_count(&self) -> u64 {
        self.lines().map(|line| u64::from(line.bodies())).sum()
    }
}

impl Document {
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl FieldKind {
    /// The options of a scale or choice; none for text.
    pub fn options(&self) -> &[FieldOption] {
        match self {
            FieldKind::Text { .. } => &[],
            FieldKind::Scale { options } | FieldKind::Choice { options } => options,
        }
    }
}

impl ListedLine {
    pub fn bodies(&self) -> u32 {
        self.collective.map_or(1, |collective| collective.count)
    }
}
