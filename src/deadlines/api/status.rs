//! After the deadline: the consultation is being processed, and is concluded. Neither can be taken back.

use super::moves::in_body;
use crate::app::App;
use crate::consultations::{Status, advance};
use crate::deadlines::extend::see_change;
use crate::error::Error;
use crate::session::staff::StaffAccess;
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// Where a consultation can be taken.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Next {
    Processing,
    Concluded,
}

impl From<Next> for Status {
    fn from(next: Next) -> Self {
        match next {
            Next::Processing => Self::Processing,
            Next::Concluded => Self::Concluded,
        }
    }
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusInput {
    #[serde(deserialize_with = "json::word")]
    status: Next,
}

pub fn set_doc() -> Operation {
    Operation {
        id: "advanceConsultation",
        summary: "Say that a consultation is being processed, or concluded",
        description: "Only forward, and not before the last deadline of anybody has passed. Again changes nothing. Whoever asks for more \
                      time and has no answer can only be refused once it is concluded, and minutes of a meeting that were not sent \
                      cannot be sent any more: they are deleted.",
        request: Some(schema_of::<StatusInput>()),
        responses: vec![Response::empty(204, "It stands so now.")],
        ..Operation::default()
    }
}

pub async fn set(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<StatusInput>,
) -> Result<HttpResponse, Error> {
    let slug = in_path(&req, "slug");
    let id = app.consultations.get(&app.db, slug).await?.id;
    let (to, actor, now) = (body.value.status.into(), staff.actor(), app.clock.now());
    let go = move |conn: &mut _| advance(conn, id, to, actor, now);
    app.db.write(go).await.map_err(in_body)?;
    see_change(&app).await?;
    Ok(HttpResponse::NoContent().finish())
}
