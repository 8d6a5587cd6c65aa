//! The page that staff come to: the consultations that they have a role on, the latest deadline first.

use super::parts::{days_left, stage_color, stage_name};
use super::said::Said;
use crate::app::App;
use crate::calendar;
use crate::consultations::consultation::Stage;
use crate::consultations::extend::open_requests;
use crate::consultations::list::{
    Approval, Cursor, ListQuery, Summary, approvals, list, list_these, with_harmed_log,
};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::outbox;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::storage::Short;
use crate::tabs::Tab;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

const ON_A_PAGE: u32 = 50;
const PATH: &str = "/saksbehandling";

#[derive(Template)]
#[template(path = "consultations/templates/work.html")]
struct WorkPage {
    page: Page,
    /// Why no letter goes out, while none does.
    frozen: Option<String>,
    /// The disk is nearly full: what is refused, for whoever can see to it.
    short: Option<String>,
    /// The pages of logs of receipts that do not hold, each with its consultation.
    harmed: Vec<(Said, String)>,
    /// What others have asked this reader to approve.
    approvals: Vec<Waiting>,
    items: Vec<Item>,
    /// Leaders everywhere begin new ones.
    may_set_up: bool,
    /// What stands there when there are none.
    empty: String,
    next: Option<String>,
    first: Option<String>,
}

/// A working copy that waits for a second person.
struct Waiting {
    title: Said,
    href: String,
    /// Who asked, and when.
    asked: String,
}

/// A consultation and what can be done with it.
struct Item {
    title: Said,
    reference: Option<String>,
    tag: String,
    tag_color: &'static str,
    deadline: String,
    left: Option<String>,
    role: String,
    overview_href: String,
    invitations_href: String,
    deadline_href: String,
    /// How many ask for more time and have no answer yet.
    requests: Option<String>,
    /// Leaders say who has a role on it.
    staff_href: Option<String>,
    page_href: String,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let now = app.clock.now();
    let after = Query::of(&req)?.get("etter").map(str::parse::<Cursor>);
    let after = after
        .transpose()
        .map_err(|_| Error::new(Problem::NotFound))?;
    let everywhere = staff.role().is_some();
    let (found, next) = read(&app, &staff, after, now).await?;
    let ids: Vec<Uuid> = found.iter().map(|summary| summary.id).collect();
    let requests = app.db.read(move |conn| open_requests(conn, &ids)).await?;
    let frozen = app.db.read(outbox::frozen).await?;
    let harmed = harmed(&app, &staff, now).await?;
    let reader = staff.clone();
    let may = move |of, asked_by| may_approve(&reader, of, asked_by);
    let asked = app.db.read(move |conn| approvals(conn, may)).await?;
    let items = found
        .iter()
        .filter_map(|summary| {
            let requests = requests.get(&summary.id).copied().unwrap_or_default();
            Item::of(summary, requests, &staff, lang, now)
        })
        .collect();
    let address = |after: &Cursor| lang.path(&format!("{PATH}?etter={after}"));
    Ok(render(&WorkPage {
        page: Page::new(&app.site, lang, PATH, lang.t("work-title"))
            .nav(Nav::Work)
            .staff(&staff),
        frozen: frozen.map(|freeze| {
            let as_of = calendar::date_time(lang, freeze.as_of);
            lang.with("frozen-text", &[("time", &as_of)])
        }),
        short: short_text(&app, &staff, lang),
        harmed: harmed
            .iter()
            .map(|summary| {
                let path = format!("/horinger/{}/kvitteringer", summary.slug);
                (Said::plain(&summary.title, lang), lang.path(&path))
            })
            .collect(),
        approvals: asked.iter().map(|one| Waiting::of(one, lang)).collect(),
        items,
        may_set_up: staff.role() >= Some(Role::Leader),
        empty: lang.t(if everywhere {
            "work-none-published"
        } else {
            "work-none"
        }),
        next: next.as_ref().map(address),
        first: after.map(|_| lang.path(PATH)),
    }))
}

