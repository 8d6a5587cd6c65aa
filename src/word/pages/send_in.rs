//! Where the file is fetched with what stands, and sent in when it has been written in.

use crate::app::App;
use crate::error::{Error, Problem};
use crate::idempotency::Stored;
use crate::programs::give;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::pages::AtDesk;
use crate::web::components::{Crumb, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use crate::word::bring::{FILE, bring};
use crate::word::store::Kept;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// In the address: what was read is gone.
const GONE: &str = "borte";

#[derive(Template)]
#[template(path = "word/templates/send_in.html")]
struct SendInPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    download: String,
    pdf: String,
    /// Who only reads fetches the file.
    may_write: bool,
    /// What the file says can be seen, and not taken in, while the text is treated.
    locked: bool,
    /// Where the lock is told of.
    base: String,
    /// What was read in a file was asked for, and is not kept any more.
    is_gone: bool,
    error: Option<String>,
}

/// Back to where a file is sent in, for whoever asks for what was read in one and is not kept any more.
pub(super) fn again(visit: &AtDesk) -> HttpResponse {
    see_other(&visit.path(&format!("/word?{GONE}=1")))
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    let is_gone = !crate::submissions::pages::query(&req, GONE).is_empty();
    Ok(page(&visit, StatusCode::OK, None, is_gone))
}

fn page(visit: &AtDesk, status: StatusCode, error: Option<String>, is_gone: bool) -> HttpResponse {
    let title = visit.lang.t("word-page-title");
    let errors = error.iter().map(|text| ErrorLink::field(FILE, text));
    let shown = SendInPage {
        page: visit.page("/word", title.clone()).errors(errors.collect()),
        crumbs: visit.crumbs(Vec::new(), &title),
        csrf: visit.access.csrf.clone(),
        action: visit.path("/word"),
        download: visit.path("/svarskjema.docx"),
        pdf: visit.path("/svarskjema.pdf"),
        may_write: visit.may(Right::Write),
        locked: visit.desk.lock.is_some() && visit.may(Right::Write),
        base: visit.path(""),
        is_gone,
        error,
    };
    render_with(status, &shown)
}

pub(super) async fn send(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    let wrong = |text| page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(text), false);
    let Some(file) = form.file(FILE) else {
        return Ok(wrong(visit.lang.t("word-no-file")));
    };
    let given = (file.name.as_str(), file.bytes.to_vec());
    let to = visit.path("/word");
    let see = move |kept: &Kept| Stored {
        status: 303,
        headers: vec![("location".to_owned(), format!("{to}/{}", kept.id))],
        body: String::new(),
    };
    match bring(&app, &visit.access, given, None, see).await {
        Ok(stored) => give(stored),
        Err(error) if error.problem == Problem::Invalid => {
            let why = error
                .fields
                .first()
                .map(|fault| field_text(visit.lang, fault));
            Ok(wrong(why.unwrap_or_default()))
        }
        Err(error) => Err(error),
    }
}
