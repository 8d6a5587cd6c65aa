//! One who asks for more time: who, until when and why, and the form by which staff grant it or refuse. Who was
//! overtaken sees what the other has answered, and keeps what was typed. When the consultation is concluded, it can be
//! refused only.

use super::Visit;
use super::parts::{Typed, concern_text, foreign, key_of, staff_names, stands};
use crate::accounts;
use crate::app::App;
use crate::calendar::{self, concerns};
use crate::consultations::{NEW_ON, REASON, Status, read_day};
use crate::db::Conn;
use crate::deadlines::extend::{REASON_NN, read_reasons};
use crate::deadlines::request::{self, Answer, Answered as Came};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{Claim, Stored};
use crate::ids;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::submissions::DeadlineRequest;
use crate::web::components::{Choice, Choices, Fact, TextInput};
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

/// The control that says which.
const WHAT: &str = "svar";
/// The day whose concerns were shown: the same press again goes on.
const SEEN: &str = "sett";

#[derive(Template)]
#[template(path = "deadlines/templates/request.html")]
struct RequestPage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    back: String,
    stands: String,
    facts: Vec<Fact>,
    reason: String,
    /// What was answered, when, by whom and why.
    answered: Option<Answered>,
    overtaken: bool,
    may_answer: bool,
    may_grant: bool,
    /// What should be known of the day that was chosen, with the day.
    concerns: Vec<String>,
    seen: (&'static str, String),
    what: Choices,
    new_on: TextInput,
    why: TextInput,
    why_nn: TextInput,
}

struct Answered {
    text: String,
    reason: String,
    reason_lang: Option<Lang>,
}

fn id_in_path(req: &HttpRequest) -> Result<Uuid, Error> {
    let id = in_path(req, "request").parse();
    id.map_err(|_| Problem::NotFound.into())
}

async fn find(app: &App, visit: &Visit, id: Uuid) -> Result<DeadlineRequest, Error> {
    let consultation = visit.consultation.id;
    app.db
        .read(move |conn: &mut Conn| request::find(conn, consultation, id))
        .await
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let found = find(&app, &visit, id_in_path(&req)?).await?;
    let typed = Typed {
        day: found.wanted_on.to_string(),
        ..Typed::default()
    };
    page(&app, &visit, &found, &typed, Shown::default()).await
}

/// What is concluded takes no answers any more, whatever the deadline is.
fn may_grant(visit: &Visit) -> bool {
    visit.consultation.status != Status::Concluded
}

/// How the page is shown.
#[derive(Default)]
struct Shown {
    /// What was chosen.
    grants: Option<bool>,
    /// The day that is looked at once more.
    again: Option<NaiveDate>,
    status: StatusCode,
}

pub(super) async fn press(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[WHAT, NEW_ON, REASON, REASON_NN, SEEN, "nokkel"], &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let found = find(&app, &visit, id_in_path(&req)?).await?;
    let typed = Typed::of(&form);
    let grants = match form.get(WHAT) {
        Some("innvilg") => Some(true),
        Some("avsla") => Some(false),
        _ => None,
    };
    let shown = |status| Shown {
        grants,
        again: None,
        status,
    };
    let refused = shown(StatusCode::UNPROCESSABLE_ENTITY);
    let mut faults = Vec::new();
    if grants.is_none() {
        faults.push(FieldError::new(WHAT, "error-request-what"));
    }
    if grants == Some(true) && found.answer.is_none() && !may_grant(&visit) {
        faults.push(FieldError::new(WHAT, "request-concluded"));
    }
    let new_on = match grants {
        Some(true) => read_day(&typed.day)
            .map_err(|code| faults.push(FieldError::new(NEW_ON, code)))
            .ok(),
        _ => None,
    };
    let reason = read_reasons(&typed.reason, &typed.reason_nn);
    let reason = reason.map_err(|wrong| faults.extend(wrong));
    let (Ok(reason), true) = (reason, faults.is_empty()) else {
        let typed = match grants {
            Some(true) => {
                let of_all = visit.consultation.deadline_on;
                typed.wrong_beside(faults, of_all, app.clock.now())
            }
            _ => typed.wrong(faults),
        };
        return page(&app, &visit, &found, &typed, refused).await;
    };
    let is_seen = |day: &NaiveDate| form.get(SEEN) == Some(day.to_string().as_str());
    if let Some(day) = new_on.filter(|day| !concerns(*day).is_empty() && !is_seen(day))
        && found.answer.is_none()
    {
        let again = Shown {
            again: Some(day),
            ..shown(StatusCode::OK)
        };
        return page(&app, &visit, &found, &typed, again).await;
    }
    let key = key_of(&form)?;
    let to = visit.path("?gjort=svar");
    let scope = format!("staff:{} request {}", visit.staff.staff_id, found.id);
    let claim = Claim::new(scope, key, format!("{new_on:?} {reason:?}").as_bytes());
    let done = Stored {
        status: StatusCode::SEE_OTHER.as_u16(),
        headers: vec![(header::LOCATION.to_string(), to.clone())],
        body: String::new(),
    };
    let answer = Answer {
        new_on,
        reason,
        actor: visit.staff.actor(),
    };
    match request::answer(&app, visit.consultation.id, found.id, answer, claim, done).await {
        Ok(Came::Done) => Ok(see_other(&to)),
        Ok(Came::Overtaken(now)) => {
            page(&app, &visit, &now, &typed, shown(StatusCode::CONFLICT)).await
        }
        Err(error) if error.problem == Problem::Invalid => {
            let typed = typed.wrong(error.fields);
            page(&app, &visit, &found, &typed, refused).await
        }
        Err(error) => Err(error),
    }
}

