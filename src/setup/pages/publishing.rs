//! Publishing: a page that says what will happen, and the button. Where a second person must approve, one asks
//! and another presses. Who presses after somebody was first is led to what came of it.

use super::base;
use super::visit::{Frame, Visit, slug_of};
use crate::app::App;
use crate::calendar;
use crate::consultations::{ChangedPart, Consultation, Languages};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::setup::manuscript::Manuscript;
use crate::setup::publish::{self, Published, Verdict, ask, became, judge, publish};
use crate::versions::{self, Counts};
use crate::web::components::Fact;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "setup/templates/publish.html")]
struct PublishPage {
    page: Page,
    frame: Frame,
    action: String,
    facts: Vec<Fact>,
    may_publish: bool,
    stops: String,
    warnings: Vec<(String, String)>,
    checks_href: String,
    needs_second: bool,
    /// Somebody asked; whether it was the reader.
    asked: Option<bool>,
    has_moved: bool,
    /// What will not be as it was, when something is published already.
    changes: Option<Vec<ChangedPart>>,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    page(&app, &visit, false).await
}

async fn page(app: &App, visit: &Visit, has_moved: bool) -> Result<HttpResponse, Error> {
    let (copy, by) = (visit.copy.clone(), visit.by());
    let published = visit.published.clone();
    let read = move |conn: &mut Conn| {
        let told = match &published {
            Some(published) => versions::counts(conn, published, by.at)?,
            None => Counts::default(),
        };
        Ok((judge(conn, &copy, by)?, told))
    };
    let (verdict, would_be_told) = app.db.read(read).await?;
    let lang = visit.lang;
    let n = verdict.findings.iter().filter(|f| f.stops()).count() + verdict.refused.len();
    let warnings = verdict.findings.iter().filter(|f| !f.stops());
    let shown = PublishPage {
        page: visit.page(app, "/publiser", lang.t("setup-publish")),
        frame: visit.frame("/publiser", None),
        action: visit.href("/publiser"),
        facts: facts(visit, &verdict, would_be_told),
        may_publish: verdict.may_publish(),
        stops: lang.with("setup-errors-left", &[("n", &n)]),
        warnings: warnings
            .map(|f| (visit.finding_href(&f.at), visit.told(f)))
            .collect(),
        checks_href: visit.href("/kontroll"),
        needs_second: app.settings.publishing_second_person,
        asked: visit
            .copy
            .asked_by
            .map(|asked| asked == visit.staff.staff_id),
        has_moved,
        changes: verdict
            .changes
            .as_ref()
            .map(|found| ChangedPart::all(lang, found, Languages::Every)),
    };
    let status = if has_moved {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    Ok(render_with(status, &shown))
}

/// What will happen.
fn facts(visit: &Visit, verdict: &Verdict, would_be_told: Counts) -> Vec<Fact> {
    if !verdict.may_publish() {
        return Vec::new();
    }
    let (lang, m) = (visit.lang, visit.m());
    let date = |text: &str| {
        let day = text.parse().ok();
        day.map(|day| calendar::weekday_date(lang, day))
            .unwrap_or_default()
    };
    let when = match (&visit.published, publish::waits_until(m, visit.now)) {
        (Some(_), _) if verdict.changes_nothing => lang.t("setup-happens-nothing"),
        (Some(old), _) => {
            let version = old.version + 1;
            lang.with("setup-happens-version", &[("n", &version)])
        }
        (None, Some(day)) => {
            let day = calendar::weekday_date(lang, day);
            lang.with("setup-happens-later", &[("date", &day)])
        }
        (None, None) => lang.t("setup-happens-now"),
    };
    // What is listed already is asked already.
    let listed = visit.published.as_ref().map_or(0, Consultation::listed);
    let bodies = m.body_count().saturating_sub(listed);
    let asked = match visit.published {
        Some(_) => "setup-happens-bodies-more",
        None => "setup-happens-bodies",
    };
    // Of the example the true day stands in the manuscript, and another is in force.
    let deadline = match &visit.published {
        Some(old) => calendar::weekday_date(lang, old.deadline_on),
        None => date(&m.deadline_on),
    };
    let advice = m.advice().count();
    let mut facts = vec![
        Fact::new(lang.t("setup-happens"), when),
        Fact::new(lang.t("setup-deadline"), deadline),
        Fact::new(
            lang.t("setup-outline"),
            lang.with("setup-happens-advice", &[("n", &advice)]),
        ),
        Fact::new(lang.t("setup-bodies"), lang.with(asked, &[("n", &bodies)])),
        Fact::new(lang.t("setup-address"), format!("/horinger/{}", m.slug)),
    ];
    if visit.published.is_some() && !verdict.changes_nothing {
        facts.push(Fact::new(
            lang.t("setup-change-note"),
            m.change_note.nb.clone(),
        ));
        facts.push(Fact::new(
            lang.t("setup-told"),
            told(lang, m, would_be_told),
        ));
    }
    facts
}

/// Who gets a letter about the version: nobody when only the wording changes.
fn told(lang: Lang, m: &Manuscript, would_be: Counts) -> String {
    match (m.professional_change.as_str(), would_be) {
        ("true", none) if none == Counts::default() => lang.t("setup-told-nobody"),
        (
            "true",
            Counts {
                drafts,
                sent,
                along,
            },
        ) => {
            let told = lang.with2("setup-told-letters", ("drafts", drafts), ("sent", sent));
            match along {
                0 => told,
                n => format!("{told} {}", lang.with1("setup-told-along", "n", n)),
            }
        }
        _ => lang.t("setup-told-wording"),
    }
}

pub async fn act(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["version", "gjor"], &[])?;
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    if form.get("gjor") == Some("publiser") && is_published(&app, &req, seen).await? {
        let lang = Lang::of_path(req.path()).0;
        return Ok(see_other(&lang.path(&base(slug_of(&req)))));
    }
    let visit = Visit::enter(&app, staff, &req).await?;
    let (slug, by) = (visit.copy.slug.clone(), visit.by());
    let needs_second = app.settings.publishing_second_person;
    match form.get("gjor").unwrap_or_default() {
        word @ ("be" | "trekk") => {
            let asks = word == "be";
            let done = app
                .db
                .write(move |conn| ask(conn, &slug, seen, asks, by))
                .await?;
            match done {
                true => Ok(see_other(&visit.href("/publiser"))),
                false => again(&app, visit, &req).await,
            }
        }
        "publiser" => {
            let mailer = app.mailer.clone();
            let published = app
                .db
                .write(move |conn| publish(conn, &mailer, &slug, seen, needs_second, by))
                .await?;
            match published {
                Published::Done(_) => {
                    let revision = app.consultations.refresh(&app.db, app.clock.now()).await?;
                    app.pages.set_revision(revision);
                    app.letters_due.notify_one();
                    Ok(see_other(&visit.href("")))
                }
                Published::NotNow => again(&app, visit, &req).await,
                Published::NeedsAnother => Err(Problem::SecondPerson.into()),
            }
        }
        _ => Err(Problem::MalformedRequest.into()),
    }
}

/// Somebody pressed before, and the working copy is gone.
async fn is_published(app: &App, req: &HttpRequest, seen: i64) -> Result<bool, Error> {
    let slug = slug_of(req).to_owned();
    let read = move |conn: &mut Conn| became(conn, &slug, seen);
    Ok(app.db.read(read).await?.is_some())
}

/// Something has changed since the page was shown: it is shown as it is now.
async fn again(app: &App, visit: Visit, req: &HttpRequest) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(app, visit.staff, req).await?;
    page(app, &visit, true).await
}
