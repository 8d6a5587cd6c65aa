//! Inviting more bodies after the publishing: chosen in the register or by a list, looked over with how many
//! are new, and added when the reason is given and the button pressed.

use super::Visit;
use crate::app::App;
use crate::bodies::sift::{Item, ON_A_PAGE, Sift, Turns, read};
use crate::bodies::{self, Body, By, ListQuery};
use crate::calendar;
use crate::consultations::invited_body_ids;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::invitations::add::{self, Added, Chosen, Look};
use crate::session::staff::StaffAccess;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::demo_notice;
use crate::web::components::{Choice, ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;
use uuid::Uuid;

const REST: &str = "/legg-til";
/// So many are named; the rest are counted.
const NAMED: usize = 50;

#[derive(Template)]
#[template(path = "invitations/templates/add.html")]
struct AddPage {
    page: Page,
    back: String,
    action: String,
    csrf: String,
    lists: bodies::Select,
    sift: Sift,
    found: String,
    items: Vec<Item>,
    turns: Turns,
}

#[derive(Template)]
#[template(path = "invitations/templates/look.html")]
struct LookPage {
    page: Page,
    back: String,
    action: String,
    csrf: String,
    /// Those who were chosen, as hidden fields.
    hidden: Vec<(&'static str, String)>,
    /// The list that will be locked.
    locks: Option<String>,
    moved: bool,
    n: usize,
    new: Names,
    invited: Names,
    closed: Names,
    /// How many of the new cannot be written to.
    without_address: Option<String>,
    reason: TextInput,
    reason_nn: TextInput,
}

struct Names {
    heading: String,
    names: Vec<String>,
    more: Option<String>,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let query = read(&Query::of(&req)?)?;
    choose(&app, &visit, query, &[]).await
}

/// A frame of these pages, with what was wrong.
fn frame(app: &App, visit: &Visit, title: String, faults: &[FieldError]) -> Page {
    let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(visit.lang, fault));
    Page::new(&app.site, visit.lang, &visit.neutral(REST), title)
        .nav(Nav::Work)
        .notice(demo_notice(visit.lang, &visit.consultation))
        .errors(faults.iter().map(link).collect())
        .staff(&visit.staff)
        .tabs(visit.tabs())
}

fn status(faults: &[FieldError]) -> StatusCode {
    match faults {
        [] => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn choose(
    app: &App,
    visit: &Visit,
    query: ListQuery,
    faults: &[FieldError],
) -> Result<HttpResponse, Error> {
    let (wanted, consultation) = (query.clone(), visit.consultation.id);
    let read = move |conn: &mut Conn| {
        let listed = bodies::list(conn, &wanted)?;
        let n = bodies::count(conn, &wanted)?;
        let there = invited_body_ids(conn, consultation)?;
        Ok((listed, n, there, bodies::list_all(conn)?))
    };
    let (listed, n, there, lists) = app.db.read(read).await?;
    let lang = visit.lang;
    let today = calendar::oslo_date(app.clock.now());
    let path = visit.neutral(REST);
    let usable = lists.into_iter().filter(|list| list.state.is_usable());
    let choice = |list: bodies::BodyList| {
        let name = lang.with(
            "add-list-choice",
            &[("name", &list.name), ("n", &list.members)],
        );
        Choice::new(list.id, name, false)
    };
    let none = Choice::new("", lang.t("add-list-none"), true);
    let item = |body: &Body| Item {
        is_there: there
            .contains(&body.id)
            .then(|| lang.t("add-invited-already")),
        ..Item::of(lang, body, body.is_in_force(today))
    };
    let shown = AddPage {
        page: frame(app, visit, lang.t("add-title"), faults),
        back: visit.path(""),
        action: visit.path(REST),
        csrf: visit.staff.csrf.clone(),
        lists: bodies::Select {
            name: "liste",
            label: lang.t("add-list"),
            error: None,
            choices: std::iter::once(none).chain(usable.map(choice)).collect(),
        },
        sift: Sift::of(lang, &path, &query),
        found: lang.with("bodies-found", &[("n", &n)]),
        items: listed.items.iter().map(item).collect(),
        turns: Turns::of(lang, &path, &query, listed.next.as_ref()),
    };
    Ok(render_with(status(faults), &shown))
}

pub(super) async fn press(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(
        &["liste", "versjon", "grunn", "grunn_nn", "bekreftet"],
        &["id"],
    )?;
    let visit = Visit::enter(&app, staff, &req).await?;
    if !takes_input(&visit.consultation, app.clock.now()) {
        return Err(Problem::NotOpen.into());
    }
    let Some(chosen) = chosen(&form) else {
        let fault = FieldError::new("liste", "error-add-nobody");
        let query = ListQuery {
            limit: ON_A_PAGE,
            ..ListQuery::default()
        };
        return choose(&app, &visit, query, &[fault]).await;
    };
    let typed = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let mut again = Again {
        reason: [typed("grunn"), typed("grunn_nn")],
        ..Again::default()
    };
    if form.filled("bekreftet").is_some() {
        match add::reason(&again.reason[0], &again.reason[1]) {
            Err(error) => again.faults = error.fields,
            Ok(reason) => {
                let (about, whom) = (Arc::clone(&visit.consultation), chosen.clone());
                let by = By::staff(&visit.staff, &app);
                let added = app
                    .db
                    .write(move |conn| add::add(conn, &about, &whom, &reason, by))
                    .await?;
                match added {
                    Added::Done { added, .. } => {
                        let path = visit.path(&format!("?gjort=lagt-til&antall={added}"));
                        return Ok(see_other(&path));
                    }
                    Added::Moved => again.moved = true,
                }
            }
        }
    }
    look_over(&app, &visit, &chosen, again).await
}

/// Those who are ticked, or else the list; `None` when there are neither.
fn chosen(form: &Form) -> Option<Chosen> {
    let ticked: Vec<Uuid> = form.all("id").filter_map(|id| id.parse().ok()).collect();
    if !ticked.is_empty() {
        return Some(Chosen::Bodies(ticked));
    }
    let list = form.filled("liste")?.parse().ok()?;
    let seen = form.get("versjon").and_then(|no| no.parse().ok());
    Some(Chosen::List(list, seen))
}

/// What was typed, what was wrong with it, and whether the list is another than was shown.
#[derive(Default)]
struct Again {
    reason: [String; 2],
    faults: Vec<FieldError>,
    moved: bool,
}

async fn look_over(
    app: &App,
    visit: &Visit,
    chosen: &Chosen,
    again: Again,
) -> Result<HttpResponse, Error> {
    let (about, whom) = (Arc::clone(&visit.consultation), chosen.clone());
    let now = app.clock.now();
    let read = move |conn: &mut Conn| add::look(conn, &about, &whom, now);
    let look = app.db.read(read).await?;
    let lang = visit.lang;
    let status = match again.moved {
        true => StatusCode::CONFLICT,
        false => status(&again.faults),
    };
    let n = look.new.len();
    let without = look.without_address();
    let fault = |name: &str| {
        let found = again.faults.iter().find(|fault| fault.at == name);
        found.map(|fault| field_text(lang, fault))
    };
    let input = |name: &str, key: &str, value: &str| {
        TextInput::new(name, lang.t(key), value)
            .autocomplete("off")
            .error(fault(name))
    };
    let title = lang.with("add-look-title", &[("n", &n)]);
    let locked = |list: &bodies::BodyList| lang.with("add-locks", &[("name", &list.name)]);
    let shown = LookPage {
        page: frame(app, visit, title, &again.faults),
        back: visit.path(REST),
        action: visit.path(REST),
        csrf: visit.staff.csrf.clone(),
        hidden: hidden(chosen, &look),
        locks: look.list.as_ref().map(locked),
        moved: again.moved,
        n,
        without_address: (without > 0)
            .then(|| lang.with("add-without-address", &[("n", &without)])),
        new: Names::of(lang, "add-new", &look.new),
        invited: Names::of(lang, "add-there", &look.invited),
        closed: Names::of(lang, "add-closed", &look.closed),
        reason: input("grunn", "add-reason", &again.reason[0]).hint(lang.t("add-reason-hint")),
        reason_nn: input("grunn_nn", "add-reason-nn", &again.reason[1])
            .hint(lang.t("add-reason-nn-hint")),
    };
    Ok(render_with(status, &shown))
}

fn hidden(chosen: &Chosen, look: &Look) -> Vec<(&'static str, String)> {
    match (chosen, &look.list) {
        (Chosen::List(id, _), Some(list)) => vec![
            ("liste", id.to_string()),
            ("versjon", list.version.to_string()),
        ],
        (Chosen::Bodies(ids), _) => ids.iter().map(|id| ("id", id.to_string())).collect(),
        (Chosen::List(..), None) => Vec::new(),
    }
}

impl Names {
    fn of(lang: Lang, key: &str, bodies: &[Body]) -> Self {
        let rest = bodies.len().saturating_sub(NAMED);
        let names = bodies.iter().take(NAMED);
        Self {
            heading: lang.with(key, &[("n", &bodies.len())]),
            names: names.map(|body| body.own_name().to_owned()).collect(),
            more: (rest > 0).then(|| lang.with("add-more", &[("n", &rest)])),
        }
    }
}
