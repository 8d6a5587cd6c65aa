//! Exports that are made in the background: started, looked at, done without.

use super::asked::{address, asked_of, parameters};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::export::asked::Asked;
use crate::export::job::{Job, State};
use crate::export::take::{self, Order, file_of};
use crate::i18n::Lang;
use crate::programs::{NoBody, answer, claim, give, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::web::in_path;
use crate::web::json;
use crate::web::openapi::{Link, Operation, Response};
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file that is made in the background.
#[derive(Serialize, ToSchema)]
#[schema(as = Export)]
struct ExportView {
    id: Uuid,
    state: ExportState,
    /// The address that asks for the same file at once.
    asked: String,
    language: Lang,
    /// How many answers have been gone through …
    done: i64,
    /// … and of how many.
    total: i64,
    /// Why it failed: `too-large`, `unavailable`, `not-found`, `internal` or `given-up`.
    why: Option<String>,
    /// The address of the file; null until it is made, and when it is kept no longer.
    file: Option<String>,
    file_name: Option<String>,
    /// Of the file.
    bytes: i64,
    created_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ExportState {
    Queued,
    Making,
    Done,
    Failed,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Exports)]
struct ExportsView {
    items: Vec<ExportView>,
}

/// Where an export that was started is found.
#[derive(Serialize, ToSchema)]
struct StartedExport {
    id: Uuid,
}

impl ExportView {
    fn of(app: &App, slug: &str, job: Job) -> Self {
        let file_name = file_of(app, &job, app.clock.now()).map(str::to_owned);
        let file = format!("/api/v1/staff/consultations/{slug}/exports/{}/file", job.id);
        Self {
            id: job.id,
            state: match job.state {
                State::Queued => ExportState::Queued,
                State::Leased => ExportState::Making,
                State::Done => ExportState::Done,
                // Nobody is shown one that was done without.
                State::Failed | State::Cancelled => ExportState::Failed,
            },
            asked: address(slug, &Asked::parse(&job.asked), job.language),
            language: job.language,
            done: job.done,
            total: job.total,
            why: job.why,
            file: file_name.is_some().then_some(file),
            file_name,
            bytes: job.size,
            created_at: job.created_at,
            finished_at: job.finished_at,
        }
    }
}

/// An export of whoever asks.
pub async fn own(app: &App, staff: &StaffAccess, req: &HttpRequest) -> Result<Job, Error> {
    let slug = in_path(req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    take::own(app, staff.staff_id, consultation.id, in_path(req, "export")).await
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listExports",
        summary: "List one's own exports",
        description: "Those of the token's owner on the consultation, the newest first.",
        responses: vec![Response::of::<ExportsView>(200, "The exports.")],
        ..Operation::default()
    }
}

pub async fn list(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    let jobs = take::ordered(&app, staff.staff_id, consultation.id).await?;
    let view = |job| ExportView::of(&app, slug, job);
    answer(&ExportsView {
        items: jobs.into_iter().map(view).collect(),
    })
}

pub fn start_doc() -> Operation {
    let mut parameters = parameters();
    parameters.push(key_parameter(true));
    Operation {
        id: "startExport",
        summary: "Have a file made in the background",
        description: "By the parameters of exportAnswers. Look at it until its state is `done`, then fetch its file. Asking \
                      for the same again while it is made gives the one that is made.",
        parameters,
        responses: vec![
            Response::of::<StartedExport>(201, "It waits to be made.").headers(&["Location"]),
        ],
        problems: &[
            Problem::Invalid,
            Problem::TooMany,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        links: LINKS,
        ..Operation::default()
    }
}

const LINKS: &[Link] = &[
    Link {
        name: "read",
        operation: "readExport",
        parameters: &[
            ("slug", "$request.path.slug"),
            ("export", "$response.body#/id"),
        ],
    },
    Link {
        name: "drop",
        operation: "dropExport",
        parameters: &[
            ("slug", "$request.path.slug"),
            ("export", "$response.body#/id"),
        ],
    },
];

pub async fn start(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    query: Query,
    NoBody(received): NoBody,
) -> Result<HttpResponse, Error> {
    let slug = in_path(&req, "slug").to_owned();
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    let (asked, language) = asked_of(&query, &consultation)?;
    let about = format!("{} {language} {}", consultation.id, asked.query());
    let claim = claim(&req, &staff, "startExport", &about, &received)?;
    let order = Order {
        consultation,
        asked,
        language,
        staff_id: staff.staff_id,
        actor: staff.actor(),
    };
    let started = move |id| {
        let location = format!("/api/v1/staff/consultations/{slug}/exports/{id}");
        stored(201, vec![("location", location)], &StartedExport { id })
    };
    let started = take::order(&app, order, Some(claim), started).await;
    give(started.map_err(json::of_whole)?)
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readExport",
        summary: "See how far an export has come",
        responses: vec![Response::of::<ExportView>(200, "The export.")],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let job = own(&app, &staff, &req).await?;
    answer(&ExportView::of(&app, in_path(&req, "slug"), job))
}

pub fn drop_doc() -> Operation {
    Operation {
        id: "dropExport",
        summary: "Do without an export",
        description: "Stopped while it is made, or its file thrown away.",
        responses: vec![Response::empty(204, "It is gone.")],
        ..Operation::default()
    }
}

pub async fn drop_one(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let job = own(&app, &staff, &req).await?;
    take::cancel(&app, job, staff.actor()).await?;
    Ok(HttpResponse::NoContent().finish())
}
