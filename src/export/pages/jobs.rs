//! Files that are made in the background: asking for one, how far it has come, fetching it, and doing without.

use super::Visit;
use crate::app::App;
use crate::audit;
use crate::calendar;
use crate::error::{Error, FieldError, Problem};
use crate::export::asked::Asked;
use crate::export::file::media_type;
use crate::export::job::{Job, State, store};
use crate::export::picture::Picture;
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::{attachment, in_path, see_other};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use futures_util::stream;
use std::sync::Arc;

/// Jobs of one member of staff that wait or are made.
const MOST_UNFINISHED: i64 = 5;

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

/// What may be said of an export; ours are far shorter.
const MOST_ASKED: usize = 8_000;

pub(super) async fn ask(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["utvalg"], &[])?;
    let missing = || Error::invalid(vec![FieldError::new("utvalg", "error-missing")]);
    let said = form.get("utvalg").filter(|said| said.len() <= MOST_ASKED);
    let asked = Asked::parse(said.ok_or_else(missing)?);
    let visit = Visit::enter(&app, staff, &req).await?;
    let consultation = Arc::clone(&visit.consultation);
    let picture = Picture::take(&app, consultation, asked.clone(), visit.lang).await?;
    let now = app.clock.now();
    let job = Job {
        id: ids::new(now),
        consultation_id: visit.consultation.id,
        staff_id: visit.staff.staff_id,
        language: visit.lang,
        asked: asked.query(),
        state: State::Queued,
        attempts: 0,
        done: 0,
        total: i64::try_from(picture.len()).unwrap_or(i64::MAX),
        why: None,
        file_name: None,
        size: 0,
        created_at: now,
        finished_at: None,
    };
    let entry = audit::Entry {
        at: now,
        actor: visit.staff.actor(),
        action: "export.asked",
        object_kind: "export",
        object_id: job.id,
        detail: Some(asked.format.word().to_owned()),
    };
    let by = visit.staff.staff_id;
    app.db
        .write(move |conn| {
            let own = store::of_staff(conn, by, job.consultation_id)?;
            // A second press of the same button.
            if own
                .iter()
                .any(|known| known.state.is_moving() && known.asked == job.asked)
            {
                return Ok(());
            }
            if store::unfinished(conn, by)? >= MOST_UNFINISHED {
                return Err(Error::because(Problem::TooMany, "too many exports at once"));
            }
            store::insert(conn, &job)?;
            audit::record(conn, entry.clone())
        })
        .await?;
    app.exports_due.notify_one();
    let rest = format!("{}#filer", asked.query());
    Ok(see_other(&visit.path(&rest)))
}

/// A job of whoever asks.
async fn own(app: &App, visit: &Visit, req: &HttpRequest) -> Result<Job, Error> {
    let id = in_path(req, "id")
        .parse()
        .map_err(|_| Error::new(Problem::NotFound))?;
    let job = app.db.read(move |conn| store::find(conn, id)).await?;
    let is_own = |job: &Job| {
        job.staff_id == visit.staff.staff_id
            && job.consultation_id == visit.consultation.id
            && job.state != State::Cancelled
    };
    job.filter(is_own)
        .ok_or_else(|| Error::new(Problem::NotFound))
}

pub(super) async fn drop_one(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let (job, now) = (own(&app, &visit, &req).await?, app.clock.now());
    let entry = audit::Entry {
        at: now,
        actor: visit.staff.actor(),
        action: "export.dropped",
        object_kind: "export",
        object_id: job.id,
        detail: None,
    };
    app.db
        .write(move |conn| {
            store::cancel(conn, job.id, now)?;
            audit::record(conn, entry.clone())
        })
        .await?;
    Ok(see_other(&visit.path("#filer")))
}

/// The file, a piece at a time as the reader takes them.
pub(super) async fn fetch(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let (job, now) = (own(&app, &visit, &req).await?, app.clock.now());
    let is_kept = job
        .finished_at
        .is_some_and(|at| now - at < Duration::hours(app.settings.exports.keep_hours.into()));
    let name = job
        .file_name
        .as_deref()
        .filter(|_| job.state == State::Done && is_kept);
    let name = attachment(name.ok_or_else(|| Error::new(Problem::NotFound))?);
    let (id, size) = (job.id, job.size);
    let entry = audit::Entry {
        at: now,
        actor: visit.staff.actor(),
        action: "export.fetched",
        object_kind: "export",
        object_id: id,
        detail: None,
    };
    app.db
        .write(move |conn| audit::record(conn, entry.clone()))
        .await?;
    let pieces = stream::unfold(Some((app, 0, 0)), move |at| async move {
        let (app, no, sent) = at?;
        if sent >= size {
            return None;
        }
        let piece = app.db.read(move |conn| store::chunk(conn, id, no)).await;
        let piece = piece.and_then(|piece| piece.ok_or_else(|| Error::new(Problem::NotFound)));
        Some(match piece {
            Ok(bytes) => {
                let sent = sent + i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                (Ok(Bytes::from(bytes)), Some((app, no + 1, sent)))
            }
            Err(error) => (Err(error), None),
        })
    });
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type(Asked::parse(&job.asked).format)))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "no-store"))
        .no_chunking(u64::try_from(size).unwrap_or_default())
        .streaming(pieces))
}
