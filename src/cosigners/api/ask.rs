//! Who gives an answer together: listed, asked, reminded, sent the link, taken out.

use super::{desk_and_consultation, in_body};
use crate::address::masked;
use crate::app::App;
use crate::cosigners::ask::{ask, remind, send_again, take_out};
use crate::cosigners::texts::Texts;
use crate::cosigners::wanted::{Told, Wanted};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::programs::{NoBody, answer};
use crate::session::guard::DeskAccess;
use crate::submissions::cosigners::{Cosigner, Says, State};
use crate::submissions::cosigners_at;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A body that was asked to give the answer together.
#[derive(Serialize, ToSchema)]
#[schema(as = Cosigner)]
struct View {
    id: Uuid,
    name: String,
    organisation_number: Option<String>,
    /// It was found in the register: its letter went to the address that stands there.
    in_register: bool,
    /// Where the letter went; of a body in the register only enough to know it by.
    email: String,
    /// What it says of the version that stands, or of the draft where nothing was sent. Only `confirmed` is counted.
    state: State,
    asked_at: DateTime<Utc>,
    /// Who has confirmed, when the last that was said is a confirmation.
    name_of_signer: Option<String>,
    role_of_signer: Option<String>,
    /// When something was said last.
    replied_at: Option<DateTime<Utc>>,
    /// What a body that cannot stand behind the answer says of it.
    message: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Cosigners)]
struct ListView {
    /// In the order in which they were asked.
    items: Vec<View>,
}

/// A body to be asked.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CosignerInput {
    /// What the body is called. One line.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    name: String,
    /// Nine digits.
    #[schema(max_length = 20)]
    #[validate(length(max = 20))]
    organisation_number: Option<String>,
    /// Where its letter goes when it is not in the register.
    #[schema(min_length = 3, max_length = 254, format = "email")]
    #[validate(length(min = 3, max = 254))]
    email: Option<String>,
    /// Of the letters to a body that the register does not have.
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "nb")]
    language: Lang,
}

impl View {
    fn of(one: Cosigner, texts: &Texts) -> Self {
        let stands = texts.asked().map_or([0; 32], |text| text.sha256);
        let last = one.replies.last();
        let confirmed = last.filter(|last| last.says == Says::Confirmed);
        Self {
            state: one.state(&stands),
            name_of_signer: confirmed.and_then(|reply| reply.name.clone()),
            role_of_signer: confirmed.and_then(|reply| reply.role.clone()),
            replied_at: last.map(|reply| reply.at),
            message: last.and_then(|reply| reply.message.clone()),
            email: match one.body_id {
                Some(_) => masked(&one.email),
                None => one.email.clone(),
            },
            in_register: one.body_id.is_some(),
            id: one.id,
            name: one.name,
            organisation_number: one.org_no,
            asked_at: one.asked_at,
        }
    }
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listCosigners",
        summary: "List who gives the answer together",
        description: "Bodies that were asked to stand behind it, and what each has said. Who was taken out is not among them.",
        responses: vec![Response::of::<ListView>(200, "Who was asked.")],
        links: &[Link {
            name: "first",
            operation: "takeOutCosigner",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("cosigner", "$response.body#/items/0/id"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let (all, texts) = app
        .db
        .read(move |conn| {
            let texts = Texts::read(conn, &desk, &consultation)?;
            Ok((cosigners_at(conn, desk.id)?, texts))
        })
        .await?;
    let items = all.into_iter().map(|one| View::of(one, &texts)).collect();
    answer(&ListView { items })
}

#[derive(Serialize, ToSchema)]
#[schema(as = AskedCosigner)]
struct AskedView {
    id: Uuid,
    /// It was asked before, and gets no new letter.
    asked_before: bool,
}

pub fn ask_doc() -> Operation {
    Operation {
        id: "askCosigner",
        summary: "Ask a body to give the answer together",
        description: "It gets a letter with a link by which it reads the answer and confirms it. A body that the register \
                      has, by its number or its very name, is written to there and nowhere else. One that was asked before \
                      stays as it is. For an organisation that was invited, or that has confirmed its address.",
        request: Some(schema_of::<CosignerInput>()),
        responses: vec![Response::of::<AskedView>(200, "Who was asked.")],
        problems: &[Problem::NotOpen, Problem::TooMany],
        ..Operation::default()
    }
}

pub async fn ask_one(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<CosignerInput>,
) -> Result<HttpResponse, Error> {
    let told = body.value;
    let told = Told {
        name: told.name,
        organisation_number: told.organisation_number.unwrap_or_default(),
        email: told.email.unwrap_or_default(),
        language: told.language,
    };
    let wanted = Wanted::check(&told).map_err(in_body)?;
    limit(&app, &req)?;
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let asked = ask(&app, &desk, &consultation, vec![wanted], access.actor())
        .await
        .map_err(in_body)?
        .pop();
    let asked = asked.ok_or_else(|| Error::internal("nobody was asked"))?;
    answer(&AskedView {
        id: asked.id,
        asked_before: !asked.is_new,
    })
}

/// Letters go to whatever address is named: the network's limit holds here as it does for starting.
fn limit(app: &App, req: &HttpRequest) -> Result<(), Error> {
    app.rate_limit.check(req)
}

#[derive(Serialize, ToSchema)]
struct CosignersReminded {
    reminded: usize,
}

pub fn remind_doc() -> Operation {
    Operation {
        id: "remindCosigners",
        summary: "Remind those who have not answered",
        description: "Those who have neither confirmed what was sent or stands now, nor said that they cannot. Each gets one \
                      letter a day at most, and five in all.",
        responses: vec![Response::of::<CosignersReminded>(
            200,
            "How many were reminded.",
        )],
        problems: &[Problem::NotOpen],
        ..Operation::default()
    }
}

pub async fn remind_all(
    app: Data<App>,
    access: DeskAccess,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let reminded = remind(&app, desk.id, consultation, access.actor()).await?;
    answer(&CosignersReminded { reminded })
}

pub fn take_out_doc() -> Operation {
    Operation {
        id: "takeOutCosigner",
        summary: "Take a body out",
        description: "Its link opens nothing any more, and it stands behind nothing. Asking it again undoes it.",
        responses: vec![Response::empty(204, "It is out.")],
        ..Operation::default()
    }
}

pub async fn take_one_out(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    take_out(&app, access.desk_id(), path.1, access.actor()).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn send_doc() -> Operation {
    Operation {
        id: "sendCosignerLetter",
        summary: "Send the letter to a body again",
        description: "It carries the same link. Where the register knows another address by now, it goes there, with another \
                      link.",
        responses: vec![Response::empty(204, "A letter is on its way.")],
        problems: &[Problem::TooMany],
        ..Operation::default()
    }
}

pub async fn send_letter(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    limit(&app, &req)?;
    send_again(&app, access.desk_id(), path.1, false, access.actor()).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn replace_doc() -> Operation {
    Operation {
        id: "replaceCosignerLink",
        summary: "Give a body another link",
        description: "By letter; the one before opens nothing from now on.",
        responses: vec![Response::empty(204, "A letter is on its way.")],
        problems: &[Problem::TooMany],
        ..Operation::default()
    }
}

pub async fn replace_link(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    limit(&app, &req)?;
    send_again(&app, access.desk_id(), path.1, true, access.actor()).await?;
    Ok(HttpResponse::NoContent().finish())
}
