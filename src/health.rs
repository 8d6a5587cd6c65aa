//! Whether the program lives and whether it can work.

use crate::app::App;
use crate::error::Error;
use crate::outbox;
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

/// The database answers. A full or read-only disk shows at the first write, as 503. One whose outbox is frozen serves, and
/// says so.
async fn ready(app: Data<App>) -> Result<HttpResponse, Error> {
    let freeze = app.db.read(outbox::frozen).await?;
    let said = freeze.map_or("ok\n".to_owned(), |freeze| {
        let since = freeze.frozen_at.format("%F %T UTC");
        format!("ok, and nothing is sent: the outbox is frozen since {since}\n")
    });
    Ok(HttpResponse::Ok().content_type("text/plain").body(said))
}
