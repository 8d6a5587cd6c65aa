//! What was reported of a body's address: dealt with, or taken over.

use super::id;
use super::register::{overtaken, shown};
use super::view::BodyView;
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::correct::correct_as_reported;
use crate::bodies::reports::handle_report;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::programs::{NoBody, if_match_parameter};
use crate::session::staff::StaffAccess;
use crate::web::conditions::if_match;
use crate::web::openapi::{Operation, Response};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub fn handle_doc() -> Operation {
    Operation {
        id: "handleReport",
        summary: "Say that a report is dealt with",
        description: "It waits no longer; no address changes.",
        responses: vec![Response::empty(204, "It is dealt with.")],
        ..Operation::default()
    }
}

pub async fn handle(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (body, report) = (id(&req, "body")?, id(&req, "report")?);
    let by = By::staff(&staff, &app);
    let handle = move |conn: &mut Conn| handle_report(conn, body, report, by);
    app.db.write(handle).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn take_over_doc() -> Operation {
    Operation {
        id: "takeOverReportedAddress",
        summary: "Use the address that was reported",
        description: "Letters go to it from now on; the address that was there is kept as ended, and the reports that waited \
                      are dealt with.",
        parameters: vec![if_match_parameter("The body's ETag, as it was last seen.").required()],
        responses: vec![Response::of::<BodyView>(200, "The body as it is now.").headers(&["ETag"])],
        problems: &[Problem::PreconditionRequired, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn take_over(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (body, report) = (id(&req, "body")?, id(&req, "report")?);
    let (seen, by) = (if_match(&req)?.version(), By::staff(&staff, &app));
    let correct = move |conn: &mut Conn| correct_as_reported(conn, body, report, seen, by);
    match app.db.write(correct).await {
        Ok(()) => shown(&app, body).await,
        Err(error) if error.problem == Problem::PreconditionFailed => {
            Err(overtaken(&app, body).await)
        }
        Err(error) => Err(error),
    }
}
