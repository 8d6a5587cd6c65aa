//! A consultation as everybody reads it: one version of its proposal, in the languages it is written in,
//! and the rules of when it takes input. Plain data; pages, API and the answering of it all see this.

use super::meetings::Meeting;
use crate::calendar;
use crate::i18n::Lang;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::str::FromStr;
use utoipa::ToSchema;
use uuid::Uuid;

/// A text in bokmål and, when it is given, nynorsk. Content is always per language (språklova § 14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Texts {
    pub nb: String,
    pub nn: Option<String>,
}

impl Texts {
    /// The text in this language, or in the one there is.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nb => &self.nb,
            Lang::Nn => self.nn.as_deref().unwrap_or(&self.nb),
        }
    }

    /// The language of [`Texts::get`]: what a page's `lang` attribute must say.
    pub fn lang(&self, wanted: Lang) -> Lang {
        if wanted == Lang::Nn && self.nn.is_none() {
            Lang::Nb
        } else {
            wanted
        }
    }

    pub fn has(&self, lang: Lang) -> bool {
        lang == Lang::Nb || self.nn.is_some()
    }
}

/// What kind of round it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Kind {
    /// *Høring*: with a draft and a case reference.
    #[serde(rename = "høring")]
    Hearing,
    /// *Innspillsrunde*: a theme and questions, before a draft exists.
    #[serde(rename = "innspillsrunde")]
    InputRound,
}

/// Where it stands; only forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Preparing,
    /// *På høring* until the deadline.
    Open,
    /// *Under behandling*.
    Processing,
    /// *Ferdigbehandlet*.
    Concluded,
}

impl Status {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Open => "open",
            Self::Processing => "processing",
            Self::Concluded => "concluded",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Preparing,
            Self::Open,
            Self::Processing,
            Self::Concluded,
        ]
        .into_iter()
        .find(|s| s.as_str() == text)
    }
}

/// Who publishes it and answers for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    pub name: Texts,
    pub org_no: Option<String>,
    /// Where letters are answered.
    pub reply_address: String,
}

/// Whom to ask: an address, a telephone number, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// A published version of the proposal (*høringsutkast*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    #[serde(skip)]
    pub id: Uuid,
    pub no: i32,
    pub published_at: DateTime<Utc>,
    /// What is new in it; the first has none.
    pub change_note: Option<Texts>,
    /// The substance changed (*faglig endring*), not only the wording.
    pub professional_change: bool,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    Text,
    /// An agree scale (*standpunkt*).
    Scale,
    Choice,
}

/// One thing that can be chosen. The key is permanent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub key: String,
    pub label: Texts,
}

/// A field to answer in (*svarfelt*). Its key is permanent and unique in the consultation («r3.tekst»).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    pub id: Uuid,
    pub key: String,
    pub kind: FieldKind,
    pub label: Texts,
    pub help: Option<Texts>,
    /// Characters as `text::count` counts them; only for text.
    pub limit: u32,
    pub choices: Vec<Choice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// *Bør*.
    Should,
    /// *Skal*.
    Shall,
}

/// A piece of advice (*råd*). Its key is permanent («r3»); its number is what people see in this version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advice {
    pub id: Uuid,
    pub key: String,
    pub number: String,
    pub title: Texts,
    /// The title stands in for one that is not known («Eksempeltekst»).
    pub example_title: bool,
    /// Markdown.
    pub body: Option<Texts>,
    /// *Begrunnelse*, Markdown.
    pub rationale: Option<Texts>,
    /// *Praktisk gjennomføring*, Markdown.
    pub practice: Option<Texts>,
    pub strength: Option<Strength>,
    pub fields: Vec<Field>,
    /// The version that it came with, and the last one that changed a text of it or of its fields.
    pub added_in: i32,
    pub changed_in: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chapter {
    pub id: Uuid,
    pub key: String,
    pub number: Option<String>,
    pub title: Texts,
    pub example_title: bool,
    pub body: Option<Texts>,
    /// May be empty: a chapter on method has no råd.
    pub advice: Vec<Advice>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// *Høringsbrev*.
    Letter,
    /// *Høringsutkast*.
    Draft,
    /// *Høringsnotat* and other papers.
    Paper,
}

