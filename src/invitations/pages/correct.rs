//! The form that corrects where an invited body is written to, in the register; and what was reported of its
//! address, once it is dealt with.

use super::Visit;
use super::one::{in_path, page};
use crate::address::EmailAddress;
use crate::app::App;
use crate::bodies::{AddressState, By, Correction, correct_address, handle_report};
use crate::error::{Error, FieldError, Problem};
use crate::invitations::overview::Delivery;
use crate::invitations::store;
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
    let by = By {
        actor: visit.staff.actor(),
        at: app.clock.now(),
    };
    let consultation = visit.consultation.id;
    app.db
        .write(move |conn| {
            let asked = store::one(conn, consultation, id)?;
            handle_report(conn, asked.body_id, report, by)
        })
        .await?;
    Ok(see_other(&visit.path(&format!("/{id}"))))
}

pub(super) async fn address(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["adresse", "versjon"], &[])?;
    let id = in_path(&req)?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let typed = form.get("adresse").unwrap_or_default().to_owned();
    let Ok(address) = EmailAddress::parse(typed.trim()) else {
        let fault = FieldError::new("adresse", "error-email");
        return page(&app, &visit, id, None, Some((typed, fault))).await;
    };
    let seen = form.filled("versjon").and_then(|no| no.parse().ok());
    let (consultation, actor) = (visit.consultation.id, visit.staff.actor());
    let at = app.clock.now();
    let corrected = app.db.write(move |conn| {
        let asked = store::one(conn, consultation, id)?;
        let refused = |l: &crate::invitations::overview::AskedLetter| {
            l.state == Delivery::Parked && asked.address.as_deref() == Some(l.recipient.as_str())
        };
        let correction = Correction {
            body_id: asked.body_id,
            seen: seen.unwrap_or_default(),
            address: address.clone(),
            old_is: match asked.letter.as_ref().is_some_and(refused) {
                true => AddressState::Bad,
                false => AddressState::Ended,
            },
            actor,
            at,
        };
        correct_address(conn, &correction)
    });
    match corrected.await {
        Ok(()) => Ok(see_other(&visit.path(&format!("/{id}?gjort=adresse")))),
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let fault = FieldError::new("adresse", "error-body-changed");
            page(&app, &visit, id, None, Some((typed, fault))).await
        }
        Err(error) => Err(error),
    }
}
