//! Signing out: the session ends here and in the browser.

use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::staff::{StaffAccess, end_session, ended_cookie};
use crate::web::form::Form;
use crate::web::see_other;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub(super) async fn leave(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let (session, member, at) = (staff.session_id(), staff.staff_id, app.clock.now());
    app.db
        .write(move |conn| {
            if let Some(session) = session {
                end_session(conn, session)?;
            }
            let entry = Entry {
                at,
                actor: Actor::Staff(member),
                action: "staff.signed_out",
                object_kind: "staff",
                object_id: member,
                detail: None,
            };
            audit::record(conn, entry)
        })
        .await?;
    let mut response = see_other(&Lang::of_path(req.path()).0.path("/"));
    response
        .add_cookie(&ended_cookie(&app))
        .map_err(|e| Error::internal(e.to_string()))?;
    Ok(response)
}
