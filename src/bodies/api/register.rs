//! The register: looked through a page at a time, one body read, added, changed.

use super::asked::{self, BodyInput};
use super::view::BodyView;
use super::{BODIES, id};
use crate::app::App;
use crate::bodies::change::{By, Changed};
use crate::bodies::list::ListQuery;
use crate::bodies::reports::open_reports;
use crate::bodies::store;
use crate::bodies::written::{add_written, change_written};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::idempotency::once;
use crate::programs::{answer, claim, give, if_match_parameter, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::web::conditions::{etag, if_match};
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use crate::web::paging;
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// A page of bodies, by name.
#[derive(Serialize, ToSchema)]
pub struct BodiesView {
    items: Vec<BodyView>,
    /// How many are found in all.
    found: i64,
    /// The `cursor` of the next page; null on the last.
    next_cursor: Option<String>,
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listBodies",
        summary: "Look through the register of bodies",
        description: "By name, a page at a time.",
        parameters: asked::parameters(),
        responses: vec![Response::of::<BodiesView>(
            200,
            "The bodies that were found.",
        )],
        links: &[Link {
            name: "first",
            operation: "readBody",
            parameters: &[("body", "$response.body#/items/0/id")],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, query: Query) -> Result<HttpResponse, Error> {
    page(&app, asked::query(&query)?).await
}

/// A page of those who are looked for.
pub(super) async fn page(app: &App, query: ListQuery) -> Result<HttpResponse, Error> {
    let today = calendar::oslo_date(app.clock.now());
    let read = move |conn: &mut Conn| {
        let listed = store::list(conn, &query)?;
        let ids: Vec<Uuid> = listed.items.iter().map(|body| body.id).collect();
        Ok((
            listed,
            open_reports(conn, &ids)?,
            store::count(conn, &query)?,
        ))
    };
    let (listed, reports, found) = app.db.read(read).await?;
    let view = |body: &crate::bodies::Body| {
        let waiting = reports.get(&body.id).map_or(&[][..], Vec::as_slice);
        BodyView::of(body, waiting, today)
    };
    answer(&BodiesView {
        items: listed.items.iter().map(view).collect(),
        found,
        next_cursor: listed.next.map(paging::cursor),
    })
}

/// A body as it is now.
pub(super) async fn view(app: &App, id: Uuid) -> Result<BodyView, Error> {
    let today = calendar::oslo_date(app.clock.now());
    let read = move |conn: &mut Conn| {
        let body = store::find(conn, id)?.ok_or_else(|| Error::new(Problem::NotFound))?;
        let reports = open_reports(conn, &[id])?.remove(&id);
        Ok(BodyView::of(&body, &reports.unwrap_or_default(), today))
    };
    app.db.read(read).await
}

/// The same as an answer, with its version.
pub(super) async fn shown(app: &App, id: Uuid) -> Result<HttpResponse, Error> {
    let view = view(app, id).await?;
    give(stored(200, vec![("etag", etag(view.version))], &view))
}

/// Somebody changed the body meanwhile: what stands there now.
pub(super) async fn overtaken(app: &App, id: Uuid) -> Error {
    match view(app, id).await {
        Ok(now) => Error::new(Problem::PreconditionFailed).beside("current", json!(now)),
        Err(error) => error,
    }
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readBody",
        summary: "Read a body",
        description: "Its names and addresses, those that have ended too, and what waits at it.",
        responses: vec![Response::of::<BodyView>(200, "The body.").headers(&["ETag"])],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    shown(&app, id(&req, "body")?).await
}

/// Where something that was made is found.
#[derive(Serialize, ToSchema)]
pub struct MadeBody {
    id: Uuid,
}

pub fn add_doc() -> Operation {
    Operation {
        id: "addBody",
        summary: "Add a body",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<BodyInput>()),
        responses: vec![Response::of::<MadeBody>(201, "Added.").headers(&["Location"])],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: &[Link {
            name: "read",
            operation: "readBody",
            parameters: &[("body", "$response.body#/id")],
        }],
        ..Operation::default()
    }
}

pub async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<BodyInput>,
) -> Result<HttpResponse, Error> {
    let claim = claim(&req, &staff, "addBody", "", &body.received)?;
    let (written, by) = (body.value.written(), By::staff(&staff, &app));
    let add = move |conn: &mut Conn| {
        once(conn, Some(&claim), by.at, |conn| {
            let id = add_written(conn, &written, by)?;
            let location = format!("{BODIES}/{id}");
            Ok(stored(201, vec![("location", location)], &MadeBody { id }))
        })
    };
    give(app.db.write(add).await.map_err(json::in_body)?)
}

pub fn change_doc() -> Operation {
    Operation {
        id: "changeBody",
        summary: "Change a body",
        description: "It becomes what is sent. Whoever's address is corrected so has no report waiting any more.",
        parameters: vec![if_match_parameter("The body's ETag, as it was last seen.").required()],
        request: Some(schema_of::<BodyInput>()),
        responses: vec![Response::of::<BodyView>(200, "The body as it is now.").headers(&["ETag"])],
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn change(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<BodyInput>,
) -> Result<HttpResponse, Error> {
    let (id, seen) = (id(&req, "body")?, if_match(&req)?.version());
    let (written, by) = (body.value.written(), By::staff(&staff, &app));
    let change = move |conn: &mut Conn| change_written(conn, id, seen, &written, by);
    match app.db.write(change).await.map_err(json::in_body)? {
        Changed::Done => shown(&app, id).await,
        Changed::Overtaken(_) => Err(overtaken(&app, id).await),
    }
}
