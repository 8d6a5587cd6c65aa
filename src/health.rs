//! Whether the program lives and whether it can work.

use crate::app::App;
use crate::error::Error;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::web::{self, Data};

pub fn routes() -> Vec<RouteDef> {
    let row =
        |path, handler| RouteDef::new(Method::GET, path, Access::Anyone, Face::Plain, handler);
    vec![
        row("/health/live", || web::get().to(live)),
        row("/health/ready", || web::get().to(ready)),
    ]
}

/// The process answers.
async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// The database answers. A full or read-only disk shows at the first write, as 503.
async fn ready(app: Data<App>) -> Result<HttpResponse, Error> {
    app.db.read(crate::db::answers).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ok\n"))
}
