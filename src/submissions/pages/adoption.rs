//! The page about the body's decision: told while the answer is written, and, where it was sent with reservation, what
//! came of the meeting: adopted as it was sent, adopted otherwise, or to be taken back.

use super::adoption_form::{self, Question, Typed};
use super::last::{LAST, SENT_SINCE, last_seen};
use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::calendar;
use crate::consultations::read_day;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::adoption::{self, Confirmed, Confirming};
use crate::submissions::draft::{Seen, takes_input};
use crate::submissions::receipt::{Adoption, AdoptionKind, OnBehalf};
use crate::submissions::{StoredVersion, submit};
use crate::web::components::{Fact, TextInput, Undone};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::warned::{WARNED, Warned};
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/adoption.html")]
struct AdoptionPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    /// What was sent with reservation waits: for which meeting.
    waits: Option<String>,
    /// It was confirmed: what was told.
    confirmed: Vec<Fact>,
    confirm: Option<[TextInput; 3]>,
    /// The version that was sent last, as whoever confirms has seen it.
    last: i32,
    /// Nothing is sent or taken back any more: what to do where something else was decided.
    closed: Option<String>,
    /// Of several versions those that it is about.
    holds_for: Option<String>,
    confirm_warned: Warned,
    /// Told at the desk, for what is sent next.
    question: Option<Question>,
    may_tell: bool,
    /// Whoever answers for themselves alone has nobody to decide for them.
    of_person: bool,
    /// Somebody else has told otherwise meanwhile: what.
    overtaken: Option<String>,
    /// What was typed into a form that is not there by now.
    undone: Undone,
    /// The adopted text is put in field by field: for whoever may write in all.
    may_paste: bool,
}

/// What is typed into the form that confirms.
#[derive(Default)]
struct Confirmation {
    by: Option<String>,
    on: String,
    case: String,
    faults: Vec<FieldError>,
    /// What was typed is shown again.
    is_typed: bool,
}

impl Confirmation {
    fn undone(&self, lang: Lang, has_form: bool) -> Undone {
        let drawn = match has_form {
            true => vec!["body", "on", "case"],
            false => vec![],
        };
        let by = self.by.clone().unwrap_or_default();
        let sent = [
            ("body", by),
            ("on", self.on.clone()),
            ("case", self.case.clone()),
        ];
        let sent = sent.map(|(at, text)| (at, lang.t(confirm_label(at)), text));
        Undone::of(drawn, sent)
    }

    /// What is wrong, by its control.
    fn told(&self, lang: Lang) -> Vec<(String, String)> {
        let told = |f: &FieldError| match f.at.as_str() {
            LAST => ("body".to_owned(), field_text(lang, f)),
            at => {
                let label = lang.t(confirm_label(at));
                (at.to_owned(), format!("{label}: {}", field_text(lang, f)))
            }
        };
        self.faults.iter().map(told).collect()
    }

    fn warned(&self, lang: Lang) -> Warned {
        let by = self.by.as_deref().unwrap_or_default();
        let told = [("body", by), ("case", self.case.as_str())];
        Warned::of(told.map(|(at, text)| (at, lang.t(confirm_label(at)), text)))
    }
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    // A member's input is neither approved nor decided on here.
    if visit.desk.umbrella.is_some() {
        return Ok(see_other(&visit.path("")));
    }
    let typed = Typed::of(visit.desk.adoption.as_ref());
    page(&visit, &typed, Confirmation::default(), StatusCode::OK).await
}

