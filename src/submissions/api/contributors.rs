//! Those who take part in an answer: listed, asked, let do something else, sent their link, taken out.

use super::replay::give;
use super::{claim, desk_and_consultation};
use crate::app::App;
use crate::colleagues::{self, Allowed, By, Contributor, Once, Told, Wanted};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::idempotency::Stored;
use crate::programs::{NoBody, answer, key_parameter, stored, stored_empty};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::links;
use crate::web::body::Received;
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{Data, delete, get, post, put};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Who takes part is seen by all of them, and said by whoever coordinates.
pub fn rows() -> Vec<RouteDef> {
    const ALL: &str = "/api/v1/drafts/{desk}/contributors";
    const ONE: &str = "/api/v1/drafts/{desk}/contributors/{contributor}";
    const LETTERS: &str = "/api/v1/drafts/{desk}/contributors/{contributor}/letters";
    const LINK: &str = "/api/v1/drafts/{desk}/contributors/{contributor}/link";
    const IN_LETTERS: &str = "/api/v1/drafts/{desk}/letter-links";
    const IN_LETTER: &str = "/api/v1/drafts/{desk}/letter-links/{letter_link}";
    let (reads, says) = (Access::Desk(Right::Read), Access::Desk(Right::Coordinate));
    let row = RouteDef::api;
    vec![
        row(Method::GET, ALL, reads, || get().to(list), list_doc),
        row(Method::POST, ALL, says, || post().to(ask), ask_doc),
        row(Method::GET, ONE, reads, || get().to(read), read_doc),
        row(Method::PUT, ONE, says, || put().to(change), change_doc),
        row(Method::DELETE, ONE, says, || delete().to(end), end_doc),
        row(
            Method::POST,
            LETTERS,
            says,
            || post().to(send_again),
            send_again_doc,
        ),
        row(Method::POST, LINK, says, || post().to(replace), replace_doc),
        row(
            Method::GET,
            IN_LETTERS,
            says,
            || get().to(in_letters),
            in_letters_doc,
        ),
        row(
            Method::DELETE,
            IN_LETTER,
            says,
            || delete().to(end_letter_link),
            end_letter_link_doc,
        ),
    ]
}

/// Somebody who was asked to take part in an answer.
#[derive(Serialize, ToSchema)]
#[schema(as = Contributor)]
struct View {
    id: Uuid,
    name: String,
    #[schema(format = "email")]
    email: String,
    may: Right,
    /// Keys of råd, or of the general comments: what they were asked about. Empty is all.
    parts: Vec<String>,
    /// The language of letters to them.
    language: Lang,
    added_at: DateTime<Utc>,
    /// When the button of a link of theirs was pressed first.
    opened_at: Option<DateTime<Utc>>,
    /// Their links open nothing from then on.
    ended_at: Option<DateTime<Utc>>,
    /// Every link to the answer was ended then: nobody took them out.
    ended_with_all_links: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Contributors)]
struct ListView {
    items: Vec<View>,
}

/// Somebody to be asked to take part.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContributorInput {
    /// What colleagues see beside what was written.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(max = 200))]
    name: String,
    /// Where the link is sent.
    #[schema(min_length = 3, max_length = 254, format = "email")]
    #[validate(length(min = 3, max = 254))]
    email: String,
    #[serde(deserialize_with = "json::word")]
    may: Right,
    /// Keys of råd, or of the general comments; empty is all, as it must be for who sends or coordinates.
    #[serde(default)]
    #[schema(max_items = 200)]
    #[validate(length(max = 200))]
    parts: Vec<String>,
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "nb")]
    language: Lang,
}

/// What somebody may do from now on.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContributorRights {
    #[serde(deserialize_with = "json::word")]
    may: Right,
    /// Keys of råd, or of the general comments; empty is all, as it must be for who sends or coordinates.
    #[schema(max_items = 200)]
    #[validate(length(max = 200))]
    parts: Vec<String>,
}

/// Where somebody who was asked is found.
#[derive(Serialize, ToSchema)]
struct AskedContributor {
    id: Uuid,
}

impl From<Contributor> for View {
    fn from(of: Contributor) -> Self {
        Self {
            id: of.id,
            name: of.name,
            email: of.email,
            may: of.may,
            parts: of.parts,
            language: of.language,
            added_at: of.added_at,
            opened_at: of.opened_at,
            ended_at: of.ended_at,
            ended_with_all_links: of.ended_with_links,
        }
    }
}

