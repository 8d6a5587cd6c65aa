//! The round for programs: begun, moved, ended; who is asked, reminded, taken out.

use super::in_body;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::members::ask::{ask, remind, take_out};
use crate::members::hold::{self, Beginning, begin, end, move_day};
use crate::members::round::{Member, Round, State};
use crate::members::wanted::{Told, check};
use crate::programs::{NoBody, answer};
use crate::session::guard::DeskAccess;
use crate::submissions::api::desk_and_consultation;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What an umbrella organisation asks of its members.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberRoundInput {
    /// Open to the end of this day in Oslo: today or later, and before the deadline of the draft.
    due_on: NaiveDate,
    /// Stands in the letter, and where the members write.
    #[serde(default)]
    #[schema(max_length = 4000)]
    #[validate(length(max = 4_000))]
    message: String,
    /// The language of the letters.
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "nb")]
    language: Lang,
}

/// Another day for the members.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberDayInput {
    /// As when the round begins.
    due_on: NaiveDate,
}

/// Who is asked.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembersInput {
    #[validate(nested)]
    #[serde(deserialize_with = "json::objects")]
    #[schema(min_items = 1, max_items = 500)]
    members: Vec<MemberInput>,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberInput {
    /// What the member organisation is called. One line.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    name: String,
    /// Where its letter goes.
    #[schema(min_length = 3, max_length = 254, format = "email")]
    #[validate(length(min = 3, max = 254))]
    email: String,
}

#[derive(Serialize, ToSchema)]
struct MemberRound {
    due_on: NaiveDate,
    message: String,
    language: Lang,
    begun_at: DateTime<Utc>,
    /// Nothing is taken after this; another day opens it again.
    ended_at: Option<DateTime<Utc>>,
    /// In the order in which they were asked.
    members: Vec<MemberOrganisation>,
}

#[derive(Serialize, ToSchema)]
struct MemberOrganisation {
    id: Uuid,
    name: String,
    email: String,
    state: State,
    asked_at: DateTime<Utc>,
    reminded_at: Option<DateTime<Utc>>,
    /// The last time; the newest counts.
    handed_over_at: Option<DateTime<Utc>>,
    /// Something was written since.
    has_more: bool,
}

impl From<Member> for MemberOrganisation {
    fn from(member: Member) -> Self {
        Self {
            state: member.state(),
            has_more: member.has_more(),
            reminded_at: member.reminded.last().copied(),
            handed_over_at: member.handed_over.map(|last| last.at),
            id: member.id,
            name: member.name,
            email: member.email,
            asked_at: member.asked_at,
        }
    }
}

impl MemberRound {
    fn of(round: Round, members: Vec<Member>) -> Self {
        Self {
            due_on: round.due_on,
            message: round.message,
            language: round.language,
            begun_at: round.made_at,
            ended_at: round.ended_at,
            members: members.into_iter().map(MemberOrganisation::from).collect(),
        }
    }
}

