//! A body's own invitation, for whoever has the token of its link: read, begun, declined, told that it came to
//! the wrong one. Reading changes nothing.

use crate::app::App;
use crate::error::{Error, Problem};
use crate::invitations::land::{self, Invitation, Said};
use crate::programs::{NoBody, answer};
use crate::session::guard::MaybeBearer;
use crate::submissions::links::Visitor;
use crate::text;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::HttpResponse;
use actix_web::web::Data;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

const TOKEN: &str = "The token of the invitation's link is shown as bearer token.";

/// A body's invitation.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnInvitation)]
struct LandingView {
    /// The body, as it was invited.
    name: String,
    /// The consultation's name in addresses.
    consultation: String,
    /// Open to the end of this day in Oslo, for this body; later answers are received and stamped as late.
    deadline_on: NaiveDate,
    /// An answer can be begun now.
    open: bool,
    /// The body's one answer, which the same token opens.
    draft: Uuid,
    begun_at: Option<DateTime<Utc>>,
    /// Since when the body is not going to answer.
    declined_at: Option<DateTime<Utc>>,
    /// The number of the answer that was sent.
    number: Option<String>,
}

/// What is told of the right recipient; both may be left out.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrongRecipientInput {
    /// Where letters should go instead.
    #[schema(max_length = 254, format = "email")]
    #[validate(length(max = 254))]
    address: Option<String>,
    #[schema(max_length = 1000)]
    note: Option<String>,
}

/// The invitation whose token was shown.
async fn shown(app: &App, bearer: MaybeBearer) -> Result<Invitation, Error> {
    let link = bearer
        .0
        .ok_or_else(|| Error::new(Problem::Unauthenticated))?;
    land::behind(app, link).await
}

fn view(app: &App, invitation: &Invitation) -> LandingView {
    let (desk, consultation) = (&invitation.desk, &invitation.consultation);
    LandingView {
        name: invitation.body.name.clone(),
        consultation: consultation.slug.clone(),
        deadline_on: desk.deadline_on(consultation),
        open: invitation.is_open(app.clock.now()),
        draft: desk.id,
        begun_at: invitation.begun_at(),
        declined_at: invitation.declined_at,
        number: desk.stands().and_then(|sent| sent.number.clone()),
    }
}

const LINKS: &[Link] = &[Link {
    name: "draft",
    operation: "readDraft",
    parameters: &[("desk", "$response.body#/draft")],
}];

pub fn read_doc() -> Operation {
    Operation {
        id: "readOwnInvitation",
        summary: "Read the invitation that a link is of",
        description: TOKEN,
        responses: vec![Response::of::<LandingView>(200, "The invitation.")],
        problems: &[Problem::NotFound],
        links: LINKS,
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, bearer: MaybeBearer) -> Result<HttpResponse, Error> {
    let invitation = shown(&app, bearer).await?;
    answer(&view(&app, &invitation))
}

pub fn begin_doc() -> Operation {
    Operation {
        id: "beginInvitedAnswer",
        summary: "Begin the body's answer, or go on with it",
        description: "It takes back that there will be no answer. The draft in what is answered is opened by the same token. \
                      The token of the invitation's link is shown as bearer token.",
        responses: vec![Response::of::<LandingView>(200, "It is begun.")],
        problems: &[Problem::NotFound, Problem::NotOpen],
        links: LINKS,
        ..Operation::default()
    }
}

pub async fn begin(app: Data<App>, bearer: MaybeBearer, _: NoBody) -> Result<HttpResponse, Error> {
    let invitation = shown(&app, bearer).await?;
    let link = invitation.link.clone();
    land::start(&app, invitation, Visitor::Program).await?;
    answer(&view(&app, &land::behind(&app, link).await?))
}

pub fn decline_doc() -> Operation {
    Operation {
        id: "declineInvitation",
        summary: "Say that the body will not answer",
        description: "Nothing happens when an answer was sent. The token of the invitation's link is shown as bearer token.",
        responses: vec![Response::empty(204, "Staff see it.")],
        problems: &[Problem::NotFound, Problem::NotOpen],
        ..Operation::default()
    }
}

pub async fn decline(
    app: Data<App>,
    bearer: MaybeBearer,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let invitation = shown(&app, bearer).await?;
    land::decline(&app, &invitation, true).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn take_back_doc() -> Operation {
    Operation {
        id: "takeBackDecline",
        summary: "Take back that the body will not answer",
        description: TOKEN,
        responses: vec![Response::empty(204, "It is taken back.")],
        problems: &[Problem::NotFound, Problem::NotOpen],
        ..Operation::default()
    }
}

pub async fn take_back(
    app: Data<App>,
    bearer: MaybeBearer,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let invitation = shown(&app, bearer).await?;
    land::decline(&app, &invitation, false).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn report_doc() -> Operation {
    Operation {
        id: "reportWrongRecipient",
        summary: "Say that the body is not the right recipient",
        description: "Staff are told; no address changes by it. The token of the invitation's link is shown as bearer token.",
        request: Some(schema_of::<WrongRecipientInput>()),
        responses: vec![Response::empty(204, "Staff are told.")],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}

pub async fn report(
    app: Data<App>,
    bearer: MaybeBearer,
    body: Json<WrongRecipientInput>,
) -> Result<HttpResponse, Error> {
    let invitation = shown(&app, bearer).await?;
    let note = text::canonical(&body.value.note.unwrap_or_default());
    let said = Said::check(&body.value.address.unwrap_or_default(), &note);
    let names = [("adresse", "address"), ("melding", "note")];
    let said = said.map_err(|error| json::in_members(error, &names))?;
    land::report(&app, &invitation, said).await?;
    Ok(HttpResponse::NoContent().finish())
}