async fn page(
    app: &App,
    visit: &Visit,
    request: &DeadlineRequest,
    typed: &Typed,
    shown: Shown,
) -> Result<HttpResponse, Error> {
    let (lang, now) = (visit.lang, app.clock.now());
    let Shown {
        grants,
        again,
        status,
    } = shown;
    let staff = staff_names(app.db.read(accounts::list).await?);
    let rest = format!("/anmodninger/{}", request.id);
    let unnamed = || lang.t("deadline-nameless");
    let who = Some(request.who.clone()).filter(|who| !who.is_empty());
    let who = who.unwrap_or_else(unnamed);
    let answered = request.answer.as_ref().map(|answer| {
        let known = staff.get(&answer.by_whom).cloned();
        let by = known.unwrap_or_else(|| lang.t("deadline-by-operator"));
        let what = match answer.change_id {
            Some(_) => "request-granted",
            None => "request-refused",
        };
        let when = calendar::date_time(lang, answer.at);
        let text = lang.with2(what, ("when", &when), ("who", &by));
        Answered {
            text,
            reason: answer.reason.get(lang).to_owned(),
            reason_lang: foreign(&answer.reason, lang),
        }
    });
    let choice = |value: &str, key: &str, is| Choice::new(value, lang.t(key), grants == Some(is));
    let what = Choices::new(
        WHAT,
        lang.t("request-what"),
        vec![
            choice("innvilg", "request-grant", true),
            choice("avsla", "request-refuse", false),
        ],
    );
    let shown = RequestPage {
        page: visit
            .page(app, &rest, lang.with1("request-title", "who", &who))
            .errors(typed.errors(lang)),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(now).to_string(),
        action: visit.path(&rest),
        back: visit.path(""),
        stands: stands(lang, &visit.consultation, now),
        facts: vec![
            Fact::new(
                lang.t("request-wanted"),
                calendar::weekday_date(lang, request.wanted_on),
            ),
            Fact::new(lang.t("request-at"), calendar::date_time(lang, request.at)),
        ],
        reason: request.reason.clone(),
        may_answer: request.answer.is_none() && visit.has(Role::Leader),
        may_grant: may_grant(visit),
        concerns: again.map_or_else(Vec::new, |day| {
            let found = concerns(day);
            found.iter().map(|c| concern_text(lang, c)).collect()
        }),
        seen: (SEEN, again.map(|day| day.to_string()).unwrap_or_default()),
        overtaken: status == StatusCode::CONFLICT,
        answered,
        what: what.error(typed.fault(lang, WHAT)),
        new_on: typed.day_input(lang, "request-day"),
        why: typed.reason_input(lang, "deadline-reason", "request-reason-hint"),
        why_nn: typed.reason_nn_input(lang),
    };
    Ok(render_with(status, &shown))
}
