//! Letting others support an answer, for programs.

use super::desk_and_consultation;
use crate::app::App;
use crate::endorsements::share::{self, Sharing, Supporter};
use crate::error::{Error, FieldError, Problem};
use crate::programs::{NoBody, answer};
use crate::session::guard::DeskAccess;
use crate::web::json;
use crate::web::openapi::{Operation, Parameter, Response};
use crate::web::query::Query;
use actix_web::HttpResponse;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

/// Whether others may support the answer.
#[derive(Serialize, ToSchema)]
#[schema(as = AnswerSharing)]
struct SharingView {
    shared: bool,
    since: Option<DateTime<Utc>>,
    /// Nothing stands in the way of sharing it.
    can_be_shared: bool,
    /// The answers that support it and are shared themselves, in the order of their numbers. Others may support it, too.
    supported_by: Vec<SupporterView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AnswerSupporter)]
struct SupporterView {
    /// In its case: what stands after the H.
    number: i64,
    /// The whole number: «24/13304-H17».
    reference: String,
    /// The body or organisation.
    name: String,
    /// Keys of the råd in which it supports the answer; null: all of it.
    advice: Option<Vec<String>>,
}

impl From<Supporter> for SupporterView {
    fn from(one: Supporter) -> Self {
        Self {
            number: one.answer.number,
            reference: one.answer.reference,
            name: one.answer.name,
            advice: one
                .advice
                .map(|advice| advice.into_iter().map(|(key, _)| key).collect()),
        }
    }
}

async fn view(app: &App, access: &DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(app, access).await?;
    let sharing = share::look(app, &consultation, desk.id).await?;
    let Sharing {
        shared_at,
        hindrance,
        supporters,
    } = sharing;
    answer(&SharingView {
        shared: shared_at.is_some(),
        since: shared_at,
        can_be_shared: hindrance.is_none(),
        supported_by: supporters.into_iter().map(SupporterView::from).collect(),
    })
}

fn doc(id: &'static str, summary: &'static str, description: &'static str) -> Operation {
    Operation {
        id,
        summary,
        description,
        responses: vec![Response::of::<SharingView>(200, "How it is shared.")],
        ..Operation::default()
    }
}

pub fn read_doc() -> Operation {
    doc(
        "readSharing",
        "Read whether others may support the answer, and who does",
        "Not found before the answer has its number.",
    )
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    view(&app, &access).await
}

pub fn share_doc() -> Operation {
    let version = json!({ "type": "integer", "format": "int32", "minimum": 1 });
    Operation {
        parameters: vec![Parameter::query(
            "version",
            "The last version that was sent when this was decided: one that was sent since is not shared unseen.",
            version,
        )],
        problems: &[
            Problem::NotOpen,
            Problem::Invalid,
            Problem::PreconditionFailed,
        ],
        ..doc(
            "shareAnswer",
            "Let others support the answer",
            "Whoever writes an answer to the same consultation can then read the version that stands, and support it: \
             texts, choices, the body's name and the number; never a person, an address or what colleagues say. Only \
             for bodies, and not while something is asked to be withheld. A version that asks for that, and taking the \
             answer back, end it. Again it changes nothing.",
        )
    }
}

pub async fn share_it(
    app: Data<App>,
    access: DeskAccess,
    query: Query,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    query.expect(&["version"])?;
    let unreadable = || {
        let fault = FieldError::new("?version", "error-value");
        Error::of_fields(Problem::MalformedRequest, vec![fault])
    };
    let seen = query.get("version").map(|no| match no.parse() {
        Ok(no @ 1..) => Ok(no),
        _ => Err(unreadable()),
    });
    let seen = seen.transpose()?;
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    share::share(&app, &consultation, desk.id, access.actor(), seen)
        .await
        .map_err(json::of_whole)?;
    view(&app, &access).await
}

pub fn unshare_doc() -> Operation {
    Operation {
        problems: &[Problem::Invalid],
        ..doc(
            "unshareAnswer",
            "Let nobody new support the answer",
            "Nobody reads it as shared any more. Whoever supports it and has not sent that yet must let go of it or keep it \
             knowingly. Again it changes nothing.",
        )
    }
}

pub async fn unshare_it(
    app: Data<App>,
    access: DeskAccess,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    share::unshare(&app, access.desk_id(), access.actor()).await?;
    view(&app, &access).await
}