async fn page(
    visit: &Visit,
    typed: &Typed,
    confirmation: Confirmation,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let (lang, say) = (visit.lang, visit.say());
    let versions = match visit.desk.sent {
        Some(_) => submit::sent_versions(&visit.app, visit.desk.id).await?,
        None => Vec::new(),
    };
    let waiting = adoption::waiting(&visit.desk, &versions);
    let last = waiting.last();
    let reserved = last.and_then(|version| version.adoption.as_ref());
    let confirmed = last.and_then(|version| version.confirmed.as_ref());
    // What there is to confirm may have been confirmed or taken back meanwhile: then there is no such form.
    let is_since = confirmation.faults.iter().any(|fault| fault.at == LAST);
    if reserved.is_none() && confirmation.is_typed && !is_since {
        return Err(Problem::NotFound.into());
    }
    let may_tell = visit.access.link.right >= Right::Send;
    let concerns = adoption_form::is_asked(&visit.desk);
    let asked = concerns && may_tell && reserved.is_none();
    let is_open = takes_input(&visit.consultation, visit.now);
    let is_refused = status == StatusCode::CONFLICT && !confirmation.is_typed;
    let undone = match confirmation.is_typed {
        true => confirmation.undone(lang, reserved.is_some() && may_tell),
        false => typed.undone(lang, asked),
    };
    let mut faults = typed.faulty(lang);
    if is_refused && !concerns {
        faults = vec![(String::new(), lang.t("error-adoption-not-asked"))];
    }
    faults.extend(confirmation.told(lang));
    let errors = undone.errors(lang, faults, "innhold");
    let shown = AdoptionPage {
        page: visit
            .page("/vedtak", lang.t("adoption-title"))
            .errors(errors),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        waits: reserved
            .filter(|_| confirmed.is_none())
            .map(|reserved| say.with1("adoption-waits", "where", meeting(lang, reserved))),
        confirmed: confirmed.map_or_else(Vec::new, |c| confirmed_facts(lang, c)),
        confirm: reserved
            .filter(|_| may_tell)
            .map(|reserved| confirm_inputs(lang, reserved, confirmed, &confirmation)),
        last: visit.desk.sent.as_ref().map_or(0, |sent| sent.last_version),
        closed: (!is_open).then(|| {
            let owner = visit.consultation.owner.name.get(lang);
            lang.with1("adoption-otherwise-closed", "owner", owner)
        }),
        holds_for: (versions.len() > 1).then(|| holds_for(lang, &waiting)),
        confirm_warned: confirmation.warned(lang),
        question: asked.then(|| Question::of(visit, typed)),
        may_tell,
        of_person: may_tell && visit.desk.sender.on_behalf == Some(OnBehalf::Person),
        overtaken: (is_refused && concerns).then(|| stands(visit)),
        undone,
        may_paste: visit.access.link.may_write_everywhere() && is_open,
        say,
    };
    Ok(render_with(status, &shown))
}

/// «Bekreftelsen gjelder versjonene 1 og 2».
fn holds_for(lang: Lang, waiting: &[&StoredVersion]) -> String {
    let numbers = adoption::holds_for(waiting);
    let said: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    lang.with2(
        "adoption-holds-for",
        ("n", numbers.len()),
        ("versions", said.join(", ")),
    )
}

/// What is told of it now.
fn stands(visit: &Visit) -> String {
    let told = visit.desk.adoption.as_ref();
    let facts = told.map(|told| adoption_facts(visit.lang, told));
    let facts = facts.unwrap_or_default().into_iter();
    let facts: Vec<String> = facts
        .map(|fact| format!("{}: {}", fact.term, fact.text))
        .collect();
    match facts.is_empty() {
        true => {
            let lang = visit.lang;
            format!("{}: {}", lang.t("adoption-fact"), lang.t("adoption-untold"))
        }
        false => facts.join(". "),
    }
}

/// «formannskapet 12. juni 2026».
pub(super) fn meeting(lang: Lang, reserved: &Adoption) -> String {
    let body = reserved.body.clone().unwrap_or_default();
    match reserved.on {
        Some(on) => format!("{body} {}", calendar::long_date(lang, on)),
        None => body,
    }
}

fn confirm_label(at: &str) -> &'static str {
    match at {
        "body" => "adoption-by",
        "case" => "adoption-case",
        _ => "adoption-on",
    }
}

