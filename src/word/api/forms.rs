//! The form as a file.

use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::session::guard::DeskAccess;
use crate::web::openapi::{Operation, Parameter, Response};
use crate::web::query::Query;
use crate::word::bring::standing;
use crate::word::form::MEDIA_TYPE;
use crate::word::pages::file::made;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde_json::json;

fn language() -> Parameter {
    let languages = json!({ "type": "string", "enum": ["nb", "nn"], "default": "nb" });
    Parameter::query(
        "language",
        "The language of the form's own words.",
        languages,
    )
}

fn asked(query: &Query) -> Result<Lang, Error> {
    query.expect(&["language"])?;
    let Some(code) = query.get("language") else {
        return Ok(Lang::default());
    };
    Lang::parse(code).ok_or_else(|| {
        let fault = FieldError::new("?language", "error-value");
        Error::of_fields(Problem::MalformedRequest, vec![fault])
    })
}

pub fn empty_doc() -> Operation {
    Operation {
        id: "getWordForm",
        summary: "Fetch a consultation as a Word form",
        description: "Every råd with its text and its fields, each field a cell of its own, empty. What is written in it comes back \
                      by `readWordFile`.",
        parameters: vec![language()],
        responses: vec![Response::file(&[MEDIA_TYPE], "The file.")],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}

pub async fn empty(
    app: Data<App>,
    slug: Path<String>,
    query: Query,
) -> Result<HttpResponse, Error> {
    let lang = asked(&query)?;
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    made(consultation, None, lang).await
}

pub fn written_doc() -> Operation {
    Operation {
        id: "getDraftAsWord",
        summary: "Fetch a draft as a Word form",
        description: "The same form with what stands in the draft.",
        parameters: vec![language()],
        responses: vec![Response::file(&[MEDIA_TYPE], "The file.")],
        ..Operation::default()
    }
}

pub async fn written(
    app: Data<App>,
    access: DeskAccess,
    query: Query,
) -> Result<HttpResponse, Error> {
    let lang = asked(&query)?;
    let (desk, consultation) = standing(&app, &access).await?;
    made(consultation, Some(desk), lang).await
}
