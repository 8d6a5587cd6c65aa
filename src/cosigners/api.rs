//! Answers that several give together, for programs: whoever coordinates one asks with the token of its link, a co-signer
//! reads and confirms with its own.

mod ask;
mod both;
mod sign;

use crate::app::App;
use crate::consultations::Consultation;
use crate::cosigners::wanted::WHOLE;
use crate::error::{Error, FieldError};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::web::json;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{delete, get, post, put};
use std::sync::Arc;

pub fn routes() -> Vec<RouteDef> {
    const ALL: &str = "/api/v1/drafts/{desk}/cosigners";
    const REMINDERS: &str = "/api/v1/drafts/{desk}/cosigners/reminders";
    const ONE: &str = "/api/v1/drafts/{desk}/cosigners/{cosigner}";
    const LETTERS: &str = "/api/v1/drafts/{desk}/cosigners/{cosigner}/letters";
    const LINK: &str = "/api/v1/drafts/{desk}/cosigners/{cosigner}/link";
    const OTHER: &str = "/api/v1/drafts/{desk}/other";
    const OWN: &str = "/api/v1/drafts/{desk}/cosignature";
    const REFUSAL: &str = "/api/v1/drafts/{desk}/cosignature/refusal";
    let (reads, says) = (Access::Desk(Right::Read), Access::Desk(Right::Coordinate));
    let confirms = Access::Desk(Right::Confirm);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            ALL,
            reads,
            || get().to(ask::list),
            ask::list_doc,
        ),
        row(
            Method::POST,
            ALL,
            says,
            || post().to(ask::ask_one),
            ask::ask_doc,
        ),
        row(
            Method::POST,
            REMINDERS,
            says,
            || post().to(ask::remind_all),
            ask::remind_doc,
        ),
        row(
            Method::DELETE,
            ONE,
            says,
            || delete().to(ask::take_one_out),
            ask::take_out_doc,
        ),
        row(
            Method::POST,
            LETTERS,
            says,
            || post().to(ask::send_letter),
            ask::send_doc,
        ),
        row(
            Method::POST,
            LINK,
            says,
            || post().to(ask::replace_link),
            ask::replace_doc,
        ),
        row(
            Method::POST,
            OTHER,
            says,
            || post().to(both::open),
            both::open_doc,
        ),
        row(
            Method::GET,
            OWN,
            confirms,
            || get().to(sign::read),
            sign::read_doc,
        ),
        row(
            Method::PUT,
            OWN,
            confirms,
            || put().to(sign::confirm),
            sign::confirm_doc,
        ),
        row(
            Method::DELETE,
            OWN,
            confirms,
            || delete().to(sign::take_back),
            sign::take_back_doc,
        ),
        row(
            Method::POST,
            REFUSAL,
            confirms,
            || post().to(sign::decline),
            sign::decline_doc,
        ),
    ]
}

async fn desk_and_consultation(
    app: &App,
    access: &DeskAccess,
) -> Result<(Desk, Arc<Consultation>), Error> {
    let desk = draft::read(app, access.desk_id()).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    Ok((desk, consultation))
}

/// Faults with their pointers; what stands in the way of anything at all is about the whole.
fn in_body(error: Error) -> Error {
    let mut error = error;
    let (whole, others): (Vec<FieldError>, Vec<FieldError>) =
        error.fields.drain(..).partition(|fault| fault.at == WHOLE);
    error.fields = others;
    let mut error = json::in_body(error);
    error
        .fields
        .extend(whole.into_iter().map(|fault| FieldError {
            at: String::new(),
            ..fault
        }));
    error
}
