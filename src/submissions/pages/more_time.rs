//! The page of an answer by which its holder asks for more time, and reads what was answered.

use super::keep::limit;
use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::calendar;
use crate::consultations::{NEW_ON, REASON};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::{Lang, number};
use crate::idempotency::Claim;
use crate::ids;
use crate::session::guard::DeskAccess;
use crate::submissions::DeadlineRequest;
use crate::submissions::draft::takes_input;
use crate::submissions::more_time::{self, Asked, Asking};
use crate::web::components::{TextInput, Undone};
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
#[template(path = "submissions/templates/more_time.html")]
struct MoreTimePage {
    page: Page,
    say: Say,
    csrf: String,
    key: String,
    action: String,
    base: String,
    stands: String,
    own: Option<String>,
    /// What was asked before, the newest first: heading, text and reason, and the answer.
    asked: Vec<AskedPart>,
    /// Nothing can be asked now.
    closed: bool,
    /// One has no answer yet.
    waits: bool,
    new_on: TextInput,
    reason: TextInput,
    email: Option<TextInput>,
    warned: Warned,
    /// Somebody else asked first.
    undone: Undone,
}

struct AskedPart {
    color: &'static str,
    heading: String,
    text: String,
    answer: Option<String>,
}

#[derive(Default)]
struct Typed {
    day: String,
    reason: String,
    email: Option<String>,
    faults: Vec<FieldError>,
}

impl Typed {
    fn warned(&self, lang: Lang) -> Warned {
        Warned::of([(REASON, lang.t("deadline-reason"), &self.reason)])
    }

    fn undone(&self, lang: Lang, has_form: bool) -> Undone {
        let drawn = match has_form {
            true => vec![NEW_ON, REASON, "email"],
            false => vec![],
        };
        let email = self.email.clone().unwrap_or_default();
        let sent = [
            (NEW_ON, lang.t("more-time-day"), self.day.clone()),
            (REASON, lang.t("deadline-reason"), self.reason.clone()),
            ("email", lang.t("sender-email"), email),
        ];
        Undone::of(drawn, sent)
    }

    fn told(&self, lang: Lang) -> Vec<(String, String)> {
        let told = |fault: &FieldError| (fault.at.clone(), field_text(lang, fault));
        self.faults.iter().map(told).collect()
    }

    fn fault(&self, lang: Lang, at: &str) -> Option<String> {
        let found = self.faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    }
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    page(&visit, Typed::default(), StatusCode::OK).await
}

pub(super) async fn ask(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[NEW_ON, REASON, "email", "nokkel", WARNED], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    limit(&app, &req)?;
    let mut typed = Typed {
        day: form.get(NEW_ON).unwrap_or_default().to_owned(),
        reason: form.get(REASON).unwrap_or_default().to_owned(),
        email: form.get("email").map(str::to_owned),
        faults: Vec::new(),
    };
    if typed.warned(visit.lang).is_new(&form) {
        return page(&visit, typed, StatusCode::OK).await;
    }
    let key = form.filled("nokkel").filter(|key| key.len() <= 64);
    let key = key.ok_or_else(|| Error::new(Problem::MalformedRequest))?;
    let asking = Asking {
        day: typed.day.clone(),
        reason: typed.reason.clone(),
        email: form.filled("email").map(str::to_owned),
        language: visit.lang,
        actor: visit.access.actor(),
    };
    let scope = format!("desk:{} /frist", visit.desk.id);
    let claim = Claim::new(scope, key, format!("{asking:?}").as_bytes());
    match more_time::ask(&app, &visit.consultation, &visit.desk, asking, claim).await {
        Ok(Asked::Done) => Ok(see_other(&visit.path("/frist"))),
        Ok(Asked::IsOpen) => page(&visit, typed, StatusCode::CONFLICT).await,
        Err(error) if error.problem == Problem::Invalid => {
            typed.faults = error.fields;
            page(&visit, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

async fn page(visit: &Visit, typed: Typed, status: StatusCode) -> Result<HttpResponse, Error> {
    if visit.desk.is_minutes() {
        return Err(Problem::NotFound.into());
    }
    let (lang, say) = (visit.lang, visit.say());
    let asked = more_time::asked_at(&visit.app, visit.desk.id).await?;
    let waits = asked.iter().any(|r| r.answer.is_none());
    let day = calendar::weekday_date(lang, visit.deadline_on());
    let (title, stands) = match visit.is_late() {
        true => ("more-time-late-title", "deadline-passed-on"),
        false => ("more-time-title", "deadline-stands"),
    };
    let closed = !takes_input(&visit.consultation, visit.now);
    let undone = typed.undone(lang, !closed && !waits);
    let (status, faults) = match undone.is_empty() {
        true => (status, typed.told(lang)),
        // What is wrong with what was typed is nothing to it where nothing can be asked.
        false => {
            let why = match closed {
                true => say.t("svar-closed"),
                false => lang.t("error-more-time-not-sent"),
            };
            (StatusCode::CONFLICT, vec![(String::new(), why)])
        }
    };
    let most = number(u64::try_from(crate::consultations::LONGEST_REASON).unwrap_or_default());
    let known = visit
        .desk
        .confirmed_email
        .as_ref()
        .or(visit.desk.sender.email.as_ref());
    let address = typed.email.clone().or(known.cloned()).unwrap_or_default();
    let shown = MoreTimePage {
        page: visit
            .page("/frist", say.t(title))
            .errors(undone.errors(lang, faults, "innhold")),
        csrf: visit.access.csrf.clone(),
        key: ids::new(visit.now).to_string(),
        action: visit.path("/frist"),
        base: visit.path(""),
        stands: lang.with1(stands, "day", &day),
        own: visit.own_deadline(),
        asked: asked.iter().rev().map(|r| AskedPart::of(lang, r)).collect(),
        warned: typed.warned(lang),
        closed,
        waits,
        new_on: TextInput {
            kind: "date",
            ..TextInput::new(NEW_ON, lang.t("more-time-day"), typed.day.as_str())
                .error(typed.fault(lang, NEW_ON))
        },
        reason: TextInput::new(REASON, lang.t("deadline-reason"), typed.reason.as_str())
            .hint(say.with1("more-time-reason-hint", "n", &most))
            .error(typed.fault(lang, REASON)),
        email: visit.desk.body.is_none().then(|| {
            TextInput::new("email", lang.t("sender-email"), address)
                .email()
                .hint(say.t("more-time-email-hint"))
                .error(typed.fault(lang, "email"))
        }),
        undone,
        say,
    };
    Ok(render_with(status, &shown))
}

impl AskedPart {
    fn of(lang: Lang, request: &DeadlineRequest) -> Self {
        let when = calendar::date_time(lang, request.at);
        let wanted = calendar::long_date(lang, request.wanted_on);
        let (color, heading) = match &request.answer {
            None => ("info", "more-time-waits"),
            Some(answer) if answer.change_id.is_some() => ("success", "more-time-granted"),
            Some(_) => ("warning", "more-time-refused"),
        };
        let answer = request.answer.as_ref();
        Self {
            color,
            heading: lang.t(heading),
            text: lang.with2("more-time-asked", ("when", &when), ("wanted", &wanted)),
            answer: answer
                .map(|a| lang.with1("letter-deadline-reason", "reason", a.reason.get(lang))),
        }
    }
}
