//! Checking receipts and reading the logs for programs.

use super::FILE_BYTES;
use super::check::{Issued, Verdict, check_file, check_sum};
use super::fault::Found;
use super::log::{self, LogPage};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::receipt_log::Entered;
use crate::submissions::receipt::Receipt;
use crate::text::hex;
use crate::web::json::Json;
use crate::web::openapi::{Operation, Parameter, Response, schema_of};
use crate::web::paging;
use crate::web::query::Query;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::web::{Data, Path, get, post};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A file in a string of JSON may be written with up to six characters for one.
const BODY_BYTES: usize = FILE_BYTES * 2;

pub fn routes() -> Vec<RouteDef> {
    const LOG: &str = "/api/v1/consultations/{slug}/receipt-log";
    const CONSISTENCY: &str = "/api/v1/consultations/{slug}/receipt-log/consistency";
    let row = RouteDef::api;
    vec![
        row(
            Method::POST,
            "/api/v1/receipts/check",
            Access::Start,
            || post().to(check),
            check_doc,
        )
        .with_much(BODY_BYTES),
        row(
            Method::POST,
            "/api/v1/receipts/check-sum",
            Access::Start,
            || post().to(sum),
            sum_doc,
        ),
        row(
            Method::GET,
            LOG,
            Access::Anyone,
            || get().to(read_log),
            log_doc,
        ),
        row(
            Method::GET,
            CONSISTENCY,
            Access::Anyone,
            || get().to(consistency),
            consistency_doc,
        ),
    ]
}

/// A receipt's file.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptToCheck {
    /// The text of the file, as it was downloaded.
    #[schema(min_length = 1)]
    #[validate(length(min = 1))]
    file: String,
}

/// What stands on a receipt.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptSumToCheck {
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    number: String,
    /// 64 hexadecimal digits; spaces between them do not matter.
    #[schema(min_length = 64, max_length = 200)]
    #[validate(length(min = 64, max = 200))]
    sha256: String,
}

/// `issued`: issued here and unchanged. `gone`: signed here, and not kept as it says, which must not be. `unknown`: whole in
/// itself, and not issued here. `broken`: changed, or no receipt.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReceiptVerdict {
    Issued,
    Gone,
    Unknown,
    Broken,
}

/// What is said of a receipt.
#[derive(Serialize, ToSchema)]
struct ReceiptChecked {
    verdict: ReceiptVerdict,
    /// Why it is `broken`, in English.
    reason: Option<String>,
    /// Of a receipt that is `issued`; of one that is `gone`, when its file was shown.
    receipt: Option<ReceiptFacts>,
    /// Of one that is `issued` and in the log of its case.
    in_log: Option<ReceiptPlace>,
}

#[derive(Serialize, ToSchema)]
struct ReceiptFacts {
    number: String,
    version: i32,
    consultation: String,
    received_at: String,
    deadline_on: NaiveDate,
    late_seconds: Option<i64>,
}

