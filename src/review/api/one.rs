//! One answer whole: who sent it with everything that staff may know, each version that was sent, and every
//! decision on how they stand.

use super::views::{AnswerView, SupporterView};
use crate::app::App;
use crate::archive::{MEDIA_TYPE, to_archive};
use crate::attachments::MEDIA_TYPES;
use crate::attachments::pages::download;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::pdf;
use crate::programs::{answer, language, language_parameter};
use crate::review::filter::Filter;
use crate::review::find::{Found, look, read_senders};
use crate::review::read::{Whole, whole};
use crate::review::store::Decision;
use crate::review::supporters::{Part, supporters};
use crate::session::staff::StaffAccess;
use crate::submissions::StoredVersion;
use crate::submissions::api::{StandingView, VersionView};
use crate::submissions::compare::Side;
use crate::submissions::cosigners::{Cosigner, State, content_sha256};
use crate::submissions::pages;
use crate::submissions::receipt::ReceiptFile;
use crate::submissions::submit;
use crate::web::in_path;
use crate::web::openapi::{Link, Operation, Response};
use crate::web::query::Query;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// An answer with everything that staff may know of it.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffWholeAnswer)]
struct WholeView {
    answer: AnswerView,
    /// As it was told with the version that stands.
    email: Option<String>,
    confirmed_email: Option<String>,
    /// A private person who does not want the name published, as it was told with the version that stands.
    name_withheld: bool,
    /// The invited body whose link it came by.
    invited: Option<Uuid>,
    /// The registered body that it says it is from.
    claimed_body: Option<Uuid>,
    /// Who was asked to give it together, in the order in which they were; null for the sender's own.
    cosigners: Option<Vec<CosignerView>>,
    /// Every version that was sent, the newest first.
    versions: Vec<VersionView>,
    /// How each version stands and why, the oldest first.
    decisions: Vec<DecisionView>,
    /// The answers that count and support it; what it supports stands with each version.
    supported_by: Vec<SupporterView>,
    /// Those that count and support a version of it that was taken back: they are in no number.
    supported_before_withdrawal: Vec<SupporterView>,
}

/// A body that was asked to give the answer together with its sender.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffCosigner)]
struct CosignerView {
    name: String,
    organisation_number: Option<String>,
    /// Its place in the register, when it was found there.
    body: Option<Uuid>,
    /// How it stands to the version that stands: only `confirmed` is counted.
    state: State,
    /// Who has confirmed that version.
    signer: Option<String>,
    role: Option<String>,
    confirmed_at: Option<DateTime<Utc>>,
}

impl CosignerView {
    fn of(one: &Cosigner, content: &[u8; 32]) -> Self {
        let confirmed = one.confirmed(content);
        Self {
            name: one.name.clone(),
            organisation_number: one.org_no.clone(),
            body: one.body_id,
            state: one.state(content),
            signer: confirmed.and_then(|reply| reply.name.clone()),
            role: confirmed.and_then(|reply| reply.role.clone()),
            confirmed_at: confirmed.map(|reply| reply.at),
        }
    }
}

/// A decision on how a version stands.
#[derive(Serialize, ToSchema)]
#[schema(as = StandingDecision)]
struct DecisionView {
    version: i32,
    #[schema(value_type = StandingView)]
    standing: String,
    by: DecidedBy,
    reason: Option<String>,
    at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DecidedBy {
    /// The rules, by when it arrived.
    Rules,
    /// Its sender, who has taken it back.
    Sender,
    Staff,
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readAnswer",
        summary: "Read an answer whole",
        description: "With every version that was sent. Reading one whose sender asked in any of them that something be \
                      withheld is told to the audit.",
        responses: vec![Response::of::<WholeView>(200, "The answer.")],
        links: &[Link {
            name: "receipt",
            operation: "readAnswerReceipt",
            parameters: &[
                ("slug", "$request.path.slug"),
                ("number", "$request.path.number"),
                ("no", "$response.body#/versions/0/version"),
            ],
        }],
        ..Operation::default()
    }
}

/// The answer that the path names; the audit is told that it is read.
struct Asked {
    consultation: Arc<Consultation>,
    found: Found,
    at: usize,
    whole: Whole,
}

impl Asked {
    async fn read(app: &App, staff: &StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let slug = in_path(req, "slug");
        let consultation = app.consultations.get(&app.db, slug).await?;
        let found = look(app, &consultation, &Filter::default()).await?;
        let number = in_path(req, "number").parse().ok();
        let (at, whole) = whole(app, &found, number, staff.actor()).await?;
        Ok(Self {
            consultation,
            found,
            at,
            whole,
        })
    }

    /// The version that the path names.
    fn version(&self, req: &HttpRequest) -> Result<&StoredVersion, Error> {
        let no = in_path(req, "no").parse();
        let mut versions = self.whole.versions.iter();
        let found = versions.find(|version| no == Ok(version.no));
        found.ok_or_else(|| Error::new(Problem::NotFound))
    }
}

