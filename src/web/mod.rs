//! The HTTP kit: what every page and handler stands on, without any consultation in it.
//! Owns the front-end files, the page frame and the parts that pages are made of.

pub mod assets;
pub mod atom;
pub mod body;
pub mod cache;
pub mod coding;
pub mod components;
pub mod conditions;
pub mod controls;
pub mod faces;
pub mod form;
pub mod ical;
pub mod info;
pub mod json;
pub mod layout;
pub mod made;
pub mod openapi;
pub mod origin;
pub mod paging;
pub mod problems;
pub mod query;
pub mod rate_limit;
pub mod route;
pub mod upload;
pub mod warned;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// A page, answered with 200.
pub fn render(page: &impl Template) -> HttpResponse {
    render_with(StatusCode::OK, page)
}

/// A page with another status: a form shown again is 422, a page that is not there 404.
pub fn render_with(status: StatusCode, page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .content_type(ContentType::html())
            .body(html),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// After a POST the browser fetches the page that shows what it did.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
}

/// What stands in the path under this name.
pub fn in_path<'a>(req: &'a HttpRequest, name: &str) -> &'a str {
    req.match_info().get(name).unwrap_or_default()
}

/// A file to be kept under this name.
pub fn kept_as(name: &str, media_type: &str, file: impl Into<Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CONTENT_DISPOSITION, attachment(name)))
        .body(file.into())
}

/// What makes a browser keep a file under this name (RFC 6266): a plain name for the old, the whole one encoded.
pub fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._- ".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_attached_plain_and_whole() {
        let header = attachment("høring \"1\".pdf");
        assert_eq!(
            header,
            "attachment; filename=\"h_ring _1_.pdf\"; filename*=UTF-8''h%C3%B8ring%20%221%22%2Epdf"
        );
    }
}
