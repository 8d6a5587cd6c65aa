//! Drafts: begun, read, told who answers, and the link for later.

use super::asked::{DraftBeginning, DraftChange, LinkRequest, SeenProposal};
use super::replay::{give, with_token};
use super::views::{BegunDraft, DraftView};
use super::{claim, desk_and_consultation, in_sender};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::idempotency::Stored;
use crate::programs::{if_match_parameter, key_parameter, stored};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::SenderDetails;
use crate::submissions::draft::{self, Beginning, Seen};
use crate::submissions::links;
use crate::web::conditions::{etag, if_match};
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use std::sync::Arc;

pub fn begin_doc() -> Operation {
    Operation {
        id: "beginDraft",
        summary: "Begin an answer",
        description: "Nothing has to be told to begin. The token in the answer opens the draft from now on; \
                      it is shown here only, so keep it.",
        parameters: vec![key_parameter(false)],
        request: Some(schema_of::<DraftBeginning>()),
        responses: vec![
            Response::of::<BegunDraft>(201, "The draft, and the token that opens it.")
                .headers(&["Location", "ETag"]),
        ],
        problems: &[
            Problem::NotOpen,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        links: LINKS,
    }
}

const LINKS: &[Link] = &[
    Link {
        name: "read",
        operation: "readDraft",
        parameters: &[("desk", "$response.body#/draft/id")],
    },
    Link {
        name: "change",
        operation: "changeDraft",
        parameters: &[("desk", "$response.body#/draft/id")],
    },
    Link {
        name: "send",
        operation: "sendDraft",
        parameters: &[("desk", "$response.body#/draft/id")],
    },
];

pub async fn begin(
    app: Data<App>,
    slug: Path<String>,
    req: HttpRequest,
    body: Json<DraftBeginning>,
) -> Result<HttpResponse, Error> {
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    let claim = claim(&req, &body.received, None, "beginDraft", consultation.id)?;
    let asked = body.value;
    let mut sender = SenderDetails::default();
    asked.sender.apply(&mut sender);
    sender.withhold_reason = asked.withhold_reason;
    let beginning = Beginning {
        consultation: &consultation,
        sender,
        chosen: asked.advice,
        language: asked.language,
        at: body.received.at,
    };
    let begun = beginning.check(&app).map_err(in_sender)?;
    let link = (begun.link.id, begun.link.key_version);
    let about = Arc::clone(&consultation);
    let respond = move |desk: &crate::submissions::desk::Desk| {
        let body = BegunDraft {
            draft: DraftView::of(desk, &about),
            token: None,
            link: None,
        };
        let headers = vec![
            ("location", format!("/api/v1/drafts/{}", desk.id)),
            ("etag", etag(desk.version)),
        ];
        with_token(stored(201, headers, &body), link)
    };
    give(
        &app,
        draft::begin(&app, begun, claim, |_, _| Ok(()), respond).await?,
    )
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readDraft",
        summary: "Read a draft",
        description: "Everything that stands in it, how far each part has come, and whether it was sent.",
        responses: vec![Response::of::<DraftView>(200, "The draft.").headers(&["ETag"])],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, etag(desk.version)))
        .json(DraftView::of(&desk, &consultation)))
}

pub fn revise_doc() -> Operation {
    Operation {
        id: "changeDraft",
        summary: "Tell who answers, and about which råd",
        description: "A JSON merge patch (RFC 7396) of sender, withhold_reason and advice. Names lose line breaks and \
                      control characters: the answer shows them as they are kept. Another address ends the link in \
                      letters to the one before, where nobody has confirmed that; where something waits to be confirmed \
                      the letter that asks for it goes to the new one.",
        parameters: vec![if_match_parameter("The draft's ETag, as it was last seen.").required()],
        request: Some(schema_of::<DraftChange>()),
        responses: vec![
            Response::of::<DraftView>(200, "The draft as it is now.").headers(&["ETag"]),
        ],
        problems: &[
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
            Problem::Locked,
            Problem::TooMany,
        ],
        ..Operation::default()
    }
}

pub async fn revise(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<DraftChange>,
) -> Result<HttpResponse, Error> {
    let seen = Seen::Draft(if_match(&req)?.version());
    let (_, consultation) = desk_and_consultation(&app, &access).await?;
    let asked = body.value;
    let change = move |sender: &mut SenderDetails, chosen: &mut Vec<String>| {
        asked.sender.apply(sender);
        if let Some(reason) = &asked.withhold_reason {
            sender.withhold_reason.clone_from(reason);
        }
        if let Some(advice) = &asked.advice {
            chosen.clone_from(advice);
        }
    };
    let about = Arc::clone(&consultation);
    let desk = draft::revise(&app, &access.link, seen, about, change)
        .await
        .map_err(in_sender)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, etag(desk.version)))
        .json(DraftView::of(&desk, &consultation)))
}

pub fn see_proposal_doc() -> Operation {
    Operation {
        id: "seeProposal",
        summary: "Say which version of the proposal was seen",
        description: "The changes up to it were looked at, by whoever may write in the whole answer. A version that was seen \
                      before changes nothing.",
        request: Some(schema_of::<SeenProposal>()),
        responses: vec![Response::empty(204, "It is known.")],
        ..Operation::default()
    }
}

pub async fn see_proposal(
    app: Data<App>,
    access: DeskAccess,
    body: Json<SeenProposal>,
) -> Result<HttpResponse, Error> {
    access.write_everywhere()?;
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    draft::see_proposal(&app, &desk, &consultation, body.value.version)
        .await
        .map_err(json::in_body)?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn link_doc() -> Operation {
    Operation {
        id: "sendLink",
        summary: "Have the personal link sent",
        description: "The address is kept as the sender's. Whoever opens the link in the letter and presses the button \
                      there has confirmed it. The link in letters to another address that nobody has confirmed ends.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<LinkRequest>()),
        responses: vec![Response::empty(202, "A letter is on its way.")],
        problems: &[
            Problem::TooMany,
            Problem::Locked,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn link(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<LinkRequest>,
) -> Result<HttpResponse, Error> {
    let desk = draft::read(&app, access.desk_id()).await?;
    let claim = claim(&req, &body.received, Some(desk.id), "sendLink", desk.id)?;
    app.rate_limit.check(&req)?;
    let done = Stored {
        status: 202,
        headers: vec![],
        body: String::new(),
    };
    let email = &body.value.email;
    let sent = links::send_link(
        &app,
        desk.id,
        email,
        desk.language,
        access.actor(),
        claim,
        done,
    );
    give(&app, sent.await.map_err(json::in_body)?)
}
