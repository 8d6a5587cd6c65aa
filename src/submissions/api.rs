//! Answering a consultation as a program: the routes, and what their handlers have in common. The token
//! of a personal link is the credential; every handler calls the use case that the pages call.

mod adoption;
mod advice;
mod approval;
mod asked;
mod attachments;
mod contributors;
mod drafts;
mod fields;
mod history;
mod later;
mod minutes;
mod more_time;
mod notes;
mod parts;
mod replay;
mod sending;
mod views;
mod whole;

pub use adoption::ConfirmedView;
pub use attachments::AttachmentView;
pub use views::{AnswerView as SaidView, StandingView, VersionView};

use crate::app::App;
use crate::consultations::{Consultation, Field};
use crate::error::{Error, Problem};
use crate::idempotency::Claim;
use crate::right::Right;
use crate::role::Role;
use crate::scope::Scope;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::part_key;
use crate::web::body::Received;
use crate::web::conditions::{self, LEAST_WITHOUT_TOKEN};
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::web::{delete, get, patch, post, put};
use std::sync::Arc;
use uuid::Uuid;

pub fn routes() -> Vec<RouteDef> {
    let mut rows = answering();
    rows.extend(writing_together());
    rows.extend(files());
    rows
}

/// The files that go with an answer. Whoever reads it fetches them, and whoever is asked to sign it.
fn files() -> Vec<RouteDef> {
    use Access::Desk;
    use Right::{Confirm, Read, Write};
    const ALL: &str = "/api/v1/drafts/{desk}/attachments";
    const ONE: &str = "/api/v1/drafts/{desk}/attachments/{attachment}";
    vec![
        RouteDef::api(
            Method::GET,
            ALL,
            Desk(Read),
            || get().to(attachments::list),
            attachments::list_doc,
        ),
        RouteDef::api(
            Method::POST,
            ALL,
            Desk(Write),
            || post().to(attachments::add),
            attachments::add_doc,
        )
        .with_files(),
        RouteDef::api(
            Method::GET,
            ONE,
            Desk(Confirm),
            || get().to(attachments::read),
            attachments::read_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            ONE,
            Desk(Write),
            || delete().to(attachments::remove),
            attachments::remove_doc,
        ),
        RouteDef::api(
            Method::PUT,
            ONE,
            Desk(Write),
            || put().to(attachments::restore),
            attachments::restore_doc,
        ),
    ]
}

/// What those who write one answer at once have between them.
fn writing_together() -> Vec<RouteDef> {
    use Access::Desk;
    use Right::{Read, Write};
    const FIELD_VERSIONS: &str = "/api/v1/drafts/{desk}/fields/{key}/versions";
    const NOTES: &str = "/api/v1/drafts/{desk}/notes";
    const NOTE: &str = "/api/v1/drafts/{desk}/notes/{note}";
    const PART: &str = "/api/v1/drafts/{desk}/parts/{key}";
    const HOLDER: &str = "/api/v1/drafts/{desk}/parts/{key}/holder";
    const PRESENCE: &str = "/api/v1/drafts/{desk}/parts/{key}/presence";
    vec![
        RouteDef::api(
            Method::GET,
            FIELD_VERSIONS,
            Desk(Read),
            || get().to(history::list),
            history::list_doc,
        ),
        RouteDef::api(
            Method::GET,
            NOTES,
            Desk(Read),
            || get().to(notes::list),
            notes::list_doc,
        ),
        RouteDef::api(
            Method::POST,
            NOTES,
            Desk(Read),
            || post().to(notes::write),
            notes::write_doc,
        ),
        RouteDef::api(
            Method::GET,
            NOTE,
            Desk(Read),
            || get().to(notes::read),
            notes::read_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            NOTE,
            Desk(Read),
            || delete().to(notes::remove),
            notes::remove_doc,
        ),
        RouteDef::api(
            Method::GET,
            PART,
            Desk(Read),
            || get().to(parts::read),
            parts::read_doc,
        ),
        RouteDef::api(
            Method::PUT,
            HOLDER,
            Desk(Write),
            || put().to(parts::hold),
            parts::hold_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            HOLDER,
            Desk(Write),
            || delete().to(parts::let_go),
            parts::let_go_doc,
        ),
        RouteDef::api(
            Method::PUT,
            PRESENCE,
            Desk(Write),
            || put().to(parts::announce),
            parts::announce_doc,
        ),
    ]
}

