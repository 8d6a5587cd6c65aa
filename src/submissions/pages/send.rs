//! The button «Send inn». The same press twice, the way back and the browser's «send again» all lead to
//! the same receipt: the key was made when the page was drawn.

use super::adoption_form::{self, Typed};
use super::review_rows::blockers;
use super::visit::Visit;
use super::{respond, review, see};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::idempotency::{Claim, Stored};
use crate::session::guard::DeskAccess;
use crate::submissions::Channel;
use crate::submissions::draft::takes_input;
use crate::submissions::send::Sent;
use crate::submissions::submit::{self, Request, TellsAdoption};
use crate::web::form::Form;
use crate::web::{render, render_with, see_other};
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
    let mut known = vec!["nokkel", "versjon", "fra"];
    known.extend(adoption_form::CONTROLS);
    form.expect(&known, &[])?;
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
        return moved(&visit, &typed(&visit, &form)).await;
    }
    let mut typed = typed(&visit, &form);
    let adoption = match is_asked(&visit, &form) {
        true => typed.told().map(TellsAdoption::Now),
        false => Ok(TellsAdoption::AsTold),
    };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (Ok(adoption), true) = (adoption, blockers(&visit).is_empty()) else {
        let again = review::page(&visit, false, &typed).await?;
        return Ok(render_with(refused, &again));
    };
    // What was typed here was not on the page that was seen over: it is warned of once.
    if is_asked(&visit, &form) && typed.warned(visit.lang).is_new(&form) {
        return Ok(render(&review::page(&visit, false, &typed).await?));
    }
    let id = visit.desk.id;
    let request = Request {
        channel: Channel::Form,
        language: visit.lang,
        received_at: form.received_at,
        actor: visit.access.actor(),
        claim: Claim::new(format!("desk:{id}:send"), key, id.as_bytes()),
        respond: to_receipt,
        if_sent: Some(see(&visit.path("/kvittering"))),
    };
    let consultation = Arc::clone(&visit.consultation);
    let at = |field: &crate::consultations::Field| field.key.clone();
    let desk = visit.desk.clone();
    match submit::send_desk(&app, consultation, desk, adoption, request, at).await {
        Ok(stored) => Ok(respond(stored)),
        // Another has sent something else meanwhile.
        Err(error) if error.problem == Problem::PreconditionFailed => {
            moved(&visit.again().await?, &typed).await
        }
        Err(error) if error.problem == Problem::Invalid => {
            let typed = typed.with_faults(error.fields);
            let again = review::page(&visit, false, &typed).await?;
            Ok(render_with(refused, &again))
        }
        Err(error) => Err(error),
    }
}

/// It is not what was seen over: it is shown as it stands, where it can be sent from there.
async fn moved(visit: &Visit, typed: &Typed) -> Result<HttpResponse, Error> {
    if !takes_input(&visit.consultation, visit.now) {
        return Err(Problem::NotOpen.into());
    }
    let moved = review::page(visit, true, typed).await?;
    Ok(render_with(StatusCode::CONFLICT, &moved))
}

/// The question stood on the page that was sent.
fn is_asked(visit: &Visit, form: &Form) -> bool {
    adoption_form::is_asked(&visit.desk) && form.get(adoption_form::ASKED).is_some()
}

/// What was told by whoever sends, also where it is not asked any more: the page shows what becomes of it.
fn typed(visit: &Visit, form: &Form) -> Typed {
    match form.get(adoption_form::ASKED).is_some() {
        true => Typed::read(form),
        false => Typed::of(visit.desk.adoption.as_ref()),
    }
}

fn to_receipt(sent: &Sent) -> Stored {
    let path = format!("/svar/{}/kvittering", sent.desk_id);
    see(&sent.language.path(&path))
}
