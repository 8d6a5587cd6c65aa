//! After the deadline: staff say that the consultation is being processed, and that it is concluded. A page asks once
//! more, since neither can be taken back.

use super::parts::Typed;
use super::{Visit, overview};
use crate::app::App;
use crate::calendar;
use crate::consultations::{ADVANCE, Status, advance, check_next, last_deadline};
use crate::deadlines::extend::see_change;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::submissions::decide::late_answers;
use crate::submissions::minutes::not_sent;
use crate::submissions::{Numbered, Requests, requests};
use crate::tabs::Tab;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "deadlines/templates/advance.html")]
struct AdvancePage {
    page: Page,
    csrf: String,
    action: String,
    back: String,
    control: &'static str,
    to: Step,
    /// Late answers that nobody has decided on, and where that is done.
    undecided: Option<String>,
    late_href: String,
    /// Requests for more time that nobody has answered, and where they are.
    waiting: Option<String>,
    requests_href: String,
    /// Minutes that were begun and not sent: how many in words, of which meetings, and where those are.
    minutes: Option<String>,
    meetings: Vec<String>,
    meetings_href: String,
}

/// A state that the consultation can be taken to.
pub(super) struct Step {
    pub value: &'static str,
    pub button: String,
    pub question: String,
    pub means: String,
}

impl Step {
    fn of(lang: Lang, to: Status) -> Self {
        let text = |part: &str| lang.t(&format!("advance-{}-{part}", to.as_str()));
        Self {
            value: to.as_str(),
            button: text("do"),
            question: text("ask"),
            means: text("means"),
        }
    }
}

/// What can be done by whoever looks, or from when on.
pub(super) struct Steps {
    pub control: &'static str,
    pub action: String,
    pub now: String,
    pub steps: Vec<Step>,
    pub wait: Option<String>,
}

impl Steps {
    /// `None` where there is nothing to be done by whoever looks.
    pub(super) async fn of(app: &App, visit: &Visit) -> Result<Option<Self>, Error> {
        let next = visit.consultation.next();
        if next.is_empty() || !visit.has(Role::Leader) {
            return Ok(None);
        }
        let (lang, now) = (visit.lang, app.clock.now());
        let last = last_day(app, visit).await?;
        let is_early = now < calendar::closes_at(last);
        let day = calendar::long_date(lang, last);
        Ok(Some(Self {
            control: ADVANCE,
            action: visit.path("/status"),
            now: lang.t(&format!(
                "advance-now-{}",
                visit.consultation.status.as_str()
            )),
            steps: match is_early {
                true => Vec::new(),
                false => next.iter().map(|to| Step::of(lang, *to)).collect(),
            },
            wait: is_early.then(|| lang.with1("advance-wait", "day", &day)),
        }))
    }
}

async fn last_day(app: &App, visit: &Visit) -> Result<chrono::NaiveDate, Error> {
    let id = visit.consultation.id;
    app.db.read(move |conn| last_deadline(conn, id)).await
}

pub(super) async fn press(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[ADVANCE, "bekreftet"], &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    match pressed(&app, &visit, &form).await {
        Err(error) if error.problem == Problem::Invalid => {
            let typed = Typed::default().wrong(error.fields);
            overview::page(&app, &visit, None, typed).await
        }
        answered => answered,
    }
}

/// How many late answers nobody has decided on.
async fn undecided(app: &App, consultation: Uuid) -> Result<usize, Error> {
    let late = late_answers(app, consultation).await?;
    let is_undecided = |answer: &&Numbered| answer.late().is_some_and(|v| v.decision.is_none());
    Ok(late.iter().filter(is_undecided).count())
}

/// How many ask for more time and have no answer.
async fn waiting(app: &App, consultation: Uuid) -> Result<usize, Error> {
    let read = move |conn: &mut _| requests(conn, Requests::Of(consultation));
    let asked = app.db.read(read).await?;
    Ok(asked.iter().filter(|one| one.answer.is_none()).count())
}

/// What the minutes that were begun and not sent are called.
async fn minutes(app: &App, visit: &Visit) -> Result<Vec<String>, Error> {
    let consultation = Arc::clone(&visit.consultation);
    let lang = visit.lang;
    let read = move |conn: &mut _| not_sent(conn, &consultation, lang);
    app.db.read(read).await
}

async fn pressed(app: &App, visit: &Visit, form: &Form) -> Result<HttpResponse, Error> {
    let fault = |code| Error::invalid(vec![FieldError::new(ADVANCE, code)]);
    let to = form.get(ADVANCE).and_then(Status::parse);
    let to = to.filter(|to| *to > Status::Open);
    let to = to.ok_or_else(|| fault("error-value"))?;
    let (id, now, actor) = (visit.consultation.id, app.clock.now(), visit.staff.actor());
    if form.filled("bekreftet").is_some() {
        let go = move |conn: &mut _| advance(conn, id, to, actor, now);
        app.db.write(go).await?;
        see_change(app).await?;
        return Ok(see_other(&visit.path(&format!("?gjort={}", to.as_str()))));
    }
    check_next(visit.consultation.status, to)?;
    if now < calendar::closes_at(last_day(app, visit).await?) {
        return Err(fault("error-advance-early"));
    }
    let step = Step::of(visit.lang, to);
    let (undecided, waiting, meetings) = match to {
        Status::Concluded => (
            undecided(app, id).await?,
            waiting(app, id).await?,
            minutes(app, visit).await?,
        ),
        _ => (0, 0, Vec::new()),
    };
    let said = |key, n: usize| (n > 0).then(|| visit.lang.with1(key, "n", n));
    Ok(render(&AdvancePage {
        page: visit.page(app, "", step.question.clone()),
        csrf: visit.staff.csrf.clone(),
        action: visit.path("/status"),
        back: visit.path(""),
        control: ADVANCE,
        to: step,
        undecided: said("advance-undecided", undecided),
        late_href: visit.path("/sene"),
        waiting: said("advance-waiting", waiting),
        requests_href: visit.path("#h-ber"),
        minutes: said("advance-minutes", meetings.len()),
        meetings,
        meetings_href: visit
            .lang
            .path(&Tab::Meetings.path(&visit.consultation.slug)),
    }))
}
