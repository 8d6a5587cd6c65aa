//! Consultations as programs read them: both languages of every text, keys that stay, no internal ids.

use crate::calendar;
use crate::consultations::consultation as c;
use crate::consultations::consultation::{
    Consultation, DocumentKind, FieldKind, Kind, Stage, Strength, Texts, arrival,
};
use crate::consultations::list::{Listed, Summary};
use crate::consultations::pages::document_path;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of the list of consultations.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsultationList)]
pub struct ListView {
    pub items: Vec<SummaryView>,
    /// Give it as `cursor` to read on; null on the last page.
    pub next_cursor: Option<String>,
}

/// A consultation in the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsultationSummary)]
pub struct SummaryView {
    /// What the consultation is called in addresses; permanent.
    #[schema(example = "24-13304")]
    pub slug: String,
    /// The consultation's page.
    pub url: String,
    /// The case reference as written; an innspillsrunde may have none.
    #[schema(example = "24/13304")]
    pub reference: Option<String>,
    pub kind: Kind,
    pub status: Stage,
    pub title: Texts,
    /// Markdown.
    pub ingress: Option<Texts>,
    pub product_type: Option<Texts>,
    pub owner: Texts,
    pub published_on: NaiveDate,
    /// Open to the end of this day in Norway.
    pub deadline_on: NaiveDate,
    /// An example: its dates are moved so that it is open.
    pub demo: bool,
    pub true_dates: Option<TrueDatesView>,
}

/// The dates that an example really had.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TrueDates)]
pub struct TrueDatesView {
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
}

/// A consultation at one version of its proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Consultation)]
pub struct ConsultationView {
    #[schema(example = "24-13304")]
    pub slug: String,
    pub url: String,
    #[schema(example = "24/13304")]
    pub reference: Option<String>,
    /// What the numbers of its answers begin with: `24/13304` in `24/13304-H17`.
    pub number_prefix: String,
    pub kind: Kind,
    pub status: Stage,
    /// Whether an answer is received now, in time or late.
    pub takes_answers: bool,
    pub demo: bool,
    pub true_dates: Option<TrueDatesView>,
    pub owner: OwnerView,
    pub contact: ContactView,
    pub product_type: Option<Texts>,
    pub title: Texts,
    pub proposal_title: Option<Texts>,
    /// Markdown, as are letter, background and the texts of chapters and råd.
    pub ingress: Option<Texts>,
    pub letter: Option<Texts>,
    pub background: Option<Texts>,
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
    /// The first instant that is too late.
    pub closes_at: DateTime<Utc>,
    pub deadline_changes: Vec<DeadlineChangeView>,
    /// Why the deadline is shorter than the rule.
    pub short_reason: Option<String>,
    /// The version of the proposal that is given here.
    pub version: i32,
    pub versions: Vec<VersionView>,
    pub first_published_at: Option<DateTime<Utc>>,
    pub last_professional_change_at: Option<DateTime<Utc>>,
    pub follows: Option<RelatedView>,
    pub followed_by: Vec<RelatedView>,
    pub chapters: Vec<ChapterView>,
    /// General comments, or the questions of an innspillsrunde.
    pub general_fields: Vec<FieldView>,
    pub documents: Vec<DocumentView>,
    /// The list of invited bodies, as listed.
    pub groups: Vec<GroupView>,
    /// How many bodies are invited when collective lines are counted out.
    pub invited: i32,
}

/// Who holds the consultation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Owner)]
pub struct OwnerView {
    pub name: Texts,
    pub org_no: Option<String>,
    pub reply_address: String,
}

/// Whom to ask.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contact)]
pub struct ContactView {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// An extension of the deadline, for all.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeadlineChange)]
pub struct DeadlineChangeView {
    pub old_on: NaiveDate,
    pub new_on: NaiveDate,
    pub reason: Texts,
    pub at: DateTime<Utc>,
}

/// A published version of the proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProposalVersion)]
pub struct VersionView {
    pub no: i32,
    pub published_at: DateTime<Utc>,
    /// The substance changed (faglig endring), not only the wording.
    pub professional_change: bool,
    pub change_note: Option<Texts>,
}

/// Another consultation, before or after this one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RelatedConsultation)]
pub struct RelatedView {
    pub slug: String,
    pub url: String,
    pub title: Texts,
    pub reference: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Chapter)]
