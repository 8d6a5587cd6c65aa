//! Who is asked, by when, and how far each has come.

use super::parts::{BeginForm, RoundPart, begin_form, round_part};
use super::typed::Typed;
use crate::app::App;
use crate::calendar;
use crate::consultations::read_day;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::members::ask::{self, Asked};
use crate::members::hold::{self, Beginning};
use crate::members::round::{DUE_ON, MESSAGE, WHOLE, who_asks};
use crate::members::wanted::{self, Told};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::AtDesk;
use crate::web::components::{Crumb, Undone};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::warned::WARNED;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "members/templates/members.html")]
struct MembersPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    /// What was just done.
    done: Option<String>,
    /// What stands in the way of asking anybody: the text, and where it is mended.
    cannot: Option<(String, String, String)>,
    begin: Option<BeginForm>,
    round: Option<RoundPart>,
    /// What somebody else did first, or what was changed meanwhile, left no place for it.
    undone: Undone,
}

/// The words in the address after something was done.
const DONE: [&str; 7] = [
    "begynt",
    "spurt",
    "ingen-nye",
    "minnet",
    "dag",
    "ut",
    "avsluttet",
];

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    page(&visit, &req, Typed::default(), StatusCode::OK).await
}

pub(super) async fn press(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let known = [
        DUE_ON, MESSAGE, "language", "name", "email", "list", "gjor", "ut", WARNED,
    ];
    form.expect(&known, &[])?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    // Letters go to whatever addresses are typed: the network's limit holds as it does for beginning.
    app.rate_limit.check(&req)?;
    let mut typed = Typed::read(&form);
    if typed.begins && typed.warned(visit.lang).is_new(&form) {
        return page(&visit, &req, typed, StatusCode::OK).await;
    }
    match act(&visit, &form, &mut typed).await {
        Ok(done) => Ok(see_other(
            &visit.path(&format!("/medlemmer?gjort={done}#gjort")),
        )),
        Err(error) if error.problem == Problem::Invalid => {
            typed.faults = error.fields;
            page(&visit, &req, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Does what the pressed button says; the word of what was done.
async fn act(visit: &AtDesk, form: &Form, typed: &mut Typed) -> Result<&'static str, Error> {
    let (app, desk, consultation) = (&visit.app, &visit.desk, &visit.consultation);
    let actor = visit.access.actor();
    if let Some(id) = form.filled("ut") {
        let id = id.parse().map_err(|_| Error::new(Problem::NotFound))?;
        ask::take_out(app, desk.id, id, actor).await?;
        return Ok("ut");
    }
    match form.filled("gjor") {
        Some("begynn") => {
            let beginning = Beginning {
                due_on: day(typed)?,
                message: typed.message.clone(),
                language: typed.language.unwrap_or(visit.lang),
                by: visit.access.link.id,
            };
            hold::begin(app, desk, consultation, beginning).await?;
            Ok("begynt")
        }
        Some("dag") => {
            hold::move_day(app, desk, consultation, day(typed)?, actor).await?;
            Ok("dag")
        }
        Some("en") => {
            let told = Told {
                name: typed.name.clone(),
                email: typed.email.clone(),
            };
            typed.list.clear();
            asked(ask::ask(app, desk, consultation, wanted::check(&[told])?, actor).await?)
        }
        Some("liste") => {
            let lines = wanted::lines(&typed.list);
            let (numbers, told): (Vec<usize>, Vec<Told>) = lines.into_iter().unzip();
            typed.lines = numbers;
            if told.is_empty() {
                let fault = FieldError::new("list", "error-members-nobody");
                return Err(Error::invalid(vec![fault]));
            }
            asked(ask::ask(app, desk, consultation, wanted::check(&told)?, actor).await?)
        }
        Some("minn") => {
            ask::remind(app, desk, consultation, actor).await?;
            Ok("minnet")
        }
        Some("avslutt") => {
            hold::end(app, desk.id, actor).await?;
            Ok("avsluttet")
        }
        _ => Err(Error::invalid(vec![FieldError::new(
            WHOLE,
            "error-members-what",
        )])),
    }
}

fn asked(asked: Asked) -> Result<&'static str, Error> {
    Ok(match asked.asked {
        0 => "ingen-nye",
        _ => "spurt",
    })
}

fn day(typed: &Typed) -> Result<chrono::NaiveDate, Error> {
    read_day(typed.day.as_deref().unwrap_or_default())
        .map_err(|code| Error::invalid(vec![FieldError::new(DUE_ON, code)]))
}

async fn page(
    visit: &AtDesk,
    req: &HttpRequest,
    mut typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let found = hold::look(&visit.app, visit.desk.id).await?;
    if visit.desk.umbrella.is_some() {
        return Err(Problem::NotFound.into());
    }
    let may_ask = visit.may(Right::Coordinate) && takes_input(&visit.consultation, visit.now);
    let cannot = may_ask.then(|| cannot(visit)).flatten();
    let may_ask = may_ask && cannot.is_none();
    // On its last day there is no earlier one.
    let has_time = calendar::oslo_date(visit.now) < visit.desk.deadline_on(&visit.consultation);
    let begins = may_ask && has_time && found.is_none();
    let undone = match &found {
        _ if begins => typed.undone(lang, vec![DUE_ON, MESSAGE]),
        // Somebody else has begun it: whatever else is wrong is nothing to it, and the day is that which stands.
        Some(_) if typed.begins => {
            let undone = typed.undone(lang, vec![]);
            typed.day = None;
            typed.faults = vec![FieldError::new(WHOLE, "error-members-begun")];
            undone
        }
        Some((round, _)) if may_ask => match round.ended_at {
            None => typed.undone(lang, vec![DUE_ON, "name", "email", "list"]),
            Some(_) => typed.undone(lang, vec![DUE_ON]),
        },
        _ => typed.undone(lang, vec![]),
    };
    let faults = typed.faults.iter().map(|fault| typed.told(lang, fault));
    let errors = undone.errors(lang, faults.collect(), "innhold");
    let status = match status {
        StatusCode::OK if !undone.is_empty() => StatusCode::CONFLICT,
        status => status,
    };
    let title = lang.t("members-title");
    let shown = MembersPage {
        page: visit.page("/medlemmer", title.clone()).errors(errors),
        crumbs: visit.crumbs(vec![], &title),
        csrf: visit.access.csrf.clone(),
        action: visit.path("/medlemmer"),
        done: done(lang, req),
        cannot,
        begin: begins.then(|| begin_form(visit, &typed)),
        round: found.map(|(round, members)| round_part(visit, &round, &members, may_ask, &typed)),
        undone,
    };
    Ok(render_with(status, &shown))
}

fn done(lang: Lang, req: &HttpRequest) -> Option<String> {
    let query = req.query_string();
    let said = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("gjort="))?;
    let word = DONE.into_iter().find(|word| *word == said)?;
    Some(lang.t(&format!("members-done-{word}")))
}

/// What stands in the way, and the page where it is mended.
fn cannot(visit: &AtDesk) -> Option<(String, String, String)> {
    let error = who_asks(&visit.desk).err()?;
    let fault = error.fields.first()?;
    let (rest, text) = match fault.code {
        "error-members-who" => ("/avsender", "sender-title"),
        "error-members-confirm" => ("/lagre", "members-confirm-link"),
        _ => ("", "svar-back-to-parts"),
    };
    let lang = visit.lang;
    Some((field_text(lang, fault), visit.path(rest), lang.t(text)))
}
