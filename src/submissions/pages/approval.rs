//! The page on which an answer is approved within the body, and its text locked while it is treated: how it stands, what
//! was done, what differs since, and the buttons that the reader may press.

use super::differ::DiffPart;
use super::locked::{LockNotice, where_treated};
use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::calendar;
use crate::consultations::read_day;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::approval::{self, Approval, DeskStep, Step, Taken, take_step};
use crate::submissions::compare::compare;
use crate::submissions::lock::{self, Treatment};
use crate::text::differences::Run;
use crate::web::components::{ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::warned::{WARNED, Warned};
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

/// The hidden control with the version that was seen.
const VERSION: &str = "versjon";

#[derive(Template)]
#[template(path = "submissions/templates/approval.html")]
struct ApprovalPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    state: ApprovalState,
    /// What differs from what was approved.
    changed: Vec<DiffPart>,
    /// «Si at innspillet er klart».
    can_say_ready: bool,
    /// Who approves: name and role.
    approve: Option<[TextInput; 2]>,
    approve_warned: Warned,
    /// What is approved: the answer as it stood when the page was drawn.
    version: i64,
    /// Somebody has saved meanwhile, and nothing was approved.
    moved: bool,
    can_reopen: bool,
    /// Colleagues are asked there.
    colleagues: Option<String>,
    lock: Option<LockNotice>,
    can_lock: bool,
    treated_in: TextInput,
    meets_on: TextInput,
    lock_warned: Warned,
    steps: Vec<(String, String)>,
}

/// How the approval stands, in words.
pub(super) struct ApprovalState {
    pub color: &'static str,
    pub heading: String,
    pub text: String,
    /// It was begun, and is not given for what stands now.
    pub is_wanting: bool,
    /// Nobody has begun it.
    pub is_draft: bool,
}

impl ApprovalState {
    pub fn of(visit: &Visit, approval: &Approval) -> Self {
        let (lang, say) = (visit.lang, visit.say());
        let when = |step: &DeskStep| calendar::date_time(lang, step.at);
        let (color, heading, text) = match approval {
            Approval::Draft => (
                "info",
                say.t("approval-draft"),
                say.t("approval-draft-text"),
            ),
            Approval::Ready { of, .. } => (
                "info",
                say.t("approval-ready"),
                match &of.name {
                    Some(name) => {
                        lang.with2("approval-ready-by", ("name", name), ("when", &when(of)))
                    }
                    None => lang.with1("approval-ready-at", "when", when(of)),
                },
            ),
            Approval::Approved { of, changed } => {
                let (color, heading) = match changed {
                    true => ("warning", "approval-changed"),
                    false => ("success", "approval-approved"),
                };
                (color, say.t(heading), approved_by(lang, of))
            }
        };
        Self {
            color,
            heading,
            text,
            is_wanting: approval.is_wanting(),
            is_draft: *approval == Approval::Draft,
        }
    }
}

fn approved_by(lang: Lang, step: &DeskStep) -> String {
    let none = String::new();
    let (name, role) = (step.name.as_ref(), step.role.as_ref());
    lang.with(
        "approval-approved-by",
        &[
            ("name", name.unwrap_or(&none)),
            ("role", role.unwrap_or(&none)),
            ("when", &calendar::date_time(lang, step.at)),
        ],
    )
}

/// What was typed and is not right.
#[derive(Default)]
struct Typed {
    name: String,
    role: String,
    treated_in: String,
    meets_on: String,
    faults: Vec<FieldError>,
    moved: bool,
}

