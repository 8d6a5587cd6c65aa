//! The files: one that is made while it is given out, and one that was made in the background.

use super::asked::{FORMAT, asked_of, parameters};
use crate::app::App;
use crate::archive::MEDIA_TYPE;
use crate::error::{Error, FieldError, Problem};
use crate::export::pages::{case, stream};
use crate::export::take::{self, AtOnce, Order};
use crate::session::staff::StaffAccess;
use crate::web::in_path;
use crate::web::openapi::{Operation, Response};
use crate::web::query::Query;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// Each with what stands in `format`.
const MEDIA_TYPES: &[&str] = &[
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
    "application/json",
    "application/jsonl",
];

pub fn at_once_doc() -> Operation {
    Operation {
        id: "exportAnswers",
        summary: "Take answers out as a file",
        description: "Made while it is given out: docs/export.md says what stands in it. A workbook of many answers takes its \
                      time and is refused here: have it made by startExport. The audit is told who took what.",
        parameters: parameters(),
        responses: vec![Response::file(MEDIA_TYPES, "The file.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn at_once(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    query: Query,
) -> Result<HttpResponse, Error> {
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    let (asked, language) = asked_of(&query, &consultation)?;
    let order = Order {
        consultation,
        asked,
        language,
        staff_id: staff.staff_id,
        actor: staff.actor(),
    };
    match take::at_once(&app, order).await? {
        AtOnce::File(picture) => stream::answer(&app, *picture).await,
        AtOnce::TooMany(answers) => {
            let fault = FieldError::new(format!("?{FORMAT}"), "error-export-large");
            let n = i64::try_from(answers).unwrap_or(i64::MAX);
            Err(Error::invalid(vec![fault.with(n)]))
        }
    }
}

pub fn archive_doc() -> Operation {
    Operation {
        id: "getCaseForArchive",
        summary: "Fetch a whole case as an archive takes it in",
        description: "A ZIP with a folder for each version of each answer that has a number, as in getAnswerForArchive; the \
                      documents of the consultation; the published heads of the log of receipts. Made while it is given out: \
                      a second or so for each answer. Files that the storage has lost are left out, and named in `mangler.txt`. \
                      The audit is told as in exportAnswers.",
        responses: vec![Response::file(&[MEDIA_TYPE], "The package.")],
        ..Operation::default()
    }
}

pub async fn archive(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    case::archive(&app, &consultation, staff.actor()).await
}

pub fn fetch_doc() -> Operation {
    Operation {
        id: "readExportFile",
        summary: "Get the file of an export",
        description: "When its state is `done`, and as long as it is kept.",
        responses: vec![Response::file(MEDIA_TYPES, "The file.")],
        ..Operation::default()
    }
}

pub async fn fetch(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let job = super::jobs::own(&app, &staff, &req).await?;
    let name = take::fetch(&app, &job, staff.actor()).await?;
    Ok(stream::kept(app, &job, &name))
}
