//! Bodies that are invited after the publishing, with the reason that everybody reads. What that would do is told by
//! `look.rs`.

use super::consultation;
use crate::app::App;
use crate::bodies::{self, BodyListView, By};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::once;
use crate::invitations::add::{self, Added, Chosen};
use crate::programs::{claim, give, if_match_parameter, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::web::conditions::if_match;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Who is to be invited, and why: some bodies of the register, or all on a list. One of the two.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteInput {
    #[serde(default)]
    #[schema(min_items = 1, max_items = 5000)]
    #[validate(length(min = 1, max = 5000))]
    bodies: Option<Vec<Uuid>>,
    /// A list that is ready or locked; `If-Match` names its version, and it is locked.
    #[serde(default)]
    list: Option<Uuid>,
    #[serde(deserialize_with = "json::object")]
    #[validate(nested)]
    reason: ReasonInput,
}

/// Stands beside their names on the page of the consultation.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InviteReasonInput)]
pub struct ReasonInput {
    #[schema(min_length = 1, max_length = 500)]
    #[validate(length(min = 1, max = 500))]
    nb: String,
    #[schema(max_length = 500)]
    #[validate(length(max = 500))]
    nn: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InvitedMore)]
struct AddedView {
    added: usize,
    /// How many were invited already.
    invited: usize,
    /// How many are no more, and were left out.
    closed: usize,
}

pub fn invite_doc() -> Operation {
    Operation {
        id: "inviteMore",
        summary: "Invite more bodies",
        description: "No letter is sent by this. Who is invited already, and who is no more, is left out and counted.",
        parameters: vec![
            key_parameter(true),
            if_match_parameter("The ETag of the list, as it was last seen; only with `list`."),
        ],
        request: Some(schema_of::<InviteInput>()),
        responses: vec![Response::of::<AddedView>(200, "They are invited.")],
        problems: &[
            Problem::NotOpen,
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn invite(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<InviteInput>,
) -> Result<HttpResponse, Error> {
    let consultation = consultation(&app, &req).await?;
    let about = consultation.id.to_string();
    let claim = claim(&req, &staff, "inviteMore", &about, &body.received)?;
    let asked = body.value;
    let nn = asked.reason.nn.unwrap_or_default();
    let reason = add::reason(&asked.reason.nb, &nn);
    let names = [("grunn", "/reason/nb"), ("grunn_nn", "/reason/nn")];
    let reason = reason.map_err(|error| json::in_members(error, &names))?;
    let chosen = match chosen(asked.bodies, asked.list)? {
        Chosen::List(id, _) => Chosen::List(id, Some(if_match(&req)?.version())),
        bodies => bodies,
    };
    let (by, whom) = (By::staff(&staff, &app), chosen.clone());
    let about = Arc::clone(&consultation);
    let add = move |conn: &mut Conn| {
        once(conn, Some(&claim), by.at, |conn| {
            match add::add(conn, &about, &whom, &reason, by)? {
                Added::Done {
                    added,
                    invited,
                    closed,
                } => Ok(stored(
                    200,
                    vec![],
                    &AddedView {
                        added,
                        invited,
                        closed,
                    },
                )),
                Added::Moved => Err(Problem::PreconditionFailed.into()),
            }
        })
    };
    match (app.db.write(add).await, chosen) {
        (Err(error), Chosen::List(id, seen)) if error.problem == Problem::PreconditionFailed => {
            Err(moved(&app, id, seen).await)
        }
        (done, _) => give(done?),
    }
}

/// One of the two.
pub(super) fn chosen(bodies: Option<Vec<Uuid>>, list: Option<Uuid>) -> Result<Chosen, Error> {
    let fault = |at: &str| {
        Err(Error::invalid(vec![FieldError::new(
            at,
            "error-bodies-or-list",
        )]))
    };
    match (bodies, list) {
        (Some(_), Some(_)) => fault("/list"),
        (None, None) => fault("/bodies"),
        (Some(ids), None) => Ok(Chosen::Bodies(ids)),
        (None, Some(id)) => Ok(Chosen::List(id, None)),
    }
}

/// The list is another than was seen, or a draft.
async fn moved(app: &App, id: Uuid, seen: Option<i64>) -> Error {
    match app.db.read(move |conn| bodies::find_list(conn, id)).await {
        Ok(Some(list)) if Some(list.version) == seen => not_ready(),
        Ok(Some(list)) => {
            let now = BodyListView::from(list);
            Error::new(Problem::PreconditionFailed).beside("current", json!(now))
        }
        Ok(None) => Problem::NotFound.into(),
        Err(error) => error,
    }
}

/// The list is a draft.
pub(super) fn not_ready() -> Error {
    Error::invalid(vec![FieldError::new("/list", "error-list-not-ready")])
}
