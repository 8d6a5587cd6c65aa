//! The form as a file.

use crate::app::App;
use crate::error::{Error, Problem};
use crate::pdf;
use crate::programs::{language, language_parameter};
use crate::session::guard::DeskAccess;
use crate::web::openapi::{Operation, Response};
use crate::web::query::Query;
use crate::word::bring::standing;
use crate::word::form::WORD;
use crate::word::pages::file::{empty_pdf, made, written_pdf};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

const WORDS: &str = "The language of the form's own words.";

pub fn empty_doc() -> Operation {
    Operation {
        id: "getWordForm",
        summary: "Fetch a consultation as a Word form",
        description: "Every råd with its text and its fields, each field a cell of its own, empty. What is written in it comes back \
                      by `readWordFile`.",
        parameters: vec![language_parameter(WORDS)],
        responses: vec![Response::file(&[WORD], "The file.")],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}

pub async fn empty(
    app: Data<App>,
    slug: Path<String>,
    query: Query,
) -> Result<HttpResponse, Error> {
    let lang = language(&query)?;
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    made(consultation, None, lang).await
}

pub fn written_doc() -> Operation {
    Operation {
        id: "getDraftAsWord",
        summary: "Fetch a draft as a Word form",
        description: "The same form with what stands in the draft.",
        parameters: vec![language_parameter(WORDS)],
        responses: vec![Response::file(&[WORD], "The file.")],
        ..Operation::default()
    }
}

pub async fn written(
    app: Data<App>,
    access: DeskAccess,
    query: Query,
) -> Result<HttpResponse, Error> {
    let lang = language(&query)?;
    let (desk, consultation) = standing(&app, &access).await?;
    made(consultation, Some(desk), lang).await
}

pub fn empty_as_pdf_doc() -> Operation {
    Operation {
        id: "getPdfForm",
        summary: "Fetch a consultation as a PDF form",
        description: "The same as the Word form, to be read, sent round and kept: tagged, PDF/UA-1 and PDF/A-2a. It does not \
                      come back.",
        parameters: vec![language_parameter(WORDS)],
        responses: vec![Response::file(&[pdf::MEDIA_TYPE], "The file.")],
        problems: &[Problem::NotFound, Problem::NoPdf, Problem::PdfNotMade],
        ..Operation::default()
    }
}

pub async fn empty_as_pdf(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
    query: Query,
) -> Result<HttpResponse, Error> {
    empty_pdf(&app, &req, &slug, language(&query)?).await
}

pub fn written_as_pdf_doc() -> Operation {
    Operation {
        id: "getDraftAsPdf",
        summary: "Fetch a draft as a PDF form",
        description: "The same form with what stands in the draft.",
        parameters: vec![language_parameter(WORDS)],
        responses: vec![Response::file(&[pdf::MEDIA_TYPE], "The file.")],
        problems: &[Problem::NoPdf, Problem::PdfNotMade],
        ..Operation::default()
    }
}

pub async fn written_as_pdf(
    app: Data<App>,
    req: HttpRequest,
    access: DeskAccess,
    query: Query,
) -> Result<HttpResponse, Error> {
    written_pdf(&app, &req, &access, language(&query)?).await
}
