//! The files that pages refer to: one style sheet, one script, fonts, favicon, and the icons in the text.
//! They are part of the program (`build.rs`), named by their content, so that they can be kept for ever.

use std::sync::OnceLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::filters::Safe;

use crate::web::coding::{Coding, accepted, brotli, gzip, known};
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::Method;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// The best quality takes seconds without optimisation, and a developer is waiting.
const QUALITY: u32 = if cfg!(debug_assertions) { 5 } else { 11 };

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A file as it is sent, and its compressed forms once somebody has asked for them.
pub struct Asset {
    name: &'static str,
    mime: &'static str,
    digest: &'static str,
    bytes: &'static [u8],
    gzip: OnceLock<Vec<u8>>,
    brotli: OnceLock<Vec<u8>>,
}

impl Asset {
    const fn new(
        name: &'static str,
        mime: &'static str,
        digest: &'static str,
        bytes: &'static [u8],
    ) -> Self {
        Self {
            name,
            mime,
            digest,
            bytes,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// Fonts are compressed already.
    fn compressible(&self) -> bool {
        !self.mime.starts_with("font/")
    }

    fn body(&'static self, coding: Coding) -> &'static [u8] {
        match coding {
            Coding::Identity => self.bytes,
            Coding::Gzip => self.gzip.get_or_init(|| gzip(self.bytes)),
            Coding::Brotli => self.brotli.get_or_init(|| brotli(self.bytes, QUALITY)),
        }
    }
}

/// `GET /assets/{name}`.
pub async fn asset(request: HttpRequest, name: web::Path<String>) -> HttpResponse {
    let Some(asset) = find(&name) else {
        return HttpResponse::NotFound().finish();
    };
    let coding = match asset.compressible() {
        true => accepted(request.headers()),
        false => Coding::Identity,
    };
    let tag = coding.tag(asset.digest);
    let unchanged = known(request.headers(), &tag);
    let mut response = match unchanged {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    response
        .insert_header((header::CACHE_CONTROL, FOR_EVER))
        .insert_header((header::ETAG, tag));
    if asset.compressible() {
        response.insert_header((header::VARY, "Accept-Encoding"));
    }
    if unchanged {
        return response.finish();
    }
    if let Some(name) = coding.name() {
        response.insert_header((header::CONTENT_ENCODING, name));
    }
    response
        .content_type(asset.mime)
        .body(web::Bytes::from_static(asset.body(coding)))
}

/// The row in the route table.
pub fn routes() -> Vec<RouteDef> {
    let (read, all) = (Method::GET, Access::Anyone);
    vec![RouteDef::new(
        read,
        "/assets/{name}",
        all,
        Face::Plain,
        || web::get().to(asset),
    )]
}

/// Compresses everything now, so that no visitor waits for it. Takes a moment: not for an async thread.
pub fn warm_up() {
    for asset in ASSETS.iter().filter(|asset| asset.compressible()) {
        asset.body(Coding::Gzip);
        asset.body(Coding::Brotli);
    }
}

/// An icon for the page's own text, hidden from assistive technology: the text beside it says it.
/// The names are those of `assets/icons.txt`; a test finds a name in a template that is not there.
pub fn icon(name: &str) -> Safe<&'static str> {
    Safe(drawing(name))
}

fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

#[cfg(test)]
mod tests;
