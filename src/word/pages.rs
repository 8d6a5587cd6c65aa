//! The pages of the form: fetched empty from a consultation or with what stands at a desk, as a Word file or PDF; the Word
//! file sent in, looked over.
//! Owns the rows of the route table.

pub(super) mod file;
mod looked_over;
mod send_in;

use super::bring::FILE_BYTES;
use crate::right::Right;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::Method;
use actix_web::web::{get, post};

/// A form with a file has a few names beside it.
const FORM_BYTES: usize = FILE_BYTES + 64 * 1024;
const EMPTY: &str = "/horinger/{slug}/svarskjema.docx";
const EMPTY_NN: &str = "/nn/horinger/{slug}/svarskjema.docx";
const EMPTY_PDF: &str = "/horinger/{slug}/svarskjema.pdf";
const EMPTY_PDF_NN: &str = "/nn/horinger/{slug}/svarskjema.pdf";
const WRITTEN: &str = "/svar/{desk}/svarskjema.docx";
const WRITTEN_PDF: &str = "/svar/{desk}/svarskjema.pdf";
const WORD: &str = "/svar/{desk}/word";
const READING: &str = "/svar/{desk}/word/{reading}";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let empty =
        |path, handler| RouteDef::new(Method::GET, path, Access::Anyone, Face::Plain, handler);
    let (reads, writes) = (Access::Desk(Right::Read), Access::Desk(Right::Write));
    vec![
        empty(EMPTY, || get().to(file::empty)),
        empty(EMPTY_NN, || get().to(file::empty)),
        empty(EMPTY_PDF, || get().to(file::empty_as_pdf)),
        empty(EMPTY_PDF_NN, || get().to(file::empty_as_pdf)),
        RouteDef::get(WRITTEN, reads, || get().to(file::written)),
        RouteDef::get(WRITTEN_PDF, reads, || get().to(file::written_as_pdf)),
        RouteDef::get(WORD, reads, || get().to(send_in::show)),
        RouteDef::post(WORD, writes, || post().to(send_in::send))
            .does("word::bring::bring", "readWordFile")
            .with_file(FORM_BYTES),
        RouteDef::get(READING, writes, || get().to(looked_over::show)),
        RouteDef::post(READING, writes, || post().to(looked_over::take))
            .does("word::bring::take_in", "takeInWordReading"),
    ]
}
