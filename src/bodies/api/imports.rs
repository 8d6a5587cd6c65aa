//! A CSV file for the register: sent, with what it would do in the answer, mended, taken over.

mod view;

use super::{BODIES, id};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::import::{self, Applied, Plan, apply_kept};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::once;
use crate::programs::{NoBody, answer, claim, give, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::web::body::received_as;
use crate::web::conditions::if_match_tag;
use crate::web::faces::reader_language;
use crate::web::json;
use crate::web::openapi::{Link, Operation, Parameter, Response, text_as};
use crate::web::query::Query;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use view::ImportView;

const CSV: &str = "text/csv";
const LONGEST_NAME: usize = 200;

/// What a request wrote in the register: nothing when the file had been taken over before.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportApplied)]
struct AppliedView {
    new: usize,
    changed: usize,
}

/// Another register, another plan, another tag.
fn etag(plan: &Plan) -> String {
    format!("\"{}\"", plan.fingerprint())
}

pub fn keep_doc() -> Operation {
    let name = json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]+$" });
    Operation {
        id: "sendRegisterFile",
        summary: "Send a CSV file for the register",
        description: "docs/register-format.md has its columns; what it leaves empty stays as it is. Nothing is written in the \
                      register yet: the answer says what the file would do and what must be mended. It is kept for some \
                      days.",
        parameters: vec![
            key_parameter(true),
            Parameter::query("file_name", "What the file is called.", name),
        ],
        request: Some(text_as(CSV)),
        responses: vec![
            Response::of::<ImportView>(201, "It is kept.").headers(&["Location", "ETag"]),
        ],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: &[
            Link {
                name: "read",
                operation: "readRegisterFile",
                parameters: &[("import", "$response.body#/id")],
            },
            Link {
                name: "mend",
                operation: "readRegisterFileToMend",
                parameters: &[("import", "$response.body#/id")],
            },
            Link {
                name: "apply",
                operation: "takeOverRegisterFile",
                parameters: &[
                    ("import", "$response.body#/id"),
                    ("If-Match", "$response.header.ETag"),
                ],
            },
        ],
    }
}

pub async fn keep(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    query: Query,
) -> Result<HttpResponse, Error> {
    let received = received_as(&req, CSV)?;
    let named = |text: &str| {
        let fits = (1..=LONGEST_NAME).contains(&text.chars().count());
        fits.then(|| text.to_owned())
    };
    let name = query.read("file_name", named)?;
    let lang = reader_language(&req);
    let name = name.unwrap_or_else(|| lang.t("import-sent"));
    let claim = claim(&req, &staff, "sendRegisterFile", &name, &received)?;
    let (now, staff_id, content) = (received.at, staff.staff_id, received.bytes);
    let looked_at = content.clone();
    let plan = app.db.read(move |conn| import::plan(conn, &looked_at));
    let plan = plan
        .await?
        .map_err(|faults| json::of_whole(Error::invalid(faults)))?;
    let keep = move |conn: &mut Conn| {
        once(conn, Some(&claim), now, |conn| {
            let id = import::keep(conn, staff_id, &name, &content, now)?;
            let location = format!("{BODIES}/imports/{id}");
            let headers = vec![("location", location), ("etag", etag(&plan))];
            let view = ImportView::of(lang, id, (name.clone(), None), &plan);
            Ok(stored(201, headers, &view))
        })
    };
    give(app.db.write(keep).await?)
}

async fn view(app: &App, req: &HttpRequest, id: Uuid) -> Result<(ImportView, String), Error> {
    let lang = reader_language(req);
    let (kept, plan) = app.db.read(move |conn| import::look(conn, id)).await?;
    let file = (kept.file_name, kept.applied_at);
    Ok((ImportView::of(lang, id, file, &plan), etag(&plan)))
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readRegisterFile",
        summary: "Look at a file for the register again",
        description: "What it would do to the register as it is now.",
        responses: vec![Response::of::<ImportView>(200, "The file.").headers(&["ETag"])],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let (view, etag) = view(&app, &req, id(&req, "import")?).await?;
    give(stored(200, vec![("etag", etag)], &view))
}

pub fn to_mend_doc() -> Operation {
    Operation {
        id: "readRegisterFileToMend",
        summary: "Get the file with what must be mended in it",
        description: "Every row, with what to do about it beside it. It can be sent again when it is mended.",
        responses: vec![Response::text(200, CSV, "The file.")],
        ..Operation::default()
    }
}

pub async fn to_mend(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let (id, lang) = (id(&req, "import")?, reader_language(&req));
    let file = app
        .db
        .read(move |conn| import::file_to_mend(conn, id, lang));
    let content_type = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    Ok(HttpResponse::Ok()
        .insert_header(content_type)
        .body(file.await?))
}

pub fn apply_doc() -> Operation {
    let tag = json!({ "type": "string", "pattern": "^\"[0-9a-f]{64}\"$" });
    let seen = Parameter::header(
        "If-Match",
        "The file's ETag: what it did when it was looked at.",
        tag,
    );
    Operation {
        id: "takeOverRegisterFile",
        summary: "Take a file over",
        description: "Whole or not at all, and only if it still does what was seen.",
        parameters: vec![seen.required()],
        responses: vec![Response::of::<AppliedView>(
            200,
            "It stands in the register.",
        )],
        problems: &[
            Problem::Invalid,
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
        ],
        ..Operation::default()
    }
}

pub async fn apply(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (id, shown) = (id(&req, "import")?, if_match_tag(&req)?.to_owned());
    let by = By::staff(&staff, &app);
    let apply = move |conn: &mut Conn| apply_kept(conn, id, &shown, by);
    match app.db.write(apply).await? {
        Applied::Done { new, changed } => answer(&AppliedView { new, changed }),
        Applied::Already => answer(&AppliedView { new: 0, changed: 0 }),
        Applied::Faulty => Err(Error::invalid(vec![FieldError::new(
            "",
            "error-import-faulty",
        )])),
        Applied::Moved => {
            let (now, _) = view(&app, &req, id).await?;
            Err(Error::new(Problem::PreconditionFailed).beside("current", json!(now)))
        }
    }
}
