//! «Hvem skriver med?»: those who take part in an answer, asked and taken out by whoever coordinates it. Who may only
//! look sees who takes part, and no form.

mod asking;
mod letters;
mod one;

pub(super) use asking::ask;
pub(super) use letters::end as end_link;
pub(super) use one::{change, end, send_link, show as show_one};

use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::calendar;
use crate::colleagues::{self, Contributor};
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::ids;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::takes_input;
use crate::submissions::rights;
use crate::web::components::{ErrorLink, Fact};
use crate::web::faces::field_text;
use crate::web::layout::Page;
use crate::web::render_with;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use asking::{AskForm, Typed};
use letters::InLetters;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "submissions/templates/colleagues.html")]
struct ColleaguesPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    action: String,
    done: Option<Done>,
    /// Every link to the answer was ended, and these people's with it.
    lost_links: bool,
    taking_part: Vec<Shown>,
    ended: Vec<Shown>,
    /// The links that stand in letters, for whoever coordinates.
    letters: Vec<InLetters>,
    /// Absent for whoever may only look, and when nothing more is taken.
    form: Option<AskForm>,
    /// Nobody can be asked any more.
    is_closed: bool,
}

/// Somebody who takes part, or did.
struct Shown {
    name: String,
    facts: Vec<Fact>,
    is_self: bool,
    /// Where what they may is changed.
    href: Option<String>,
    /// To be asked again, as they were.
    again: Option<Again>,
}

/// A form that asks somebody again: what it holds.
#[derive(Clone)]
struct Again {
    key: String,
    name: String,
    email: String,
    may: &'static str,
    parts: Vec<String>,
    language: &'static str,
}

/// What was done just now.
struct Done {
    text: String,
    /// Undoes it.
    again: Option<Again>,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let word = super::query(&req, "gjort").pop();
    let whose = super::query(&req, "hvem").pop();
    let done = word.zip(whose.and_then(|id| id.parse().ok()));
    draw(&visit, &Typed::of_reader(visit.lang), done, StatusCode::OK).await
}

async fn draw(
    visit: &Visit,
    typed: &Typed,
    done: Option<(String, Uuid)>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let (desk, lang) = (visit.desk.id, visit.lang);
    let all = visit
        .app
        .db
        .read(move |conn| colleagues::of_desk(conn, desk));
    let all = all.await?;
    let letters = letters::all(visit, &all).await?;
    let done = done.and_then(|(word, id)| {
        if word == "avsluttet" && !letters.iter().any(|one| one.id == id) {
            let text = lang.t("colleagues-done-link-ended");
            return Some(Done { text, again: None });
        }
        let whose = all.iter().find(|c| c.id == id)?;
        Done::of(visit, &word, whose)
    });
    let newest_only = |c: &&Contributor| {
        let same = |other: &Contributor| other.id > c.id && other.email == c.email;
        !all.iter().any(same)
    };
    let (taking_part, ended): (Vec<_>, Vec<_>) =
        all.iter().filter(newest_only).partition(|c| c.takes_part());
    let errors = typed.faults.iter();
    let errors = errors.map(|fault| ErrorLink::field(&fault.at, field_text(lang, fault)));
    let page = ColleaguesPage {
        page: visit
            .page("/medskrivere", lang.t("colleagues-title"))
            .errors(errors.collect()),
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        action: visit.path("/medskrivere"),
        done,
        lost_links: ended.iter().any(|c| c.ended_with_links),
        taking_part: taking_part.into_iter().map(|c| shown(visit, c)).collect(),
        ended: ended.into_iter().map(|c| shown(visit, c)).collect(),
        letters,
        form: may_ask(visit).then(|| AskForm::of(visit, typed)),
        is_closed: visit.may(Right::Coordinate) && !may_ask(visit),
    };
    Ok(render_with(status, &page))
}

impl Done {
    /// Only what our own pages say was done.
    fn of(visit: &Visit, word: &str, whose: &Contributor) -> Option<Self> {
        let key = match (word, whose.takes_part()) {
            ("bedt", true) => "colleagues-done-asked",
            ("endret", true) => "colleagues-done-changed",
            ("sendt", true) => "colleagues-done-sent",
            ("ny", true) => "colleagues-done-replaced",
            ("ut", false) => "colleagues-done-ended",
            _ => return None,
        };
        let who = [
            ("name", &whose.name as &dyn crate::i18n::Value),
            ("email", &whose.email),
        ];
        Some(Self {
            text: visit.lang.with(key, &who),
            again: (word == "ut" && may_ask(visit)).then(|| again(visit, whose)),
        })
    }
}

/// Whoever coordinates, as long as something is taken.
fn may_ask(visit: &Visit) -> bool {
    visit.may(Right::Coordinate) && takes_input(&visit.consultation, visit.now)
}

fn again(visit: &Visit, whose: &Contributor) -> Again {
    Again {
        key: ids::new(visit.now).to_string(),
        name: whose.name.clone(),
        email: whose.email.clone(),
        may: whose.may.as_str(),
        parts: whose.parts.clone(),
        language: whose.language.code(),
    }
}

fn shown(visit: &Visit, whose: &Contributor) -> Shown {
    let is_self = visit.access.link.contributor_id == Some(whose.id);
    let coordinates = visit.may(Right::Coordinate);
    Shown {
        name: whose.name.clone(),
        facts: facts(visit, whose),
        is_self,
        href: (coordinates && !is_self && whose.takes_part())
            .then(|| visit.path(&format!("/medskrivere/{}", whose.id))),
        again: (may_ask(visit) && !whose.takes_part()).then(|| again(visit, whose)),
    }
}

/// What is known of somebody who takes part, or did.
fn facts(visit: &Visit, whose: &Contributor) -> Vec<Fact> {
    let lang = visit.lang;
    let when = |at| calendar::date_time(lang, at);
    let all = || lang.t("colleagues-all-parts");
    let parts = rights::names_of_parts(lang, &visit.consultation, &whose.parts);
    let opened = whose.opened_at.map(when);
    let mut facts = vec![
        Fact::new(lang.t("sender-email"), &whose.email),
        Fact::new(lang.t("colleagues-may"), rights::name_of(lang, whose.may)),
        Fact::new(lang.t("colleagues-parts"), parts.unwrap_or_else(all)),
        Fact::new(lang.t("colleagues-added"), when(whose.added_at)),
        Fact::new(
            lang.t("colleagues-opened"),
            opened.unwrap_or_else(|| lang.t("colleagues-not-opened")),
        ),
    ];
    if let Some(at) = whose.ended_at {
        let term = match whose.ended_with_links {
            true => "colleagues-ended-with-links",
            false => "colleagues-ended",
        };
        facts.push(Fact::new(lang.t(term), when(at)));
    }
    facts
}

/// What is to be mended at a control.
fn fault_at(lang: Lang, faults: &[FieldError], at: &str) -> Option<String> {
    let found = faults.iter().find(|fault| fault.at == at)?;
    Some(field_text(lang, found))
}
