//! The JSON of what was sent.

use crate::consultations::Consultation;
use crate::submissions::api::AttachmentView;
use crate::submissions::api::adoption::ConfirmedView;
use crate::submissions::desk::SentState;
use crate::submissions::endorsement::{grouped, withdrawn};
use crate::submissions::receipt::{Adoption, Sender, Supported, hex};
use crate::submissions::store::StoredVersion;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// How an answer stands.
#[derive(Serialize, ToSchema)]
pub struct SubmissionBrief {
    /// null until the address is confirmed.
    pub number: Option<String>,
    #[schema(value_type = StandingView)]
    pub standing: String,
    /// The last version that was sent.
    pub last_version: i32,
    /// The version that stands: a late one never takes the place of one in time.
    pub current_version: i32,
    pub received_at: DateTime<Utc>,
}

impl SubmissionBrief {
    pub fn of(sent: &SentState) -> Self {
        Self {
            number: sent.number.clone(),
            standing: sent.standing.clone(),
            last_version: sent.last_version,
            current_version: sent.current_version,
            received_at: sent.received_at,
        }
    }
}

/// `unconfirmed`: stored whole, without a number until the address is confirmed. `counts`: in time.
/// `late`: came after the deadline; staff decide. `supplement`: late, beside an answer in time. `withdrawn`: taken back by
/// its sender.
#[derive(ToSchema)]
#[schema(as = Standing, rename_all = "snake_case")]
#[allow(
    dead_code,
    reason = "names the texts of `standing.rs` for the OpenAPI document"
)]
pub enum StandingView {
    Unconfirmed,
    Counts,
    Late,
    Supplement,
    Withdrawn,
    Duplicate,
}

/// What sending came to.
#[derive(Serialize, ToSchema)]
pub struct SentAnswer {
    /// The draft that it was sent from, or that was made for it.
    pub draft: Uuid,
    /// null until the address is confirmed by the letter that was sent to it.
    pub number: Option<String>,
    /// SHA-256 of the receipt's canonical document, in hex; null until there is a number.
    pub sha256: Option<String>,
    /// 1 the first time, one higher each time the answer is replaced.
    pub version: i32,
    #[schema(value_type = StandingView)]
    pub standing: String,
    /// When the last byte had arrived.
    pub received_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    /// Whole seconds after the deadline; null when it came in time.
    pub late_seconds: Option<i64>,
    /// The credential of a draft that was made for this answer; null when one was shown.
    pub token: Option<String>,
    pub link: Option<String>,
}

/// What was sent: every version, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = Submission)]
pub struct SubmissionView {
    /// null until the address is confirmed.
    pub number: Option<String>,
    #[schema(value_type = StandingView)]
    pub standing: String,
    pub last_version: i32,
    pub current_version: i32,
    pub versions: Vec<VersionView>,
    /// Give it as `cursor` to read on; null on the last page.
    pub next_cursor: Option<String>,
}

/// One version of an answer, as it was sent.
#[derive(Serialize, ToSchema)]
#[schema(as = SubmissionVersion)]
pub struct VersionView {
    pub version: i32,
    #[schema(value_type = StandingView)]
    pub standing: String,
    pub received_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    pub late_seconds: Option<i64>,
    pub proposal_version: i32,
    pub sender: Sender,
    pub withhold_reason: Option<String>,
    /// Who has decided on it, or will, as its sender said.
    pub adoption: Option<Adoption>,
    /// It was sent with reservation, and has been adopted as it was sent.
    pub adoption_confirmed: Option<ConfirmedView>,
    pub answers: Vec<AnswerView>,
    /// Keys of the råd that the sender has no comment on.
    pub no_comment: Vec<String>,
    /// The answers that it supports.
    pub supports: Vec<Supported>,
    /// Numbers of those among them that were taken back since: the reference points at nothing that counts.
    pub supports_withdrawn: Vec<String>,
    /// The files that were sent with it.
    pub attachments: Vec<AttachmentView>,
    /// null until there is a number.
    pub receipt: Option<ReceiptBrief>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Answer)]
pub struct AnswerView {
    pub field: String,
    pub text: Option<String>,
    pub choice: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ReceiptBrief {
    pub number: String,
    /// SHA-256 of the canonical document, in hex.
    pub sha256: String,
}

impl VersionView {
    pub fn of(version: StoredVersion, standing: String, consultation: &Consultation) -> Self {
        let place = |key: &str| consultation.fields_ever().position(|(_, f)| f.key == key);
        let mut answers: Vec<_> = version
            .answers
            .into_iter()
            .map(|(field, text, choice)| AnswerView {
                field,
                text,
                choice,
            })
            .collect();
        answers.sort_by_key(|a| place(&a.field));
        let mut no_comment = version.no_comment;
        no_comment.sort_by_key(|key| consultation.advice_ever().position(|a| a.key == *key));
        let supports = grouped(&version.endorsements, consultation);
        let gone = withdrawn(&version.endorsements).into_iter();
        let supports_withdrawn = gone.map(|(_, number)| number.to_owned()).collect();
        Self {
            version: version.no,
            standing,
            received_at: version.received_at,
            deadline_on: version.deadline_on,
            late_seconds: version.late_seconds,
            proposal_version: version.proposal_version,
            sender: version.sender,
            withhold_reason: version.withhold_reason,
            adoption: version.adoption,
            adoption_confirmed: version.confirmed.map(ConfirmedView::from),
            answers,
            no_comment,
            supports,
            supports_withdrawn,
            attachments: version
                .attachments
                .iter()
                .map(AttachmentView::from)
                .collect(),
            receipt: version.receipt.map(|r| ReceiptBrief {
                number: r.number,
                sha256: hex(&r.sha256),
            }),
        }
    }
}

/// What confirming an address came to.
#[derive(Serialize, ToSchema)]
pub struct Confirmation {
    pub draft: Uuid,
    /// The answer, numbered now or before; null when nothing has been sent from the draft yet.
    pub submission: Option<SubmissionBrief>,
}
