//! Invited bodies as programs of staff get them.

use crate::bodies::{Kind, ReportView};
use crate::consultations::Texts;
use crate::i18n::Lang;
use crate::invitations::invite::Act;
use crate::invitations::overview::{Asked, AskedAnswer, AskedLetter, Delivery, State};
use crate::invitations::store::Event;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An invited body with what has become of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
pub struct InvitationView {
    pub id: Uuid,
    /// The body in the register.
    pub body: Uuid,
    /// As it was invited.
    pub name: String,
    pub language: Lang,
    pub state: State,
    pub group: Option<InvitationGroup>,
    /// Why it was invited after the publishing.
    pub reason: Option<Texts>,
    pub org_no: Option<String>,
    pub kind: Kind,
    pub county_no: Option<String>,
    /// Where a letter would go today.
    pub address: Option<String>,
    pub link: InvitationLink,
    /// The last letter to it.
    pub letter: Option<InvitationLetter>,
    /// How many råd something is said on, where the answer is begun.
    pub answered_advice: Option<usize>,
    /// What it has sent: one answer, or one of its own and one given together with others.
    pub answers: Vec<InvitationAnswer>,
    /// The number of an answer that others have sent, and that it stands behind.
    pub cosigned_answer: Option<String>,
    /// Since when it is not going to answer.
    pub declined_at: Option<DateTime<Utc>>,
    /// Numbers of answers that say they are from it, without its link.
    pub claims: Vec<String>,
    /// What was said of its address, and waits for staff.
    pub reports: Vec<ReportView>,
    /// What can be done with it now.
    pub acts: Vec<Act>,
}

/// The listed line that asked for it.
#[derive(Serialize, ToSchema)]
pub struct InvitationGroup {
    no: i32,
    heading: Option<Texts>,
}

/// Whether the link in its letter opens its answer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationLink {
    /// There is none yet.
    None,
    Open,
    Closed,
}

#[derive(Serialize, ToSchema)]
pub struct InvitationLetter {
    state: Delivery,
    recipient: String,
    /// What the mail server said last.
    reply: Option<String>,
    attempts: i32,
    /// When it was handed over, or is tried next.
    at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
pub struct InvitationAnswer {
    number: String,
    version: i32,
    received_at: DateTime<Utc>,
}

/// Something that happened to a letter.
#[derive(Serialize, ToSchema)]
pub struct InvitationEvent {
    at: DateTime<Utc>,
    outcome: String,
    recipient: String,
    /// What the mail server said.
    detail: String,
}

impl InvitationView {
    /// `answered`: how many råd something was said on.
    pub fn of(asked: Asked, answered: usize) -> Self {
        let state = asked.state();
        let concerned = Act::ALL.into_iter().filter(|act| act.concerns(&asked));
        Self {
            acts: concerned.collect(),
            link: match &asked.desk {
                None => InvitationLink::None,
                Some(desk) if desk.has_link => InvitationLink::Open,
                Some(_) => InvitationLink::Closed,
            },
            state,
            answered_advice: (state == State::Started).then_some(answered),
            id: asked.id,
            body: asked.body_id,
            name: asked.name,
            language: asked.language,
            group: asked
                .group
                .map(|(no, heading)| InvitationGroup { no, heading }),
            reason: asked.reason,
            org_no: asked.org_no,
            kind: asked.kind,
            county_no: asked.county_no,
            address: asked.address,
            letter: asked.letter.map(InvitationLetter::of),
            answers: asked.sent.into_iter().map(InvitationAnswer::of).collect(),
            cosigned_answer: asked.cosigned.map(|answer| answer.as_written),
            declined_at: asked.declined_at,
            claims: asked.claims.into_iter().map(|c| c.as_written).collect(),
            reports: ReportView::all(&asked.reports),
        }
    }
}

impl InvitationLetter {
    fn of(letter: AskedLetter) -> Self {
        Self {
            state: letter.state,
            recipient: letter.recipient,
            reply: letter.reply,
            attempts: letter.attempts,
            at: letter.at,
        }
    }
}

impl InvitationAnswer {
    fn of(sent: AskedAnswer) -> Self {
        Self {
            number: sent.number,
            version: sent.version,
            received_at: sent.received_at,
        }
    }
}

impl InvitationEvent {
    pub fn of(event: Event) -> Self {
        Self {
            at: event.at,
            outcome: event.outcome,
            recipient: event.recipient,
            detail: event.detail,
        }
    }
}