/// A file that belongs to the consultation, known by the SHA-256 of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    pub kind: DocumentKind,
    pub language: String,
    pub title: String,
    pub file_name: String,
    /// Lower-case hex.
    pub sha256: String,
    pub size: i64,
    pub media_type: String,
}

/// One line of the list of invited bodies (*høringsinstanser*), as the directorate wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedLine {
    pub as_listed: String,
    /// The body's right name, where the line has it otherwise.
    pub name: Option<String>,
    pub org_no: Option<String>,
    /// Which register a collective line («Alle landets kommuner») stands for.
    pub collective: Option<String>,
    /// How many bodies the line stands for.
    pub bodies: i32,
    /// The version that added the line; its change note is the reason.
    pub added_in: i32,
    /// The bodies that it stood for when it was published.
    pub invited: Vec<InvitedBody>,
}

/// An invited body as everybody may know it: without its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvitedBody {
    pub name: String,
    pub org_no: Option<String>,
    pub kind: crate::bodies::Kind,
    pub added_at: DateTime<Utc>,
    /// Why it was added after the publishing.
    pub reason: Option<Texts>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// `None` where the directorate gave no heading.
    pub name: Option<Texts>,
    pub lines: Vec<ListedLine>,
}

impl Group {
    pub fn invited(&self) -> i32 {
        self.lines.iter().map(|line| line.bodies).sum()
    }
}

/// The deadline was moved, for all. Later only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeadlineChange {
    pub old_on: NaiveDate,
    pub new_on: NaiveDate,
    pub reason: Texts,
    pub at: DateTime<Utc>,
}

/// The dates that an example really had; its own are moved so that it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TrueDates {
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
}

/// Another consultation that this one follows or is followed by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    pub slug: String,
    pub title: Texts,
    pub reference: Option<String>,
}

/// What stands for a råd's key where the general comments are meant.
pub const GENERAL: &str = "generelt";

/// A consultation at one version of its proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Consultation {
    pub id: Uuid,
    pub slug: String,
    /// The case reference as written; a round may have none yet.
    pub reference: Option<String>,
    /// The series that its answers' numbers belong to.
    #[serde(skip)]
    pub case_series_id: Uuid,
    /// What stands before «-H17» in a number: the case reference, or the slug for a round without one.
    pub number_prefix: String,
    pub kind: Kind,
    pub status: Status,
    /// *Dokumenttype*: «Nasjonale faglige råd».
    pub product_type: Option<Texts>,
    pub owner: Owner,
    pub contact: Contact,
    pub title: Texts,
    pub proposal_title: Option<Texts>,
    pub ingress: Option<Texts>,
    pub letter: Option<Texts>,
    pub background: Option<Texts>,
    pub published_on: NaiveDate,
    /// Open to the end of this day in Oslo; extensions counted in.
    pub deadline_on: NaiveDate,
    /// Every extension, oldest first.
    pub deadline_changes: Vec<DeadlineChange>,
    /// How many have been given a later deadline than the rest; who they are stands with staff.
    pub later_deadlines: usize,
    /// Why the deadline is shorter than six weeks (utredningsinstruksen 3-3).
    pub short_reason: Option<String>,
    /// It was to be published on its day, and is not before somebody publishes it anew.
    #[serde(skip)]
    pub is_called_off: bool,
    pub demo: Option<TrueDates>,
    /// The version shown.
    pub version: i32,
    /// Every published version, oldest first.
    pub versions: Vec<Version>,
    pub follows: Option<Related>,
    pub followed_by: Vec<Related>,
    pub chapters: Vec<Chapter>,
    /// General comments, and the questions of a round without råd.
    pub general_fields: Vec<Field>,
    /// What earlier versions asked and this one does not: whoever has answered it is not to lose that.
    #[serde(skip)]
    pub retired: Retired,
    pub documents: Vec<Document>,
    pub groups: Vec<Group>,
    /// Bodies that were invited after the publishing, beside the list.
    pub added: Vec<InvitedBody>,
    /// Conferences and oral hearings, the earliest first; cancelled ones among them.
    pub meetings: Vec<Meeting>,
}

