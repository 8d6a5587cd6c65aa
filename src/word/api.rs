//! Out to Word and back in for programs: the form, empty or with what stands in a draft, also as PDF, and a file that
//! comes back.

mod forms;
mod readings;

use super::bring::FILE_BYTES;
use crate::right::Right;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{get, post};

/// A file in base64 is a third longer.
const BODY_BYTES: usize = FILE_BYTES / 3 * 4 + 64 * 1024;

pub fn routes() -> Vec<RouteDef> {
    const EMPTY: &str = "/api/v1/consultations/{slug}/word-form";
    const EMPTY_PDF: &str = "/api/v1/consultations/{slug}/pdf-form";
    const WRITTEN: &str = "/api/v1/drafts/{desk}/word-form";
    const WRITTEN_PDF: &str = "/api/v1/drafts/{desk}/pdf-form";
    const READINGS: &str = "/api/v1/drafts/{desk}/word-readings";
    const READING: &str = "/api/v1/drafts/{desk}/word-readings/{reading}";
    const TAKEN: &str = "/api/v1/drafts/{desk}/word-readings/{reading}/taken";
    let (reads, writes) = (Access::Desk(Right::Read), Access::Desk(Right::Write));
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            EMPTY,
            Access::Anyone,
            || get().to(forms::empty),
            forms::empty_doc,
        ),
        row(
            Method::GET,
            WRITTEN,
            reads,
            || get().to(forms::written),
            forms::written_doc,
        ),
        row(
            Method::GET,
            EMPTY_PDF,
            Access::Anyone,
            || get().to(forms::empty_as_pdf),
            forms::empty_as_pdf_doc,
        ),
        row(
            Method::GET,
            WRITTEN_PDF,
            reads,
            || get().to(forms::written_as_pdf),
            forms::written_as_pdf_doc,
        ),
        row(
            Method::POST,
            READINGS,
            writes,
            || post().to(readings::read_file),
            readings::read_file_doc,
        )
        .with_file(BODY_BYTES),
        row(
            Method::GET,
            READING,
            writes,
            || get().to(readings::read),
            readings::read_doc,
        ),
        row(
            Method::POST,
            TAKEN,
            writes,
            || post().to(readings::take),
            readings::take_doc,
        ),
    ]
}
