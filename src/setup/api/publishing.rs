//! Everything that is found in a working copy, the second person, and publishing.

use super::view::{FindingView, FindingWeight, Found};
use super::{as_seen, by};
use crate::app::App;
use crate::consultations::{self, ChangedView, Key};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::programs::{NoBody, answer, if_match_parameter};
use crate::session::staff::StaffAccess;
use crate::setup::publish::{Published, Verdict, ask, became, judge, publish, waits_until};
use crate::web::conditions::if_match;
use crate::web::in_path;
use crate::web::openapi::{Operation, Parameter, Response};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// What stands in the way of publishing, and what would happen.
#[derive(Serialize, ToSchema)]
struct Checks {
    may_publish: bool,
    /// What stops first, then what is worth a thought.
    findings: Vec<FindingView>,
    /// A second person must publish what one has asked to have approved.
    needs_second_person: bool,
    /// The version that everybody would see next.
    next_version: i32,
    /// The day that it would wait for; null when it would be seen at once.
    waits_until: Option<NaiveDate>,
}

/// What publishing would change for those who have read the published version.
#[derive(Serialize, ToSchema)]
struct WorkingCopyDifferences {
    /// The version that everybody reads now.
    published_version: Option<i32>,
    /// Null where nothing is published, and while something stops the publishing: `/checks` says what.
    changes: Option<Vec<ChangedView>>,
}

/// What was published.
#[derive(Serialize, ToSchema)]
struct PublishedConsultation {
    slug: String,
    version: i32,
    /// Everybody sees it; otherwise it waits for its day.
    is_public: bool,
}

fn findings(verdict: &Verdict, lang: Lang) -> Vec<FindingView> {
    let refused = verdict.refused.iter().map(|(at, text)| FindingView {
        pointer: at.clone(),
        code: None,
        weight: FindingWeight::Wrong,
        detail: text.clone(),
    });
    let found = verdict.findings.iter().map(|f| FindingView::of(f, lang));
    refused.chain(found).collect()
}

fn version_parameter() -> Parameter {
    if_match_parameter("The working copy's ETag, as it was last seen.").required()
}

pub fn checks_doc() -> Operation {
    Operation {
        id: "checkWorkingCopy",
        summary: "Check a working copy",
        description: "Everything that is found, and what the import would say today.",
        responses: vec![Response::of::<Checks>(200, "What is found.")],
        ..Operation::default()
    }
}

pub async fn checks(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let found = Found::read(&app, in_path(&req, "slug"), &req).await?;
    let (copy, by) = (found.copy.clone(), by(&app, &staff));
    let verdict = app.db.read(move |conn| judge(conn, &copy, by)).await?;
    let published = found.published.as_ref();
    answer(&Checks {
        may_publish: verdict.may_publish(),
        findings: findings(&verdict, found.lang),
        needs_second_person: app.settings.publishing_second_person,
        next_version: published.map_or(1, |old| old.version + 1),
        waits_until: match published {
            Some(_) => None,
            None => waits_until(&found.copy.manuscript, found.now),
        },
    })
}

pub fn differences_doc() -> Operation {
    Operation {
        id: "compareWorkingCopy",
        summary: "Compare a working copy with what is published",
        description: "What the next version would change, with the texts word by word.",
        responses: vec![Response::of::<WorkingCopyDifferences>(
            200,
            "What would not be as it was.",
        )],
        ..Operation::default()
    }
}

pub async fn differences(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let found = Found::read(&app, in_path(&req, "slug"), &req).await?;
    let (copy, by) = (found.copy, by(&app, &staff));
    let verdict = app.db.read(move |conn| judge(conn, &copy, by)).await?;
    answer(&WorkingCopyDifferences {
        published_version: found.published.map(|old| old.version),
        changes: verdict.changes.as_ref().map(ChangedView::all),
    })
}

pub fn ask_doc() -> Operation {
    Operation {
        id: "askForApproval",
        summary: "Ask that somebody else approve a working copy",
        description: "Once nothing stops it. Any later change takes it back.",
        parameters: vec![version_parameter()],
        responses: vec![Response::empty(204, "It is asked.")],
        problems: &[
            Problem::Invalid,
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
        ],
        ..Operation::default()
    }
}

pub async fn ask_for(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    set_asked(&app, &staff, &req, true).await
}

