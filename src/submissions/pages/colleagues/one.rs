//! One who takes part: what they may do is changed, the letter is sent again, they get another link, they are taken out.

use super::asking::{allowed, may, parts};
use super::{facts, fault_at};
use crate::app::App;
use crate::colleagues::{self, Allowed, By, Contributor, Once};
use crate::error::{Error, FieldError, Problem};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::pages::keep::limit;
use crate::submissions::pages::visit::Visit;
use crate::submissions::pages::{respond, see};
use crate::web::components::{Choices, ErrorLink, Fact};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "submissions/templates/colleague.html")]
struct ColleaguePage {
    page: Page,
    csrf: String,
    list: String,
    action: String,
    facts: Vec<Fact>,
    may: Choices,
    parts: Choices,
}

fn asked(req: &HttpRequest) -> Result<Uuid, Error> {
    let id = in_path(req, "contributor").parse();
    id.map_err(|_| Problem::NotFound.into())
}

/// Whom the path is about; the way to the list where they take part no longer, or are the reader.
async fn about(
    visit: &Visit,
    req: &HttpRequest,
) -> Result<Result<Contributor, HttpResponse>, Error> {
    let (desk, id) = (visit.desk.id, asked(req)?);
    let found = visit
        .app
        .db
        .read(move |conn| colleagues::find(conn, desk, id));
    let found = found.await?.ok_or_else(|| Error::new(Problem::NotFound))?;
    let is_self = visit.access.link.contributor_id == Some(id);
    match found.takes_part() && !is_self {
        true => Ok(Ok(found)),
        false => Ok(Err(see_other(&visit.path("/medskrivere")))),
    }
}

pub(in crate::submissions::pages) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    Ok(match about(&visit, &req).await? {
        Ok(whose) => {
            let chosen = (Some(whose.may), whose.parts.clone());
            page(&visit, &whose, &chosen, &[], StatusCode::OK)
        }
        Err(elsewhere) => elsewhere,
    })
}

fn page(
    visit: &Visit,
    whose: &Contributor,
    (right, chosen): &(Option<Right>, Vec<String>),
    faults: &[FieldError],
    status: StatusCode,
) -> HttpResponse {
    let lang = visit.lang;
    let rest = format!("/medskrivere/{}", whose.id);
    let errors = faults.iter();
    let errors = errors.map(|fault| ErrorLink::field(&fault.at, field_text(lang, fault)));
    let shown = ColleaguePage {
        page: visit
            .page(&rest, whose.name.as_str())
            .errors(errors.collect()),
        csrf: visit.access.csrf.clone(),
        list: visit.path("/medskrivere"),
        action: visit.path(&rest),
        facts: facts(visit, whose),
        may: may(lang, *right).error(fault_at(lang, faults, "may")),
        parts: parts(visit, chosen).error(fault_at(lang, faults, "parts")),
    };
    render_with(status, &shown)
}

pub(in crate::submissions::pages) async fn change(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["may"], &["parts"])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let whose = match about(&visit, &req).await? {
        Ok(whose) => whose,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let chosen = allowed(&form);
    let by = By::link(&visit.access.link);
    let outcome = match Allowed::check(chosen.0, &chosen.1, &visit.consultation) {
        Ok(allowed) => colleagues::change(&app, by, whose.id, allowed).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(see_other(&done(&visit, "endret", whose.id))),
        Err(error) if error.problem == Problem::Invalid => {
            let refused = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page(&visit, &whose, &chosen, &error.fields, refused))
        }
        Err(error) => Err(error),
    }
}

/// The list, where what was done is said.
fn done(visit: &Visit, word: &str, id: Uuid) -> String {
    visit.path(&format!("/medskrivere?gjort={word}&hvem={id}"))
}

pub(in crate::submissions::pages) async fn end(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let whose = match about(&visit, &req).await? {
        Ok(whose) => whose,
        Err(elsewhere) => return Ok(elsewhere),
    };
    colleagues::end(&app, By::link(&visit.access.link), whose.id).await?;
    Ok(see_other(&done(&visit, "ut", whose.id)))
}

/// The same link once more, or another.
pub(in crate::submissions::pages) async fn send_link(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["ny"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    limit(&app, &req)?;
    let whose = match about(&visit, &req).await? {
        Ok(whose) => whose,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let by = By::link(&visit.access.link);
    let once = |word| Once {
        claim: None,
        done: see(&done(&visit, word, whose.id)),
    };
    let stored = match form.filled("ny") {
        Some(_) => colleagues::replace_link(&app, by, whose.id, once("ny")).await?,
        None => colleagues::send_again(&app, by, whose.id, once("sendt")).await?,
    };
    Ok(respond(stored))
}
