//! The form itself, as a file to be kept.

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::pdf;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::web::kept_as;
use crate::word::bring::{off_the_thread, standing};
use crate::word::form::{Kind, WORD, document, word};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

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

pub(super) async fn empty_as_pdf(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse, Error> {
    empty_pdf(&app, &req, &slug, Lang::of_path(req.path()).0).await
}

pub(super) async fn written_as_pdf(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    written_pdf(&app, &req, &access, Lang::of_path(req.path()).0).await
}

/// What the file is called says whose form it is.
fn name(consultation: &Consultation, lang: Lang, extension: &str) -> String {
    let what = lang.t("word-file-name");
    format!("{what}-{}.{extension}", consultation.slug)
}

/// The Word file.
pub async fn made(
    consultation: Arc<Consultation>,
    desk: Option<Desk>,
    lang: Lang,
) -> Result<HttpResponse, Error> {
    let name = name(&consultation, lang, "docx");
    let file = off_the_thread(move || word(&consultation, desk.as_ref(), lang)).await??;
    Ok(kept_as(&name, WORD, file))
}

/// The empty form of a consultation as PDF, in each language, with the revision of what is published that it was made
/// at: it is the same for everybody, so nobody keeps the program busy by asking for it.
#[derive(Default)]
struct Empty(Mutex<HashMap<Lang, (i64, Bytes)>>);

/// The PDF with nothing in its fields.
pub async fn empty_pdf(
    app: &App,
    req: &HttpRequest,
    slug: &str,
    lang: Lang,
) -> Result<HttpResponse, Error> {
    let revision = app.pages.revision();
    let consultation = app.consultations.get(&app.db, slug).await?;
    let name = name(&consultation, lang, "pdf");
    let kept = app.kept.of::<Empty>(consultation.id);
    // Whoever asks meanwhile waits for the one that is made.
    let mut kept = kept.0.lock().await;
    let file = match kept.get(&lang) {
        Some((at, file)) if *at >= revision => file.clone(),
        _ => {
            let file = Bytes::from(pdf_of(app, req, consultation, None, lang).await?);
            kept.insert(lang, (revision, file.clone()));
            file
        }
    };
    Ok(kept_as(&name, pdf::MEDIA_TYPE, file))
}

/// The PDF with what stands at a desk.
pub async fn written_pdf(
    app: &App,
    req: &HttpRequest,
    access: &DeskAccess,
    lang: Lang,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = standing(app, access).await?;
    let name = name(&consultation, lang, "pdf");
    let file = pdf_of(app, req, consultation, Some(desk), lang).await?;
    Ok(kept_as(&name, pdf::MEDIA_TYPE, file))
}

async fn pdf_of(
    app: &App,
    req: &HttpRequest,
    consultation: Arc<Consultation>,
    desk: Option<Desk>,
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let form = move || document(&consultation, desk.as_ref(), lang, Kind::Pdf);
    let form = off_the_thread(form).await?;
    let network = app.rate_limit.network(req);
    app.pdf.make(&form, app.clock.now(), network).await
}