async fn view(app: &App, desk: Uuid) -> Result<HttpResponse, Error> {
    let found = hold::look(app, desk).await?;
    let (round, members) = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    answer(&MemberRound::of(round, members))
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readMemberRound",
        summary: "Read whom an umbrella organisation has asked",
        description: "How far each of its members has come. Seen at the draft of the umbrella organisation alone.",
        responses: vec![Response::of::<MemberRound>(200, "The round.")],
        links: &[Link {
            name: "first",
            operation: "takeOutMember",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("organisation", "$response.body#/members/0/id"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    view(&app, access.desk_id()).await
}

pub fn begin_doc() -> Operation {
    Operation {
        id: "beginMemberRound",
        summary: "Begin a round among the members",
        description: "For an organisation that was invited, or that has confirmed its address. The same again changes \
                      nothing.",
        request: Some(schema_of::<MemberRoundInput>()),
        responses: vec![Response::of::<MemberRound>(200, "The round.")],
        problems: &[Problem::NotOpen],
        ..Operation::default()
    }
}

pub async fn begin_round(
    app: Data<App>,
    access: DeskAccess,
    body: Json<MemberRoundInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let beginning = Beginning {
        due_on: body.value.due_on,
        message: body.value.message,
        language: body.value.language,
        by: access.link.id,
    };
    begin(&app, &desk, &consultation, beginning)
        .await
        .map_err(in_body)?;
    view(&app, desk.id).await
}

pub fn move_doc() -> Operation {
    Operation {
        id: "moveMemberRound",
        summary: "Give the members another day",
        description: "All who were asked are told by letter, and a round that was ended goes on.",
        request: Some(schema_of::<MemberDayInput>()),
        responses: vec![Response::of::<MemberRound>(200, "The round.")],
        problems: &[Problem::NotOpen, Problem::TooMany],
        ..Operation::default()
    }
}

pub async fn move_round(
    app: Data<App>,
    access: DeskAccess,
    body: Json<MemberDayInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let day = body.value.due_on;
    move_day(&app, &desk, &consultation, day, access.actor())
        .await
        .map_err(in_body)?;
    view(&app, desk.id).await
}

pub fn end_doc() -> Operation {
    Operation {
        id: "endMemberRound",
        summary: "End the round",
        description: "Members hand over nothing more. What they have handed over stays.",
        responses: vec![Response::empty(204, "It is ended.")],
        ..Operation::default()
    }
}

pub async fn end_round(
    app: Data<App>,
    access: DeskAccess,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    end(&app, access.desk_id(), access.actor()).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Serialize, ToSchema)]
struct MembersAsked {
    asked: usize,
    /// At the same address; they get no new letter.
    asked_before: usize,
}

pub fn ask_doc() -> Operation {
    Operation {
        id: "askMembers",
        summary: "Ask members",
        description: "Each gets a letter with a link to a draft of its own, which it can hand over and not send. Whoever was \
                      asked before at the same address stays as it is, so that the same request again asks nobody twice.",
        request: Some(schema_of::<MembersInput>()),
        responses: vec![Response::of::<MembersAsked>(200, "How many were asked.")],
        problems: &[Problem::NotOpen, Problem::TooMany],
        ..Operation::default()
    }
}

pub async fn ask_members(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<MembersInput>,
) -> Result<HttpResponse, Error> {
    app.rate_limit.check(&req)?;
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let told = body.value.members.into_iter().map(|member| Told {
        name: member.name,
        email: member.email,
    });
    let wanted = check(&told.collect::<Vec<_>>()).map_err(in_body)?;
    let asked = ask(&app, &desk, &consultation, wanted, access.actor())
        .await
        .map_err(in_body)?;
    answer(&MembersAsked {
        asked: asked.asked,
        asked_before: asked.before,
    })
}

#[derive(Serialize, ToSchema)]
struct MembersReminded {
    reminded: usize,
}

pub fn remind_doc() -> Operation {
    Operation {
        id: "remindMembers",
        summary: "Remind those who have handed over nothing",
        description: "Each gets one letter a day at most, and five in all.",
        responses: vec![Response::of::<MembersReminded>(
            200,
            "How many were reminded.",
        )],
        problems: &[Problem::NotOpen, Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn remind_members(
    app: Data<App>,
    access: DeskAccess,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let reminded = remind(&app, &desk, &consultation, access.actor())
        .await
        .map_err(in_body)?;
    answer(&MembersReminded { reminded })
}

pub fn take_out_doc() -> Operation {
    Operation {
        id: "takeOutMember",
        summary: "Take a member out",
        description: "Its link opens nothing any more, and what it handed over is shown no more. What was taken in stays.",
        responses: vec![Response::empty(204, "It is out.")],
        ..Operation::default()
    }
}

pub async fn take_member_out(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    take_out(&app, access.desk_id(), path.1, access.actor()).await?;
    Ok(HttpResponse::NoContent().finish())
}
