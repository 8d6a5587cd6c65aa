//! One invited body: where it stands, what became of each letter, and what can be done.

use super::Visit;
use super::row::Row;
use crate::app::App;
use crate::bodies::{ReportPart, county_name, kind_name};
use crate::calendar;
use crate::consultations::Status;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::invitations::correct::may_correct;
use crate::invitations::invite::Act;
use crate::invitations::known::{Known, known};
use crate::invitations::overview::{Asked, AskedClaim};
use crate::invitations::store::Event;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::submissions::pages::{about, demo_notice};
use crate::tabs::Tab;
use crate::web::components::{ErrorLink, Fact, TextInput};
use crate::web::faces::field_text;
use crate::web::layout::{Nav, Page};
use crate::web::render_with;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "invitations/templates/one.html")]
struct OnePage {
    page: Page,
    about: String,
    back: String,
    list: String,
    csrf: String,
    key: String,
    done: Option<String>,
    row: Row,
    facts: Vec<Fact>,
    /// Where the answer is read, and its number.
    claims: Vec<(String, String)>,
    events: Vec<Shown>,
    reports: Vec<ReportPart>,
    /// The body in the register.
    body_href: String,
    /// Word, button and what it does.
    acts: Vec<(&'static str, String, String)>,
    may_act: bool,
    /// In the register.
    may_correct: bool,
    /// Where leaders give it a deadline of its own.
    deadline_href: Option<String>,
    address: TextInput,
    version: i64,
}

/// Something that became of a letter.
struct Shown {
    when: String,
    outcome: String,
    recipient: String,
    detail: String,
}

pub(super) fn in_path(req: &HttpRequest) -> Result<Uuid, Error> {
    let id = req
        .match_info()
        .get("invited")
        .and_then(|id| id.parse().ok());
    id.ok_or_else(|| Problem::NotFound.into())
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let id = in_path(&req)?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let query = super::list::query(&req);
    let done = match query.get("gjort").map(String::as_str) {
        Some("adresse") => Some(visit.lang.t("invitations-done-adresse")),
        Some(word) => Act::parse(word).and_then(|act| {
            let n: usize = query.get("antall")?.parse().ok()?;
            let key = format!("invitations-done-{}", act.word());
            Some(visit.lang.with(&key, &[("n", &n)]))
        }),
        None => None,
    };
    page(&app, &visit, id, done, None).await
}

/// The page; with what was typed and what is wrong with it when that could not be taken.
pub(super) async fn page(
    app: &App,
    visit: &Visit,
    id: Uuid,
    done: Option<String>,
    typed: Option<(String, FieldError)>,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let is_concluded = visit.consultation.status == Status::Concluded;
    let about_it = Arc::clone(&visit.consultation);
    let read = move |conn: &mut crate::db::Conn| known(conn, &about_it, id);
    let Known {
        asked,
        body_version,
        answered,
        events,
        own_deadline,
    } = app.db.read(read).await?;
    let of = visit.consultation.advice().count();
    let rest = format!("/{id}");
    let row = Row::of(lang, &asked, visit.path(&rest), (answered, of));
    let stands = asked.address.clone().unwrap_or_default();
    let (value, fault) = match &typed {
        Some((value, fault)) => (value.clone(), Some(field_text(lang, fault))),
        None => (stands, None),
    };
    let errors = fault
        .iter()
        .map(|text| ErrorLink::field("adresse", text.clone()));
    let page = Page::new(&app.site, lang, &visit.neutral(&rest), asked.name.clone())
        .nav(Nav::Work)
        .notice(demo_notice(lang, &visit.consultation))
        .errors(errors.collect())
        .staff(&visit.staff)
        .tabs(visit.tabs());
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let role = visit.staff.role_on(visit.consultation.id);
    let shown = OnePage {
        page,
        about: about(lang, &visit.consultation),
        back: visit.path(""),
        list: visit.path(""),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(app.clock.now()).to_string(),
        done,
        facts: facts(visit, &asked, own_deadline),
        claims: claims(visit, &asked),
        reports: ReportPart::all(lang, &asked.reports),
        body_href: lang.path(&format!("/saksbehandling/instanser/{}", asked.body_id)),
        events: events.iter().map(|event| Shown::of(visit, event)).collect(),
        acts: acts(visit, &asked, app.clock.now()),
        may_act: visit.may_act(),
        may_correct: may_correct(&visit.staff),
        deadline_href: (role >= Some(Role::Leader) && !is_concluded).then(|| {
            let deadline = Tab::Deadline.path(&visit.consultation.slug);
            lang.path(&format!("{deadline}/instanser/{id}"))
        }),
        address: TextInput::new("adresse", lang.t("invitations-address-new"), value)
            .hint(lang.t("invitations-address-hint"))
            .email()
            .autocomplete("off")
            .error(fault),
        version: body_version,
        row,
    };
    Ok(render_with(status, &shown))
}

fn facts(visit: &Visit, asked: &Asked, own_deadline: Option<NaiveDate>) -> Vec<Fact> {
    let lang = visit.lang;
    let mut facts = vec![Fact::new(
        lang.t("invitations-type"),
        kind_name(lang, asked.kind),
    )];
    let mut fact = |key: &str, text: Option<String>| {
        facts.extend(text.map(|text| Fact::new(lang.t(key), text)));
    };
    let county = asked.county_no.as_deref().and_then(county_name);
    fact("invitations-county", county.map(str::to_owned));
    fact("invitations-org-no", asked.org_no.clone());
    let group = asked.group.as_ref().and_then(|(_, name)| name.as_ref());
    fact(
        "invitations-group-name",
        group.map(|name| name.get(lang).to_owned()),
    );
    fact(
        "invitations-language",
        Some(asked.language.name().to_owned()),
    );
    let none = || lang.t("invitations-no-address");
    fact(
        "invitations-address",
        Some(asked.address.clone().unwrap_or_else(none)),
    );
    fact(
        "invitations-reason",
        asked.reason.as_ref().map(|r| r.get(lang).to_owned()),
    );
    fact(
        "invitations-own-deadline",
        own_deadline.map(|on| calendar::long_date(lang, on)),
    );
    facts
}

/// The answers in its name.
fn claims(visit: &Visit, asked: &Asked) -> Vec<(String, String)> {
    let answers = Tab::Answers.path(&visit.consultation.slug);
    let link = |claim: &AskedClaim| {
        let path = format!("{answers}/{}", claim.number);
        (visit.lang.path(&path), claim.as_written.clone())
    };
    asked.claims.iter().map(link).collect()
}

/// What can be done for it now.
fn acts(visit: &Visit, asked: &Asked, now: DateTime<Utc>) -> Vec<(&'static str, String, String)> {
    let lang = visit.lang;
    let text = |act: Act| {
        let word = act.word();
        let button = lang.t(&format!("invitations-act-{word}"));
        (word, button, lang.t(&format!("invitations-explain-{word}")))
    };
    let possible = Act::ALL.into_iter();
    let possible = possible.filter(|act| act.is_possible(&visit.consultation, now));
    let concerned = possible.filter(|act| act.concerns(asked));
    concerned.map(text).collect()
}

impl Shown {
    fn of(visit: &Visit, event: &Event) -> Self {
        let key = format!("invitations-event-{}", event.outcome.replace('_', "-"));
        Self {
            when: calendar::date_time(visit.lang, event.at),
            outcome: visit.lang.t(&key),
            recipient: event.recipient.clone(),
            detail: event.detail.clone(),
        }
    }
}
