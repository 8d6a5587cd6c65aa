//! The other answer of a body that gives both one of its own and one together with others.

use super::{desk_and_consultation, in_body};
use crate::app::App;
use crate::cosigners::both;
use crate::error::{Error, Problem};
use crate::programs::{NoBody, answer};
use crate::session::guard::DeskAccess;
use crate::web::openapi::{Link, Operation, Response};
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Serialize, ToSchema)]
#[schema(as = OtherAnswer)]
struct OtherView {
    /// The draft of the other answer.
    id: Uuid,
    /// The bearer credential for it.
    token: String,
    /// The same as a page for people.
    link: String,
}

pub fn open_doc() -> Operation {
    Operation {
        id: "openOtherAnswer",
        summary: "Open the body's other answer",
        description: "An invited body may give both an answer of its own and one together with others. The first time the \
                      other is begun: to be given together when this is its own, its own when this is given together. \
                      Again it is the same. A colleague coordinates it by a link of their own, and is taken out of it \
                      with this one.",
        responses: vec![Response::of::<OtherView>(
            200,
            "The other answer, and the token that opens it.",
        )],
        problems: &[Problem::NotOpen, Problem::Invalid],
        links: &[Link {
            name: "read",
            operation: "readDraft",
            parameters: &[("desk", "$response.body#/id")],
        }],
        ..Operation::default()
    }
}

pub async fn open(app: Data<App>, access: DeskAccess, _: NoBody) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let other = both::open(&app, desk.id, &consultation, &access)
        .await
        .map_err(in_body)?;
    answer(&OtherView {
        id: other.desk,
        link: app.url(&format!("/lenke/{}", other.token)),
        token: other.token,
    })
}
