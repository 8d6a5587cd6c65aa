//! Taking answers out: a file at once, or one that is made in the background, asked for, looked at, fetched and done
//! without. The audit is told who took what before anybody has it.

use super::asked::{Asked, Format};
use super::job::{Job, State, store};
use super::picture::Picture;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use chrono::{DateTime, Duration, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// Jobs of one member of staff that wait or are made.
const MOST_UNFINISHED: i64 = 5;
/// What may be said of an export; ours are far shorter.
const MOST_ASKED: usize = 8_000;

/// What is to be taken out, and by whom.
pub struct Order {
    pub consultation: Arc<Consultation>,
    pub asked: Asked,
    /// Headings and words are in it.
    pub language: Lang,
    pub staff_id: Uuid,
    pub actor: Actor,
}

/// What can be given out at once.
pub enum AtOnce {
    File(Box<Picture>),
    /// A workbook of so many answers takes its time: it has to be ordered.
    TooMany(usize),
}

/// A file that is made while it is given out.
pub async fn at_once(app: &App, order: Order) -> Result<AtOnce, Error> {
    let Order {
        consultation,
        asked,
        language,
        actor,
        ..
    } = order;
    let picture = Picture::take(app, consultation, asked, language).await?;
    let is_large = picture.len() > app.settings.exports.at_once;
    if picture.asked.format == Format::Workbook && is_large {
        return Ok(AtOnce::TooMany(picture.len()));
    }
    let reads = picture.reads(actor, app.clock.now());
    if !reads.is_empty() {
        app.db
            .write(move |conn| audit::record_all(conn, reads.clone()))
            .await?;
    }
    Ok(AtOnce::File(Box::new(picture)))
}

/// Has a file made in the background, once for each claim. `respond` makes the answer from the job's id; whoever has
/// ordered the same already gets that one.
pub async fn order(
    app: &App,
    order: Order,
    claim: Option<Claim>,
    respond: impl Fn(Uuid) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    let Order {
        consultation,
        asked,
        language,
        staff_id,
        actor,
    } = order;
    let said = asked.query();
    if said.len() > MOST_ASKED {
        let fault = FieldError::new("utvalg", "error-length");
        return Err(Error::invalid(vec![fault]));
    }
    let (on, now) = (consultation.id, app.clock.now());
    let picture = Picture::take(app, consultation, asked.clone(), language).await?;
    let job = Job {
        id: ids::new(now),
        consultation_id: on,
        staff_id,
        language,
        asked: said,
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
    let format = Some(asked.format.word().to_owned());
    let entry = entry(now, actor, "export.asked", job.id, format);
    let write = move |conn: &mut _| {
        idempotency::once(conn, claim.as_ref(), now, |conn| {
            let own = store::of_staff(conn, staff_id, on)?;
            let is_same = |known: &&Job| {
                known.state.is_moving()
                    && (&known.asked, known.language) == (&job.asked, job.language)
            };
            // A second press of the same button.
            if let Some(same) = own.iter().find(is_same) {
                return Ok(respond(same.id));
            }
            if store::unfinished(conn, staff_id)? >= MOST_UNFINISHED {
                return Err(Error::because(Problem::TooMany, "too many exports at once"));
            }
            store::insert(conn, &job)?;
            audit::record(conn, entry.clone())?;
            Ok(respond(job.id))
        })
    };
    let stored = app.db.write(write).await?;
    app.exports_due.notify_one();
    Ok(stored)
}

fn entry(
    at: DateTime<Utc>,
    actor: Actor,
    action: &'static str,
    job: Uuid,
    detail: Option<String>,
) -> audit::Entry {
    audit::Entry {
        at,
        actor,
        action,
        object_kind: "export",
        object_id: job,
        detail,
    }
}

/// What a member of staff has ordered on a consultation, the newest first.
pub async fn ordered(app: &App, staff: Uuid, consultation: Uuid) -> Result<Vec<Job>, Error> {
    app.db
        .read(move |conn| store::of_staff(conn, staff, consultation))
        .await
}

/// One of them; nobody sees those of others.
pub async fn own(app: &App, staff: Uuid, consultation: Uuid, id: &str) -> Result<Job, Error> {
    let id = id.parse().map_err(|_| Error::new(Problem::NotFound))?;
    let job = app.db.read(move |conn| store::find(conn, id)).await?;
    let is_own = |job: &Job| {
        job.staff_id == staff
            && job.consultation_id == consultation
            && job.state != State::Cancelled
    };
    job.filter(is_own)
        .ok_or_else(|| Error::new(Problem::NotFound))
}

/// Stopped while it is made, or thrown away after.
pub async fn cancel(app: &App, job: Job, actor: Actor) -> Result<(), Error> {
    let now = app.clock.now();
    let entry = entry(now, actor, "export.dropped", job.id, None);
    app.db
        .write(move |conn| {
            store::cancel(conn, job.id, now)?;
            audit::record(conn, entry.clone())
        })
        .await
}

/// The name of a file that is made and still kept; the audit is told that it is fetched.
pub async fn fetch(app: &App, job: &Job, actor: Actor) -> Result<String, Error> {
    let now = app.clock.now();
    let name = file_of(app, job, now).ok_or_else(|| Error::new(Problem::NotFound))?;
    let entry = entry(now, actor, "export.fetched", job.id, None);
    app.db
        .write(move |conn| audit::record(conn, entry.clone()))
        .await?;
    Ok(name.to_owned())
}

/// The name of its file, when there is one to be fetched.
pub fn file_of<'j>(app: &App, job: &'j Job, now: DateTime<Utc>) -> Option<&'j str> {
    let keep = Duration::hours(app.settings.exports.keep_hours.into());
    let is_kept = job.finished_at.is_some_and(|at| now - at < keep);
    let name = job.file_name.as_deref();
    name.filter(|_| job.state == State::Done && is_kept)
}
