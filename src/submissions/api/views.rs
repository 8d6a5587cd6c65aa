//! What programs get: the JSON that answers are made of, drafts here. Not how they are stored.

mod sent;

pub use sent::*;

use crate::consultations::{Advice, Consultation, Field, FieldKind};
use crate::i18n::Lang;
use crate::submissions::api::AttachmentView;
use crate::submissions::desk::{Desk, FieldState, Mark, PartStatus};
use crate::submissions::receipt::OnBehalf;
use crate::text;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An answer while it is written.
#[derive(Serialize, ToSchema)]
#[schema(as = Draft)]
pub struct DraftView {
    pub id: Uuid,
    /// The consultation's slug.
    pub consultation: String,
    pub language: Lang,
    /// Raised by every change; stands in the ETag.
    pub version: i64,
    /// The version of the proposal when the draft was begun or last looked at.
    pub proposal_version: i32,
    /// The version of the proposal that is in force now.
    pub newest_proposal_version: i32,
    /// Open to the end of this day in Oslo; later answers are received and stamped as late.
    pub deadline_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    pub sender: DraftSender,
    /// Why something in the answer should be withheld; staff decide.
    pub withhold_reason: Option<String>,
    /// Keys of the råd chosen at the start; empty is all.
    pub advice: Vec<String>,
    /// Every råd in the order of the proposal, then the general fields; and what was taken out of it since something
    /// was written there, which is sent as long as it stands.
    pub parts: Vec<PartView>,
    /// The files that go with it.
    pub attachments: Vec<AttachmentView>,
    /// What has been sent; null before the first time.
    pub submission: Option<SubmissionBrief>,
}

/// Who answers, as far as it has been told.
#[derive(Serialize, ToSchema)]
pub struct DraftSender {
    pub on_behalf: Option<OnBehalf>,
    pub organisation: Option<String>,
    pub organisation_number: Option<String>,
    pub person: Option<String>,
    pub role: Option<String>,
    pub email: Option<String>,
    /// The address is confirmed: what is sent gets its number at once.
    pub email_confirmed: bool,
    pub name_withheld: bool,
}

/// A råd with its fields, or the general fields.
#[derive(Serialize, ToSchema)]
#[schema(as = Part)]
pub struct PartView {
    /// The råd's key; null for the general fields.
    pub advice: Option<String>,
    pub status: PartState,
    /// The råd was set to «ingen merknad» together with others: undone together by this id.
    pub batch: Option<Uuid>,
    /// Chosen at the start, or something is written in it.
    pub shown: bool,
    pub fields: Vec<FieldView>,
}

#[derive(Serialize, ToSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
#[schema(as = PartStatus)]
pub enum PartState {
    NotStarted,
    Started,
    Ready,
    NoComment,
    /// Another answer is supported in it, or in whole.
    Endorsed,
    TooLong,
}

impl From<PartStatus> for PartState {
    fn from(status: PartStatus) -> Self {
        match status {
            PartStatus::NotStarted => Self::NotStarted,
            PartStatus::Started => Self::Started,
            PartStatus::Ready => Self::Ready,
            PartStatus::NoComment => Self::NoComment,
            PartStatus::Endorsed => Self::Endorsed,
            PartStatus::TooLong => Self::TooLong,
        }
    }
}

/// What stands in a field.
#[derive(Serialize, ToSchema)]
#[schema(as = DraftField)]
pub struct FieldView {
    /// The field's key.
    pub field: String,
    /// 0 until something is saved; stands in the ETag.
    pub version: i64,
    /// The canonical text.
    pub text: Option<String>,
    pub choice: Option<String>,
    /// Characters of the text.
    pub length: u64,
    /// The most that can be sent; null for a field of choices.
    pub limit: Option<u32>,
    /// Characters beyond the limit; nothing is sent while there are any.
    pub surplus: u64,
    pub saved_at: Option<DateTime<Utc>>,
}

impl FieldView {
    pub fn of(field: &Field, state: FieldState) -> Self {
        let length = state.text.as_deref().map_or(0, text::count);
        let limit = (field.kind == FieldKind::Text).then_some(field.limit);
        let surplus = limit.map_or(0, |limit| length.saturating_sub(limit as usize));
        Self {
            field: field.key.clone(),
            version: state.version,
            text: state.text,
            choice: state.choice,
            length: length as u64,
            limit,
            surplus: surplus as u64,
            saved_at: state.saved_at,
        }
    }
}

impl DraftView {
    pub fn of(desk: &Desk, consultation: &Consultation) -> Self {
        let retired = consultation.retired.advice.iter();
        let retired = retired.filter(|a| desk.has_answered(a));
        let of_advice = consultation.advice().chain(retired).map(Some);
        let parts = of_advice.chain([None]);
        let parts = parts.map(|advice| PartView::of(desk, consultation, advice));
        Self {
            id: desk.id,
            consultation: consultation.slug.clone(),
            language: desk.language,
            version: desk.version,
            proposal_version: desk.proposal_version,
            newest_proposal_version: consultation.version,
            deadline_on: desk.deadline_on(consultation),
            created_at: desk.created_at,
            changed_at: desk.touched_at,
            sender: DraftSender::of(desk),
            withhold_reason: desk.sender.withhold_reason.clone(),
            advice: desk.chosen.clone(),
            parts: parts
                .filter(|part| part.advice.is_some() || !part.fields.is_empty())
                .collect(),
            attachments: desk.attachments.iter().map(AttachmentView::from).collect(),
            submission: desk.sent.as_ref().map(SubmissionBrief::of),
        }
    }
}

impl DraftSender {
    fn of(desk: &Desk) -> Self {
        let sender = desk.sender.clone();
        Self {
            on_behalf: sender.on_behalf,
            organisation: sender.organisation,
            organisation_number: sender.organisation_number,
            person: sender.person,
            role: sender.role,
            email: sender.email,
            email_confirmed: desk.is_confirmed(),
            name_withheld: sender.name_withheld,
        }
    }
}

impl PartView {
    fn of(desk: &Desk, consultation: &Consultation, advice: Option<&Advice>) -> Self {
        let ever = consultation.fields_ever_of(advice);
        // What was taken out is of concern to those who have written in it.
        let is_gone = |field: &Field| {
            let mut gone = consultation.retired.fields.iter();
            gone.any(|(_, gone)| gone.id == field.id)
        };
        let fields = ever.filter(|f| !is_gone(f) || desk.field(f).version > 0);
        let fields: Vec<&Field> = fields.collect();
        let is_written = fields.iter().any(|f| !desk.field(f).is_empty());

        let batch = match advice.and_then(|a| desk.mark(a)) {
            Some(Mark::NoComment { batch }) => batch,
            _ => None,
        };
        Self {
            advice: advice.map(|a| a.key.clone()),
            status: desk.status(advice, fields.iter().copied()).into(),
            batch,
            shown: is_written || advice.is_none_or(|a| desk.shows(a)),
            fields: fields
                .iter()
                .map(|f| FieldView::of(f, desk.field(f)))
                .collect(),
        }
    }
}

/// A draft that was begun, and the link that opens it.
#[derive(Serialize, ToSchema)]
pub struct BegunDraft {
    pub draft: DraftView,
    /// The bearer credential for this draft and what is sent from it. Shown here only.
    pub token: Option<String>,
    /// The same as a page for people.
    pub link: Option<String>,
}

/// The råd that were marked together.
#[derive(Serialize, ToSchema)]
pub struct NoComments {
    /// Undoes it; null when every råd was answered already.
    pub batch: Option<Uuid>,
    /// Keys of the råd that are marked now.
    pub advice: Vec<String>,
}
