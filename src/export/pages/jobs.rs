//! Files that are made in the background: asking for one, how far it has come, fetching it, and doing without.

use super::{Visit, stream};
use crate::app::App;
use crate::calendar;
use crate::error::{Error, FieldError};
use crate::export::asked::Asked;
use crate::export::job::{Job, State};
use crate::export::take::{self, Order};
use crate::idempotency::Stored;
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::{in_path, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use std::sync::Arc;

/// The files that somebody has asked for.
pub(super) struct Listed {
    pub files: Vec<ListedFile>,
    /// The page looks again by itself.
    pub moving: bool,
    pub csrf: String,
}

pub(super) struct ListedFile {
    pub id: String,
    pub name: String,
    pub state: String,
    pub color: &'static str,
    /// «12 000 av 50 000 innspill».
    pub progress: Option<(String, i64, i64)>,
    pub detail: String,
    pub href: Option<String>,
    pub action: String,
    pub stop: String,
}

impl Listed {
    pub fn of(visit: &Visit, jobs: &[Job]) -> Self {
        Self {
            moving: jobs.iter().any(|job| job.state.is_moving()),
            files: jobs.iter().map(|job| ListedFile::of(visit, job)).collect(),
            csrf: visit.staff.csrf.clone(),
        }
    }
}

impl ListedFile {
    fn of(visit: &Visit, job: &Job) -> Self {
        let lang = visit.lang;
        let asked_at = calendar::date_time(lang, job.created_at);
        let color = match job.state {
            State::Done => "success",
            State::Failed => "danger",
            State::Queued | State::Leased | State::Cancelled => "info",
        };
        let progress = lang.with(
            "export-progress",
            &[("done", &job.done), ("total", &job.total)],
        );
        let why = job.why.as_deref().unwrap_or("internal");
        let format = Asked::parse(&job.asked).format.word();
        Self {
            id: job.id.to_string(),
            name: lang.t(&format!("export-format-{format}")),
            state: lang.t(&format!("export-state-{}", job.state.as_str())),
            color,
            progress: (job.state == State::Leased).then_some((
                progress,
                job.done,
                job.total.max(1),
            )),
            detail: match job.state {
                State::Failed => lang.t(&format!("export-why-{why}")),
                State::Done => {
                    let of: [(&str, &dyn crate::i18n::Value); 3] = [
                        ("n", &job.total),
                        ("size", &size(job.size)),
                        ("when", &asked_at),
                    ];
                    lang.with("export-ready", &of)
                }
                _ => lang.with("export-asked", &[("when", &asked_at)]),
            },
            href: (job.state == State::Done).then(|| visit.path(&format!("/{}/fil", job.id))),
            action: visit.path(&format!("/{}", job.id)),
            stop: lang.t(match job.state.is_moving() {
                true => "export-stop",
                false => "export-remove",
            }),
        }
    }
}

/// «340 kB», «12,4 MB».
fn size(bytes: i64) -> String {
    match bytes {
        ..1_000_000 => format!("{}\u{a0}kB", (bytes + 999) / 1_000),
        _ => format!(
            "{},{}\u{a0}MB",
            bytes / 1_000_000,
            bytes % 1_000_000 / 100_000
        ),
    }
}

pub(super) async fn ask(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["utvalg"], &[])?;
    let missing = || Error::invalid(vec![FieldError::new("utvalg", "error-missing")]);
    let asked = Asked::parse(form.get("utvalg").ok_or_else(missing)?);
    let visit = Visit::enter(&app, staff, &req).await?;
    let to = visit.path(&format!("{}#filer", asked.query()));
    let done = Stored {
        status: 303,
        headers: Vec::new(),
        body: String::new(),
    };
    let order = Order {
        consultation: Arc::clone(&visit.consultation),
        asked,
        language: visit.lang,
        staff_id: visit.staff.staff_id,
        actor: visit.staff.actor(),
    };
    take::order(&app, order, None, move |_| done.clone()).await?;
    Ok(see_other(&to))
}

/// A job of whoever asks.
async fn own(app: &App, visit: &Visit, req: &HttpRequest) -> Result<Job, Error> {
    let (staff, on) = (visit.staff.staff_id, visit.consultation.id);
    take::own(app, staff, on, in_path(req, "id")).await
}

pub(super) async fn drop_one(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let job = own(&app, &visit, &req).await?;
    take::cancel(&app, job, visit.staff.actor()).await?;
    Ok(see_other(&visit.path("#filer")))
}

pub(super) async fn fetch(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let job = own(&app, &visit, &req).await?;
    let name = take::fetch(&app, &job, visit.staff.actor()).await?;
    Ok(stream::kept(app, &job, &name))
}