fn answering() -> Vec<RouteDef> {
    use Access::{Desk, Start};
    use Right::{Coordinate, Read, Send, Write};
    const DRAFTS: &str = "/api/v1/consultations/{slug}/drafts";
    const DRAFT: &str = "/api/v1/drafts/{desk}";
    const FIELD: &str = "/api/v1/drafts/{desk}/fields/{key}";
    const FIELD_VERSION: &str = "/api/v1/drafts/{desk}/fields/{key}/versions/{no}";
    const NO_COMMENT: &str = "/api/v1/drafts/{desk}/advice/{key}/no-comment";
    const READY: &str = "/api/v1/drafts/{desk}/advice/{key}/ready";
    const NO_COMMENTS: &str = "/api/v1/drafts/{desk}/no-comments";
    const CONFIRMATION: &str = "/api/v1/drafts/{desk}/confirmation";
    const PROPOSAL: &str = "/api/v1/drafts/{desk}/seen-proposal";
    const BATCH: &str = "/api/v1/drafts/{desk}/no-comments/{batch}";
    const LINK: &str = "/api/v1/drafts/{desk}/link";
    const SUBMISSION: &str = "/api/v1/drafts/{desk}/submission";
    const RECEIPT: &str = "/api/v1/drafts/{desk}/submission/versions/{no}/receipt";
    const PAPER: &str = "/api/v1/drafts/{desk}/submission/versions/{no}/receipt-pdf";
    const SUBMISSIONS: &str = "/api/v1/consultations/{slug}/submissions";
    const MORE_TIME: &str = "/api/v1/drafts/{desk}/more-time";
    const MINUTES: &str = "/api/v1/staff/consultations/{slug}/meetings/{meeting}/minutes";
    const APPROVAL: &str = "/api/v1/drafts/{desk}/approval";
    const READY_FOR_APPROVAL: &str = "/api/v1/drafts/{desk}/approval/ready";
    const LOCK: &str = "/api/v1/drafts/{desk}/lock";
    const ADOPTION: &str = "/api/v1/drafts/{desk}/adoption";
    const ADOPTION_CONFIRMED: &str = "/api/v1/drafts/{desk}/adoption/confirmed";
    const CHANGES: &str = "/api/v1/drafts/{desk}/submission/changes";
    const WITHDRAWAL: &str = "/api/v1/drafts/{desk}/submission/withdrawal";
    const CONFIRMATIONS: &str = "/api/v1/confirmations";
    let mut rows = vec![
        RouteDef::api(
            Method::POST,
            DRAFTS,
            Start,
            || post().to(drafts::begin),
            drafts::begin_doc,
        ),
        RouteDef::api(
            Method::GET,
            DRAFT,
            Desk(Read),
            || get().to(drafts::read),
            drafts::read_doc,
        ),
        RouteDef::api(
            Method::PATCH,
            DRAFT,
            Desk(Send),
            || patch().to(drafts::revise),
            drafts::revise_doc,
        ),
        RouteDef::api(
            Method::POST,
            LINK,
            Desk(Coordinate),
            || post().to(drafts::link),
            drafts::link_doc,
        ),
        RouteDef::api(
            Method::PUT,
            PROPOSAL,
            Desk(Write),
            || put().to(drafts::see_proposal),
            drafts::see_proposal_doc,
        ),
        RouteDef::api(
            Method::GET,
            FIELD,
            Desk(Read),
            || get().to(fields::read),
            fields::read_doc,
        ),
        RouteDef::api(
            Method::PUT,
            FIELD,
            Desk(Write),
            || put().to(fields::write),
            fields::write_doc,
        ),
        RouteDef::api(
            Method::GET,
            FIELD_VERSION,
            Desk(Read),
            || get().to(fields::version),
            fields::version_doc,
        ),
        RouteDef::api(
            Method::POST,
            FIELD_VERSION,
            Desk(Write),
            || post().to(fields::choose),
            fields::choose_doc,
        ),
        RouteDef::api(
            Method::PUT,
            NO_COMMENT,
            Desk(Write),
            || put().to(advice::no_comment),
            advice::no_comment_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            NO_COMMENT,
            Desk(Write),
            || delete().to(advice::comment),
            advice::comment_doc,
        ),
        RouteDef::api(
            Method::PUT,
            READY,
            Desk(Write),
            || put().to(advice::ready),
            advice::ready_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            READY,
            Desk(Write),
            || delete().to(advice::unready),
            advice::unready_doc,
        ),
        RouteDef::api(
            Method::POST,
            NO_COMMENTS,
            Desk(Write),
            || post().to(advice::rest),
            advice::rest_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            BATCH,
            Desk(Write),
            || delete().to(advice::undo_rest),
            advice::undo_rest_doc,
        ),
        RouteDef::api(
            Method::POST,
            SUBMISSION,
            Desk(Send),
            || post().to(sending::send),
            sending::send_doc,
        ),
        RouteDef::api(
            Method::GET,
            SUBMISSION,
            Desk(Read),
            || get().to(sending::read),
            sending::read_doc,
        ),
        RouteDef::api(
            Method::GET,
            RECEIPT,
            Desk(Read),
            || get().to(sending::receipt),
            sending::receipt_doc,
        ),
        RouteDef::api(
            Method::GET,
            PAPER,
            Desk(Read),
            || get().to(sending::paper),
            sending::paper_doc,
        ),
        RouteDef::api(
            Method::POST,
            CONFIRMATION,
            Desk(Coordinate),
            || post().to(sending::again),
            sending::again_doc,
        ),
        RouteDef::api(
            Method::POST,
            SUBMISSIONS,
            Start,
            || post().to(whole::send),
            whole::send_doc,
        ),
        RouteDef::api(
            Method::GET,
            APPROVAL,
            Desk(Read),
            || get().to(approval::read),
            approval::read_doc,
        ),
        RouteDef::api(
            Method::PUT,
            READY_FOR_APPROVAL,
            Desk(Write),
            || put().to(approval::ready),
            approval::ready_doc,
        ),
        RouteDef::api(
            Method::PUT,
            APPROVAL,
            Desk(Send),
            || put().to(approval::approve),
            approval::approve_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            APPROVAL,
            Desk(Send),
            || delete().to(approval::reopen),
            approval::reopen_doc,
        ),
        RouteDef::api(
            Method::PUT,
            LOCK,
            Desk(Coordinate),
            || put().to(approval::lock),
            approval::lock_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            LOCK,
            Desk(Coordinate),
            || delete().to(approval::unlock),
            approval::unlock_doc,
        ),
        RouteDef::api(
            Method::GET,
            ADOPTION,
            Desk(Read),
            || get().to(adoption::read),
            adoption::read_doc,
        ),
        RouteDef::api(
            Method::PUT,
            ADOPTION,
            Desk(Send),
            || put().to(adoption::tell),
            adoption::tell_doc,
        ),
        RouteDef::api(
            Method::DELETE,
            ADOPTION,
            Desk(Send),
            || delete().to(adoption::remove),
            adoption::remove_doc,
        ),
        RouteDef::api(
            Method::PUT,
            ADOPTION_CONFIRMED,
            Desk(Send),
            || put().to(adoption::confirm),
            adoption::confirm_doc,
        ),
        RouteDef::api(
            Method::GET,
            CHANGES,
            Desk(Read),
            || get().to(later::changes),
            later::changes_doc,
        ),
        RouteDef::api(
            Method::PUT,
            WITHDRAWAL,
            Desk(Send),
            || put().to(later::withdraw),
            later::withdraw_doc,
        ),
        RouteDef::api(
            Method::GET,
            MORE_TIME,
            Desk(Read),
            || get().to(more_time::read),
            more_time::read_doc,
        ),
        RouteDef::api(
            Method::POST,
            MORE_TIME,
            Desk(Send),
            || post().to(more_time::ask_for_more),
            more_time::ask_doc,
        ),
        RouteDef::api(
            Method::POST,
            MINUTES,
            Access::Program(Scope::AnswersWrite, Role::Officer),
            || post().to(minutes::open),
            minutes::open_doc,
        ),
        RouteDef::api(
            Method::POST,
            CONFIRMATIONS,
            Start,
            || post().to(sending::confirm_address),
            sending::confirm_doc,
        ),
    ];
    rows.extend(contributors::rows());
    rows
}

