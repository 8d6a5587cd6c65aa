//! The form that corrects where an invited body is written to, in the register; and what was reported of its
//! address, once it is dealt with.

use super::Visit;
use super::one::{in_path, page};
use crate::address::EmailAddress;
use crate::app::App;
use crate::bodies::By;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::invitations::correct::{ask_to_correct, correct_invited, handle_invited_report};
use crate::session::staff::StaffAccess;
use crate::web::form::Form;
use crate::web::{self, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// What was said of the address has been dealt with.
pub(super) async fn handled(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let id = in_path(&req)?;
    let report = web::in_path(&req, "report").parse();
    let report = report.map_err(|_| Error::new(Problem::NotFound))?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let (by, at) = (By::staff(&visit.staff, &app), (visit.consultation.id, id));
    let handle = move |conn: &mut Conn| handle_invited_report(conn, at, report, by);
    app.db.write(handle).await?;
    Ok(see_other(&visit.path(&format!("/{id}"))))
}

pub(super) async fn address(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    ask_to_correct(&staff, "adresse")?;
    form.expect(&["adresse", "versjon"], &[])?;
    let id = in_path(&req)?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let typed = form.get("adresse").unwrap_or_default().to_owned();
    let Ok(address) = EmailAddress::parse(typed.trim()) else {
        let fault = FieldError::new("adresse", "error-email");
        return page(&app, &visit, id, None, Some((typed, fault))).await;
    };
    let seen = form.filled("versjon").and_then(|no| no.parse().ok());
    let (by, at) = (By::staff(&visit.staff, &app), (visit.consultation.id, id));
    let seen = seen.unwrap_or_default();
    let correct = move |conn: &mut Conn| correct_invited(conn, at, seen, &address, by);
    match app.db.write(correct).await {
        Ok(()) => Ok(see_other(&visit.path(&format!("/{id}?gjort=adresse")))),
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let fault = FieldError::new("adresse", "error-body-changed");
            page(&app, &visit, id, None, Some((typed, fault))).await
        }
        Err(error) => Err(error),
    }
}
