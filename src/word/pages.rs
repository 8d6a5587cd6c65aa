//! The pages of the Word file: fetched empty from a consultation or with what stands at a desk, sent in, looked over.
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
const WRITTEN: &str = "/svar/{desk}/svarskjema.docx";
const WORD: &str = "/svar/{desk}/word";
const READING: &str = "/svar/{desk}/word/{reading}";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let empty = |path| {
        RouteDef::new(Method::GET, path, Access::Anyone, Face::Plain, || {
            get().to(file::empty)
        })
    };
    let (reads, writes) = (Access::Desk(Right::Read), Access::Desk(Right::Write));
    vec![
        empty(EMPTY),
        empty(EMPTY_NN),
        RouteDef::get(WRITTEN, reads, || get().to(file::written)),
        RouteDef::get(WORD, reads, || get().to(send_in::show)),
        RouteDef::post(WORD, writes, || post().to(send_in::send))
            .does("word::bring::bring", "readWordFile")
            .with_file(FORM_BYTES),
        RouteDef::get(READING, writes, || get().to(looked_over::show)),
        RouteDef::post(READING, writes, || post().to(looked_over::take))
            .does("word::bring::take_in", "takeInWordReading"),
    ]
}
