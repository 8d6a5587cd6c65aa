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
    /// Until when what was published for a later day waits; it will be, whatever becomes of this copy.
    waits: Option<String>,
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

#[derive(Template)]
#[template(path = "setup/templates/closed.html")]
struct ClosedPage {
    page: Page,
    csrf: String,
    crumbs: Vec<Crumb>,
    standing: String,
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
    let mut waiting = waiting.iter().filter(|one| Some(one.id) == id);
    let waits = waiting.next().map(|one| one.published_on);
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
        waits: waits.map(|day| calendar::weekday_date(lang, day)),
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