/// Råd and fields that were taken out, as they last stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retired {
    pub advice: Vec<Advice>,
    /// Of råd that are there still, by their key, or of the general comments.
    pub fields: Vec<(Option<String>, Field)>,
    /// By their ids: the version that was the first without it.
    pub gone_in: HashMap<Uuid, i32>,
}

/// Where a consultation stands on a day: what people see, since a deadline passes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// *På høring*.
    Open,
    /// *Under behandling*.
    Processing,
    /// *Ferdigbehandlet*.
    Concluded,
}

/// The words that addresses and programs use.
impl FromStr for Stage {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "open" => Ok(Self::Open),
            "processing" => Ok(Self::Processing),
            "concluded" => Ok(Self::Concluded),
            _ => Err(()),
        }
    }
}

/// What the deadline says of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    InTime,
    /// Received and stamped; staff decide with a reason.
    Late(TimeDelta),
}

impl Consultation {
    /// Every råd, in order.
    pub fn advice(&self) -> impl Iterator<Item = &Advice> {
        self.chapters.iter().flat_map(|chapter| &chapter.advice)
    }

    pub fn find_advice(&self, key: &str) -> Option<&Advice> {
        self.advice().find(|advice| advice.key == key)
    }

    /// Every råd, then those that were taken out.
    pub fn advice_ever(&self) -> impl Iterator<Item = &Advice> {
        self.advice().chain(&self.retired.advice)
    }

    pub fn find_advice_ever(&self, key: &str) -> Option<&Advice> {
        self.advice_ever().find(|advice| advice.key == key)
    }

    /// Whether there is, or was, such a part to answer: a råd by its key, or the general comments by theirs.
    pub fn has_part_ever(&self, key: &str) -> bool {
        match key {
            GENERAL => self.fields_ever_of(None).next().is_some(),
            _ => self.find_advice_ever(key).is_some(),
        }
    }

    /// Every field, then those that were taken out.
    pub fn fields_ever(&self) -> impl Iterator<Item = (Option<&Advice>, &Field)> {
        let gone = self.retired.advice.iter();
        let of_gone = gone.flat_map(|advice| advice.fields.iter().map(move |f| (Some(advice), f)));
        let single = self.retired.fields.iter().map(|(key, field)| {
            let advice = key.as_deref().and_then(|key| self.find_advice_ever(key));
            (advice, field)
        });
        self.fields().chain(of_gone).chain(single)
    }

    pub fn find_field_ever(&self, key: &str) -> Option<(Option<&Advice>, &Field)> {
        self.fields_ever().find(|(_, field)| field.key == key)
    }

