//! Lists of bodies: all of them, one read, made, copied, renamed, moved between its states.

use super::{LISTS, id};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::lists::{
    BodyList, ListState, Outcome, copy_list, create_list, find_list, list_all, rename_list,
    set_list_state,
};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::once;
use crate::programs::{answer, claim, give, if_match_parameter, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::web::conditions::{etag, if_match};
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What the pages call the fields.
const NAMES: [(&str, &str); 2] = [("navn", "name"), ("tilstand", "state")];

/// A list of bodies.
#[derive(Serialize, ToSchema)]
pub struct BodyListView {
    id: Uuid,
    name: String,
    state: ListState,
    /// Raised by every change; stands in the ETag.
    version: i64,
    changed_at: DateTime<Utc>,
    /// How many are on it.
    members: i64,
}

impl From<BodyList> for BodyListView {
    fn from(list: BodyList) -> Self {
        Self {
            id: list.id,
            name: list.name,
            state: list.state,
            version: list.version,
            changed_at: list.changed_at,
            members: list.members,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct BodyListsView {
    items: Vec<BodyListView>,
}

/// What a list is to be called.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BodyListNameInput)]
pub struct ListNameInput {
    /// No other list has it.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    name: String,
}

/// What a list is to become: a draft is made ready, one that is ready is locked or made a draft again.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BodyListStateInput)]
pub struct ListStateInput {
    #[serde(deserialize_with = "json::word")]
    state: ListState,
}

/// Where a list that was made is found.
#[derive(Serialize, ToSchema)]
#[schema(as = MadeBodyList)]
struct MadeList {
    id: Uuid,
}

/// What was done, or why not: somebody was first, or the list is in a state where this cannot be done.
pub(super) fn done<T>(outcome: Outcome<T>, seen: Option<i64>) -> Result<T, Error> {
    match outcome {
        Outcome::Done(value) => Ok(value),
        Outcome::Overtaken(list) if seen.is_none_or(|seen| seen == list.version) => {
            let fault = FieldError::new("", "error-list-state");
            Err(Error::invalid(vec![fault]))
        }
        Outcome::Overtaken(list) => {
            let now = BodyListView::from(list);
            Err(Error::new(Problem::PreconditionFailed).beside("current", json!(now)))
        }
    }
}

async fn shown(app: &App, id: Uuid) -> Result<HttpResponse, Error> {
    let found = app.db.read(move |conn| find_list(conn, id)).await?;
    let list = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let tag = etag(list.version);
    give(stored(200, vec![("etag", tag)], &BodyListView::from(list)))
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listBodyLists",
        summary: "List the lists of bodies",
        description: "The one that was changed last first.",
        responses: vec![Response::of::<BodyListsView>(200, "The lists.")],
        links: &[Link {
            name: "first",
            operation: "readBodyList",
            parameters: &[("list", "$response.body#/items/0/id")],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>) -> Result<HttpResponse, Error> {
    let lists = app.db.read(list_all).await?;
    let items = lists.into_iter().map(BodyListView::from).collect();
    answer(&BodyListsView { items })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readBodyList",
        summary: "Read a list of bodies",
        description: "Who is on it has an address of its own.",
        responses: vec![Response::of::<BodyListView>(200, "The list.").headers(&["ETag"])],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    shown(&app, id(&req, "list")?).await
}

const MADE: &[Link] = &[
    Link {
        name: "read",
        operation: "readBodyList",
        parameters: &[("list", "$response.body#/id")],
    },
    Link {
        name: "fill",
        operation: "addToBodyList",
        parameters: &[("list", "$response.body#/id")],
    },
];

pub fn create_doc() -> Operation {
    Operation {
        id: "createBodyList",
        summary: "Make a list of bodies",
        description: "A draft with nobody on it.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<ListNameInput>()),
        responses: vec![Response::of::<MadeList>(201, "Made.").headers(&["Location"])],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: MADE,
    }
}

pub async fn create(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<ListNameInput>,
) -> Result<HttpResponse, Error> {
    make(&app, &staff, &req, body, None).await
}

pub fn copy_doc() -> Operation {
    Operation {
        id: "copyBodyList",
        summary: "Copy a list of bodies",
        description: "A new draft with those who are on it.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<ListNameInput>()),
        responses: vec![Response::of::<MadeList>(201, "Made.").headers(&["Location"])],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: MADE,
    }
}

pub async fn copy(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<ListNameInput>,
) -> Result<HttpResponse, Error> {
    let of = id(&req, "list")?;
    make(&app, &staff, &req, body, Some(of)).await
}

async fn make(
    app: &App,
    staff: &StaffAccess,
    req: &HttpRequest,
    body: Json<ListNameInput>,
    of: Option<Uuid>,
) -> Result<HttpResponse, Error> {
    let about = of.map(|id| id.to_string()).unwrap_or_default();
    let claim = claim(req, staff, "createBodyList", &about, &body.received)?;
    let (name, by) = (body.value.name, By::staff(staff, app));
    let make = move |conn: &mut Conn| {
        once(conn, Some(&claim), by.at, |conn| {
            let id = match of {
                None => create_list(conn, &name, by)?,
                Some(of) => copy_list(conn, of, &name, by)?,
            };
            let location = format!("{LISTS}/{id}");
            Ok(stored(201, vec![("location", location)], &MadeList { id }))
        })
    };
    let made = app.db.write(make).await;
    give(made.map_err(|error| json::in_members(error, &NAMES))?)
}

pub fn rename_doc() -> Operation {
    Operation {
        id: "renameBodyList",
        summary: "Give a list another name",
        parameters: vec![if_match_parameter("The list's ETag, as it was last seen.").required()],
        request: Some(schema_of::<ListNameInput>()),
        responses: vec![
            Response::of::<BodyListView>(200, "The list as it is now.").headers(&["ETag"]),
        ],
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn rename(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<ListNameInput>,
) -> Result<HttpResponse, Error> {
    let (id, seen) = (id(&req, "list")?, if_match(&req)?.version());
    let (name, by) = (body.value.name, By::staff(&staff, &app));
    let rename = move |conn: &mut Conn| rename_list(conn, id, seen, &name, by);
    let outcome = app.db.write(rename).await;
    let outcome = outcome.map_err(|error| json::in_members(error, &NAMES))?;
    done(outcome, Some(seen))?;
    shown(&app, id).await
}

pub fn set_state_doc() -> Operation {
    Operation {
        id: "setBodyListState",
        summary: "Move a list between its states",
        description: "A list that was used is locked, and stays so.",
        parameters: vec![if_match_parameter("The list's ETag, as it was last seen.").required()],
        request: Some(schema_of::<ListStateInput>()),
        responses: vec![
            Response::of::<BodyListView>(200, "The list as it is now.").headers(&["ETag"]),
        ],
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn set_state(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<ListStateInput>,
) -> Result<HttpResponse, Error> {
    let (id, seen) = (id(&req, "list")?, if_match(&req)?.version());
    let (next, by) = (body.value.state, By::staff(&staff, &app));
    let set = move |conn: &mut Conn| set_list_state(conn, id, seen, next, by);
    let outcome = app.db.write(set).await;
    let outcome = outcome.map_err(|error| json::in_members(error, &NAMES))?;
    done(outcome, Some(seen))?;
    shown(&app, id).await
}
