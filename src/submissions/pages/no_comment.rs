//! *Ingen merknad*: for one råd with text in it, which is asked first, and for all the rest at once.
//! The text is kept and not sent; undoing brings it back.

use super::endorsed;
use super::parts::Part;
use super::posted::{seen, version_name};
use super::save::{ask as question, goes_to, word};
use super::say::Say;
use super::visit::Visit;
use super::{query, respond, see};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::session::guard::DeskAccess;
use crate::submissions::draft::{self, Knows, Marking, Save};
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
    /// Each field's label and what is said there.
    texts: Vec<(String, String)>,
    /// The version of each field that is shown: what a colleague saves meanwhile is asked about anew.
    versions: Vec<(String, i64)>,
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
        let state = visit.desk.field(field);
        let choice = || {
            let chosen = state.choice.as_ref()?;
            let mut choices = field.choices.iter();
            let choice = choices.find(|choice| choice.key == *chosen)?;
            Some(choice.label.get(lang).to_owned())
        };
        let said = state.text.clone().or_else(choice)?;
        Some((field.label.get(lang).to_owned(), said))
    });
    let version = |field| (version_name(field), visit.desk.field(field).version);
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
        versions: part.fields().map(version).collect(),
        next: query(&req, "gjor").first().map_or("", |w| word(w)),
    }))
}

pub(super) async fn answer(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    let versions: Vec<String> = part.fields().map(version_name).collect();
    let versions = versions.iter().map(String::as_str);
    form.expect(
        &["svar", "gjor"]
            .into_iter()
            .chain(versions)
            .collect::<Vec<_>>(),
        &[],
    )?;
    visit.access.write_in(part.key())?;
    let advice = part.advice().ok_or(Problem::NotFound)?;
    let here = visit.path(&format!("/raad/{}", part.key()));
    let (marking, to) = match form.get("svar") {
        Some("ja") => (Marking::NoComment, goes_to(&visit, part, &form)),
        _ => (Marking::NotNoComment, here),
    };
    let by = visit.access.link.id;
    let save = Save {
        knows: Knows::Asked(seen(part, &form)?),
        ..Save::mark(advice, marking)
    };
    let saved = draft::save(&app, visit.desk.id, by, save).await?;
    Ok(see_other(&match saved.asks {
        Some(_) => question(&visit, part, form.filled("gjor").unwrap_or_default()),
        None => to,
    }))
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
            let (desk, by) = (visit.desk.id, visit.access.link.id);
            let consultation = Arc::clone(&visit.consultation);
            let done = move |_, _, _: &[String]| see(&to_list);
            let done = draft::no_comment_to_the_rest(&app, (desk, by), consultation, None, done);
            Ok(respond(done.await?))
        }
    }
}
