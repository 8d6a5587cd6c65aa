//! The working copy as the import file that it is.

use super::visit::Visit;
use crate::app::App;
use crate::error::Error;
use crate::session::staff::StaffAccess;
use crate::setup::file::write;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let name = format!("attachment; filename=\"{}.toml\"", visit.copy.slug);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/toml; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(write(visit.m()).text))
}