pub async fn read(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let Asked {
        consultation,
        found,
        at,
        whole,
    } = Asked::read(&app, &staff, &req).await?;
    let one = (at, found.roster.entry(at));
    let senders = read_senders(&app, &[one]).await?;
    let of = found.roster.entry(at).submission_id;
    let by = supporters(&app, vec![of], Part::All).await?.remove(&of);
    let by = by.unwrap_or_default();
    let decisions = whole.decisions.iter().map(|decision| {
        let mut versions = whole.versions.iter();
        let version = versions.find(|v| v.id == decision.version_id);
        DecisionView::of(decision, version)
    });
    let decisions = decisions.collect();
    let versions = whole.versions.iter().rev().map(|version| {
        let standing = whole.standing(version.id).unwrap_or("unconfirmed");
        VersionView::of(version.clone(), standing.to_owned(), &consultation)
    });
    let mut stands = whole.versions.iter();
    let stands = stands.find(|version| version.id == one.1.version_id);
    let content = stands.map_or([0; 32], |version| content_sha256(&Side::from(version)));
    let cosigners = whole.cosigners.as_ref();
    answer(&WholeView {
        cosigners: cosigners.map(|all| {
            all.iter()
                .map(|one| CosignerView::of(one, &content))
                .collect()
        }),
        answer: AnswerView::of(&consultation, &found, one, senders.first()),
        versions: versions.collect(),
        decisions,
        supported_by: SupporterView::all(&consultation, &by.by),
        supported_before_withdrawal: SupporterView::all(&consultation, &by.gone),
        email: stands.and_then(|version| version.email.clone()),
        confirmed_email: whole.origin.confirmed_email,
        name_withheld: stands.is_some_and(|version| version.is_name_withheld),
        invited: whole.origin.invited_id,
        claimed_body: whole.origin.claimed_body_id,
    })
}

impl DecisionView {
    fn of(decision: &Decision, version: Option<&StoredVersion>) -> Self {
        Self {
            version: version.map_or(0, |version| version.no),
            standing: decision.standing.clone(),
            by: match decision.by_whom.as_str() {
                "program" => DecidedBy::Rules,
                by if by.starts_with("link:") => DecidedBy::Sender,
                _ => DecidedBy::Staff,
            },
            reason: decision.reason.clone(),
            at: decision.at,
        }
    }
}

pub fn receipt_doc() -> Operation {
    Operation {
        id: "readAnswerReceipt",
        summary: "Get the receipt of a version of an answer",
        description: "As its sender has it: `receipt` is the canonical document byte for byte, `sha256` its checksum. It \
                      holds the whole answer; reading it is told to the audit as in readAnswer.",
        responses: vec![Response::of::<ReceiptFile>(200, "The receipt.")],
        ..Operation::default()
    }
}

pub async fn receipt(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, &staff, &req).await?;
    let receipt = asked.version(&req)?.receipt.clone();
    let receipt = receipt.ok_or(Problem::NotFound)?;
    let read = move |conn: &mut Conn| submit::receipt_file(conn, &receipt);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(app.db.read(read).await?))
}

pub fn archive_doc() -> Operation {
    Operation {
        id: "getAnswerForArchive",
        summary: "Fetch a version of an answer as an archive takes it in",
        description: "A ZIP: the message (`arkivmelding.xml`, Fiks Arkiv version 1) with one incoming journal entry, its main \
                      document, the receipt and the attachments. docs/archive.md tells what stands where. Reading it is told \
                      to the audit as in readAnswer.",
        responses: vec![Response::file(&[MEDIA_TYPE], "The package.")],
        problems: &[Problem::FileLost],
        ..Operation::default()
    }
}

pub async fn archive(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, &staff, &req).await?;
    to_archive(&app, &asked.consultation, asked.version(&req)?).await
}

pub fn paper_doc() -> Operation {
    Operation {
        id: "readAnswerAsPdf",
        summary: "Get a version of an answer as PDF",
        description: "The receipt with the whole text, for the case file: tagged, PDF/UA-1 and PDF/A-2a. Reading it is told to \
                      the audit as in readAnswer.",
        parameters: vec![language_parameter("The language of the file's own words.")],
        responses: vec![Response::file(&[pdf::MEDIA_TYPE], "The file.")],
        problems: &[Problem::NoPdf, Problem::PdfNotMade],
        ..Operation::default()
    }
}

pub async fn paper(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    query: Query,
) -> Result<HttpResponse, Error> {
    let lang = language(&query)?;
    let asked = Asked::read(&app, &staff, &req).await?;
    let version = asked.version(&req)?;
    let current = asked.whole.current(asked.found.roster.entry(asked.at));
    let current = current.unwrap_or(version.no);
    pages::paper(&app, &req, lang, &asked.consultation, version, current).await
}

pub fn attachment_doc() -> Operation {
    Operation {
        id: "readAnswerAttachment",
        summary: "Get a file that was sent with an answer",
        description: "With any version of it; reading it is told to the audit as in readAnswer.",
        responses: vec![Response::file(MEDIA_TYPES, "The file.")],
        problems: &[Problem::HeldBack, Problem::FileLost],
        ..Operation::default()
    }
}

pub async fn attachment(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let asked = Asked::read(&app, &staff, &req).await?;
    let one = asked.whole.attachment(in_path(&req, "attachment"))?;
    download(&app, one).await
}
