//! What is pressed on the page of one webhook.

use super::Visit;
use super::one::{self, Said};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::idempotency::{self, Stored};
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::see_other;
use crate::webhooks::change::{pause, renew_secret, resume};
use crate::webhooks::end::end;
use crate::webhooks::send_again::{send_again, send_test};
use crate::webhooks::store;
use crate::webhooks::webhook::Webhook;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use uuid::Uuid;

pub(super) async fn press(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["gjor", "hendelse", "nokkel"], &[])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let webhook = visit.webhook(&app, &req).await?;
    let (id, actor, now) = (webhook.id, visit.staff.actor(), app.clock.now());
    let unreadable = || Error::new(Problem::MalformedRequest);
    let event: Option<Uuid> = match form.filled("hendelse") {
        Some(event) => Some(event.parse().map_err(|_| unreadable())?),
        None => None,
    };
    let what = match form.get("gjor").unwrap_or_default() {
        "ny-nokkel" => return renewed(&app, &visit, &form, webhook).await,
        what @ ("prov" | "pause" | "fortsett" | "avslutt" | "igjen") => what.to_owned(),
        _ => return Err(unreadable()),
    };
    let done = what.clone();
    let write = move |conn: &mut _| match what.as_str() {
        "prov" => send_test(conn, id, actor, now).map(|_| ()),
        "pause" => pause(conn, id, actor, now),
        "fortsett" => resume(conn, id, actor, now),
        "avslutt" => end(conn, id, actor, now),
        _ => send_again(conn, id, event, actor, now),
    };
    app.db.write(write).await?;
    Ok(see_other(&visit.path(&format!("/{id}?gjort={done}"))))
}

/// Another secret, once for each press, which is shown.
async fn renewed(
    app: &App,
    visit: &Visit,
    form: &Form,
    webhook: Webhook,
) -> Result<HttpResponse, Error> {
    let (id, actor, now) = (webhook.id, visit.staff.actor(), app.clock.now());
    let claim = visit.claim(&format!("/{id}"), form, "ny-nokkel")?;
    let key = app.keys.newest();
    let write = move |conn: &mut _| {
        let stored = idempotency::once(conn, Some(&claim), now, |conn| {
            let renewed = renew_secret(conn, id, key, actor, now)?;
            Ok(Stored {
                status: StatusCode::OK.as_u16(),
                headers: Vec::new(),
                body: renewed.generation.to_string(),
            })
        })?;
        Ok((stored.body, store::find(conn, id)?))
    };
    let (generation, found) = app.db.write(write).await?;
    let webhook = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    match generation == webhook.generation.to_string() {
        true => one::page(app, visit, webhook, Said::Secret).await,
        // The same press again, and meanwhile the secret is another.
        false => Ok(see_other(&visit.path(&format!("/{id}")))),
    }
}