pub fn take_back_doc() -> Operation {
    Operation {
        id: "takeBackApprovalRequest",
        summary: "Take back that somebody else approve it",
        parameters: vec![version_parameter()],
        responses: vec![Response::empty(204, "Nothing is asked.")],
        problems: &[
            Problem::Invalid,
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
        ],
        ..Operation::default()
    }
}

pub async fn take_back(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    set_asked(&app, &staff, &req, false).await
}

async fn set_asked(
    app: &App,
    staff: &StaffAccess,
    req: &HttpRequest,
    asks: bool,
) -> Result<HttpResponse, Error> {
    let copy = as_seen(app, req).await?.copy;
    let (slug, seen, by) = (copy.slug, copy.version, by(app, staff));
    let done = app
        .db
        .write(move |conn| ask(conn, &slug, seen, asks, by))
        .await?;
    match done {
        true => Ok(HttpResponse::NoContent().finish()),
        false => Err(not_now(app, staff, req).await?),
    }
}

pub fn publish_doc() -> Operation {
    Operation {
        id: "publishWorkingCopy",
        summary: "Publish a working copy",
        description: "By the same import as a file. Where the house asks for a second person, whoever asked for approval cannot \
                      publish, and nobody can before it is asked for: that is told by second-person. What stops it is told by \
                      invalid, with all `findings`. What is new is published today or later, whatever day was meant. The same again, \
                      with the ETag that was published, publishes nothing more and says what became of it, for 30 days.",
        parameters: vec![version_parameter()],
        responses: vec![Response::of::<PublishedConsultation>(
            200,
            "It is published.",
        )],
        problems: &[
            Problem::Invalid,
            Problem::SecondPerson,
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
        ],
        ..Operation::default()
    }
}

pub async fn go(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (slug, seen) = (in_path(&req, "slug").to_owned(), if_match(&req)?.version());
    let read = move |conn: &mut Conn| became(conn, &slug, seen);
    if let Some(version) = app.db.read(read).await? {
        return done(&app, in_path(&req, "slug").to_owned(), version).await;
    }
    let copy = as_seen(&app, &req).await?.copy;
    let (slug, seen, by) = (copy.slug.clone(), copy.version, by(&app, &staff));
    let needs_second = app.settings.publishing_second_person;
    let mailer = app.mailer.clone();
    let published = app
        .db
        .write(move |conn| publish(conn, &mailer, &slug, seen, needs_second, by))
        .await?;
    match published {
        Published::Done(version) => {
            let revision = app.consultations.refresh(&app.db, by.at).await?;
            app.pages.set_revision(revision);
            app.letters_due.notify_one();
            done(&app, copy.slug, version).await
        }
        Published::NotNow => Err(not_now(&app, &staff, &req).await?),
        Published::NeedsAnother => Err(Problem::SecondPerson.into()),
    }
}

pub fn call_off_doc() -> Operation {
    Operation {
        id: "callOffPublication",
        summary: "Call off what waits for its day",
        description: "It stays as it is and is not published before its working copy is published anew. Again it changes \
                      nothing; what everybody sees cannot be called off.",
        responses: vec![Response::empty(204, "It is not published by itself.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn call_off(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (slug, by) = (in_path(&req, "slug").to_owned(), by(&app, &staff));
    app.db
        .write(move |conn| consultations::call_off(conn, &slug, by.actor, by.at))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn done(app: &App, slug: String, version: i32) -> Result<HttpResponse, Error> {
    let key = Key::from(slug.as_str());
    let read = move |conn: &mut Conn| consultations::load(conn, &key, None);
    let found = app.db.read(read).await?;
    let found = found.ok_or_else(|| Error::internal("what was published is not there"))?;
    answer(&PublishedConsultation {
        slug,
        version,
        is_public: found.is_public(),
    })
}

/// Somebody was first, or something stops it.
async fn not_now(app: &App, staff: &StaffAccess, req: &HttpRequest) -> Result<Error, Error> {
    as_seen(app, req).await?;
    let found = Found::read(app, in_path(req, "slug"), req).await?;
    let (copy, by, lang) = (found.copy, by(app, staff), found.lang);
    let verdict = app.db.read(move |conn| judge(conn, &copy, by)).await?;
    let told = serde_json::to_value(findings(&verdict, lang)).unwrap_or_default();
    let fault = FieldError::new("", "error-setup-not-ready");
    Ok(Error::invalid(vec![fault]).beside("findings", told))
}