/// The desk of the link, with the consultation that it answers.
pub async fn desk_and_consultation(
    app: &App,
    access: &DeskAccess,
) -> Result<(super::desk::Desk, Arc<Consultation>), Error> {
    let desk = super::draft::read(app, access.desk_id()).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    Ok((desk, consultation))
}

/// The consultation that is answered there, for what needs nothing else of the desk.
pub async fn consultation_of(app: &App, access: &DeskAccess) -> Result<Arc<Consultation>, Error> {
    let id = access.link.consultation_id;
    app.consultations.get(&app.db, id).await
}

/// A field that whoever asks may write in.
pub fn field_to_write<'c>(
    access: &DeskAccess,
    consultation: &'c Consultation,
    key: &str,
) -> Result<&'c Field, Error> {
    let (advice, field) = consultation.find_field_ever(key).ok_or(Problem::NotFound)?;
    access.write_in(part_key(advice))?;
    Ok(field)
}

/// Who asks, as equal requests are recognised: whoever holds a link to the desk, or anyone.
fn principal(desk: Option<Uuid>) -> String {
    desk.map_or_else(|| "anyone".to_owned(), |id| format!("desk:{id}"))
}

/// The request's claim to be done once, when it makes one.
fn claim(
    req: &HttpRequest,
    received: &Received,
    desk: Option<Uuid>,
    operation: &str,
    about: Uuid,
) -> Result<Option<Claim>, Error> {
    let least = if desk.is_none() {
        LEAST_WITHOUT_TOKEN
    } else {
        1
    };
    let key = conditions::idempotency_key(req, least)?;
    let scope = format!("{} {operation} {about}", principal(desk));
    Ok(key.map(|key| Claim::new(scope, key, &received.bytes)))
}

/// [`claim`] where it must be made.
fn required_claim(
    req: &HttpRequest,
    received: &Received,
    desk: Option<Uuid>,
    operation: &str,
    about: Uuid,
) -> Result<Claim, Error> {
    claim(req, received, desk, operation, about)?
        .ok_or_else(|| Problem::IdempotencyKeyMissing.into())
}

/// Faults in who answers stand under `sender` in a body.
fn in_sender(mut error: Error) -> Error {
    for fault in &mut error.fields {
        let is_beside = ["withhold_reason", "advice/"]
            .iter()
            .any(|name| fault.at.starts_with(name));
        if !is_beside && !fault.at.starts_with('/') {
            fault.at = format!("/sender/{}", fault.at);
        }
    }
    error
}
