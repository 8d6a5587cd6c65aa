//! «Ola Moen skriver i dette rådet nå»: what the script of a part's page asks and tells while somebody is there.

use super::parts::Part;
use super::visit::Visit;
use crate::app::App;
use crate::colleagues::presence;
use crate::error::Error;
use crate::session::guard::DeskAccess;
use crate::web::faces::wants_json;
use crate::web::form::Form;
use crate::web::{in_path, see_other};
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use std::collections::BTreeMap;

/// Who writes there now, and what has been saved in its fields: what is said where the page shows an older version.
pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    let together = visit.together().await?;
    let people = visit.people(&together);
    let saved: BTreeMap<&str, _> = part
        .fields()
        .filter_map(|field| {
            let state = visit.desk.field(field);
            state.saved_at?;
            let newer = people.newer(&state);
            let newer = visit.lang.with1("together-newer", "newer", &newer);
            let told = serde_json::json!({ "version": state.version, "newer": newer });
            Some((field.key.as_str(), told))
        })
        .collect();
    let told = serde_json::json!({ "writing": people.writing(&visit.desk, part), "saved": saved });
    let mut response = HttpResponse::Ok().json(told);
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, no_store);
    Ok(response)
}

/// Somebody writes there.
pub(super) async fn announce(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    visit.access.write_in(part.key())?;
    let link = visit.access.link.id;
    presence::announce(&app, visit.desk.id, link, part.key()).await?;
    match wants_json(&req) {
        true => Ok(HttpResponse::NoContent().finish()),
        false => Ok(see_other(&visit.path(&format!("/raad/{}", part.key())))),
    }
}
