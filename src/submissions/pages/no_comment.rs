//! *Ingen merknad*: for one råd with text in it, which is asked first, and for all the rest at once.
//! The text is kept and not sent; undoing brings it back.

use super::parts::Part;
use super::query;
use super::save::{goes_to, word};
use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Mark;
use crate::submissions::draft;
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
    let advice = part.advice().ok_or(Problem::NotFound)?;
    let (say, lang) = (visit.say(), visit.lang);
    let heading = say.with("no-comment-ask", &[("number", &advice.number)]);
    let rest = format!("/raad/{}/ingen-merknad", part.key());
    let texts = part.fields().iter().filter_map(|field| {
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
    let advice = part.advice().ok_or(Problem::NotFound)?;
    let here = visit.path(&format!("/raad/{}", part.key()));
    if form.get("svar") != Some("ja") {
        if visit.desk.has_no_comment(advice) {
            draft::mark(&app, visit.desk.id, advice, None).await?;
        }
        return Ok(see_other(&here));
    }
    if !visit.desk.has_no_comment(advice) {
        let mark = Some(Mark::NoComment { batch: None });
        draft::mark(&app, visit.desk.id, advice, mark).await?;
    }
    Ok(see_other(&goes_to(&visit, part, &form)))
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
    match form.filled("angre") {
        Some(batch) => {
            let batch = batch
                .parse()
                .map_err(|_| Error::invalid(vec![FieldError::new("angre", "error-value")]))?;
            draft::undo_no_comment(&app, visit.desk.id, batch).await?;
        }
        None => {
            let consultation = Arc::clone(&visit.consultation);
            draft::no_comment_to_the_rest(&app, visit.desk.id, consultation).await?;
        }
    }
    Ok(see_other(&visit.path("")))
}