pub struct ChapterView {
    pub key: String,
    pub number: Option<String>,
    pub title: Texts,
    /// The title stands in for one that is not known.
    pub example_title: bool,
    pub body: Option<Texts>,
    pub advice: Vec<AdviceView>,
}

/// A råd: the piece of a proposal that is answered by itself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Advice)]
pub struct AdviceView {
    /// Permanent.
    #[schema(example = "r3")]
    pub key: String,
    /// As shown in this version.
    pub number: String,
    pub url: String,
    pub title: Texts,
    pub example_title: bool,
    pub strength: Option<Strength>,
    pub body: Option<Texts>,
    /// Begrunnelse.
    pub rationale: Option<Texts>,
    /// Praktisk gjennomføring.
    pub practice: Option<Texts>,
    pub fields: Vec<FieldView>,
}

/// A field to answer in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Field)]
pub struct FieldView {
    /// Permanent and unique in the consultation; what an answer names.
    #[schema(example = "r3.tekst")]
    pub key: String,
    pub kind: FieldKind,
    pub label: Texts,
    pub help: Option<Texts>,
    /// Characters including spaces, for a text.
    pub limit: Option<u32>,
    /// What can be chosen; empty for a text.
    pub choices: Vec<ChoiceView>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Choice)]
pub struct ChoiceView {
    pub key: String,
    pub label: Texts,
}

/// Letter, draft or paper.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Document)]
pub struct DocumentView {
    pub kind: DocumentKind,
    pub language: String,
    pub title: String,
    pub file_name: String,
    pub sha256: String,
    pub size: i64,
    pub media_type: String,
    pub url: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BodyGroup)]
pub struct GroupView {
    /// Null where the list has no heading.
    pub name: Option<Texts>,
    pub invited: i32,
    pub lines: Vec<LineView>,
}

/// One line of the list of invited bodies.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedLine)]
pub struct LineView {
    pub as_listed: String,
    pub name: Option<String>,
    pub org_no: Option<String>,
    /// The register that a line such as «Alle landets kommuner» stands for.
    pub collective: Option<String>,
    /// How many bodies the line stands for.
    pub bodies: i32,
    /// The version that added the line.
    pub added_in: i32,
}

impl From<c::TrueDates> for TrueDatesView {
    fn from(dates: c::TrueDates) -> Self {
        Self {
            published_on: dates.published_on,
            deadline_on: dates.deadline_on,
        }
    }
}

/// Makes whole addresses of paths.
pub struct Addresses<'a> {
    pub base_url: &'a str,
}

