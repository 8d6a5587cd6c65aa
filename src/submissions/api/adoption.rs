//! Who has decided on an answer, or will: told, taken away, and confirmed after it was sent with reservation.

use super::desk_and_consultation;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::programs::{NoBody, answer, if_match_parameter};
use crate::session::guard::DeskAccess;
use crate::submissions::adoption::{self, Confirmed, Confirming};
use crate::submissions::desk::Desk;
use crate::submissions::draft::Seen;
use crate::submissions::receipt::{Adoption, AdoptionKind};
use crate::submissions::submit;
use crate::web::conditions::if_match;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Who has decided on the answer, or will. `political` has `body`, `on` and perhaps `case`; `administrative` has `name`,
/// `on` and perhaps `role` and `case`; `reserved` has `body` and `on`, the day of the meeting.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptionInput {
    #[serde(deserialize_with = "json::word")]
    pub kind: AdoptionKind,
    /// The council, committee or board. One line.
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    pub body: Option<String>,
    /// The number of its own case.
    #[serde(default)]
    #[schema(max_length = 100)]
    #[validate(length(max = 100))]
    pub case: Option<String>,
    /// Who has approved it.
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    pub name: Option<String>,
    /// Not ahead for what was decided, not behind for a reservation.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    pub role: Option<String>,
}

impl From<AdoptionInput> for Adoption {
    fn from(told: AdoptionInput) -> Self {
        Self {
            body: told.body,
            case: told.case,
            kind: told.kind,
            name: told.name,
            on: told.on,
            role: told.role,
        }
    }
}

/// The meeting's decision: as it was sent.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmedInput {
    /// Unless it is the body that was named in the reservation.
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    adopted_by: Option<String>,
    /// Not ahead.
    adopted_on: NaiveDate,
    #[serde(default)]
    #[schema(max_length = 100)]
    #[validate(length(max = 100))]
    case: Option<String>,
    /// The last version that was sent when this was decided: one that was sent since is not confirmed unseen.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i32>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DraftAdoption)]
struct AdoptionView {
    /// As it is told at the draft, for what is sent next.
    told: Option<Adoption>,
    /// What was sent with reservation waits for the body to decide.
    waits: bool,
    /// The versions that a confirmation holds for: the one that stands, and what came beside it with reservation, too.
    versions: Vec<i32>,
    /// It has been adopted as it was sent.
    confirmed: Option<ConfirmedView>,
}

/// What was sent with reservation has been adopted as it was sent.
#[derive(Serialize, ToSchema)]
#[schema(as = AdoptionConfirmed)]
pub struct ConfirmedView {
    pub adopted_by: String,
    pub adopted_on: NaiveDate,
    pub case: Option<String>,
    /// When that was told.
    pub at: DateTime<Utc>,
}

impl From<Confirmed> for ConfirmedView {
    fn from(confirmed: Confirmed) -> Self {
        Self {
            adopted_by: confirmed.adopted_by,
            adopted_on: confirmed.adopted_on,
            case: confirmed.case,
            at: confirmed.at,
        }
    }
}

async fn view(app: &App, desk: Desk) -> Result<HttpResponse, Error> {
    let versions = match desk.sent {
        Some(_) => submit::sent_versions(app, desk.id).await?,
        None => Vec::new(),
    };
    let waiting = adoption::waiting(&desk, &versions);
    let confirmed = waiting.last().and_then(|last| last.confirmed.clone());
    answer(&AdoptionView {
        waits: !waiting.is_empty() && confirmed.is_none(),
        versions: adoption::holds_for(&waiting),
        confirmed: confirmed.map(ConfirmedView::from),
        told: desk.adoption,
    })
}

fn doc(id: &'static str, summary: &'static str, description: &'static str) -> Operation {
    Operation {
        id,
        summary,
        description,
        responses: vec![Response::of::<AdoptionView>(200, "How it stands.")],
        ..Operation::default()
    }
}

pub fn read_doc() -> Operation {
    doc("readAdoption", "Read who has decided on an answer", "")
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, _) = desk_and_consultation(&app, &access).await?;
    view(&app, desk).await
}

pub fn tell_doc() -> Operation {
    Operation {
        parameters: vec![if_match_parameter("The draft's ETag, as it was last seen.").required()],
        request: Some(schema_of::<AdoptionInput>()),
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..doc(
            "tellAdoption",
            "Tell who has decided on an answer, or will",
            "Kept at the draft, and part of what is sent from it. Also while the text is locked.",
        )
    }
}

pub async fn tell(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<AdoptionInput>,
) -> Result<HttpResponse, Error> {
    let seen = Seen::Draft(if_match(&req)?.version());
    let told = Some(Adoption::from(body.value));
    let desk = adoption::tell(&app, access.desk_id(), seen, told).await;
    view(&app, desk.map_err(json::in_body)?).await
}

pub fn remove_doc() -> Operation {
    Operation {
        parameters: vec![if_match_parameter("The draft's ETag, as it was last seen.").required()],
        problems: &[
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
            Problem::Invalid,
        ],
        ..doc(
            "removeAdoption",
            "Tell nothing of who has decided on an answer",
            "",
        )
    }
}

pub async fn remove(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let seen = Seen::Draft(if_match(&req)?.version());
    let desk = adoption::tell(&app, access.desk_id(), seen, None).await?;
    view(&app, desk).await
}

pub fn confirm_doc() -> Operation {
    Operation {
        request: Some(schema_of::<ConfirmedInput>()),
        problems: &[Problem::PreconditionFailed],
        ..doc(
            "confirmAdoption",
            "Confirm what was sent with reservation",
            "The body has adopted it as it was sent. That is no new text and never late. Again it corrects what was told. \
             Not found when neither the version that stands nor what came beside it was sent with reservation, when a later \
             one tells what was decided, or when it was taken back.",
        )
    }
}

pub async fn confirm(
    app: Data<App>,
    access: DeskAccess,
    body: Json<ConfirmedInput>,
) -> Result<HttpResponse, Error> {
    let (desk, _) = desk_and_consultation(&app, &access).await?;
    let told = body.value;
    let confirming = Confirming {
        adopted_by: told.adopted_by,
        adopted_on: told.adopted_on,
        case: told.case,
        seen: told.version,
    };
    let names = [("body", "adopted_by"), ("on", "adopted_on")];
    adoption::confirm(&app, desk.id, access.actor(), confirming)
        .await
        .map_err(|error| json::in_members(error, &names))?;
    let (desk, _) = desk_and_consultation(&app, &access).await?;
    view(&app, desk).await
}
