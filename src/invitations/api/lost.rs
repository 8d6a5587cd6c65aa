//! A program that asks, for whoever has lost a link, to have it sent to where they are registered.

use crate::app::App;
use crate::error::Error;
use crate::i18n::Lang;
use crate::invitations::lost;
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// Whose links are lost.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LostLinkInput {
    /// The name or the organisation number of a body that was invited, or an address that a link was sent to.
    #[schema(min_length = 1, max_length = 254)]
    #[validate(length(max = 254))]
    who: String,
    /// The language of the letter.
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "nb")]
    language: Lang,
}

pub fn ask_doc() -> Operation {
    Operation {
        id: "askForLostLink",
        summary: "Have lost links sent",
        description: "To the registered address of whoever is named, and nowhere else; once in an hour. The answer is \
                      the same whether or not there is anything to send.",
        request: Some(schema_of::<LostLinkInput>()),
        responses: vec![Response::empty(
            202,
            "If there are links, they are on their way.",
        )],
        ..Operation::default()
    }
}

pub async fn ask(
    app: Data<App>,
    req: HttpRequest,
    body: Json<LostLinkInput>,
) -> Result<HttpResponse, Error> {
    let consultation = app
        .consultations
        .get(&app.db, in_path(&req, "slug"))
        .await?;
    let asked = body.value;
    let owed = lost::ask(&app, &consultation, &asked.who, asked.language).await;
    owed.map_err(json::in_body)?;
    Ok(HttpResponse::Accepted().finish())
}
