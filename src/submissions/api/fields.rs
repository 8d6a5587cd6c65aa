//! Fields of a draft: each saved over the version that was seen, every text that comes is kept.

use super::asked::FieldInput;
use super::views::FieldView;
use super::{consultation_of, desk_and_consultation, field_to_write};
use crate::app::App;
use crate::consultations::Field;
use crate::error::{Error, FieldError, Problem};
use crate::programs::{NoBody, if_match_parameter};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::FieldState;
use crate::submissions::draft::{self, Save, Written};
use crate::submissions::store::{FieldSave, FieldSaved};
use crate::web::conditions::{etag, if_match};
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use uuid::Uuid;

pub fn read_doc() -> Operation {
    Operation {
        id: "readField",
        summary: "Read a field",
        responses: vec![Response::of::<FieldView>(200, "What stands in it.").headers(&["ETag"])],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let (_, field) = consultation
        .find_field_ever(&path.1)
        .ok_or(Problem::NotFound)?;
    Ok(answer(FieldView::of(field, desk.field(field))))
}

pub fn write_doc() -> Operation {
    Operation {
        id: "writeField",
        summary: "Write in a field",
        description: "Saved over the version in If-Match (\"0\" for a field where nothing was saved yet). When somebody \
                      else saved meanwhile, theirs stands: `current` in the problem shows it, and what was sent is \
                      kept as the version in `kept_as`.",
        parameters: vec![if_match_parameter("The field's ETag, as it was last seen.").required()],
        request: Some(schema_of::<FieldInput>()),
        responses: vec![
            Response::of::<FieldView>(200, "What stands in it now.").headers(&["ETag"]),
        ],
        problems: &[
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
            Problem::Locked,
        ],
        links: &[Link {
            name: "version",
            operation: "readFieldVersion",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("key", "$request.path.key"),
                ("no", "$response.body#/version"),
            ],
        }],
    }
}

pub async fn write(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    req: HttpRequest,
    body: Json<FieldInput>,
) -> Result<HttpResponse, Error> {
    let base = if_match(&req)?.version();
    let consultation = consultation_of(&app, &access).await?;
    let field = field_to_write(&access, &consultation, &path.1)?;
    let asked = body.value;
    if asked.text.is_some() && asked.choice.is_some() {
        return Err(Error::invalid(vec![FieldError::new(
            "/choice",
            "error-both",
        )]));
    }
    let at = if asked.text.is_some() {
        "/text"
    } else {
        "/choice"
    };
    let written = Written {
        base,
        text: asked.text,
        choice: asked.choice,
    };
    let save = draft::checked(field, written, at).map_err(|fault| Error::invalid(vec![fault]))?;
    saved(&app, &access, field, save).await
}

/// Saves it; what stands in the field then.
async fn saved(
    app: &App,
    access: &DeskAccess,
    field: &Field,
    save: FieldSave,
) -> Result<HttpResponse, Error> {
    let desk = access.desk_id();
    let saved = draft::save(app, desk, access.link.id, Save::field(save.clone())).await?;
    let outcome = saved.fields.into_iter().next();
    match outcome.ok_or_else(|| Error::internal("a field was not saved"))? {
        FieldSaved::Saved { version } => {
            let state = FieldState {
                version,
                text: save.text,
                choice: save.choice,
                saved_at: Some(saved.at),
                by: Some(access.link.id),
            };
            Ok(answer(FieldView::of(field, state)))
        }
        FieldSaved::Unchanged { version } => {
            let state = draft::kept(app, desk, field.id, version).await?;
            Ok(answer(FieldView::of(field, state.unwrap_or_default())))
        }
        FieldSaved::Conflict { theirs, kept_as } => {
            Err(conflict(FieldView::of(field, theirs), kept_as))
        }
    }
}

/// Both texts are kept: the one that stands, and the one that was sent.
fn conflict(stands: FieldView, kept_as: i64) -> Error {
    Error::new(Problem::PreconditionFailed)
        .beside("current", json!(stands))
        .beside("kept_as", kept_as.into())
}

pub fn version_doc() -> Operation {
    Operation {
        id: "readFieldVersion",
        summary: "Read what was once saved in a field",
        description: "Also a text that came too late to stand there: none is lost.",
        responses: vec![Response::of::<FieldView>(200, "What was saved then.")],
        ..Operation::default()
    }
}

pub async fn version(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String, i64)>,
) -> Result<HttpResponse, Error> {
    let consultation = consultation_of(&app, &access).await?;
    let (_, field) = consultation
        .find_field_ever(&path.1)
        .ok_or(Problem::NotFound)?;
    let kept: Option<FieldState> = draft::kept(&app, access.desk_id(), field.id, path.2).await?;
    Ok(HttpResponse::Ok().json(FieldView::of(field, kept.ok_or(Problem::NotFound)?)))
}

pub fn choose_doc() -> Operation {
    Operation {
        id: "chooseFieldVersion",
        summary: "Choose what was once saved in a field",
        description: "What was saved as this version stands there again, as a new one: the way out when two have saved \
                      the same field, or back to an earlier text. Saved over the version in If-Match, as in writeField.",
        parameters: vec![if_match_parameter("The field's ETag, as it was last seen.").required()],
        responses: vec![
            Response::of::<FieldView>(200, "What stands in it now.").headers(&["ETag"]),
        ],
        problems: &[
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
            Problem::Locked,
            Problem::Invalid,
        ],
        ..Operation::default()
    }
}

pub async fn choose(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String, i64)>,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let base = if_match(&req)?.version();
    let consultation = consultation_of(&app, &access).await?;
    let field = field_to_write(&access, &consultation, &path.1)?;
    let chosen = draft::once_saved(&app, access.desk_id(), field, base, path.2).await;
    let chosen = chosen.map_err(json::of_whole)?;
    saved(&app, &access, field, chosen.ok_or(Problem::NotFound)?).await
}

fn answer(view: FieldView) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, etag(view.version)))
        .json(view)
}