impl Typed {
    fn of(taken: &Taken) -> Self {
        Self {
            name: taken.name.clone().unwrap_or_default(),
            role: taken.role.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Of those who approve.
    fn approve_warned(&self, lang: Lang) -> Warned {
        let told = [
            ("name", "approval-name", &self.name),
            ("role", "approval-role", &self.role),
        ];
        Warned::of(told.map(|(at, label, text)| (at, lang.t(label), text)))
    }

    /// Of where it is treated.
    fn lock_warned(&self, lang: Lang) -> Warned {
        Warned::of([("treated_in", lang.t("lock-where"), &self.treated_in)])
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
    page(&visit, Typed::default(), StatusCode::OK).await
}

async fn page(visit: &Visit, typed: Typed, status: StatusCode) -> Result<HttpResponse, Error> {
    let (lang, say) = (visit.lang, visit.say());
    let steps = approval::steps(&visit.app, visit.desk.id).await?;
    let content = visit.desk.content(&visit.consultation);
    let approval = Approval::of(&steps, &content);
    let changed = match &approval {
        Approval::Approved { of, changed: true } => {
            let stood =
                approval::as_it_stood(&visit.app, visit.desk.id, &visit.consultation, &of.stood);
            let changed = compare(&visit.consultation, &stood.await?, &(&content).into());
            DiffPart::all(visit, &changed)
        }
        _ => Vec::new(),
    };
    let right = visit.access.link.right;
    let fault = |at: &str| {
        let found = typed.faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    };
    let line = |name: &str, label: &str, value: &str| {
        TextInput::new(name, lang.t(label), value).error(fault(name))
    };
    let errors = typed.faults.iter();
    let errors = errors.map(|f| ErrorLink::field(&f.at, named(lang, f)));
    let can_write = visit.access.link.may_write_everywhere() && !content.is_empty();
    let is_given = matches!(approval, Approval::Approved { changed: false, .. });
    let shown = ApprovalPage {
        page: visit
            .page("/godkjenning", lang.t("approval-title"))
            .errors(errors.collect()),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        state: ApprovalState::of(visit, &approval),
        changed,
        can_say_ready: can_write && !matches!(approval, Approval::Ready { .. }) && !is_given,
        approve: (right >= Right::Send && !content.is_empty() && !is_given).then(|| {
            [
                line("name", "approval-name", &typed.name).autocomplete("name"),
                line("role", "approval-role", &typed.role).autocomplete("organization-title"),
            ]
        }),
        approve_warned: typed.approve_warned(lang),
        version: visit.desk.version,
        moved: typed.moved,
        can_reopen: right >= Right::Send && approval != Approval::Draft,
        colleagues: (right >= Right::Coordinate && visit.is_of_body())
            .then(|| visit.path("/medskrivere")),
        lock: LockNotice::of(visit),
        can_lock: right >= Right::Coordinate,
        treated_in: line("treated_in", "lock-where", &typed.treated_in)
            .hint(lang.t("lock-where-hint")),
        meets_on: TextInput {
            kind: match read_day(&typed.meets_on) {
                Err("error-day") => "text",
                _ => "date",
            },
            ..line("meets_on", "lock-when", &typed.meets_on)
        },
        lock_warned: typed.lock_warned(lang),
        steps: steps.iter().rev().map(|step| told(lang, step)).collect(),
        say,
    };
    Ok(render_with(status, &shown))
}

fn named(lang: Lang, fault: &FieldError) -> String {
    let label = match fault.at.as_str() {
        "name" => "approval-name",
        "role" => "approval-role",
        "treated_in" => "lock-where",
        _ => "lock-when",
    };
    format!("{}: {}", lang.t(label), field_text(lang, fault))
}

/// A step in the list of what was done: what, and when.
fn told(lang: Lang, step: &DeskStep) -> (String, String) {
    let by = |text: String| match &step.name {
        Some(name) => format!("{text} ({name})"),
        None => text,
    };
    let what = match step.step {
        Step::Ready => by(lang.t("approval-step-ready")),
        Step::Approved => approved_by(lang, step),
        Step::Reopened => by(lang.t("approval-step-reopened")),
        Step::Locked => by(lang.with1("lock-locked", "where", where_treated(lang, step))),
        Step::Unlocked => by(lang.t("lock-unlocked")),
    };
    (what, calendar::date_time(lang, step.at))
}

/// «Klar til godkjenning».
pub(super) async fn ready(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    visit.access.write_everywhere()?;
    step(visit, None, Taken::new(Step::Ready)).await
}

/// «Godkjenn», or «Åpne for endring».
pub(super) async fn approve(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["handling", "name", "role", VERSION, WARNED], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let typed = |name| form.get(name).map(str::to_owned);
    let taken = match form.get("handling") {
        Some("gjenapne") => Taken::new(Step::Reopened),
        _ => Taken {
            step: Step::Approved,
            name: typed("name"),
            role: typed("role"),
        },
    };
    let typed = Typed::of(&taken);
    if taken.step == Step::Approved && typed.approve_warned(visit.lang).is_new(&form) {
        return page(&visit, typed, StatusCode::OK).await;
    }
    let seen = form.filled(VERSION).and_then(|v| v.parse().ok());
    step(visit, seen.filter(|_| taken.step == Step::Approved), taken).await
}

async fn step(visit: Visit, seen: Option<i64>, taken: Taken) -> Result<HttpResponse, Error> {
    let (id, by) = (visit.desk.id, visit.access.link.id);
    let consultation = Arc::clone(&visit.consultation);
    match take_step(&visit.app, consultation, id, by, seen, taken.clone()).await {
        Ok(()) => Ok(see_other(&visit.path("/godkjenning"))),
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let visit = visit.again().await?;
            let typed = Typed {
                moved: true,
                ..Typed::of(&taken)
            };
            page(&visit, typed, StatusCode::CONFLICT).await
        }
        Err(error) if error.problem == Problem::Invalid => {
            let typed = Typed {
                faults: error.fields,
                ..Typed::of(&taken)
            };
            page(&visit, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// «Lås teksten», or «Lås opp».
pub(super) async fn lock(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["handling", "treated_in", "meets_on", WARNED], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let (id, by) = (visit.desk.id, visit.access.link.id);
    let consultation = Arc::clone(&visit.consultation);
    if form.get("handling") == Some("opp") {
        lock::unlock(&visit.app, consultation, id, by).await?;
        return Ok(see_other(&visit.path("/godkjenning")));
    }
    let mut typed = Typed {
        treated_in: form.get("treated_in").unwrap_or_default().to_owned(),
        meets_on: form.get("meets_on").unwrap_or_default().to_owned(),
        ..Typed::default()
    };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let meets_on = match form.filled("meets_on").map(read_day) {
        None => None,
        Some(Ok(day)) => Some(day),
        Some(Err(code)) => {
            typed.faults.push(FieldError::new("meets_on", code));
            return page(&visit, typed, refused).await;
        }
    };
    if typed.lock_warned(visit.lang).is_new(&form) {
        return page(&visit, typed, StatusCode::OK).await;
    }
    let treatment = Treatment {
        treated_in: typed.treated_in.clone(),
        meets_on,
    };
    match lock::lock(&visit.app, consultation, id, by, treatment).await {
        Ok(()) => Ok(see_other(&visit.path("/godkjenning"))),
        Err(error) if error.problem == Problem::Invalid => {
            typed.faults = error.fields;
            page(&visit, typed, refused).await
        }
        Err(error) => Err(error),
    }
}
