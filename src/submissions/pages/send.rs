//! The button «Send inn». The same press twice, the way back and the browser's «send again» all lead to
//! the same receipt: the key was made when the page was drawn.

use super::review_rows::blockers;
use super::visit::Visit;
use super::{respond, review, see};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::idempotency::{Claim, Stored};
use crate::session::guard::DeskAccess;
use crate::submissions::Channel;
use crate::submissions::send::Sent;
use crate::submissions::submit::{self, Request};
use crate::web::form::Form;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use std::sync::Arc;

/// What a key may be at most; ours are shorter.
const MOST_KEY: usize = 100;

pub(super) async fn send(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["nokkel", "versjon"], &[])?;
    let key = form
        .filled("nokkel")
        .filter(|key| key.len() <= MOST_KEY)
        .ok_or_else(|| Error::new(Problem::IdempotencyKeyMissing))?;
    let visit = Visit::enter(&app, access, &req).await?;
    // There is nothing new to send, and no letter to send anew: the page of what was sent has a button for that.
    if visit.is_as_sent() {
        return Ok(see_other(&visit.path("/kvittering")));
    }
    // What was seen over is what is sent: whatever was saved or published meanwhile is shown first.
    if form.filled("versjon") != Some(review::seen(&visit).as_str()) {
        return Ok(render_with(
            StatusCode::CONFLICT,
            &review::page(&visit, true),
        ));
    }
    if !blockers(&visit).is_empty() {
        let again = review::page(&visit, false);
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again));
    }
    let id = visit.desk.id;
    let request = Request {
        channel: Channel::Form,
        language: visit.lang,
        received_at: form.received_at,
        actor: visit.access.actor(),
        claim: Claim::new(format!("desk:{id}:send"), key, id.as_bytes()),
        respond: to_receipt,
    };
    let consultation = Arc::clone(&visit.consultation);
    let at = |field: &crate::consultations::Field| field.key.clone();
    let stored = submit::send_desk(&app, consultation, visit.desk, request, at).await?;
    Ok(respond(stored))
}

fn to_receipt(sent: &Sent) -> Stored {
    let path = format!("/svar/{}/kvittering", sent.desk_id);
    see(&sent.language.path(&path))
}
