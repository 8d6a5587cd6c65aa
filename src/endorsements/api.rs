//! Sharing and supporting for programs: whoever may send shares, whoever reads finds what others have shared, and whoever
//! writes supports it.

mod endorsements;
mod shared;
mod sharing;

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::{Error, Problem};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::web::in_path;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::web::{delete, get, put};
use std::sync::Arc;

pub fn routes() -> Vec<RouteDef> {
    const SHARING: &str = "/api/v1/drafts/{desk}/sharing";
    const SHARED: &str = "/api/v1/drafts/{desk}/shared-answers";
    const SHARED_ONE: &str = "/api/v1/drafts/{desk}/shared-answers/{number}";
    const ENDORSEMENTS: &str = "/api/v1/drafts/{desk}/endorsements";
    const ENDORSEMENT: &str = "/api/v1/drafts/{desk}/endorsements/{number}";
    const KEPT: &str = "/api/v1/drafts/{desk}/endorsements/{number}/kept";
    let (reads, writes) = (Access::Desk(Right::Read), Access::Desk(Right::Write));
    let sends = Access::Desk(Right::Send);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            SHARING,
            sends,
            || get().to(sharing::read),
            sharing::read_doc,
        ),
        row(
            Method::PUT,
            SHARING,
            sends,
            || put().to(sharing::share_it),
            sharing::share_doc,
        ),
        row(
            Method::DELETE,
            SHARING,
            sends,
            || delete().to(sharing::unshare_it),
            sharing::unshare_doc,
        ),
        row(
            Method::GET,
            SHARED,
            reads,
            || get().to(shared::list_them),
            shared::list_doc,
        ),
        row(
            Method::GET,
            SHARED_ONE,
            reads,
            || get().to(shared::read),
            shared::read_doc,
        ),
        row(
            Method::GET,
            ENDORSEMENTS,
            reads,
            || get().to(endorsements::list),
            endorsements::list_doc,
        ),
        row(
            Method::PUT,
            ENDORSEMENT,
            writes,
            || put().to(endorsements::put_one),
            endorsements::put_doc,
        ),
        row(
            Method::DELETE,
            ENDORSEMENT,
            writes,
            || delete().to(endorsements::remove),
            endorsements::remove_doc,
        ),
        row(
            Method::PUT,
            KEPT,
            writes,
            || put().to(endorsements::keep_one),
            endorsements::keep_doc,
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

fn number(req: &HttpRequest) -> Result<i64, Error> {
    let number = in_path(req, "number").parse();
    number.map_err(|_| Problem::NotFound.into())
}