impl From<&Receipt> for ReceiptFacts {
    fn from(receipt: &Receipt) -> Self {
        Self {
            number: receipt.number.clone(),
            version: receipt.version,
            consultation: receipt.consultation.slug.clone(),
            received_at: receipt.received_at.clone(),
            deadline_on: receipt.deadline_on,
            late_seconds: receipt.late_seconds,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ReceiptPlace {
    /// Which leaf, from 0.
    index: u64,
    /// How many leaves the last published head has, when this is one of them.
    published_size: Option<u64>,
    published_at: Option<DateTime<Utc>>,
    /// Nothing wrong was found with the log.
    log_is_whole: bool,
}

impl From<Verdict> for ReceiptChecked {
    fn from(said: Verdict) -> Self {
        let of = |verdict| Self {
            verdict,
            reason: None,
            receipt: None,
            in_log: None,
        };
        match said {
            Verdict::Issued(issued) => {
                let Issued { receipt, place } = *issued;
                Self {
                    receipt: Some((&receipt).into()),
                    in_log: place.map(|place| ReceiptPlace {
                        index: place.leaf,
                        published_size: place.published.map(|(size, _)| size),
                        published_at: place.published.map(|(_, at)| at),
                        log_is_whole: place.is_whole,
                    }),
                    ..of(ReceiptVerdict::Issued)
                }
            }
            Verdict::Gone(receipt) => Self {
                receipt: receipt.as_deref().map(Into::into),
                ..of(ReceiptVerdict::Gone)
            },
            Verdict::Unknown { .. } => of(ReceiptVerdict::Unknown),
            Verdict::Broken(why) => Self {
                reason: Some(why.to_string()),
                ..of(ReceiptVerdict::Broken)
            },
        }
    }
}

fn check_doc() -> Operation {
    Operation {
        id: "checkReceipt",
        summary: "Check a receipt's file",
        description: "Whether it was issued here and is unchanged, and where it is in the log of its case. docs/receipt.md tells \
                      how to do it without this service. Nothing is stored.",
        request: Some(schema_of::<ReceiptToCheck>()),
        responses: vec![Response::of::<ReceiptChecked>(200, "What is said of it.")],
        ..Operation::default()
    }
}

async fn check(app: Data<App>, body: Json<ReceiptToCheck>) -> Result<HttpResponse, Error> {
    let verdict = check_file(&app, &body.value.file).await?;
    Ok(HttpResponse::Ok().json(ReceiptChecked::from(verdict)))
}

fn sum_doc() -> Operation {
    Operation {
        id: "checkReceiptSum",
        summary: "Check a receipt's number and checksum",
        description: "As they stand in a letter, on a page or in print. Nothing is told of a number alone.",
        request: Some(schema_of::<ReceiptSumToCheck>()),
        responses: vec![Response::of::<ReceiptChecked>(200, "What is said of it.")],
        ..Operation::default()
    }
}

async fn sum(app: Data<App>, body: Json<ReceiptSumToCheck>) -> Result<HttpResponse, Error> {
    let asked = (body.value.number.as_str(), body.value.sha256.as_str());
    let verdict = check_sum(&app, asked, ("/number", "/sha256")).await?;
    Ok(HttpResponse::Ok().json(ReceiptChecked::from(verdict)))
}

/// The log of the receipts of a case, as far as it was published.
#[derive(Serialize, ToSchema)]
struct ReceiptLogView {
    /// The first line of its heads.
    origin: String,
    /// What heads are signed with, the newest first, as C2SP writes keys.
    keys: Vec<String>,
    /// The newest first.
    heads: Vec<LogHeadView>,
    /// What was found wrong with it.
    faults: Vec<LogFaultView>,
    next_cursor: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct LogHeadView {
    size: u64,
    published_at: DateTime<Utc>,
    /// The signed note.
    note: String,
    /// The deadline of this consultation that had passed, where that was why; the log is of all consultations of the case.
    closing_of: Option<NaiveDate>,
}

impl LogHeadView {
    fn new(of: Uuid, entered: &Entered) -> Self {
        let closes = entered.published.closes.filter(|(closed, _)| *closed == of);
        Self {
            size: entered.head.size,
            published_at: entered.published.at,
            note: entered.head.note.clone(),
            closing_of: closes.map(|(_, on)| on),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct LogFaultView {
    /// `receipt`, `answer`, `tree`, `head` or `shorter`.
    kind: String,
    /// Which leaf, or of `head` and `shorter` how many leaves.
    place: u64,
    found_at: DateTime<Utc>,
    /// Looked at again, it was no more.
    gone_at: Option<DateTime<Utc>>,
}

impl From<&Found> for LogFaultView {
    fn from(found: &Found) -> Self {
        Self {
            kind: found.fault.kind.as_str().to_owned(),
            place: found.fault.place,
            found_at: found.found_at,
            gone_at: found.gone_at,
        }
    }
}

fn log_doc() -> Operation {
    Operation {
        id: "readReceiptLog",
        summary: "Read the log of a consultation's receipts",
        description: "The signed heads that were published, each minute in which the log had grown and when a deadline has passed. \
                      A head tells nothing of an answer. Keep one: the log cannot be written anew without its showing.",
        parameters: paging::parameters(),
        responses: vec![Response::of::<ReceiptLogView>(200, "A page of it.")],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}

async fn read_log(app: Data<App>, slug: Path<String>, query: Query) -> Result<HttpResponse, Error> {
    query.expect(&["cursor", "limit"])?;
    let (before, limit) = (paging::after(&query)?, paging::limit(&query)?);
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    let LogPage {
        heads,
        has_more,
        faults,
        keys,
        origin,
    } = log::page(&app, &consultation, before, limit).await?;
    let last = heads.last().filter(|_| has_more);
    Ok(HttpResponse::Ok().json(ReceiptLogView {
        origin,
        keys,
        faults: faults.iter().map(LogFaultView::from).collect(),
        next_cursor: last.map(|head| paging::cursor(head.id)),
        heads: heads
            .iter()
            .map(|head| LogHeadView::new(consultation.id, head))
            .collect(),
    }))
}

/// A proof of RFC 6962, 2.1.2.
#[derive(Serialize, ToSchema)]
struct ConsistencyView {
    from: u64,
    to: u64,
    /// Hashes as lower-case hexadecimal digits.
    proof: Vec<String>,
}

fn consistency_doc() -> Operation {
    let size = || json!({ "type": "integer", "minimum": 0, "maximum": i64::MAX });
    let parameters = vec![
        Parameter::query(
            "from",
            "How many leaves the smaller head has; none.",
            size(),
        ),
        Parameter::query("to", "How many a published head has; the last one.", size()),
    ];
    Operation {
        id: "readLogConsistency",
        summary: "Prove that the log has only grown",
        description: "That a published head begins with all the leaves of a smaller one (RFC 6962, 2.1.2): the head that a receipt \
                      brings, or one published before.",
        parameters,
        responses: vec![Response::of::<ConsistencyView>(200, "The proof.")],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}

async fn consistency(
    app: Data<App>,
    slug: Path<String>,
    query: Query,
) -> Result<HttpResponse, Error> {
    query.expect(&["from", "to"])?;
    let (from, to) = (size(&query, "from")?, size(&query, "to")?);
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    let found = log::consistency(&app, &consultation, from, to).await?;
    Ok(HttpResponse::Ok().json(ConsistencyView {
        from: found.from,
        to: found.to,
        proof: found.proof.iter().map(|hash| hex(hash)).collect(),
    }))
}

fn size(query: &Query, name: &str) -> Result<Option<u64>, Error> {
    let Some(text) = query.get(name) else {
        return Ok(None);
    };
    let size = text.parse::<i64>().ok().and_then(|n| u64::try_from(n).ok());
    size.map(Some).ok_or_else(|| {
        let fault = FieldError::new(format!("?{name}"), "error-value");
        Error::of_fields(Problem::MalformedRequest, vec![fault])
    })
}
