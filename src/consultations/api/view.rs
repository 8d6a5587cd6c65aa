//! Consultations as programs read them: both languages of every text, keys that stay, no internal ids.

use crate::consultations::consultation::{DocumentKind, FieldKind, Kind, Stage, Strength, Texts};
use crate::consultations::meetings::MeetingKind;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of the list of consultations.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConsultationList)]
pub struct ListView {
    pub items: Vec<SummaryView>,
    /// Give it as `cursor` to read on; null on the last page.
    pub next: Option<String>,
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
    /// Conferences and oral hearings, the earliest first.
    pub meetings: Vec<MeetingView>,
}

/// A meeting about the proposal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Meeting)]
pub struct MeetingView {
    pub kind: MeetingKind,
    pub title: Texts,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: Option<String>,
    /// Where it is followed or signed up to.
    pub link: Option<String>,
    /// Markdown.
    pub about: Option<Texts>,
    pub cancelled: bool,
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

/// Who is invited, group by group and line by line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Invited)]
pub struct InvitedView {
    pub slug: String,
    /// How many bodies are invited in all.
    pub invited: i32,
    pub groups: Vec<InvitedGroupView>,
    /// Bodies that were invited after the publishing, beside the list.
    pub added: Vec<InvitedBodyView>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InvitedGroup)]
pub struct InvitedGroupView {
    /// Null where the list has no heading.
    pub name: Option<Texts>,
    pub lines: Vec<InvitedLineView>,
}

/// A line as listed, and the bodies that it stood for when it was published.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InvitedLine)]
pub struct InvitedLineView {
    #[schema(example = "Alle landets kommuner")]
    pub as_listed: String,
    pub bodies: Vec<InvitedBodyView>,
}

/// An invited body: what it was called then, and what the register knows of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InvitedBody)]
pub struct InvitedBodyView {
    pub name: String,
    pub org_no: Option<String>,
    pub kind: crate::bodies::Kind,
    pub added_at: DateTime<Utc>,
    /// Why it was invited after the publishing.
    pub reason: Option<Texts>,
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
