//! Starting an answer: for whom, and about which råd. The POST creates the desk at once; no address is asked.

use super::visit::{about, demo_notice};
use super::{begun, parts, query, respond, see};
use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::idempotency::Stored;
use crate::session;
use crate::session::guard::{MaybeSession, Session, cookie};
use crate::submissions::desk::{Desk, SenderDetails};
use crate::submissions::draft::{self, Beginning, Begun, takes_input};
use crate::submissions::links::Opened;
use crate::submissions::receipt::OnBehalf;
use crate::web::components::{Choice, Choices, Crumb, ErrorLink};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{in_path, render, render_with};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "submissions/templates/start.html")]
struct StartPage {
    page: Page,
    crumbs: Vec<Crumb>,
    about: String,
    action: String,
    /// Where a link that was lost is asked for.
    lost: String,
    /// Answers to this consultation that the browser has open.
    open: Vec<OpenAnswer>,
    late: Option<String>,
    on_behalf: Choices,
    /// Absent where there are no råd to choose from.
    which: Option<Choices>,
}

struct OpenAnswer {
    href: String,
    text: String,
    /// Where more time is asked for, once its deadline has passed.
    more_time: Option<String>,
}

/// The control of the second button, by which somebody who is late begins in order to ask for more time.
const TO: &str = "til";
const MORE_TIME: &str = "frist";

/// What was chosen so far.
#[derive(Default)]
struct Chosen {
    on_behalf: Option<OnBehalf>,
    advice: Vec<String>,
}

pub(super) async fn show(
    app: Data<App>,
    session: MaybeSession,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let consultation = find(&app, &req).await?;
    let open = begun::of_session(&app, session.0.as_ref(), &consultation).await?;
    let chosen = Chosen {
        advice: query(&req, "raad"),
        ..Chosen::default()
    };
    let lang = Lang::of_path(req.path()).0;
    Ok(render(&page(
        &app,
        lang,
        &consultation,
        &open,
        &chosen,
        false,
    )))
}

async fn find(app: &App, req: &HttpRequest) -> Result<Arc<Consultation>, Error> {
    let slug = in_path(req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    if takes_input(&consultation, app.clock.now()) {
        Ok(consultation)
    } else {
        Err(Problem::NotOpen.into())
    }
}

pub(super) async fn begin(
    app: Data<App>,
    session: MaybeSession,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["on_behalf", TO], &["raad"])?;
    let consultation = find(&app, &req).await?;
    let lang = Lang::of_path(req.path()).0;
    let chosen = Chosen {
        on_behalf: form.get("on_behalf").and_then(OnBehalf::parse),
        advice: form.all("raad").map(str::to_owned).collect(),
    };
    if chosen.on_behalf.is_none() {
        let open = begun::of_session(&app, session.0.as_ref(), &consultation).await?;
        let again = page(&app, lang, &consultation, &open, &chosen, true);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again));
    }
    let rest = match form.get(TO) {
        Some(MORE_TIME) => "/frist",
        _ => "",
    };
    let session = session.0.as_ref();
    let (stored, token) = create(&app, session, &consultation, chosen, lang, rest).await?;
    let mut response = respond(stored);
    if let Some(token) = token {
        response
            .add_cookie(&cookie(&app, token))
            .map_err(|e| Error::internal(e.to_string()))?;
    }
    Ok(response)
}

/// Stores desk, link and session in one transaction; the session's token when it is a new one. `rest` is the page
/// of the new answer that is shown first.
async fn create(
    app: &App,
    session: Option<&Session>,
    consultation: &Consultation,
    chosen: Chosen,
    language: Lang,
    rest: &'static str,
) -> Result<(Stored, Option<String>), Error> {
    let now = app.clock.now();
    let beginning = Beginning {
        consultation,
        sender: SenderDetails {
            on_behalf: chosen.on_behalf,
            ..SenderDetails::default()
        },
        chosen: chosen.advice,
        language,
        at: now,
    };
    let begun = beginning.check(app)?;
    let opened = Opened::of(app, session, now)?;
    let token = opened.new_token();
    let hold = move |conn: &mut _, begun: &Begun| {
        opened.store(conn, now)?;
        session::hold(conn, opened.id, begun.link.id)
    };
    let to_desk = move |desk: &Desk| see(&language.path(&format!("/svar/{}{rest}", desk.id)));
    let stored = draft::begin(app, begun, None, hold, to_desk).await?;
    Ok((stored, token))
}

