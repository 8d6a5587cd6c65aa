//! Consultations over the REST API: the list, a page at a time, and one of them whole.

mod differences;
mod make;
mod meetings;
mod view;

pub use differences::ChangedView;

use super::consultation::{Consultation, Stage};
use super::list::{ListQuery, list};
use super::store::{Key, load};
use crate::app::App;
use crate::calendar;
use crate::error::{Error, FieldError, Problem};
use crate::text::single_line;
use crate::web::cache::Rendered;
use crate::web::openapi::{Link, Operation, Parameter, Response};
use crate::web::paging;
use crate::web::query::Query;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{self, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use make::Addresses;
use serde::Serialize;
use serde_json::json;
use std::str::FromStr;
use std::sync::Arc;
use view::{ConsultationView, InvitedView, ListView};

const LONGEST_QUESTION: usize = 200;
/// Control characters are refused in queries.
const NO_CONTROLS: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
const JSON: &str = "application/json";

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let row = |path, handler, operation| {
        RouteDef::api(Method::GET, path, Access::Anyone, handler, operation)
    };
    let mut rows = vec![
        row(
            "/api/v1/consultations",
            || web::get().to(list_all),
            list_operation,
        ),
        row(
            "/api/v1/consultations/{slug}",
            || web::get().to(get_one),
            get_operation,
        ),
        row(
            "/api/v1/consultations/{slug}/invited",
            || web::get().to(get_invited),
            invited_operation,
        ),
    ];
    rows.extend(meetings::routes());
    rows
}

/// Takes one parameter of the query, or says that it is no good.
fn read<T: FromStr>(query: &Query, name: &str) -> Result<Option<T>, Error> {
    let text = query.get(name);
    let read = text.map(|text| text.parse().map_err(|_| unreadable(name, "error-value")));
    read.transpose()
}

fn unreadable(name: &str, code: &'static str) -> Error {
    let fault = FieldError::new(format!("?{name}"), code);
    Error::of_fields(Problem::MalformedRequest, vec![fault])
}

async fn list_all(app: Data<App>, req: HttpRequest, query: Query) -> Result<HttpResponse, Error> {
    query.expect(&["cursor", "limit", "status", "q"])?;
    let words = query.get("q").unwrap_or_default();
    if words.chars().count() > LONGEST_QUESTION {
        return Err(unreadable("q", "error-value"));
    }
    let asked = ListQuery {
        stage: read::<Stage>(&query, "status")?,
        words: single_line(words),
        after: paging::after(&query)?,
        limit: paging::limit(&query)?,
        today: calendar::oslo_date(app.clock.now()),
    };
    let listed = app.db.read(move |conn| list(conn, &asked)).await?;
    let found = Addresses {
        base_url: &app.settings.base_url,
    }
    .list(listed);
    Ok(rendered(&found)?.respond(&req))
}

async fn get_one(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
    query: Query,
) -> Result<HttpResponse, Error> {
    query.expect(&["version"])?;
    let version: Option<i32> = read(&query, "version")?;
    let now = app.clock.now();
    let of = version.map(|no| no.to_string()).unwrap_or_default();
    let key = format!("api {} {slug} {of}", calendar::oslo_date(now));
    if let Some(kept) = app.pages.get(&key) {
        return Ok(kept.respond(&req));
    }
    let revision = app.pages.revision();
    let found = match version {
        None => app.consultations.get(&app.db, slug.as_str()).await?,
        Some(_) => earlier(&app, &slug, version).await?,
    };
    let whole = Addresses {
        base_url: &app.settings.base_url,
    }
    .whole(&found, now);
    Ok(app
        .pages
        .put(key, revision, rendered(&whole)?)
        .respond(&req))
}

async fn get_invited(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse, Error> {
    let key = format!("invited {slug}");
    if let Some(kept) = app.pages.get(&key) {
        return Ok(kept.respond(&req));
    }
    let revision = app.pages.revision();
    let found = app.consultations.get(&app.db, slug.as_str()).await?;
    let made = rendered(&make::invited(&found))?;
    Ok(app.pages.put(key, revision, made).respond(&req))
}

async fn earlier(app: &App, slug: &str, version: Option<i32>) -> Result<Arc<Consultation>, Error> {
    let key = Key::from(slug);
    let found = app.db.read(move |conn| load(conn, &key, version)).await?;
    Ok(Arc::new(
        found
            .filter(Consultation::is_public)
            .ok_or(Problem::NotFound)?,
    ))
}

fn rendered(view: &impl Serialize) -> Result<Rendered, Error> {
    let body = serde_json::to_string(view).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Rendered::new(body, JSON))
}

fn list_operation() -> Operation {
    let stages = json!({ "type": "string", "enum": ["open", "processing", "concluded"] });
    let words = json!({ "type": "string", "maxLength": LONGEST_QUESTION, "pattern": NO_CONTROLS });
    let mut parameters = paging::parameters();
    parameters.extend([
        Parameter::query("status", "Only those that stand there today.", stages),
        Parameter::query("q", "Words that must all be in title, ingress, owner or råd titles; or a case reference in any written form.", words),
    ]);
    Operation {
        id: "listConsultations",
        summary: "List consultations",
        description: "By deadline: the open ones (`status=open`) with the nearest first, otherwise with the latest first. \
            Every text is given in bokmål and, where it is written, nynorsk.",
        parameters,
        responses: vec![Response::of::<ListView>(200, "A page of the list.").headers(&["ETag"])],
        links: &[Link {
            name: "first",
            operation: "getConsultation",
            parameters: &[("slug", "$response.body#/items/0/slug")],
        }],
        ..Operation::default()
    }
}

fn get_operation() -> Operation {
    let version = json!({ "type": "integer", "format": "int32", "minimum": 1 });
    Operation {
        id: "getConsultation",
        summary: "Read a consultation",
        description: "The whole consultation with chapters, råd and the fields to answer in, at the newest version of its \
            proposal or at the one named. What lies under it (status, deadline, contact) is always as it stands now.",
        parameters: vec![Parameter::query(
            "version",
            "A published version of the proposal.",
            version,
        )],
        responses: vec![
            Response::of::<ConsultationView>(200, "The consultation.").headers(&["ETag"]),
        ],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}

fn invited_operation() -> Operation {
    Operation {
        id: "getInvited",
        summary: "Read who is invited",
        description: "The list as the owner wrote it, with the bodies that each line stood for when the consultation was \
            published, and those that were added since. Names are as they were then. Addresses are never given.",
        responses: vec![Response::of::<InvitedView>(200, "The list.").headers(&["ETag"])],
        problems: &[Problem::NotFound],
        ..Operation::default()
    }
}
