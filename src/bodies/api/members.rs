//! Who is on a list of bodies: looked through a page at a time, put on it, taken off it.

use super::asked::{self, WhomInput};
use super::id;
use super::lists::done;
use super::register::{BodiesView, page};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::list::ListQuery;
use crate::bodies::lists::{add_members, find_list, remove_members};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::programs::answer;
use crate::session::staff::StaffAccess;
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// How many came on the list: those that were on it are not counted.
#[derive(Serialize, ToSchema)]
struct AddedToList {
    added: usize,
}

/// How many went off the list.
#[derive(Serialize, ToSchema)]
struct RemovedFromList {
    removed: usize,
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listBodyListMembers",
        summary: "Look through those who are on a list",
        description: "By name, a page at a time.",
        parameters: asked::parameters(),
        responses: vec![Response::of::<BodiesView>(
            200,
            "The bodies that were found on it.",
        )],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, req: HttpRequest, query: Query) -> Result<HttpResponse, Error> {
    let list = id(&req, "list")?;
    let query = asked::query(&query)?;
    let found = app.db.read(move |conn| find_list(conn, list)).await?;
    found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let on_it = ListQuery {
        in_list: Some(list),
        ..query
    };
    page(&app, on_it).await
}

pub fn add_doc() -> Operation {
    Operation {
        id: "addToBodyList",
        summary: "Put bodies on a list",
        description: "On a draft. Those who are no more are left out of what is looked for, and ids that the register does \
                      not have of those that are named.",
        request: Some(schema_of::<WhomInput>()),
        responses: vec![Response::of::<AddedToList>(200, "They are on it.")],
        ..Operation::default()
    }
}

pub async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<WhomInput>,
) -> Result<HttpResponse, Error> {
    let (id, whom, by) = (
        id(&req, "list")?,
        body.value.whom()?,
        By::staff(&staff, &app),
    );
    let add = move |conn: &mut Conn| add_members(conn, id, &whom, by);
    let added = done(app.db.write(add).await?, None)?;
    answer(&AddedToList { added })
}

pub fn remove_doc() -> Operation {
    Operation {
        id: "removeFromBodyList",
        summary: "Take bodies off a list",
        description: "Off a draft.",
        request: Some(schema_of::<WhomInput>()),
        responses: vec![Response::of::<RemovedFromList>(200, "They are off it.")],
        ..Operation::default()
    }
}

pub async fn remove(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<WhomInput>,
) -> Result<HttpResponse, Error> {
    let (id, whom, by) = (
        id(&req, "list")?,
        body.value.whom()?,
        By::staff(&staff, &app),
    );
    let remove = move |conn: &mut Conn| remove_members(conn, id, &whom, by);
    let removed = done(app.db.write(remove).await?, None)?;
    answer(&RemovedFromList { removed })
}
