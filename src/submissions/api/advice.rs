//! What is said of a whole råd: no comment, or ready.

use super::views::NoComments;
use super::{claim, consultation_of, replay};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::Stored;
use crate::programs::{NoBody, if_match_parameter, key_parameter, stored};
use crate::session::guard::DeskAccess;
use crate::submissions::draft::{self, Asks, Knows, Marking, Save};
use crate::web::conditions::if_match_given;
use crate::web::openapi::{Link, Operation, Response};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use uuid::Uuid;

pub fn no_comment_doc() -> Operation {
    let mut doc = marking(
        "setNoComment",
        "No comment on a råd",
        "Where something is said in the råd it is refused (`error-no-comment-said`), unless the draft's ETag says that it was \
         seen: then what stands there is kept and not sent, and comes back when the mark is taken away or something is \
         written there.",
    );
    let about = "The draft's ETag, as it was last seen: what stands in the råd shall not be sent.";
    doc.parameters = vec![if_match_parameter(about)];
    doc.problems = &[
        Problem::Locked,
        Problem::Invalid,
        Problem::PreconditionFailed,
    ];
    doc
}

pub async fn no_comment(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let seen = if_match_given(&req)?;
    let knows = seen.map_or(Knows::Nothing, |seen| Knows::Draft(seen.version()));
    mark(&app, &access, &path.1, Marking::NoComment, knows).await
}

pub fn comment_doc() -> Operation {
    marking("removeNoComment", "Comment on a råd after all", "")
}

pub async fn comment(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    mark(
        &app,
        &access,
        &path.1,
        Marking::NotNoComment,
        Knows::Nothing,
    )
    .await
}

pub fn ready_doc() -> Operation {
    marking(
        "setReady",
        "Done with a råd",
        "For colleagues to see; nothing else depends on it.",
    )
}

pub async fn ready(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    mark(&app, &access, &path.1, Marking::Ready, Knows::Nothing).await
}

pub fn unready_doc() -> Operation {
    marking("removeReady", "Not done with a råd", "")
}

pub async fn unready(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    mark(&app, &access, &path.1, Marking::NotReady, Knows::Nothing).await
}

pub fn rest_doc() -> Operation {
    Operation {
        id: "setNoCommentToTheRest",
        summary: "No comment on every råd that is not answered",
        description: "In one step, and undone in one step by the batch in the answer.",
        parameters: vec![key_parameter(true)],
        responses: vec![
            Response::of::<NoComments>(201, "They are marked.").headers(&["Location"]),
            Response::of::<NoComments>(200, "Every råd was answered already."),
        ],
        problems: &[
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
            Problem::Locked,
            Problem::Invalid,
        ],
        links: &[Link {
            name: "undo",
            operation: "undoNoCommentToTheRest",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("batch", "$response.body#/batch"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn rest(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    NoBody(received): NoBody,
) -> Result<HttpResponse, Error> {
    access.write_everywhere()?;
    let (consultation, desk) = (consultation_of(&app, &access).await?, access.desk_id());
    let claim = claim(&req, &received, Some(desk), "setNoCommentToTheRest", desk)?;
    let by = (desk, access.link.id);
    let done = draft::no_comment_to_the_rest(&app, by, consultation, claim, marked_rest);
    replay::give(&app, done.await?)
}

fn marked_rest(desk: Uuid, batch: Uuid, advice: &[String]) -> Stored {
    let made = !advice.is_empty();
    let view = NoComments {
        batch: made.then_some(batch),
        advice: advice.to_vec(),
    };
    let location = (
        "location",
        format!("/api/v1/drafts/{desk}/no-comments/{batch}"),
    );
    match made {
        true => stored(201, vec![location], &view),
        false => stored(200, vec![], &view),
    }
}

pub fn undo_rest_doc() -> Operation {
    Operation {
        id: "undoNoCommentToTheRest",
        summary: "Undo it in one step",
        responses: vec![Response::empty(204, "They are unanswered again.")],
        problems: &[Problem::Locked, Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn undo_rest(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    access.write_everywhere()?;
    match draft::undo_no_comment(&app, access.desk_id(), path.1).await? {
        0 => Err(Problem::NotFound.into()),
        _ => Ok(HttpResponse::NoContent().finish()),
    }
}

fn marking(id: &'static str, summary: &'static str, description: &'static str) -> Operation {
    Operation {
        id,
        summary,
        description,
        responses: vec![Response::empty(204, "It stands so now.")],
        problems: &[Problem::Locked, Problem::Invalid],
        ..Operation::default()
    }
}

async fn mark(
    app: &App,
    access: &DeskAccess,
    key: &str,
    marking: Marking,
    knows: Knows,
) -> Result<HttpResponse, Error> {
    let consultation = consultation_of(app, access).await?;
    let advice = consultation
        .find_advice_ever(key)
        .ok_or(Problem::NotFound)?;
    access.write_in(&advice.key)?;
    let save = Save {
        knows,
        ..Save::mark(advice, marking)
    };
    let code = match draft::save(app, access.desk_id(), access.link.id, save)
        .await?
        .asks
    {
        None => return Ok(HttpResponse::NoContent().finish()),
        Some(Asks::Said) => "error-no-comment-said",
        Some(Asks::Endorsed) => "error-no-comment-endorsed",
    };
    Err(Error::invalid(vec![FieldError::new("", code)]))
}
