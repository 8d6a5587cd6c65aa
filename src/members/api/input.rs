//! What members say of a part, and taking it into the own answer, for programs.

use super::in_body;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::members::merge::{Input, Taken, inputs, part, take_in};
use crate::programs::{answer, if_match_parameter};
use crate::session::guard::DeskAccess;
use crate::submissions::api::{desk_and_consultation, field_to_write};
use crate::submissions::umbrella::{Heard, Source, heard, is_rewritten};
use crate::web::conditions::{etag, if_match};
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What members say of one part.
#[derive(Serialize, ToSchema)]
struct MemberInputs {
    fields: Vec<MemberInputField>,
    /// The names of those who have no comment on the råd.
    no_comment: Vec<String>,
}

#[derive(Serialize, ToSchema)]
struct MemberInputField {
    field: String,
    inputs: Vec<MemberInputView>,
    /// Whose input was taken into the own text.
    sources: Vec<MemberSource>,
}

/// A member whose input was taken into the own text, the last time.
#[derive(Serialize, ToSchema)]
struct MemberSource {
    member: Uuid,
    name: String,
    taken_in_at: DateTime<Utc>,
    /// The own text was saved since, other than by taking in more: the input may or may not stand there still.
    rewritten_since: bool,
}

impl MemberSource {
    fn all(sources: &[Source], version: i64) -> Vec<Self> {
        let source = |one: &Source| Self {
            member: one.member_id,
            name: one.name.clone(),
            taken_in_at: one.at,
            rewritten_since: is_rewritten(sources, one, version),
        };
        sources.iter().map(source).collect()
    }
}

#[derive(Serialize, ToSchema)]
struct MemberInputView {
    member: Uuid,
    name: String,
    text: Option<String>,
    choice: Option<String>,
    handed_over_at: DateTime<Utc>,
    /// After the day of the round.
    late: bool,
    /// This very text was taken in.
    taken_in: bool,
    /// When the member's input was taken in last, this or what it said before.
    taken_in_at: Option<DateTime<Utc>>,
    /// The member has handed over another text since, which was not taken in.
    changed_since_taken_in: bool,
}

impl MemberInputView {
    fn of(input: &Input) -> Self {
        Self {
            member: input.member_id,
            name: input.name.clone(),
            text: input.text.clone(),
            choice: input.choice.clone(),
            handed_over_at: input.at,
            late: input.late,
            taken_in: input.taken_in.is_some_and(|taken| !taken.changed_since),
            taken_in_at: input.taken_in.map(|taken| taken.at),
            changed_since_taken_in: input.taken_in.is_some_and(|taken| taken.changed_since),
        }
    }
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readMemberInput",
        summary: "Read what members say of a part",
        description: "The newest that each has handed over. `key` is that of a råd, or `generelt` for the general comments.",
        responses: vec![Response::of::<MemberInputs>(
            200,
            "What they say, field by field.",
        )],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let part = part(&consultation, &path.1)?;
    let said = inputs(&app, desk.id, &part).await?;
    let heard: Heard = heard(&app, desk.id).await?.unwrap_or_default();
    let fields = part.fields.iter().map(|field| {
        let here = said.iter().filter(|input| input.field_id == Some(field.id));
        let stands = desk.field(field);
        MemberInputField {
            field: field.key.clone(),
            inputs: here.map(MemberInputView::of).collect(),
            sources: match stands.is_empty() {
                true => Vec::new(),
                false => MemberSource::all(heard.sources(field.id), stands.version),
            },
        }
    });
    let without = said.iter().filter(|input| input.field_id.is_none());
    answer(&MemberInputs {
        no_comment: without.map(|input| input.name.clone()).collect(),
        fields: fields.collect(),
    })
}

/// Whose input is taken in.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeInInput {
    /// Members that have handed over a text in the field.
    #[schema(min_items = 1, max_items = 500)]
    #[validate(length(min = 1, max = 500))]
    members: Vec<Uuid>,
}

#[derive(Serialize, ToSchema)]
struct TakenIn {
    /// Of the field, with what was taken in behind what stood there.
    version: i64,
}

pub fn take_doc() -> Operation {
    Operation {
        id: "takeInMemberInput",
        summary: "Take in what members say",
        description: "Their texts are put behind what stands in the field, each in a paragraph of its own, over the version \
                      in If-Match. When somebody else saved meanwhile, nothing is taken in. Whose text it was is seen at this \
                      draft and never sent.",
        parameters: vec![if_match_parameter("The field's ETag, as it was last seen.").required()],
        request: Some(schema_of::<TakeInInput>()),
        responses: vec![Response::of::<TakenIn>(200, "It stands there.").headers(&["ETag"])],
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn take(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    req: HttpRequest,
    body: Json<TakeInInput>,
) -> Result<HttpResponse, Error> {
    let base = if_match(&req)?.version();
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let field = field_to_write(&access, &consultation, &path.1)?;
    // Named twice is named once.
    let members: BTreeSet<Uuid> = body.value.members.into_iter().collect();
    let members = members.into_iter().collect();
    let taken = take_in(&app, desk.id, access.link.id, field, base, members);
    match taken.await.map_err(in_body)? {
        Taken::In { version } => Ok(HttpResponse::Ok()
            .insert_header((header::ETAG, etag(version)))
            .json(TakenIn { version })),
        Taken::Overtaken { stands } => {
            let current = json!({ "version": stands.version, "text": stands.text });
            Err(Error::new(Problem::PreconditionFailed).beside("current", current))
        }
    }
}
