//! What was reported about a body, and what staff do about it: take the address over, or mark it as handled.

use super::{PATH, id};
use crate::app::App;
use crate::bodies::change::By;
use crate::bodies::correct::correct_as_reported;
use crate::bodies::reports::{Report, handle_report};
use crate::calendar;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::{in_path, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// A report as a page shows it.
pub struct ReportPart {
    pub id: String,
    pub when: String,
    pub address: Option<String>,
    pub note: Option<String>,
}

impl ReportPart {
    pub fn all(lang: Lang, reports: &[Report]) -> Vec<Self> {
        let part = |report: &Report| Self {
            id: report.id.to_string(),
            when: calendar::date_time(lang, report.at),
            address: report.address.clone(),
            note: report.note.clone(),
        };
        reports.iter().map(part).collect()
    }
}

pub(super) async fn press(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["bruk", "versjon"], &[])?;
    let (body, report) = (id(in_path(&req, "id"))?, id(in_path(&req, "report"))?);
    let seen = form.get("versjon").and_then(|no| no.parse().ok());
    let uses = form.filled("bruk").is_some();
    let by = By::staff(&staff, &app);
    app.db
        .write(move |conn| {
            if !uses {
                return handle_report(conn, body, report, by);
            }
            correct_as_reported(conn, body, report, seen.unwrap_or_default(), by)
        })
        .await
        .map_err(|error| match error.problem {
            // A page has no If-Match: somebody changed the body meanwhile.
            Problem::PreconditionFailed => {
                Error::invalid(vec![FieldError::new("versjon", "error-body-changed")])
            }
            _ => error,
        })?;
    let lang = Lang::of_path(req.path()).0;
    Ok(see_other(&lang.path(&format!("{PATH}/{body}"))))
}
