//! Public pages, rendered once and kept with their compressed forms.
//!
//! A page is kept for its address, language, day in Oslo and the revision of what is published, so what
//! is shown never has to be taken back: it is simply no longer asked for.

use super::coding::{self, Coding};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Several thousand pages of 30 kB would still be little; beyond that the oldest revision is dropped.
const MOST_PAGES: usize = 2_000;

/// Pages are rendered while somebody waits.
const QUALITY: u32 = 5;

/// A page ready to be sent.
pub struct Rendered {
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
    digest: String,
    content_type: &'static str,
}

impl Rendered {
    pub fn html(html: String) -> Self {
        Self::new(html, "text/html; charset=utf-8")
    }

    pub fn new(body: String, content_type: &'static str) -> Self {
        let hash = ring::digest::digest(&ring::digest::SHA256, body.as_bytes());
        let digest = hash.as_ref()[..12]
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        Self {
            gzip: coding::gzip(body.as_bytes()).into(),
            brotli: coding::brotli(body.as_bytes(), QUALITY).into(),
            plain: body.into(),
            digest,
            content_type,
        }
    }

    /// The answer, in the best form that the client takes; 304 when it has it.
    pub fn respond(&self, req: &HttpRequest) -> HttpResponse {
        let form = coding::accepted(req.headers());
        let tag = form.tag(&self.digest);
        let known = coding::known(req.headers(), &tag);
        let mut response = if known {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        response
            .insert_header((ETAG, tag))
            .insert_header((VARY, "accept-encoding"))
            .insert_header((CACHE_CONTROL, "public, max-age=0, must-revalidate"));
        if known {
            return response.finish();
        }
        response.insert_header((CONTENT_TYPE, self.content_type));
        if let Some(name) = form.name() {
            response.insert_header((CONTENT_ENCODING, name));
        }
        response.body(match form {
            Coding::Identity => self.plain.clone(),
            Coding::Gzip => self.gzip.clone(),
            Coding::Brotli => self.brotli.clone(),
        })
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
