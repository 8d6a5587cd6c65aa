//! A co-signer's own operations: what it is asked to stand behind, and what it says of that.

use super::desk_and_consultation;
use crate::app::App;
use crate::cosigners::reply::{By, Typed, reply};
use crate::cosigners::texts::{Asked, Text};
use crate::cosigners::wanted::known_as;
use crate::error::{Error, Problem};
use crate::programs::{NoBody, answer};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::api::SaidView;
use crate::submissions::cosigners::State;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::HttpResponse;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

/// What a body is asked to stand behind, and what it has said.
#[derive(Serialize, ToSchema)]
#[schema(as = Cosignature)]
struct View {
    /// Whose answer it is, as far as that is known.
    asks: Option<String>,
    /// The body that is asked.
    name: String,
    /// What was sent and stands; null before anything was.
    sent: Option<TextView>,
    /// What was sent after that and stands beside it until staff decide otherwise; null where nothing was.
    supplement: Option<TextView>,
    /// What stands in the draft; null where that is what was sent.
    draft: Option<TextView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CosignedText)]
struct TextView {
    /// Names the content: it is confirmed by this.
    sha256: String,
    /// What this body says of it.
    state: State,
    confirmed_at: Option<DateTime<Utc>>,
    /// null until the answer has one, and in a draft.
    number: Option<String>,
    version: Option<i32>,
    answers: Vec<SaidView>,
    /// Keys of the råd without comment.
    no_comment: Vec<String>,
}

/// Who confirms which content.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CosignInput {
    /// That of the text that was read.
    #[schema(min_length = 64, max_length = 64)]
    #[validate(length(min = 64, max = 64))]
    sha256: String,
    /// Of who confirms. One line.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    role: String,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalInput {
    /// To whoever coordinates the answer.
    #[serde(default)]
    #[schema(max_length = 2000)]
    #[validate(length(max = 2_000))]
    message: String,
}

impl TextView {
    fn of(asked: &Asked, text: &Text) -> Self {
        let version = text.version.as_ref();
        let fields = text.side.fields.iter();
        let mut answers: Vec<SaidView> = fields
            .map(|(field, (text, choice))| SaidView {
                field: field.clone(),
                text: text.clone(),
                choice: choice.clone(),
            })
            .collect();
        answers.sort_by(|a, b| a.field.cmp(&b.field));
        let mut no_comment: Vec<String> = text.side.no_comment.iter().cloned().collect();
        no_comment.sort();
        let receipt = version.and_then(|version| version.receipt.as_ref());
        let confirmed = asked.cosigner.confirmed(&text.sha256);
        Self {
            sha256: text.checksum(),
            state: asked.cosigner.state(&text.sha256),
            confirmed_at: confirmed.map(|reply| reply.at),
            number: receipt.map(|receipt| receipt.number.clone()),
            version: version.map(|version| version.no),
            answers,
            no_comment,
        }
    }
}

/// The co-signer whose link was shown: whoever writes here is none.
fn own(access: &DeskAccess) -> Result<By, Error> {
    let id = access
        .link
        .contributor_id
        .filter(|_| access.link.right == Right::Confirm);
    Ok(By {
        desk_id: access.desk_id(),
        cosigner_id: id.ok_or(Problem::NotFound)?,
        actor: access.actor(),
    })
}

async fn view(app: &App, access: &DeskAccess, by: By) -> Result<HttpResponse, Error> {
    let (_, consultation) = desk_and_consultation(app, access).await?;
    let read = move |conn: &mut _| Asked::read(conn, by.desk_id, by.cosigner_id, &consultation);
    let asked = app.db.read(read).await?;
    let text = |text: &Option<Text>| text.as_ref().map(|text| TextView::of(&asked, text));
    answer(&View {
        asks: known_as(&asked.desk).map(str::to_owned),
        sent: text(&asked.texts.sent),
        supplement: text(&asked.texts.supplement),
        draft: text(&asked.texts.draft),
        name: asked.cosigner.name.clone(),
    })
}

const SAYS: &[Problem] = &[Problem::NotOpen, Problem::TooMany];

pub fn read_doc() -> Operation {
    Operation {
        id: "readCosignature",
        summary: "Read what a body is asked to stand behind",
        description: "With the token of a co-signer's link; any other has nothing to sign.",
        responses: vec![Response::of::<View>(
            200,
            "The texts that can be confirmed.",
        )],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let by = own(&access)?;
    view(&app, &access, by).await
}

pub fn confirm_doc() -> Operation {
    Operation {
        id: "cosign",
        summary: "Confirm a text",
        description: "The body stands behind exactly this content. When the text has changed since it was read, nothing is \
                      confirmed. The same again changes nothing.",
        request: Some(schema_of::<CosignInput>()),
        responses: vec![Response::of::<View>(200, "It is confirmed.")],
        problems: &[
            Problem::NotOpen,
            Problem::TooMany,
            Problem::PreconditionFailed,
            Problem::NothingWritten,
        ],
        ..Operation::default()
    }
}

pub async fn confirm(
    app: Data<App>,
    access: DeskAccess,
    body: Json<CosignInput>,
) -> Result<HttpResponse, Error> {
    let CosignInput { sha256, name, role } = body.value;
    let typed = Typed::Confirm {
        checksum: sha256,
        name,
        role,
    };
    say(&app, &access, typed).await
}

pub fn decline_doc() -> Operation {
    Operation {
        id: "declineToCosign",
        summary: "Say that the body cannot stand behind the text",
        description: "Whoever coordinates the answer is told. What was confirmed before holds no more.",
        request: Some(schema_of::<RefusalInput>()),
        responses: vec![Response::of::<View>(200, "It is said.")],
        problems: SAYS,
        ..Operation::default()
    }
}

pub async fn decline(
    app: Data<App>,
    access: DeskAccess,
    body: Json<RefusalInput>,
) -> Result<HttpResponse, Error> {
    let message = body.value.message;
    say(&app, &access, Typed::Decline { message }).await
}

pub fn take_back_doc() -> Operation {
    Operation {
        id: "takeBackCosignature",
        summary: "Take a confirmation back",
        description: "The body stands behind nothing of this answer any more. Where nothing was confirmed nothing changes.",
        responses: vec![Response::of::<View>(200, "It is taken back.")],
        problems: SAYS,
        ..Operation::default()
    }
}

pub async fn take_back(
    app: Data<App>,
    access: DeskAccess,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    say(&app, &access, Typed::TakeBack).await
}

async fn say(app: &Data<App>, access: &DeskAccess, typed: Typed) -> Result<HttpResponse, Error> {
    let by = own(access)?;
    let (_, consultation) = desk_and_consultation(app, access).await?;
    reply(app, Arc::clone(&consultation), by, typed)
        .await
        .map_err(json::in_body)?;
    view(app, access, by).await
}
