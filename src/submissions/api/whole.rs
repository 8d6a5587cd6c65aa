//! A whole answer in one call. Answers come as an array, so that one that stands there twice is told
//! apart from one that is right: an object with a repeated key would silently keep the last.

mod asked;
mod content;

use super::sending::sent_answer;
use super::views::SentAnswer;
use super::{in_sender, replay, required_claim};
use crate::app::App;
use crate::audit::Actor;
use crate::consultations::{Consultation, Field};
use crate::error::{Error, Problem};
use crate::idempotency::Stored;
use crate::programs::key_parameter;
use crate::right::Right;
use crate::session::Link;
use crate::session::guard::MaybeBearer;
use crate::submissions::desk::SenderDetails;
use crate::submissions::draft::Beginning;
use crate::submissions::receipt::Adoption;
use crate::submissions::store::Channel;
use crate::submissions::submit::{self, Request, WhichDesk};
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use asked::{AnswerSender, WholeAnswer};
use content::content;
use std::sync::Arc;

pub fn send_doc() -> Operation {
    Operation {
        id: "sendAnswer",
        summary: "Send a whole answer in one call",
        description: "With the token of a draft the answer becomes the next version of what was sent from it; what \
                      stands in the draft is left as it is. Without a token a draft is made for it, whose token \
                      is in the answer: keep it, it reads the receipt and replaces the answer.",
        parameters: vec![key_parameter(false).required()],
        request: Some(schema_of::<WholeAnswer>()),
        responses: vec![Response::of::<SentAnswer>(201, "It is received.").headers(&["Location"])],
        problems: &[
            Problem::IdempotencyKeyMissing,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
            Problem::NotOpen,
            Problem::Locked,
            Problem::NothingWritten,
            Problem::OverLimit,
        ],
        ..Operation::default()
    }
}

pub async fn send(
    app: Data<App>,
    slug: Path<String>,
    req: HttpRequest,
    MaybeBearer(link): MaybeBearer,
    body: Json<WholeAnswer>,
) -> Result<HttpResponse, Error> {
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    let desk = link.as_ref().map(|link| link.desk_id);
    let claim = required_claim(&req, &body.received, desk, "sendAnswer", consultation.id)?;
    let request = Request {
        channel: Channel::Api,
        language: body.value.language,
        received_at: body.received.at,
        actor: link
            .as_ref()
            .map_or(Actor::Anyone, |link| Actor::Link(link.id)),
        claim: claim.clone(),
        respond: sent_answer,
        if_sent: None,
    };
    let outcome = receive(&app, consultation, link, body.value, request).await;
    replay::give(&app, submit::or_answered(&app, &claim, outcome).await?)
}

async fn receive(
    app: &App,
    consultation: Arc<Consultation>,
    link: Option<Link>,
    asked: WholeAnswer,
    request: Request,
) -> Result<Stored, Error> {
    let details = details(asked.sender, asked.withhold_reason);
    let adoption = asked.adoption.map(Adoption::from);
    let (content, places) = content(&consultation, asked.answers)?;
    let desk = match link {
        Some(link) if link.right < Right::Send => return Err(Problem::RightMissing.into()),
        Some(link) => WhichDesk::Of(link.desk_id),
        None => {
            let beginning = Beginning {
                consultation: &consultation,
                sender: details.clone(),
                chosen: vec![],
                language: request.language,
                at: request.received_at,
            };
            WhichDesk::New(Box::new(beginning.check(app).map_err(in_sender)?))
        }
    };
    let at = |field: &Field| {
        format!(
            "/answers/{}/text",
            places.get(&field.id).copied().unwrap_or(0)
        )
    };
    submit::send_whole(
        app,
        consultation,
        desk,
        details,
        (content, adoption),
        request,
        at,
    )
    .await
    .map_err(in_sender)
}

fn details(sender: AnswerSender, withhold_reason: Option<String>) -> SenderDetails {
    SenderDetails {
        on_behalf: Some(sender.on_behalf),
        organisation: sender.organisation,
        organisation_number: sender.organisation_number,
        person: Some(sender.person),
        role: sender.role,
        email: Some(sender.email),
        name_withheld: sender.name_withheld,
        withhold_reason,
    }
}
