//! What is fetched from a consultation's page: its documents, and the deadline as a calendar file.

use super::parts::Seen;
use super::shown;
use crate::app::App;
use crate::consultations::consultation::Consultation;
use crate::consultations::deadline_file::{SaidDeadline, deadline_file};
use crate::consultations::store::find_document;
use crate::error::{Error, Problem};
use crate::text::unhex;
use crate::web::attachment;
use crate::web::cache::Rendered;
use crate::web::ical;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderValue,
    IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use std::sync::Arc;

pub async fn deadline(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse, Error> {
    let made = shown(
        &app,
        &req,
        Some(format!("deadline {slug}")),
        async |lang, now| {
            let found: Arc<Consultation> = app.consultations.get(&app.db, slug.as_str()).await?;
            let seen = Seen {
                consultation: &found,
                lang,
                now,
                at: None,
            };
            let url = app.url(&seen.href(""));
            let said = SaidDeadline::to_all(&found);
            let file = deadline_file(&found, said, lang, &url, &app.host());
            Ok(Rendered::new(file, ical::MEDIA_TYPE))
        },
    );
    let mut response = made.await?;
    let attached = HeaderValue::from_static("attachment; filename=\"frist.ics\"");
    response.headers_mut().insert(CONTENT_DISPOSITION, attached);
    Ok(response)
}

/// A document by its hash, to be kept for ever: never shown inside our pages, whatever it holds.
pub async fn document(
    app: Data<App>,
    req: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (sha256, name) = path.into_inner();
    let hash = unhex(&sha256).ok_or(Problem::NotFound)?;
    let wanted = name.clone();
    let found = app
        .db
        .read(move |conn| find_document(conn, &hash, &wanted))
        .await?;
    let (media_type, bytes) = found.ok_or(Problem::NotFound)?;
    let tag = format!("\"{sha256}\"");
    let is_known = req
        .headers()
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known == tag.as_str());
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"));
    if is_known {
        return Ok(response.finish());
    }
    Ok(response
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, attachment(&name)))
        .body(bytes))
}
