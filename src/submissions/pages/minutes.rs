//! The button by which staff write the minutes of a meeting: leads to the link of their desk.

use crate::app::App;
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::submissions::minutes::{self, Writer};
use crate::web::form::Form;
use crate::web::{in_path, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub(super) const PATH: &str = "/saksbehandling/horinger/{slug}/moter/{meeting}/referat";

pub(super) async fn open(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let slug = in_path(&req, "slug");
    let consultation = app.consultations.get(&app.db, slug).await?;
    let meeting = minutes::meeting(&consultation, in_path(&req, "meeting"))?;
    let lang = Lang::of_path(req.path()).0;
    let writer = Writer {
        staff_id: staff.staff_id,
        actor: staff.actor(),
        name: staff.name,
        email: staff.email,
        language: lang,
    };
    let opened = minutes::open(&app, &consultation, meeting, writer).await?;
    Ok(see_other(&lang.path(&format!("/lenke/{}", opened.token))))
}