fn asked(req: &HttpRequest) -> Result<Uuid, Error> {
    let id = in_path(req, "contributor").parse();
    id.map_err(|_| Problem::NotFound.into())
}

async fn find(app: &App, access: &DeskAccess, req: &HttpRequest) -> Result<View, Error> {
    let (desk, id) = (access.desk_id(), asked(req)?);
    let found = app.db.read(move |conn| colleagues::find(conn, desk, id));
    let found = found.await?.ok_or_else(|| Error::new(Problem::NotFound))?;
    Ok(found.into())
}

/// A link to the answer that stands in letters to one address.
#[derive(Serialize, ToSchema)]
struct LetterLink {
    id: Uuid,
    #[schema(format = "email")]
    email: String,
    made_at: DateTime<Utc>,
    /// Who takes part and had it sent, or has this address: it opens what they may. Null for one that opens the whole answer.
    contributor: Option<Uuid>,
    /// Whether whoever asks may end it.
    may_be_ended: bool,
}

#[derive(Serialize, ToSchema)]
struct LetterLinks {
    items: Vec<LetterLink>,
}

fn in_letters_doc() -> Operation {
    Operation {
        id: "listLetterLinks",
        summary: "List the links to the answer that stand in letters",
        description: "Those that were sent to somebody's address, with a receipt or to go on by. The link that somebody was asked \
                      to take part by is none of them, nor that of an invitation.",
        responses: vec![Response::of::<LetterLinks>(200, "The links that open it.")],
        ..Operation::default()
    }
}

async fn in_letters(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let all = links::in_letters(&app, access.desk_id()).await?;
    let items = all.into_iter().map(|one| LetterLink {
        may_be_ended: links::may_end(&access.link, &one),
        id: one.id,
        email: one.address,
        made_at: one.made_at,
        contributor: one.contributor_id,
    });
    answer(&LetterLinks {
        items: items.collect(),
    })
}

fn end_letter_link_doc() -> Operation {
    Operation {
        id: "endLetterLink",
        summary: "End a link that stands in letters",
        description: "It opens nothing from now on, and neither does what was opened by it, the body's other answer. Nobody ends the \
                      link that they show, and no colleague one that opens the whole answer.",
        responses: vec![Response::empty(204, "It opens nothing.")],
        ..Operation::default()
    }
}

async fn end_letter_link(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let id = in_path(&req, "letter_link").parse();
    let id = id.map_err(|_| Error::new(Problem::NotFound))?;
    links::end_letter_link(&app, &access, id).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn list_doc() -> Operation {
    Operation {
        id: "listContributors",
        summary: "List who takes part in the answer",
        description: "And who did, in the order in which they were asked. Whoever holds the draft's own link, or that of \
                      an invitation, is not among them: they coordinate.",
        responses: vec![Response::of::<ListView>(200, "Who takes part.")],
        links: &[Link {
            name: "first",
            operation: "readContributor",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("contributor", "$response.body#/items/0/id"),
            ],
        }],
        ..Operation::default()
    }
}

async fn list(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let desk = access.desk_id();
    let all = app.db.read(move |conn| colleagues::of_desk(conn, desk));
    let items = all.await?.into_iter().map(View::from).collect();
    answer(&ListView { items })
}

fn read_doc() -> Operation {
    Operation {
        id: "readContributor",
        summary: "Read what somebody who takes part may do",
        responses: vec![Response::of::<View>(200, "Who takes part, or did.")],
        ..Operation::default()
    }
}

async fn read(app: Data<App>, access: DeskAccess, req: HttpRequest) -> Result<HttpResponse, Error> {
    answer(&find(&app, &access, &req).await?)
}

fn ask_doc() -> Operation {
    Operation {
        id: "askContributor",
        summary: "Ask somebody to take part in the answer",
        description: "They get a letter with a link of their own. At most forty take part at a time.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<NewContributorInput>()),
        responses: vec![
            Response::of::<AskedContributor>(201, "A letter is on its way.").headers(&["Location"]),
        ],
        problems: &[
            Problem::NotOpen,
            Problem::TooMany,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        links: &[Link {
            name: "read",
            operation: "readContributor",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("contributor", "$response.body#/id"),
            ],
        }],
    }
}