fn page(
    app: &App,
    lang: Lang,
    consultation: &Consultation,
    open: &[Desk],
    chosen: &Chosen,
    unanswered: bool,
) -> StartPage {
    let path = format!("/horinger/{}", consultation.slug);
    let start = format!("{path}/svar");
    let fault = unanswered.then(|| lang.t("start-on-behalf-missing"));
    let errors = fault
        .iter()
        .map(|text| ErrorLink::field("on_behalf", text))
        .collect();
    let title = lang.t("start-title");
    let now = app.clock.now();
    let open_answer = |desk: &Desk| OpenAnswer::of(lang, consultation, desk, now);
    StartPage {
        lost: lang.path(&format!("{path}/lenke")),
        crumbs: vec![
            Crumb::to(lang.path("/"), lang.t("nav-consultations")),
            Crumb::to(lang.path(&path), consultation.title.get(lang)),
            Crumb::here(title.clone()),
        ],
        page: Page::new(&app.site, lang, &start, title)
            .nav(Nav::Consultations)
            .notice(demo_notice(lang, consultation))
            .errors(errors)
            .private(),
        about: about(lang, consultation),
        action: lang.path(&start),
        open: open.iter().map(open_answer).collect(),
        late: (now >= calendar::closes_at(consultation.deadline_on))
            .then(|| late_text(lang, consultation)),
        on_behalf: for_whom(lang, chosen.on_behalf).error(fault),
        which: which(lang, consultation, &chosen.advice),
    }
}

impl OpenAnswer {
    fn of(lang: Lang, consultation: &Consultation, desk: &Desk, now: DateTime<Utc>) -> Self {
        let saved = calendar::date_time(lang, desk.touched_at);
        let key = match &desk.sent {
            Some(_) => "start-open-sent",
            None => "start-open-draft",
        };
        let href = lang.path(&format!("/svar/{}", desk.id));
        let asks = !desk.is_minutes() && desk.is_late(consultation, now);
        Self {
            text: lang.with1(key, "when", &saved),
            more_time: asks.then(|| format!("{href}/frist")),
            href,
        }
    }
}

fn late_text(lang: Lang, consultation: &Consultation) -> String {
    let date = calendar::long_date(lang, consultation.deadline_on);
    lang.with("start-late", &[("date", &date)])
}

/// «Hvem svarer du for?»
pub(super) fn for_whom(lang: Lang, chosen: Option<OnBehalf>) -> Choices {
    let of =
        |what: OnBehalf, label: String| Choice::new(what.as_str(), label, chosen == Some(what));
    let choices = vec![
        of(OnBehalf::Person, lang.t("start-person")),
        of(OnBehalf::Organisation, lang.t("start-organisation")),
        of(OnBehalf::PublicBody, lang.t("start-public-body")),
    ];
    Choices::new("on_behalf", lang.t("start-on-behalf"), choices)
}

fn which(lang: Lang, consultation: &Consultation, chosen: &[String]) -> Option<Choices> {
    let choices: Vec<Choice> = consultation
        .advice()
        .map(|advice| {
            let label = format!("{}. {}", advice.number, advice.title.get(lang));
            Choice::new(&advice.key, label, chosen.contains(&advice.key))
                .lang(parts::foreign(&advice.title, lang))
        })
        .collect();
    if choices.is_empty() {
        return None;
    }
    let hint = match consultation.general_fields.is_empty() {
        false => "start-which-hint",
        true => "start-which-hint-only",
    };
    Some(Choices::new("raad", lang.t("start-which"), choices).hint(lang.t(hint)))
}
