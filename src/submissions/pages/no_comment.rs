//! *Ingen merknad*: for one råd with text in it, which is asked first, and for all the rest at once.
//! The text is kept and not sent; undoing brings it back.

use super::endorsed;
use super::parts::Part;
use super::save::{goes_to, word};
use super::say::Say;
use super::visit::Visit;
use super::{query, respond, see};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::session::guard::DeskAccess;
use crate::submissions::draft::{self, Marking, Save};
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "submissions/templates/no_comment.html")]
struct AskPage {
    page: Page,
    say: Say,
    csrf: String,
    action: String,
    back: String,
    heading: String,
    /// What is supported in the råd: it goes.
    endorsed: Vec<String>,
    /// Each field's label and its text.
    texts: Vec<(String, String)>,
    next: &'static str,
}

/// There is text: shall it really not be sent?
pub(super) async fn ask(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    visit.access.write_in(part.key())?;
    let advice = part.advice().ok_or(Problem::NotFound)?;
    let (say, lang) = (visit.say(), visit.lang);
    let heading = say.with("no-comment-ask", &[("number", &advice.number)]);
    let rest = format!("/raad/{}/ingen-merknad", part.key());
    let texts = part.fields().filter_map(|field| {
        let text = visit.desk.field(field).text?;
        Some((field.label.get(lang).to_owned(), text))
    });
    Ok(render(&AskPage {
        page: visit.page(&rest, heading.clone()),
        say,
        csrf: visit.access.csrf.clone(),
        action: visit.path(&rest),
        back: visit.path(&format!("/raad/{}", part.key())),
        heading,
        endorsed: endorsed::in_advice(&visit, advice)
            .into_iter()
            .map(|line| line.text)
            .collect(),
        texts: texts.collect(),
        next: query(&req, "gjor").first().map_or("", |w| word(w)),
    }))
}

pub(super) async fn answer(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["svar", "gjor"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    visit.access.write_in(part.key())?;
    let advice = part.advice().ok_or(Problem::NotFound)?;
    let here = visit.path(&format!("/raad/{}", part.key()));
    let (marking, to) = match form.get("svar") {
        Some("ja") => (Marking::NoComment, goes_to(&visit, part, &form)),
        _ => (Marking::NotNoComment, here),
    };
    let by = visit.access.link.id;
    let save = Save {
        lets_go: true,
        ..Save::mark(advice, marking)
    };
    draft::save(&app, visit.desk.id, by, save).await?;
    Ok(see_other(&to))
}

/// For every råd without an answer, or back again.
pub(super) async fn rest(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["angre"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    visit.access.write_everywhere()?;
    let to_list = visit.path("");
    match form.filled("angre") {
        Some(batch) => {
            let batch = batch
                .parse()
                .map_err(|_| Error::invalid(vec![FieldError::new("angre", "error-value")]))?;
            draft::undo_no_comment(&app, visit.desk.id, batch).await?;
            Ok(see_other(&to_list))
        }
        None => {
            let (id, consultation) = (visit.desk.id, Arc::clone(&visit.consultation));
            let done = move |_, _, _: &[String]| see(&to_list);
            let done = draft::no_comment_to_the_rest(&app, id, consultation, None, done);
            Ok(respond(done.await?))
        }
    }
}
