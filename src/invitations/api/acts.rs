//! What is done with invitations: sent, sent again, given a new link, closed, tried again.

use super::asked::{MatchingInvitations, whom};
use super::consultation;
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::idempotency::{self, Claimed, once};
use crate::invitations::invite::{self, Act};
use crate::programs::{claim, give, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What is to be done, and with whom: by their ids, or everybody who is looked for. One of the two.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InvitationActInput)]
pub struct ActInput {
    #[serde(deserialize_with = "json::word")]
    act: Act,
    #[serde(default)]
    #[schema(min_items = 1, max_items = 5000)]
    #[validate(length(min = 1, max = 5000))]
    ids: Option<Vec<Uuid>>,
    #[serde(default, deserialize_with = "json::given_object")]
    #[schema(nullable = false)]
    #[validate(nested)]
    matching: Option<MatchingInvitations>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InvitationActDone)]
struct DoneView {
    /// For how many it was done.
    done: usize,
    /// How many were meant for whom there was nothing to do.
    others: usize,
}

pub fn act_doc() -> Operation {
    Operation {
        id: "actOnInvitations",
        summary: "Send letters, close links, try again",
        description: "`send`: the first letter, to those that have got none. `send_again`: another with the same link. \
                      `new_link`: another with a new link; what opened the answer before opens nothing from now on. \
                      `close_link`: no link opens the answer from now on. `release`: a parked letter is tried again. For \
                      whom there is nothing to do, nothing is done; the same Idempotency-Key sends nobody two letters.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<ActInput>()),
        responses: vec![Response::of::<DoneView>(
            200,
            "It is done; letters are on their way.",
        )],
        problems: &[
            Problem::NotOpen,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn act(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<ActInput>,
) -> Result<HttpResponse, Error> {
    let consultation = consultation(&app, &req).await?;
    let about = consultation.id.to_string();
    let claim = claim(&req, &staff, "actOnInvitations", &about, &body.received)?;
    let (asked, at) = (body.value, body.received.at);
    let whom = whom(asked.ids, asked.matching)?;
    // It is done in several transactions: the answer is kept after the last. A request that broke off and comes
    // again goes on, since its letters have the key for their slot.
    let claimed = claim.clone();
    let seen = move |conn: &mut Conn| idempotency::claim(conn, &claimed);
    if let Claimed::Replay(stored) = app.db.write(seen).await? {
        return give(stored);
    }
    let (ids, meant) = invite::concerned(&app, &consultation, asked.act, &whom).await?;
    // Others may use the same key, and the pages have keys of their own.
    let press = format!("{}:{}", staff.staff_id, claim.key);
    let done = invite::act(&app, &consultation, asked.act, &ids, &press, staff.actor()).await?;
    let view = DoneView {
        done,
        others: meant.saturating_sub(done),
    };
    let answer = stored(200, vec![], &view);
    let keep = move |conn: &mut Conn| once(conn, Some(&claim), at, |_| Ok(answer.clone()));
    give(app.db.write(keep).await?)
}