fn confirm_inputs(
    lang: Lang,
    reserved: &Adoption,
    confirmed: Option<&Confirmed>,
    typed: &Confirmation,
) -> [TextInput; 3] {
    let fault = |at: &str| {
        let found = typed.faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    };
    let input = |at: &str, value: String| {
        TextInput::new(at, lang.t(confirm_label(at)), value).error(fault(at))
    };
    let told = confirmed.map(|c| c.adopted_by.clone());
    let by = typed.by.clone().or(told).or(reserved.body.clone());
    let known_day = confirmed.map(|c| c.adopted_on).or(reserved.on);
    let day = match typed.on.as_str() {
        "" if !typed.is_typed => known_day.map_or_else(String::new, |day| day.to_string()),
        typed => typed.to_owned(),
    };
    let case = match typed.case.as_str() {
        "" => confirmed.and_then(|c| c.case.clone()).unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let kind = match read_day(&day) {
        Err("error-day") => "text",
        _ => "date",
    };
    [
        input("body", by.unwrap_or_default()),
        TextInput {
            kind,
            ..input("on", day)
        },
        input("case", case),
    ]
}

/// What was adopted, by whom and when.
pub fn adoption_facts(lang: Lang, told: &Adoption) -> Vec<Fact> {
    let key = format!("adoption-fact-{}", told.kind.as_str());
    let none = String::new();
    let by = told.body.as_ref().or(told.name.as_ref()).unwrap_or(&none);
    let role = told.role.as_ref().map(|role| format!(", {role}"));
    let day = told.on.map(|on| calendar::long_date(lang, on));
    let text = lang.with(
        &key,
        &[
            ("by", &format!("{by}{}", role.unwrap_or_default())),
            ("day", &day.unwrap_or_default()),
        ],
    );
    let mut facts = vec![Fact::new(lang.t("adoption-fact"), text)];
    let case = told.case.as_ref();
    facts.extend(case.map(|case| Fact::new(lang.t("adoption-fact-case"), case)));
    facts
}

/// That it was adopted as it was sent.
pub fn confirmed_facts(lang: Lang, told: &Confirmed) -> Vec<Fact> {
    let adopted = Adoption {
        body: Some(told.adopted_by.clone()),
        case: told.case.clone(),
        on: Some(told.adopted_on),
        ..Adoption::empty(AdoptionKind::Political)
    };
    let mut facts = adoption_facts(lang, &adopted);
    if let Some(first) = facts.first_mut() {
        first.term = lang.t("adoption-fact-confirmed");
    }
    facts
}

/// What is told of it is kept while the answer is written.
pub(super) async fn tell(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    // The page that it is sent from has these, too.
    let mut known = vec!["nokkel", "versjon", "fra"];
    known.extend(adoption_form::CONTROLS);
    form.expect(&known, &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let mut typed = Typed::read(&form);
    // Who answers was changed meanwhile: nothing is asked, and what was told would be kept where nobody sees it.
    if !adoption_form::is_asked(&visit.desk) {
        let nothing = Confirmation::default();
        return page(&visit, &typed, nothing, StatusCode::CONFLICT).await;
    }
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let Ok(told) = typed.told() else {
        return page(&visit, &typed, Confirmation::default(), refused).await;
    };
    let seen = form.filled(adoption_form::SEEN);
    let seen = seen.map_or(Seen::Anything, |seen| Seen::Adoption(seen.to_owned()));
    match adoption::tell(&app, visit.desk.id, seen, told).await {
        Ok(_) => {
            let back = match form.get("fra") {
                Some("se-over") => "/se-over",
                _ => "/vedtak",
            };
            Ok(see_other(&visit.path(back)))
        }
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let visit = visit.again().await?;
            page(
                &visit,
                &typed,
                Confirmation::default(),
                StatusCode::CONFLICT,
            )
            .await
        }
        Err(error) if error.problem == Problem::Invalid => {
            let typed = typed.with_faults(error.fields);
            page(&visit, &typed, Confirmation::default(), refused).await
        }
        Err(error) => Err(error),
    }
}

/// «Bekreft vedtaket».
pub(super) async fn confirm(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["body", "on", "case", LAST, WARNED], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let mut typed = Confirmation {
        by: form.filled("body").map(str::to_owned),
        on: form.get("on").unwrap_or_default().to_owned(),
        case: form.get("case").unwrap_or_default().to_owned(),
        faults: Vec::new(),
        is_typed: true,
    };
    let before = Typed::of(visit.desk.adoption.as_ref());
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let adopted_on = match read_day(&typed.on) {
        Ok(day) => day,
        Err(code) => {
            typed.faults.push(FieldError::new("on", code));
            return page(&visit, &before, typed, refused).await;
        }
    };
    if typed.warned(visit.lang).is_new(&form) {
        return page(&visit, &before, typed, StatusCode::OK).await;
    }
    let confirming = Confirming {
        adopted_by: typed.by.clone(),
        adopted_on,
        case: Some(typed.case.clone()),
        seen: last_seen(&form),
    };
    let (id, actor) = (visit.desk.id, visit.access.actor());
    match adoption::confirm(&app, id, actor, confirming).await {
        Ok(()) => Ok(see_other(&visit.path("/vedtak"))),
        Err(error) if error.problem == Problem::Invalid => {
            typed.faults = error.fields;
            page(&visit, &before, typed, refused).await
        }
        Err(error) if error.problem == Problem::PreconditionFailed => {
            typed.faults = vec![FieldError::new(LAST, SENT_SINCE)];
            let visit = visit.again().await?;
            page(&visit, &before, typed, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}