async fn ask(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<NewContributorInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let asked = body.value;
    let told = Told {
        name: asked.name,
        email: asked.email,
        may: Some(asked.may),
        parts: asked.parts,
        language: asked.language,
    };
    let wanted = Wanted::check(&told, &consultation).map_err(json::in_body)?;
    let claim = claim(
        &req,
        &body.received,
        Some(desk.id),
        "askContributor",
        desk.id,
    )?;
    limit(&app, &req)?;
    let by = By::link(&access.link);
    let done = move |id| {
        let location = format!("/api/v1/drafts/{}/contributors/{id}", desk.id);
        stored(201, vec![("location", location)], &AskedContributor { id })
    };
    let asked = colleagues::ask(&app, by, &consultation, wanted, claim, done).await;
    give(&app, asked.map_err(json::in_body)?)
}

/// Letters go to whatever address is named: the network's limit holds here as it does for starting.
fn limit(app: &App, req: &HttpRequest) -> Result<(), Error> {
    app.rate_limit.check(req)
}

fn change_doc() -> Operation {
    Operation {
        id: "changeContributor",
        summary: "Say what somebody who takes part may do",
        description: "From their next request on, by the same link. Nobody changes what they may do themselves. Who was \
                      taken out is not found: they are asked again.",
        request: Some(schema_of::<ContributorRights>()),
        responses: vec![Response::of::<View>(200, "It stands so now.")],
        ..Operation::default()
    }
}

async fn change(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<ContributorRights>,
) -> Result<HttpResponse, Error> {
    let id = asked(&req)?;
    let (_, consultation) = desk_and_consultation(&app, &access).await?;
    let allowed = Allowed::check(Some(body.value.may), &body.value.parts, &consultation);
    let allowed = allowed.map_err(json::in_body)?;
    colleagues::change(&app, By::link(&access.link), id, allowed).await?;
    answer(&find(&app, &access, &req).await?)
}

fn end_doc() -> Operation {
    Operation {
        id: "endContributor",
        summary: "Take somebody out",
        description: "No link of theirs opens the answer from now on, nor one that they have had sent, and where they came \
                      because they coordinated this one, the body's other answer, it is ended with it; what they have written \
                      stays. Asking them again undoes it. Nobody takes themselves out.",
        responses: vec![Response::empty(204, "They take no part.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

async fn end(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    colleagues::end(&app, By::link(&access.link), asked(&req)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

const OWES_A_LETTER: &[Problem] = &[
    Problem::TooMany,
    Problem::IdempotencyKeyReused,
    Problem::InFlight,
    Problem::Invalid,
];

fn send_again_doc() -> Operation {
    Operation {
        id: "sendContributorLetter",
        summary: "Send the letter to somebody who takes part again",
        description: "It carries the same link.",
        parameters: vec![key_parameter(true)],
        responses: vec![Response::empty(204, "A letter is on its way.")],
        problems: OWES_A_LETTER,
        ..Operation::default()
    }
}

async fn send_again(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    NoBody(received): NoBody,
) -> Result<HttpResponse, Error> {
    let work = colleagues::send_again;
    owe(
        &app,
        &access,
        &req,
        &received,
        "sendContributorLetter",
        work,
    )
    .await
}

fn replace_doc() -> Operation {
    Operation {
        id: "replaceContributorLink",
        summary: "Give somebody who takes part another link",
        description: "By letter; the one before opens nothing from now on. Nobody replaces their own.",
        parameters: vec![key_parameter(true)],
        responses: vec![Response::empty(204, "A letter is on its way.")],
        problems: OWES_A_LETTER,
        ..Operation::default()
    }
}

async fn replace(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    NoBody(received): NoBody,
) -> Result<HttpResponse, Error> {
    let work = colleagues::replace_link;
    owe(
        &app,
        &access,
        &req,
        &received,
        "replaceContributorLink",
        work,
    )
    .await
}

/// Does what owes a letter to somebody who takes part.
async fn owe(
    app: &App,
    access: &DeskAccess,
    req: &HttpRequest,
    received: &Received,
    operation: &str,
    work: impl AsyncFnOnce(&App, By, Uuid, Once) -> Result<Stored, Error>,
) -> Result<HttpResponse, Error> {
    let (id, by) = (asked(req)?, By::link(&access.link));
    let once = Once {
        claim: claim(req, received, Some(by.desk_id), operation, id)?,
        done: stored_empty(),
    };
    limit(app, req)?;
    give(app, work(app, by, id, once).await?)
}
