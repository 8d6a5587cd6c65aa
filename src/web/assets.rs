//! The files that pages refer to: one style sheet, one script, fonts, favicon, and the icons in the text.
//! They are part of the program (`build.rs`), named by their content, so that they can be kept for ever.

use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::filters::Safe;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::Method;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
include!(concat!(env!("OUT_DIR"), "/icons.rs"));

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Identity,
    Gzip,
    Brotli,
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
            Coding::Brotli => self.brotli.get_or_init(|| brotli(self.bytes)),
        }
    }

    /// A strong tag names the bytes, so each coding has its own.
    fn tag(&self, coding: Coding) -> String {
        let suffix = match coding {
            Coding::Identity => "",
            Coding::Gzip => "-gz",
            Coding::Brotli => "-br",
        };
        format!("\"{}{suffix}\"", self.digest)
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
    let tag = asset.tag(coding);
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
    match coding {
        Coding::Identity => {}
        Coding::Gzip => {
            response.insert_header((header::CONTENT_ENCODING, "gzip"));
        }
        Coding::Brotli => {
            response.insert_header((header::CONTENT_ENCODING, "br"));
        }
    }
    response
        .content_type(asset.mime)
        .body(web::Bytes::from_static(asset.body(coding)))
}

/// The row in the route table.
pub fn routes() -> Vec<RouteDef> {
    vec![RouteDef {
        method: Method::GET,
        path: "/assets/{name}",
        access: Access::Anyone,
        face: Face::Plain,
        handler: || web::get().to(asset),
        operation: None,
    }]
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

fn accepted(headers: &HeaderMap) -> Coding {
    let wanted = |coding: &str| {
        headers
            .get_all(header::ACCEPT_ENCODING)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|part| {
                let (name, weight) = part.split_once(';').unwrap_or((part, "q=1"));
                let refused = weight
                    .trim()
                    .strip_prefix("q=")
                    .and_then(|q| q.trim().parse::<f32>().ok())
                    .is_some_and(|q| q <= 0.0);
                name.trim().eq_ignore_ascii_case(coding) && !refused
            })
    };
    if wanted("br") {
        Coding::Brotli
    } else if wanted("gzip") {
        Coding::Gzip
    } else {
        Coding::Identity
    }
}

fn known(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|part| part.trim().trim_start_matches("W/"))
        .any(|part| part == tag || part == "*")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    // The best quality takes seconds without optimisation, and a developer is waiting.
    let quality = if cfg!(debug_assertions) { 5 } else { 11 };
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, quality, 22);
    let _ = writer.write_all(bytes);
    drop(writer);
    packed
}

#[cfg(test)]
mod tests;
