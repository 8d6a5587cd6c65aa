//! Sending a draft, confirming its address, and what was sent: versions and receipts.

use super::asked::{ConfirmationRequest, LinkRequest};
use super::replay::{give, with_token};
use super::views::{Confirmation, SentAnswer, SubmissionBrief, SubmissionView, VersionView};
use super::{claim, desk_and_consultation, required_claim};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::idempotency::Stored;
use crate::pdf;
use crate::programs::{
    NoBody, if_match_parameter, key_parameter, language, language_parameter, stored,
};
use crate::session::guard::DeskAccess;
use crate::submissions::draft;
use crate::submissions::links::{self, Visitor};
use crate::submissions::pages;
use crate::submissions::receipt::ReceiptFile;
use crate::submissions::send::Sent;
use crate::submissions::store::Channel;
use crate::submissions::submit::{self, Request, TellsAdoption};
use crate::web::conditions::if_match_given;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use crate::web::paging;
use crate::web::query::Query;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use uuid::Uuid;

pub fn send_doc() -> Operation {
    Operation {
        id: "sendDraft",
        summary: "Send the answer",
        description: "What stands in the draft becomes the next version of the answer. It is stored whole at once and \
                      judged by its arrival. It is numbered at once when the address was confirmed before, \
                      else when the link in the letter is pressed or its token confirmed here.",
        parameters: vec![
            key_parameter(true).required(),
            if_match_parameter("The draft's ETag: sends only what was last seen."),
        ],
        responses: vec![Response::of::<SentAnswer>(201, "It is received.").headers(&["Location"])],
        problems: &[
            Problem::IdempotencyKeyMissing,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
            Problem::PreconditionFailed,
            Problem::NotOpen,
            Problem::NothingWritten,
            Problem::OverLimit,
            Problem::Invalid,
        ],
        links: &[Link {
            name: "read",
            operation: "readSubmission",
            parameters: &[("desk", "$response.body#/draft")],
        }],
        ..Operation::default()
    }
}

pub async fn send(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    NoBody(received): NoBody,
) -> Result<HttpResponse, Error> {
    let seen = if_match_given(&req)?;
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let claim = required_claim(&req, &received, Some(desk.id), "sendDraft", desk.id)?;
    let request = Request {
        channel: Channel::Api,
        language: desk.language,
        received_at: received.at,
        actor: access.actor(),
        claim: claim.clone(),
        respond: sent_answer,
        if_sent: None,
    };
    let outcome = match seen {
        Some(seen) if seen.version() != desk.version => Err(Problem::PreconditionFailed.into()),
        _ => {
            let at = |field: &crate::consultations::Field| format!("/fields/{}", field.key);
            let adoption = TellsAdoption::AsTold;
            submit::send_desk(&app, consultation, desk, adoption, request, at).await
        }
    };
    give(&app, submit::or_answered(&app, &claim, outcome).await?)
}