/// Whoever may publish it and did not ask. What is new, or waits for its day, belongs to those who work on all.
fn may_approve(staff: &StaffAccess, public: Option<Uuid>, asked_by: Uuid) -> bool {
    let role = match public {
        Some(id) => staff.role_on(id),
        None => staff.role(),
    };
    role >= Some(Role::Leader) && asked_by != staff.staff_id
}

/// Administrators know who runs the service.
fn short_text(app: &App, staff: &StaffAccess, lang: Lang) -> Option<String> {
    staff.role().filter(|role| *role >= Role::Admin)?;
    match app.room.short() {
        Short { drafts: true, .. } => Some(lang.t("room-none-for-drafts")),
        Short { files: true, .. } => Some(lang.t("room-none-for-files")),
        _ => None,
    }
}

/// Those that this member of staff has a role on and whose log of receipts does not hold.
async fn harmed(app: &App, staff: &StaffAccess, now: DateTime<Utc>) -> Result<Vec<Summary>, Error> {
    let today = calendar::oslo_date(now);
    let read = move |conn: &mut _| {
        let ids = with_harmed_log(conn)?;
        list_these(conn, &ids, today)
    };
    let mut harmed = app.db.read(read).await?;
    harmed.retain(|summary| staff.role_on(summary.id).is_some());
    Ok(harmed)
}

/// All of them, a page at a time, for whoever has a role everywhere; else the few that were named.
async fn read(
    app: &App,
    staff: &StaffAccess,
    after: Option<Cursor>,
    now: DateTime<Utc>,
) -> Result<(Vec<Summary>, Option<Cursor>), Error> {
    let today = calendar::oslo_date(now);
    if staff.role().is_none() {
        let ids: Vec<Uuid> = staff.roles.iter().filter_map(|(of, _)| *of).collect();
        let read = move |conn: &mut _| list_these(conn, &ids, today);
        return Ok((app.db.read(read).await?, None));
    }
    let query = ListQuery {
        stage: None,
        words: String::new(),
        after,
        limit: ON_A_PAGE,
        today,
    };
    let listed = app.db.read(move |conn| list(conn, &query)).await?;
    Ok((listed.items, listed.next))
}

impl Waiting {
    fn of(approval: &Approval, lang: Lang) -> Self {
        let at = approval.asked_at.map(|at| calendar::date_time(lang, at));
        let path = format!("{PATH}/horinger/{}/oppsett/publiser", approval.slug);
        Self {
            title: Said::plain(&approval.title, lang),
            href: lang.path(&path),
            asked: lang.with2(
                "work-approval-asked",
                ("name", &approval.asker),
                ("when", at.unwrap_or_default()),
            ),
        }
    }
}

impl Item {
    fn of(
        summary: &Summary,
        requests: i64,
        staff: &StaffAccess,
        lang: Lang,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let role = staff.role_on(summary.id)?;
        let slug = &summary.slug;
        let is_open = summary.stage == Stage::Open;
        let role_name = lang.t(&format!("role-{}", role.as_str()));
        Some(Self {
            title: Said::plain(&summary.title, lang),
            reference: summary.reference.clone(),
            tag: stage_name(lang, summary.stage),
            tag_color: stage_color(summary.stage),
            deadline: calendar::long_date(lang, summary.deadline_on),
            left: is_open.then(|| days_left(lang, now, summary.deadline_on)),
            role: lang.with("work-your-role", &[("role", &role_name)]),
            overview_href: lang.path(&format!("{PATH}/horinger/{slug}")),
            deadline_href: lang.path(&Tab::Deadline.path(slug)),
            requests: (requests > 0).then(|| lang.with1("work-requests", "n", requests)),
            invitations_href: lang.path(&format!("{PATH}/horinger/{slug}/invitasjoner")),
            staff_href: (role >= Role::Leader)
                .then(|| lang.path(&format!("{PATH}/horinger/{slug}/medarbeidere"))),
            page_href: lang.path(&format!("/horinger/{slug}")),
        })
    }
}