impl Addresses<'_> {
    fn consultation(&self, slug: &str) -> String {
        format!("{}/horinger/{slug}", self.base_url)
    }

    pub fn list(&self, listed: Listed) -> ListView {
        ListView {
            items: listed
                .items
                .into_iter()
                .map(|item| self.summary(item))
                .collect(),
            next_cursor: listed.next.map(|cursor| cursor.to_string()),
        }
    }

    fn summary(&self, item: Summary) -> SummaryView {
        SummaryView {
            url: self.consultation(&item.slug),
            slug: item.slug,
            reference: item.reference,
            kind: item.kind,
            status: item.stage,
            title: item.title,
            ingress: item.ingress,
            product_type: item.product_type,
            owner: item.owner,
            published_on: item.published_on,
            deadline_on: item.deadline_on,
            demo: item.demo.is_some(),
            true_dates: item.demo.map(Into::into),
        }
    }

    pub fn whole(&self, found: &Consultation, now: DateTime<Utc>) -> ConsultationView {
        let is_received = arrival(found.status, found.deadline_on, now).is_some();
        ConsultationView {
            slug: found.slug.clone(),
            url: self.consultation(&found.slug),
            reference: found.reference.clone(),
            number_prefix: found.number_prefix.clone(),
            kind: found.kind,
            status: found.stage(now),
            takes_answers: is_received,
            demo: found.demo.is_some(),
            true_dates: found.demo.map(Into::into),
            owner: owner(&found.owner),
            contact: contact(&found.contact),
            product_type: found.product_type.clone(),
            title: found.title.clone(),
            proposal_title: found.proposal_title.clone(),
            ingress: found.ingress.clone(),
            letter: found.letter.clone(),
            background: found.background.clone(),
            published_on: found.published_on,
            deadline_on: found.deadline_on,
            closes_at: calendar::closes_at(found.deadline_on),
            deadline_changes: found.deadline_changes.iter().map(deadline_change).collect(),
            short_reason: found.short_reason.clone(),
            version: found.version,
            versions: found.versions.iter().map(version).collect(),
            first_published_at: found.first_published(),
            last_professional_change_at: found.last_professional_change(),
            follows: found.follows.as_ref().map(|related| self.related(related)),
            followed_by: found
                .followed_by
                .iter()
                .map(|related| self.related(related))
                .collect(),
            chapters: found
                .chapters
                .iter()
                .map(|ch| self.chapter(&found.slug, ch))
                .collect(),
            general_fields: found.general_fields.iter().map(field).collect(),
            documents: found
                .documents
                .iter()
                .map(|document| self.document(document))
                .collect(),
            groups: found.groups.iter().map(group).collect(),
            invited: found.invited(),
        }
    }

    fn related(&self, related: &c::Related) -> RelatedView {
        RelatedView {
            slug: related.slug.clone(),
            url: self.consultation(&related.slug),
            title: related.title.clone(),
            reference: related.reference.clone(),
        }
    }

    fn chapter(&self, slug: &str, chapter: &c::Chapter) -> ChapterView {
        ChapterView {
            key: chapter.key.clone(),
            number: chapter.number.clone(),
            title: chapter.title.clone(),
            example_title: chapter.example_title,
            body: chapter.body.clone(),
            advice: chapter
                .advice
                .iter()
                .map(|advice| self.advice(slug, advice))
                .collect(),
        }
    }

    fn advice(&self, slug: &str, advice: &c::Advice) -> AdviceView {
        AdviceView {
            key: advice.key.clone(),
            number: advice.number.clone(),
            url: format!("{}/raad/{}", self.consultation(slug), advice.key),
            title: advice.title.clone(),
            example_title: advice.example_title,
            strength: advice.strength,
            body: advice.body.clone(),
            rationale: advice.rationale.clone(),
            practice: advice.practice.clone(),
            fields: advice.fields.iter().map(field).collect(),
        }
    }

    fn document(&self, document: &c::Document) -> DocumentView {
        DocumentView {
            kind: document.kind,
            language: document.language.clone(),
            title: document.title.clone(),
            file_name: document.file_name.clone(),
            sha256: document.sha256.clone(),
            size: document.size,
            media_type: document.media_type.clone(),
            url: format!("{}{}", self.base_url, document_path(document)),
        }
    }
}

fn owner(owner: &c::Owner) -> OwnerView {
    OwnerView {
        name: owner.name.clone(),
        org_no: owner.org_no.clone(),
        reply_address: owner.reply_address.clone(),
    }
}

fn contact(contact: &c::Contact) -> ContactView {
    ContactView {
        name: contact.name.clone(),
        email: contact.email.clone(),
        phone: contact.phone.clone(),
    }
}

fn deadline_change(change: &c::DeadlineChange) -> DeadlineChangeView {
    DeadlineChangeView {
        old_on: change.old_on,
        new_on: change.new_on,
        reason: change.reason.clone(),
        at: change.at,
    }
}

fn version(version: &c::Version) -> VersionView {
    VersionView {
        no: version.no,
        published_at: version.published_at,
        professional_change: version.professional_change,
        change_note: version.change_note.clone(),
    }
}

fn field(field: &c::Field) -> FieldView {
    let choice = |choice: &c::Choice| ChoiceView {
        key: choice.key.clone(),
        label: choice.label.clone(),
    };
    FieldView {
        key: field.key.clone(),
        kind: field.kind,
        label: field.label.clone(),
        help: field.help.clone(),
        limit: (field.kind == FieldKind::Text).then_some(field.limit),
        choices: field.choices.iter().map(choice).collect(),
    }
}

fn group(group: &c::Group) -> GroupView {
    let line = |line: &c::ListedLine| LineView {
        as_listed: line.as_listed.clone(),
        name: line.name.clone(),
        org_no: line.org_no.clone(),
        collective: line.collective.clone(),
        bodies: line.bodies,
        added_in: line.added_in,
    };
    GroupView {
        name: group.name.clone(),
        invited: group.invited(),
        lines: group.lines.iter().map(line).collect(),
    }
}