/// The answer to sending, as it is stored: without the token.
pub fn sent_answer(sent: &Sent) -> Stored {
    let receipt = sent.receipt.as_ref();
    let body = SentAnswer {
        draft: sent.desk_id,
        number: receipt.map(|(number, _)| number.clone()),
        sha256: receipt.map(|(_, sha256)| sha256.clone()),
        version: sent.version,
        standing: sent.standing.as_str().to_owned(),
        received_at: sent.received_at,
        deadline_on: sent.deadline_on,
        late_seconds: sent.late_seconds,
        token: None,
        link: None,
    };
    let location = format!("/api/v1/drafts/{}/submission", sent.desk_id);
    let answer = stored(201, vec![("location", location)], &body);
    match sent.link {
        Some(link) => with_token(answer, link),
        None => answer,
    }
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readSubmission",
        summary: "Read what was sent",
        description: "Every version, the newest first.",
        parameters: paging::parameters(),
        responses: vec![Response::of::<SubmissionView>(
            200,
            "What was sent, and how it stands.",
        )],
        links: &[Link {
            name: "receipt",
            operation: "readReceipt",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("no", "$response.body#/versions/0/version"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, access: DeskAccess, query: Query) -> Result<HttpResponse, Error> {
    let (limit, before) = (paging::limit(&query)?, paging::after::<i32>(&query)?);
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let sent = desk.sent.ok_or(Problem::NotFound)?;
    let page = submit::versions_page(&app, sent.submission_id, before, limit).await?;
    let next = page
        .has_more
        .then(|| page.versions.last().map(|(v, _)| paging::cursor(v.no)));
    let versions = page.versions.into_iter();
    let view = SubmissionView {
        number: sent.number,
        standing: sent.standing,
        last_version: sent.last_version,
        current_version: sent.current_version,
        versions: versions
            .map(|(v, standing)| VersionView::of(v, standing, &consultation))
            .collect(),
        next_cursor: next.flatten(),
    };
    Ok(HttpResponse::Ok().json(view))
}

pub fn receipt_doc() -> Operation {
    Operation {
        id: "readReceipt",
        summary: "Get the receipt of a version",
        description: "A file to keep: `receipt` is the canonical document byte for byte, `sha256` its checksum, \
                      `log` shows that it is in the log of its case. \
                      `hoering verify` and docs/receipt.md check it.",
        responses: vec![Response::of::<ReceiptFile>(200, "The receipt.")],
        ..Operation::default()
    }
}

pub async fn receipt(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, i32)>,
) -> Result<HttpResponse, Error> {
    let receipt = submit::receipt(&app, access.desk_id(), path.1).await?;
    let read = move |conn: &mut Conn| submit::receipt_file(conn, &receipt);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .body(app.db.read(read).await?))
}

pub fn paper_doc() -> Operation {
    Operation {
        id: "readReceiptAsPdf",
        summary: "Get the receipt of a version as PDF",
        description: "With the whole text, for the case file: tagged, PDF/UA-1 and PDF/A-2a.",
        parameters: vec![language_parameter("The language of the file's own words.")],
        responses: vec![Response::file(&[pdf::MEDIA_TYPE], "The file.")],
        problems: &[Problem::NoPdf, Problem::PdfNotMade],
        ..Operation::default()
    }
}

pub async fn paper(
    app: Data<App>,
    req: HttpRequest,
    access: DeskAccess,
    path: Path<(Uuid, i32)>,
    query: Query,
) -> Result<HttpResponse, Error> {
    let lang = language(&query)?;
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let versions = submit::sent_versions(&app, access.desk_id()).await?;
    let version = versions.iter().find(|version| version.no == path.1);
    let version = version.ok_or(Problem::NotFound)?;
    let current = desk.sent.map_or(version.no, |sent| sent.current_version);
    pages::paper(&app, &req, lang, &consultation, version, current).await
}

pub fn again_doc() -> Operation {
    Operation {
        id: "sendConfirmationAgain",
        summary: "Have the letter that asks to confirm sent again",
        description: "To the same address or a corrected one, which is kept as the sender's. The link in a letter to a \
                      wrong address ends. Not found when nothing waits to be confirmed.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<LinkRequest>()),
        responses: vec![Response::empty(202, "A letter is on its way.")],
        problems: &[
            Problem::TooMany,
            Problem::Locked,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn again(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<LinkRequest>,
) -> Result<HttpResponse, Error> {
    let desk = draft::read(&app, access.desk_id()).await?;
    let operation = "sendConfirmationAgain";
    let claim = claim(&req, &body.received, Some(desk.id), operation, desk.id)?;
    app.rate_limit.check(&req)?;
    let again = links::Resend {
        desk_id: desk.id,
        language: desk.language,
        by: access.link.id,
        claim,
        done: Stored {
            status: 202,
            headers: vec![],
            body: String::new(),
        },
    };
    let sent = links::send_confirmation_again(&app, again, &body.value.email).await;
    give(&app, sent.map_err(json::in_body)?)
}

pub fn confirm_doc() -> Operation {
    Operation {
        id: "confirm",
        summary: "Confirm an address",
        description: "By the token of the link in a letter: who has it has read that mailbox. An answer that waited for \
                      it gets its number and its receipt. Doing it again changes nothing.",
        request: Some(schema_of::<ConfirmationRequest>()),
        responses: vec![Response::of::<Confirmation>(
            200,
            "The address is confirmed.",
        )],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}

pub async fn confirm_address(
    app: Data<App>,
    body: Json<ConfirmationRequest>,
) -> Result<HttpResponse, Error> {
    let link = links::find_letter(&app, &body.value.token).await?;
    let desk_id = link.desk_id;
    let desk = draft::read(&app, desk_id).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    links::enter(&app, link, consultation, Visitor::Program).await?;
    let desk = draft::read(&app, desk_id).await?;
    let submission = desk.sent.as_ref().map(SubmissionBrief::of);
    Ok(HttpResponse::Ok().json(Confirmation {
        draft: desk_id,
        submission,
    }))
}
