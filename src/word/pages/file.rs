//! The file itself.

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::web::attachment;
use crate::word::bring::{off_the_thread, standing};
use crate::word::form::{MEDIA_TYPE, compose};
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use std::sync::Arc;

pub(super) async fn empty(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse, Error> {
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    made(consultation, None, Lang::of_path(req.path()).0).await
}

pub(super) async fn written(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = standing(&app, &access).await?;
    made(consultation, Some(desk), Lang::of_path(req.path()).0).await
}

/// The file, to be kept under a name that says whose form it is.
pub async fn made(
    consultation: Arc<Consultation>,
    desk: Option<Desk>,
    lang: Lang,
) -> Result<HttpResponse, Error> {
    let name = format!("{}-{}.docx", lang.t("word-file-name"), consultation.slug);
    let file = off_the_thread(move || compose(&consultation, desk.as_ref(), lang)).await??;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, MEDIA_TYPE))
        .insert_header((CONTENT_DISPOSITION, attachment(&name)))
        .body(file))
}
