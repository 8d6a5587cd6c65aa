//! What inviting more bodies would do, before anything is done.

use super::add::{chosen, not_ready};
use super::consultation;
use crate::app::App;
use crate::bodies::{self, Body, BodyListView};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::invitations::add::{self, Chosen, Look};
use crate::programs::answer;
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Who would be invited: some bodies of the register, or all on a list. One of the two.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LookOverInput)]
pub struct LookInput {
    #[serde(default)]
    #[schema(min_items = 1, max_items = 5000)]
    #[validate(length(min = 1, max = 5000))]
    bodies: Option<Vec<Uuid>>,
    /// A list that is ready or locked.
    #[serde(default)]
    list: Option<Uuid>,
}

/// What would become of each. Nothing is done.
#[derive(Serialize, ToSchema)]
#[schema(as = InvitationsLookedOver)]
struct LookView {
    /// The list that would be locked; `inviteMore` asks for its version.
    list: Option<BodyListView>,
    /// Who would be invited.
    new: Vec<LookedOver>,
    /// How many of the new no letter can reach.
    without_address: usize,
    /// Who are invited already.
    invited: Vec<LookedOver>,
    /// Who are no more, and would be left out.
    closed: Vec<LookedOver>,
}

/// A body of the register.
#[derive(Serialize, ToSchema)]
#[schema(as = BodyLookedOver)]
struct LookedOver {
    id: Uuid,
    name: String,
    /// Where its letters go.
    address: Option<String>,
}

impl LookedOver {
    fn of(body: &Body) -> Self {
        Self {
            id: body.id,
            name: body.own_name().to_owned(),
            address: body.official_address().map(ToOwned::to_owned),
        }
    }

    fn all(bodies: &[Body]) -> Vec<Self> {
        bodies.iter().map(Self::of).collect()
    }
}

impl LookView {
    fn of(look: Look) -> Self {
        Self {
            new: LookedOver::all(&look.new),
            without_address: look.without_address(),
            invited: LookedOver::all(&look.invited),
            closed: LookedOver::all(&look.closed),
            list: look.list.map(BodyListView::from),
        }
    }
}

pub fn look_over_doc() -> Operation {
    Operation {
        id: "lookOverInvitations",
        summary: "See what inviting more bodies would do",
        description: "Nothing is done: inviteMore does it, with the same bodies or the same list.",
        request: Some(schema_of::<LookInput>()),
        responses: vec![Response::of::<LookView>(200, "What would be done.")],
        problems: &[Problem::NotOpen],
        ..Operation::default()
    }
}

pub async fn look_over(
    app: Data<App>,
    req: HttpRequest,
    body: Json<LookInput>,
) -> Result<HttpResponse, Error> {
    let consultation = consultation(&app, &req).await?;
    let (asked, now) = (body.value, app.clock.now());
    let chosen = chosen(asked.bodies, asked.list)?;
    let look = move |conn: &mut Conn| {
        let looked = add::look(conn, &consultation, &chosen, now);
        match (looked, chosen) {
            (Err(error), Chosen::List(id, _)) if error.problem == Problem::NotFound => {
                match bodies::find_list(conn, id)? {
                    Some(_) => Err(not_ready()),
                    None => Err(error),
                }
            }
            (looked, _) => looked,
        }
    };
    answer(&LookView::of(app.db.read(look).await?))
}
