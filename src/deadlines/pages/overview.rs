//! The first page of the tab «Frist»: the deadline now, the form that moves it, who has another, and what has
//! been moved before.

use super::Visit;
use super::advance::Steps;
use super::parts::{MovedPart, Typed, staff_names, stands};
use crate::accounts;
use crate::app::App;
use crate::calendar;
use crate::consultations::{MovedDeadline, Status, Whose, deadlines_of};
use crate::deadlines::store;
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::submissions::decide::late_answers;
use crate::submissions::{DeadlineRequest, Requests, requests};
use crate::web::components::TextInput;
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::render_with;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "deadlines/templates/overview.html")]
struct OverviewPage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    /// What was just done.
    done: Option<String>,
    now: String,
    left: Option<String>,
    /// Why the deadline cannot be moved for all, when somebody who may is looking.
    closed: Option<String>,
    may_move: bool,
    new_on: TextInput,
    reason: TextInput,
    reason_nn: TextInput,
    /// How many came after the deadline, and where they are.
    late: (usize, String, String),
    bodies_href: String,
    /// A single body can be given more time still.
    may_give: bool,
    /// Who asks for more time: address, name, until when, and what was answered.
    asked: Vec<AskedPart>,
    /// What comes after the deadline.
    after: Option<Steps>,
    own: Vec<MovedPart>,
    history: Vec<MovedPart>,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let query = Query::of(&req)?;
    let done = query.get("gjort").filter(|what| DONE.contains(what));
    let done = done.map(|what| visit.lang.t(&format!("deadline-done-{what}")));
    page(&app, &visit, done, Typed::default()).await
}

/// What the page may say was done.
const DONE: [&str; 5] = ["alle", "instans", "svar", "processing", "concluded"];

/// The page; with what was typed and what is wrong with it when that could not be taken.
pub(super) async fn page(
    app: &App,
    visit: &Visit,
    done: Option<String>,
    typed: Typed,
) -> Result<HttpResponse, Error> {
    let (id, lang, now) = (visit.consultation.id, visit.lang, app.clock.now());
    let read = move |conn: &mut crate::db::Conn| {
        let moved = deadlines_of(conn, id)?;
        let named = store::names(conn, &moved)?;
        let asked = requests(conn, Requests::Of(id))?;
        Ok((moved, named, accounts::list(conn)?, asked))
    };
    let (moved, named, members, asked) = app.db.read(read).await?;
    let late = late_answers(app, id).await?.len();
    let staff = staff_names(members);
    let by = |moved: &MovedDeadline| by_whom(lang, &staff, &moved.by_whom);
    let history = moved.iter().rev().filter(|m| m.whose == Whose::All);
    let history = history.map(|m| MovedPart::of(lang, m, &by(m))).collect();
    let own = moved.iter().rev().filter(|m| m.whose != Whose::All);
    let own = own.map(|m| own_part(visit, m, &named, &by(m))).collect();
    let is_open = visit.consultation.status == Status::Open;
    let is_concluded = visit.consultation.status == Status::Concluded;
    let closed = match is_concluded {
        true => "deadline-concluded",
        false => "deadline-not-open",
    };
    let leads = visit.has(Role::Leader);
    let status = match typed.faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = OverviewPage {
        page: visit
            .page(app, "", lang.t("deadline-title"))
            .errors(typed.errors(lang)),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(now).to_string(),
        action: visit.path(""),
        done,
        now: stands(lang, &visit.consultation, now),
        left: calendar::days_left(now, visit.consultation.deadline_on)
            .map(|n| lang.with1("days-left", "n", n)),
        closed: (leads && !is_open).then(|| lang.t(closed)),
        may_move: leads && is_open,
        new_on: typed.day_input(lang, "deadline-new"),
        reason: typed.reason_input(lang, "deadline-reason", "deadline-reason-hint"),
        reason_nn: typed.reason_nn_input(lang),
        late: (
            late,
            visit.path("/sene"),
            lang.with1("late-link", "n", late),
        ),
        bodies_href: lang.path(&crate::tabs::Tab::Bodies.path(&visit.consultation.slug)),
        may_give: !is_concluded,
        asked: asked
            .iter()
            .rev()
            .map(|r| AskedPart::of(visit, r))
            .collect(),
        after: Steps::of(app, visit).await?,
        own,
        history,
    };
    Ok(render_with(status, &shown))
}

/// Who moved it: a member of staff by name, else by what the audit calls them.
pub(super) fn by_whom(lang: Lang, staff: &HashMap<String, String>, by: &str) -> String {
    let known = staff.get(by).cloned();
    known.unwrap_or_else(|| lang.t("deadline-by-operator"))
}

fn own_part(
    visit: &Visit,
    moved: &MovedDeadline,
    named: &HashMap<Uuid, String>,
    by: &str,
) -> MovedPart {
    let (id, href) = match moved.whose {
        Whose::Invited(id) => {
            let list = crate::tabs::Tab::Bodies.path(&visit.consultation.slug);
            (id, Some(visit.lang.path(&format!("{list}/{id}"))))
        }
        Whose::Desk(id) => (id, None),
        Whose::All => (Uuid::nil(), None),
    };
    let unnamed = || visit.lang.t("deadline-nameless");
    MovedPart {
        who: Some(named.get(&id).cloned().unwrap_or_else(unnamed)),
        href,
        ..MovedPart::of(visit.lang, moved, by)
    }
}

struct AskedPart {
    href: String,
    who: String,
    text: String,
    color: &'static str,
    tag: String,
}

impl AskedPart {
    fn of(visit: &Visit, request: &DeadlineRequest) -> Self {
        let lang = visit.lang;
        let (color, tag) = match &request.answer {
            None => ("warning", "request-open"),
            Some(answer) if answer.change_id.is_some() => ("success", "request-tag-granted"),
            Some(_) => ("neutral", "request-tag-refused"),
        };
        let wanted = calendar::long_date(lang, request.wanted_on);
        let when = calendar::date_time(lang, request.at);
        Self {
            href: visit.path(&format!("/anmodninger/{}", request.id)),
            who: match request.who.is_empty() {
                true => lang.t("deadline-nameless"),
                false => request.who.clone(),
            },
            text: lang.with2("more-time-asked", ("when", &when), ("wanted", &wanted)),
            color,
            tag: lang.t(tag),
        }
    }
}
