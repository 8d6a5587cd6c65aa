//! What an answer supports, for programs: read, chosen, let go of, kept.

use super::{desk_and_consultation, number};
use crate::app::App;
use crate::consultations::Consultation;
use crate::endorsements::endorse::{self, Extent, Wanted};
use crate::error::{Error, Problem};
use crate::programs::{NoBody, answer};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::submissions::endorsement::{Endorsement, grouped};
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// How much of the answer is supported, as it was read.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndorsementInput {
    /// The version that was read.
    #[schema(minimum = 1)]
    #[validate(range(min = 1))]
    version: i32,
    /// Keys of the råd in which it is supported; null or absent: the whole answer.
    #[serde(default)]
    #[schema(min_items = 1, max_items = 1000)]
    #[validate(length(min = 1, max = 1000))]
    advice: Option<Vec<String>>,
    /// Where one of these råd has no comment, that mark goes; otherwise it is refused.
    #[serde(default)]
    replace_no_comment: bool,
}

/// What an answer that is being written supports.
#[derive(Serialize, ToSchema)]
#[schema(as = Endorsements)]
struct EndorsementsView {
    items: Vec<EndorsementView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Endorsement)]
struct EndorsementView {
    /// In its case: what stands after the H.
    number: i64,
    /// The whole number: «24/13304-H17».
    reference: String,
    name: String,
    /// The version that was read.
    version: i32,
    /// Keys of the råd; null: the whole answer.
    advice: Option<Vec<String>>,
    #[schema(value_type = StandView)]
    stand: &'static str,
}

/// `newer`: another version stands than the one that was read. `unshared`: shared no more; it must be let go of or kept before
/// the answer is sent. `kept`: kept so. `withdrawn`: taken back; it must be let go of before the answer is sent.
#[derive(ToSchema)]
#[schema(as = EndorsementStand, rename_all = "snake_case")]
#[allow(dead_code, reason = "names the words for the OpenAPI document")]
enum StandView {
    AsRead,
    Newer,
    Unshared,
    Kept,
    Withdrawn,
}

impl EndorsementsView {
    fn of(desk: &Desk, consultation: &Consultation) -> Self {
        let all: Vec<Endorsement> = desk.endorsements.iter().map(|e| e.of.clone()).collect();
        let groups = grouped(&all, consultation).into_iter();
        let view = |group: crate::submissions::receipt::Supported| {
            let mut here = desk.endorsements.iter();
            let one = here.find(|one| one.of.reference == group.number)?;
            Some(EndorsementView {
                number: one.of.number,
                reference: group.number,
                name: group.name,
                version: group.version,
                advice: group.advice,
                stand: one.stand.as_str(),
            })
        };
        Self {
            items: groups.filter_map(view).collect(),
        }
    }
}

async fn view(app: &App, access: &DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(app, access).await?;
    answer(&EndorsementsView::of(&desk, &consultation))
}

fn doc(id: &'static str, summary: &'static str, description: &'static str) -> Operation {
    Operation {
        id,
        summary,
        description,
        responses: vec![Response::of::<EndorsementsView>(
            200,
            "All that the answer supports.",
        )],
        ..Operation::default()
    }
}

pub fn list_doc() -> Operation {
    doc(
        "listEndorsements",
        "Read what an answer supports",
        "In the order of the numbers.",
    )
}

pub async fn list(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    view(&app, &access).await
}

pub fn put_doc() -> Operation {
    Operation {
        request: Some(schema_of::<EndorsementInput>()),
        problems: &[Problem::Locked, Problem::PreconditionFailed],
        ..doc(
            "endorseAnswer",
            "Support an answer that is shared",
            "In whole or in some råd, in place of what was supported of it. A support alone is enough to send; texts of \
             one's own stand beside it. Refused with `precondition-failed` when another version stands than the one that \
             was read, and for a råd to which the answer says nothing.",
        )
    }
}

pub async fn put_one(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<EndorsementInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let asked = body.value;
    let wanted = Wanted {
        number: number(&req)?,
        version: asked.version,
        extent: asked.advice.map_or(Extent::Whole, Extent::Advice),
        replaces_no_comment: asked.replace_no_comment,
    };
    endorse::endorse(&app, consultation, desk.id, access.link.clone(), wanted)
        .await
        .map_err(json::in_body)?;
    view(&app, &access).await
}

pub fn remove_doc() -> Operation {
    Operation {
        problems: &[Problem::Locked, Problem::Invalid],
        ..doc(
            "removeEndorsement",
            "Support an answer no more",
            "One that is not supported stays so.",
        )
    }
}

pub async fn remove(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let link = access.link.clone();
    endorse::let_go(&app, consultation, desk.id, link, number(&req)?).await?;
    view(&app, &access).await
}

pub fn keep_doc() -> Operation {
    Operation {
        problems: &[Problem::Locked, Problem::Invalid],
        ..doc(
            "keepEndorsement",
            "Keep supporting an answer that is shared no more",
            "Not found when it is not supported. Refused when its sender has taken it back.",
        )
    }
}

pub async fn keep_one(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let link = access.link.clone();
    endorse::keep(&app, consultation, desk.id, link, number(&req)?)
        .await
        .map_err(json::of_whole)?;
    view(&app, &access).await
}
