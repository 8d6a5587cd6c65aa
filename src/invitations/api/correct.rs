//! Where an invited body is written to, corrected; and what was reported of its address, dealt with.

use super::one::{WholeView, view};
use super::{consultation, id};
use crate::address::EmailAddress;
use crate::app::App;
use crate::bodies::By;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::invitations::correct::{ask_to_correct, correct_invited, handle_invited_report};
use crate::programs::{NoBody, answer, if_match_parameter};
use crate::session::staff::StaffAccess;
use crate::web::conditions::if_match;
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

/// Where letters to a body go from now on.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InvitedAddressInput)]
pub struct AddressInput {
    #[schema(min_length = 3, max_length = 254, format = "email")]
    #[validate(length(min = 3, max = 254))]
    address: String,
}

pub fn address_doc() -> Operation {
    Operation {
        id: "correctInvitedAddress",
        summary: "Correct where an invited body is written to",
        description: "In the register, which all consultations have: for those with a role on all of them. The address that \
                      stood there is kept: as bad when it refused the last letter, or else as ended. No letter is sent by this.",
        parameters: vec![
            if_match_parameter("`body_version` in quotation marks, as it was last seen.")
                .required(),
        ],
        request: Some(schema_of::<AddressInput>()),
        responses: vec![Response::of::<WholeView>(
            200,
            "The invited body as it is now.",
        )],
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn address(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<AddressInput>,
) -> Result<HttpResponse, Error> {
    ask_to_correct(&staff, "/address")?;
    let (id, seen) = (id(&req, "invited")?, if_match(&req)?.version());
    let address = EmailAddress::parse(body.value.address.trim());
    let fault = |_| Error::invalid(vec![FieldError::new("/address", "error-email")]);
    let address = address.map_err(fault)?;
    let consultation = consultation(&app, &req).await?;
    let (by, at) = (By::staff(&staff, &app), (consultation.id, id));
    let correct = move |conn: &mut Conn| correct_invited(conn, at, seen, &address, by);
    match app.db.write(correct).await {
        Ok(()) => answer(&view(&app, &consultation, id).await?),
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let now = view(&app, &consultation, id).await?;
            Err(error.beside("current", json!(now)))
        }
        Err(error) => Err(error),
    }
}

pub fn handle_doc() -> Operation {
    Operation {
        id: "handleInvitedReport",
        summary: "Say that a report about an invited body is dealt with",
        description: "It waits no longer; no address changes.",
        responses: vec![Response::empty(204, "It is dealt with.")],
        ..Operation::default()
    }
}

pub async fn handle(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (invited, report) = (id(&req, "invited")?, id(&req, "report")?);
    let consultation = consultation(&app, &req).await?;
    let (by, at) = (By::staff(&staff, &app), (consultation.id, invited));
    let handle = move |conn: &mut Conn| handle_invited_report(conn, at, report, by);
    app.db.write(handle).await?;
    Ok(HttpResponse::NoContent().finish())
}
