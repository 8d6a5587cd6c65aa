//! The tab «Oppsett»: what there is to write, what is left, and the ways on. Where nothing is being written, the
//! way to open what is published for change.

use super::base;
use super::visit::{Frame, Visit, slug_of};
use crate::app::App;
use crate::calendar;
use crate::consultations::{self, Consultation, Key};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::setup::store;
use crate::setup::working_copy::{self, By};
use crate::tabs::Tab;
use crate::web::components::Crumb;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "setup/templates/overview.html")]
struct OverviewPage {
    page: Page,
    frame: Frame,
    /// A change of something published, not something new.
    is_change: bool,
    /// What is being written here, and what becomes of it.
    lead: String,
    discard_means: String,
    call_off: Option<CallOff>,
    errors_left: String,
    warnings: String,
    is_ready: bool,
    checks_href: String,
    publish_href: String,
    file_href: String,
    /// To a new one that is like what is published.
    copy_href: String,
    discard_action: String,
}

/// What waits for its day can be called off.
struct CallOff {
    action: String,
    means: String,
}

impl CallOff {
    fn of(lang: Lang, waiting: &Consultation) -> Option<Self> {
        if waiting.is_public() || waiting.is_called_off {
            return None;
        }
        let day = calendar::weekday_date(lang, waiting.published_on);
        Some(Self {
            action: lang.path(&format!("{}/stans", base(&waiting.slug))),
            means: lang.with1("setup-call-off-means", "day", day),
        })
    }
}

#[derive(Template)]
#[template(path = "setup/templates/closed.html")]
struct ClosedPage {
    page: Page,
    csrf: String,
    crumbs: Vec<Crumb>,
    standing: String,
    call_off: Option<CallOff>,
    /// To what everybody sees, and to those who are to be invited.
    ways: Vec<(String, String)>,
    action: String,
    copy_href: String,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let slug = slug_of(&req).to_owned();
    let wanted = slug.clone();
    let exists = app.db.read(move |conn| store::find(conn, &wanted)).await?;
    if exists.is_none() {
        return closed(&app, &staff, &req, &slug).await;
    }
    let visit = Visit::enter(&app, staff, &req).await?;
    let lang = visit.lang;
    let id = visit.copy.consultation_id;
    let waiting = app.db.read(consultations::waiting).await?;
    let waiting = waiting.iter().find(|one| Some(one.id) == id);
    let (lead, discard_means) = match waiting {
        Some(one) if one.is_called_off => {
            let keys = ["setup-lead-called-off", "setup-discard-called-off"];
            (lang.t(keys[0]), lang.t(keys[1]))
        }
        Some(one) => {
            let day = calendar::weekday_date(lang, one.published_on);
            let waits = |key| lang.with1(key, "day", day.clone());
            (waits("setup-lead-waits"), waits("setup-discard-waits"))
        }
        None if visit.published.is_some() => {
            (lang.t("setup-lead-change"), lang.t("setup-discard-change"))
        }
        None => (lang.t("setup-lead-new"), lang.t("setup-discard-new")),
    };
    let findings = visit.findings();
    let errors = findings.iter().filter(|f| f.stops()).count();
    let warnings = findings.len() - errors;
    Ok(render(&OverviewPage {
        page: visit.page(
            &app,
            "",
            lang.with("setup-title", &[("title", &visit.name())]),
        ),
        frame: visit.frame("", None),
        is_change: visit.published.is_some(),
        lead,
        discard_means,
        call_off: waiting.and_then(|one| CallOff::of(lang, one)),
        errors_left: lang.with("setup-errors-left", &[("n", &errors)]),
        warnings: lang.with("setup-warnings-left", &[("n", &warnings)]),
        is_ready: errors == 0,
        checks_href: visit.href("/kontroll"),
        publish_href: visit.href("/publiser"),
        file_href: visit.href("/hoering.toml"),
        copy_href: copy_href(lang, &visit.copy.slug),
        discard_action: visit.href("/forkast"),
    }))
}

async fn closed(
    app: &App,
    staff: &StaffAccess,
    req: &HttpRequest,
    slug: &str,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let key = Key::from(slug);
    let found = app
        .db
        .read(move |conn| consultations::load(conn, &key, None))
        .await?
        .ok_or(Problem::NotFound)?;
    let title = found.title.get(lang).to_owned();
    let name = lang.with("setup-title", &[("title", &title)]);
    let page = Page::new(&app.site, lang, &base(slug), name)
        .nav(Nav::Work)
        .staff(staff)
        .tabs(found.tabs(staff, lang, Tab::Setup));
    let (standing, ways) = standing(lang, &found);
    Ok(render(&ClosedPage {
        page,
        standing,
        call_off: CallOff::of(lang, &found),
        ways,
        csrf: staff.csrf.clone(),
        crumbs: vec![
            Crumb::to(lang.path("/saksbehandling"), lang.t("work-title")),
            Crumb::here(lang.t("setup-tab")),
        ],
        action: lang.path(&base(slug)),
        copy_href: copy_href(lang, slug),
    }))
}

fn copy_href(lang: Lang, slug: &str) -> String {
    lang.path(&format!("{}/ny?kopi={slug}", super::LIST))
}

/// What has come of it, and where one goes from here.
fn standing(lang: Lang, found: &Consultation) -> (String, Vec<(String, String)>) {
    if found.is_called_off {
        return (lang.t("setup-closed-called-off"), Vec::new());
    }
    if !found.is_public() {
        let day = calendar::weekday_date(lang, found.published_on);
        let text = lang.with("setup-closed-waits", &[("date", &day)]);
        return (text, Vec::new());
    }
    let way = |path: String, key: &str| (lang.path(&path), lang.t(key));
    let ways = vec![
        way(format!("/horinger/{}", found.slug), "setup-closed-page"),
        way(Tab::Bodies.path(&found.slug), "setup-closed-bodies"),
    ];
    (lang.t("setup-closed"), ways)
}

pub async fn open(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let slug = slug_of(&req).to_owned();
    let by = By::staff(&staff, app.clock.now());
    let opened = slug.clone();
    app.db
        .write(move |conn| working_copy::open(conn, &opened, by))
        .await?;
    Ok(see_other(&Lang::of_path(req.path()).0.path(&base(&slug))))
}

/// Where its day came first, the page tells that it is published.
pub async fn call_off(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (slug, by) = (slug_of(&req).to_owned(), By::staff(&staff, app.clock.now()));
    let wanted = slug.clone();
    let done = app
        .db
        .write(move |conn| consultations::call_off(conn, &wanted, by.actor, by.at))
        .await;
    match done {
        Err(error) if error.problem != Problem::Invalid => Err(error),
        _ => Ok(see_other(&Lang::of_path(req.path()).0.path(&base(&slug)))),
    }
}

pub async fn discard(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let seen = form
        .get("version")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0);
    let (slug, by) = (visit.copy.slug.clone(), visit.by());
    let is_gone = app
        .db
        .write(move |conn| working_copy::discard(conn, &slug, seen, by))
        .await?;
    let below = if is_gone {
        super::LIST.to_owned()
    } else {
        visit.path("")
    };
    Ok(see_other(&visit.lang.path(&below)))
}
