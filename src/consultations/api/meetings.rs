//! Meetings about a proposal, as programs of staff announce, change and cancel them.

mod said;

use crate::app::App;
use crate::consultations::consultation::Consultation;
use crate::consultations::meetings::{
    self, Announcement, By, Changed, Meeting, announce, cancel, change,
};
use crate::error::{Error, Problem};
use crate::idempotency::once;
use crate::programs::{NoBody, answer, claim, give, if_match_parameter, key_parameter, stored};
use crate::role::Role;
use crate::scope::Scope::{ConsultationsRead, ConsultationsWrite};
use crate::session::staff::StaffAccess;
use crate::web::conditions::{etag, if_match};
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{Data, get, post, put};
use actix_web::{HttpRequest, HttpResponse};
use said::{MeetingInput, MeetingView, MeetingViews, in_body};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    const LIST: &str = "/api/v1/staff/consultations/{slug}/meetings";
    const ONE: &str = "/api/v1/staff/consultations/{slug}/meetings/{meeting}";
    const OFF: &str = "/api/v1/staff/consultations/{slug}/meetings/{meeting}/cancellation";
    let reads = || Access::Program(ConsultationsRead, Role::Reader);
    let acts = || Access::Program(ConsultationsWrite, Role::Officer);
    let row = RouteDef::api;
    vec![
        row(Method::GET, LIST, reads(), || get().to(list), list_doc),
        row(Method::POST, LIST, acts(), || post().to(add), add_doc),
        row(Method::GET, ONE, reads(), || get().to(read), read_doc),
        row(Method::PUT, ONE, acts(), || put().to(replace), replace_doc),
        row(
            Method::PUT,
            OFF,
            acts(),
            || put().to(call_off),
            call_off_doc,
        ),
    ]
}

async fn consultation(app: &App, req: &HttpRequest) -> Result<Arc<Consultation>, Error> {
    app.consultations.get(&app.db, in_path(req, "slug")).await
}

/// The meeting of the path, as it stands in the database.
async fn meeting(app: &App, consultation: Uuid, req: &HttpRequest) -> Result<Meeting, Error> {
    let id = in_path(req, "meeting").parse();
    let id = id.map_err(|_| Error::new(Problem::NotFound))?;
    let read = move |conn: &mut _| meetings::find(conn, consultation, id);
    let found = app.db.read(read).await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

fn with_tag(view: &MeetingView) -> Result<HttpResponse, Error> {
    let tag = etag(i64::from(view.version));
    give(stored(200, vec![("etag", tag)], view))
}

/// Everybody sees it at once.
async fn see_change(app: &App) -> Result<(), Error> {
    let revision = app.consultations.refresh(&app.db, app.clock.now()).await?;
    app.pages.set_revision(revision);
    Ok(())
}

fn by(app: &App, staff: &StaffAccess) -> By {
    By {
        actor: staff.actor(),
        at: app.clock.now(),
    }
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listMeetings",
        summary: "List the meetings about a proposal",
        description: "The earliest first, those that are cancelled, too.",
        responses: vec![Response::of::<MeetingViews>(200, "The meetings.")],
        links: &[Link {
            name: "first",
            operation: "readMeeting",
            parameters: &[("meeting", "$response.body#/items/0/id")],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let found = consultation(&app, &req).await?;
    let items = found.meetings.iter().cloned().map(MeetingView::from);
    answer(&MeetingViews {
        items: items.collect(),
    })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readMeeting",
        summary: "Read a meeting",
        responses: vec![Response::of::<MeetingView>(200, "The meeting.").headers(&["ETag"])],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let of = consultation(&app, &req).await?.id;
    with_tag(&meeting(&app, of, &req).await?.into())
}

/// Where a meeting that was announced is found.
#[derive(Serialize, ToSchema)]
struct AnnouncedMeeting {
    id: Uuid,
}

pub fn add_doc() -> Operation {
    Operation {
        id: "announceMeeting",
        summary: "Announce a meeting",
        description: "From the next moment everybody sees it on the consultation's page and in the public calendar.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<MeetingInput>()),
        responses: vec![
            Response::of::<AnnouncedMeeting>(201, "Announced.").headers(&["Location", "ETag"]),
        ],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: &[
            Link {
                name: "read",
                operation: "readMeeting",
                parameters: &[("meeting", "$response.body#/id")],
            },
            Link {
                name: "cancel",
                operation: "cancelMeeting",
                parameters: &[("meeting", "$response.body#/id")],
            },
        ],
    }
}

pub async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<MeetingInput>,
) -> Result<HttpResponse, Error> {
    let found = consultation(&app, &req).await?;
    let (of, slug) = (found.id, found.slug.clone());
    let claim = claim(
        &req,
        &staff,
        "announceMeeting",
        &of.to_string(),
        &body.received,
    )?;
    let (said, by) = (Announcement::from(body.value), by(&app, &staff));
    let add = move |conn: &mut _| {
        once(conn, Some(&claim), by.at, |conn| {
            let id = announce(conn, of, &said, by)?;
            let location = format!("/api/v1/staff/consultations/{slug}/meetings/{id}");
            let headers = vec![("location", location), ("etag", etag(1))];
            Ok(stored(201, headers, &AnnouncedMeeting { id }))
        })
    };
    let announced = app.db.write(add).await.map_err(in_body)?;
    see_change(&app).await?;
    give(announced)
}

pub fn replace_doc() -> Operation {
    Operation {
        id: "changeMeeting",
        summary: "Change a meeting",
        description: "What is sent takes the place of all that was announced. One that is cancelled stays as it was: that is told by \
                      precondition-failed, with the meeting as `current`.",
        parameters: vec![if_match_parameter("The meeting's ETag, as it was last seen.").required()],
        request: Some(schema_of::<MeetingInput>()),
        responses: vec![
            Response::of::<MeetingView>(200, "The meeting as it is now.").headers(&["ETag"]),
        ],
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn replace(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<MeetingInput>,
) -> Result<HttpResponse, Error> {
    let seen = i32::try_from(if_match(&req)?.version()).unwrap_or(-1);
    let of = consultation(&app, &req).await?.id;
    let id = meeting(&app, of, &req).await?.id;
    let (said, by) = (Announcement::from(body.value), by(&app, &staff));
    let changed = app
        .db
        .write(move |conn| change(conn, (of, id), seen, &said, by));
    match changed.await.map_err(in_body)? {
        Changed::Done => {
            see_change(&app).await?;
            with_tag(&meeting(&app, of, &req).await?.into())
        }
        Changed::Overtaken(now) => {
            let current = serde_json::to_value(MeetingView::from(*now)).unwrap_or_default();
            Err(Error::new(Problem::PreconditionFailed).beside("current", current))
        }
    }
}

pub fn call_off_doc() -> Operation {
    Operation {
        id: "cancelMeeting",
        summary: "Cancel a meeting",
        description: "Before it begins. It stays where it was announced, marked as cancelled. Once more changes nothing.",
        responses: vec![Response::empty(204, "It is cancelled.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn call_off(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let of = consultation(&app, &req).await?.id;
    let (id, by) = (meeting(&app, of, &req).await?.id, by(&app, &staff));
    let off = move |conn: &mut _| cancel(conn, of, id, by);
    app.db.write(off).await.map_err(json::of_whole)?;
    see_change(&app).await?;
    Ok(HttpResponse::NoContent().finish())
}
