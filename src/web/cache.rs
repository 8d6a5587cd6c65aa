//! Public pages, rendered once and kept with their compressed forms.
//!
//! A page is kept for its address, language, day in Oslo and the revision of what is published, so what
//! is shown never has to be taken back: it is simply no longer asked for.

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderValue,
    IF_NONE_MATCH, VARY,
};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Several thousand pages of 30 kB would still be little; beyond that the oldest revision is dropped.
const MOST_PAGES: usize = 2_000;

/// A page ready to be sent.
pub struct Rendered {
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
    etag: HeaderValue,
    content_type: &'static str,
}

impl Rendered {
    pub fn html(html: String) -> Self {
        Self::new(html, "text/html; charset=utf-8")
    }

    pub fn new(body: String, content_type: &'static str) -> Self {
        let hash = ring::digest::digest(&ring::digest::SHA256, body.as_bytes());
        let hex: String = hash.as_ref()[..12]
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        let etag = HeaderValue::from_str(&format!("\"{hex}\""))
            .unwrap_or(HeaderValue::from_static("\"\""));
        let plain = Bytes::from(body);
        let (gzip, brotli) = (gzip(&plain), brotli(&plain));
        Self {
            gzip,
            brotli,
            plain,
            etag,
            content_type,
        }
    }

    /// The answer, in the best form that the client takes; 304 when it has it.
    pub fn respond(&self, req: &HttpRequest) -> HttpResponse {
        let headers = req.headers();
        let known = headers.get(IF_NONE_MATCH).is_some_and(|v| v == self.etag);
        let mut response = if known {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        response
            .insert_header((ETAG, self.etag.clone()))
            .insert_header((VARY, HeaderValue::from_static("accept-encoding")))
            .insert_header((
                CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=0, must-revalidate"),
            ));
        if known {
            return response.finish();
        }
        response.insert_header((CONTENT_TYPE, HeaderValue::from_static(self.content_type)));
        let accepts = headers
            .get(ACCEPT_ENCODING)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("");
        if accepts.contains("br") {
            response
                .insert_header((CONTENT_ENCODING, HeaderValue::from_static("br")))
                .body(self.brotli.clone())
        } else if accepts.contains("gzip") {
            response
                .insert_header((CONTENT_ENCODING, HeaderValue::from_static("gzip")))
                .body(self.gzip.clone())
        } else {
            response.body(self.plain.clone())
        }
    }
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let written = encoder.write_all(plain);
    written
        .and_then(|()| encoder.finish())
        .unwrap_or_default()
        .into()
}

fn brotli(plain: &[u8]) -> Bytes {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 5,
        ..Default::default()
    };
    let mut input = plain;
    match brotli::BrotliCompress(&mut input, &mut out, &params) {
        Ok(_) => out.into(),
        Err(_) => Bytes::new(),
    }
}

/// The pages kept by this instance.
#[derive(Default)]
pub struct PageCache {
    revision: AtomicI64,
    pages: RwLock<HashMap<String, Arc<Rendered>>>,
}

impl PageCache {
    /// What is published has changed: nothing kept before counts any more.
    pub fn set_revision(&self, revision: i64) {
        if self.revision.swap(revision, Ordering::AcqRel) != revision {
            self.pages
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .clear();
        }
    }

    pub fn revision(&self) -> i64 {
        self.revision.load(Ordering::Acquire)
    }

    pub fn get(&self, key: &str) -> Option<Arc<Rendered>> {
        self.pages
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()
    }

    /// Keeps a page that was rendered from what was published at `revision`.
    pub fn put(&self, key: String, revision: i64, page: Rendered) -> Arc<Rendered> {
        let page = Arc::new(page);
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        if self.revision() == revision {
            if pages.len() >= MOST_PAGES {
                pages.clear();
            }
            pages.insert(key, Arc::clone(&page));
        }
        page
    }
}