    /// The fields of a råd, or the general ones, with those of them that were taken out.
    pub fn fields_ever_of<'c>(
        &'c self,
        advice: Option<&'c Advice>,
    ) -> impl Iterator<Item = &'c Field> + Clone {
        let now = advice.map_or(&self.general_fields, |a| &a.fields);
        let key = advice.map(|a| a.key.as_str());
        let gone = self.retired.fields.iter();
        let gone = gone.filter(move |(of, _)| of.as_deref() == key);
        now.iter().chain(gone.map(|(_, field)| field))
    }

    /// Every field, råd first, with the råd it belongs to.
    pub fn fields(&self) -> impl Iterator<Item = (Option<&Advice>, &Field)> {
        let of_advice = self
            .advice()
            .flat_map(|advice| advice.fields.iter().map(move |f| (Some(advice), f)));
        of_advice.chain(self.general_fields.iter().map(|f| (None, f)))
    }

    pub fn find_field(&self, key: &str) -> Option<(Option<&Advice>, &Field)> {
        self.fields().find(|(_, field)| field.key == key)
    }

    /// *På høring*: open, and the deadline has not passed.
    pub fn is_open_at(&self, now: DateTime<Utc>) -> bool {
        self.status == Status::Open && now < calendar::closes_at(self.deadline_on)
    }

    /// What people are told of where it stands.
    pub fn stage(&self, now: DateTime<Utc>) -> Stage {
        match self.status {
            Status::Concluded => Stage::Concluded,
            _ if self.is_open_at(now) => Stage::Open,
            _ => Stage::Processing,
        }
    }

    /// The version shown.
    pub fn current_version(&self) -> Option<&Version> {
        self.versions.iter().find(|v| v.no == self.version)
    }

    /// The published version before the one shown.
    pub fn version_before(&self) -> Option<&Version> {
        self.versions.iter().rfind(|v| v.no < self.version)
    }

    /// The newest version is the one shown.
    pub fn is_newest(&self) -> bool {
        self.versions.last().is_none_or(|v| v.no == self.version)
    }

    /// How many bodies are invited: those that were written down, each once, though a line may name one that was
    /// added by hand before; until it is published, as many as the lines stand for.
    pub fn invited(&self) -> i32 {
        if self.versions.is_empty() {
            return self.groups.iter().map(Group::invited).sum();
        }
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        let listed: usize = lines.map(|line| line.invited.len()).sum();
        i32::try_from(listed + self.added.len()).unwrap_or(i32::MAX)
    }

    /// How many bodies the lines stand for.
    pub fn listed(&self) -> u64 {
        let lines = self.groups.iter().map(Group::invited);
        lines.map(|n| u64::try_from(n).unwrap_or_default()).sum()
    }

    /// Whether it is shown to everybody.
    pub fn is_public(&self) -> bool {
        self.status != Status::Preparing
    }

    /// When the substance last changed (*siste faglige endring*); never before it was first published.
    pub fn last_professional_change(&self) -> Option<DateTime<Utc>> {
        self.versions
            .iter()
            .rev()
            .find(|v| v.professional_change || v.no == 1)
            .map(|v| v.published_at)
    }

    pub fn first_published(&self) -> Option<DateTime<Utc>> {
        self.versions.first().map(|v| v.published_at)
    }
}

/// Whether a consultation in this state takes an answer whose last byte came at `received_at`, and how it
/// stands to the deadline. `None`: it takes nothing.
pub fn arrival(
    status: Status,
    deadline_on: NaiveDate,
    received_at: DateTime<Utc>,
) -> Option<Arrival> {
    let closes_at = calendar::closes_at(deadline_on);
    match status {
        Status::Preparing | Status::Concluded => None,
        Status::Open | Status::Processing if received_at < closes_at => Some(Arrival::InTime),
        Status::Open | Status::Processing => Some(Arrival::Late(received_at - closes_at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_microsecond_of_the_day_in_oslo_is_in_time_and_midnight_is_late() {
        let day = "2024-08-01".parse().unwrap();
        let arrives = |text| arrival(Status::Open, day, at(text));
        assert_eq!(
            arrives("2024-08-01T21:59:59.999999Z"),
            Some(Arrival::InTime)
        );
        assert_eq!(
            arrives("2024-08-01T22:00:00Z"),
            Some(Arrival::Late(TimeDelta::zero()))
        );
        assert_eq!(
            arrives("2024-08-01T22:00:01Z"),
            Some(Arrival::Late(TimeDelta::seconds(1)))
        );
    }

    #[test]
    fn nothing_is_taken_before_opening_and_after_the_conclusion() {
        let day = "2024-08-01".parse().unwrap();
        let early = at("2024-07-01T10:00:00Z");
        assert_eq!(arrival(Status::Preparing, day, early), None);
        assert_eq!(arrival(Status::Concluded, day, early), None);
        assert_eq!(
            arrival(Status::Processing, day, early),
            Some(Arrival::InTime)
        );
    }
}
