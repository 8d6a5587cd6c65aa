//! Leaving the answer on this machine: the session ends, the answer stays. Without a link in a letter
//! there is no way back, which is said first.

use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::error::Error;
use crate::right::Right;
use crate::session;
use crate::session::guard::{DeskAccess, ended_cookie};
use crate::submissions::links;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/leave.html")]
struct LeavePage {
    page: Page,
    say: Say,
    lead: String,
    csrf: String,
    base: String,
    /// Back to the parts of the answer, or to what a co-signer is asked to sign: the address, and what it is called.
    back: (String, String),
    /// The link was sent to somebody: there is a way back.
    has_way_back: bool,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let has_own = visit.access.link.contributor_id.is_some();
    let has_way_back = has_own || links::has_letter(&app, visit.desk.id).await?;
    Ok(render(&LeavePage {
        page: visit.page("/logg-ut", visit.lang.t("leave-title")),
        lead: match visit.access.link.right {
            Right::Confirm => visit.lang.t("leave-lead-sign"),
            _ => visit.say().t("leave-lead"),
        },
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        back: back(&visit),
        has_way_back,
    }))
}

/// Whoever only signs the answer has one page of it.
fn back(visit: &Visit) -> (String, String) {
    let link = &visit.access.link;
    match link.contributor_id.filter(|_| link.right == Right::Confirm) {
        Some(id) => (
            visit.path(&format!("/medunderskrift/{id}")),
            visit.lang.t("leave-back-to-sign"),
        ),
        None => (visit.path(""), visit.lang.t("svar-back-to-parts")),
    }
}

pub(super) async fn leave(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    if let Some(session) = &visit.access.session {
        let id = session.id;
        app.db
            .write(move |conn| session::end_session(conn, id))
            .await?;
    }
    let mut response = see_other(&visit.consultation_path(""));
    response
        .add_cookie(&ended_cookie(&app))
        .map_err(|e| Error::internal(e.to_string()))?;
    Ok(response)
}
