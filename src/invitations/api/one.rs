//! One invited body, with what became of each letter to it.

use super::view::{InvitationEvent, InvitationView};
use super::{consultation, id};
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::invitations::known::known;
use crate::programs::answer;
use crate::web::openapi::{Operation, Response};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// An invited body with everything that is known of it.
#[derive(Serialize, ToSchema)]
#[schema(as = InvitationWhole)]
pub struct WholeView {
    invitation: InvitationView,
    /// The version of the body in the register: in quotation marks it is what `If-Match` asks for where its address is
    /// corrected.
    body_version: i64,
    /// It has more time than the rest, to the end of this day.
    own_deadline_on: Option<NaiveDate>,
    /// The newest first.
    events: Vec<InvitationEvent>,
}

/// The same as it is now.
pub(super) async fn view(
    app: &App,
    consultation: &Arc<Consultation>,
    id: Uuid,
) -> Result<WholeView, Error> {
    let about = Arc::clone(consultation);
    let known = app.db.read(move |conn| known(conn, &about, id)).await?;
    Ok(WholeView {
        invitation: InvitationView::of(known.asked, known.answered),
        body_version: known.body_version,
        own_deadline_on: known.own_deadline,
        events: known.events.into_iter().map(InvitationEvent::of).collect(),
    })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readInvitation",
        summary: "Read an invited body",
        description: "Where it stands, and what became of the letters to it: the newest 50 events.",
        responses: vec![Response::of::<WholeView>(200, "The invited body.")],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let id = id(&req, "invited")?;
    let consultation = consultation(&app, &req).await?;
    answer(&view(&app, &consultation, id).await?)
}
