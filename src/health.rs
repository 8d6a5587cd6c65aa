//! Whether the program lives and whether it can work.

use crate::app::App;
use crate::error::Error;
use crate::outbox;
use crate::storage::Short;
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

/// The database answers. A full or read-only disk shows at the first write, as 503. One whose outbox is frozen, or whose disk is
/// nearly full, serves, and says so.
async fn ready(app: Data<App>) -> Result<HttpResponse, Error> {
    let freeze = app.db.read(outbox::frozen).await?;
    let mut said = "ok".to_owned();
    if let Some(freeze) = freeze {
        let since = freeze.frozen_at.format("%F %T UTC");
        said.push_str(&format!(
            ", and nothing is sent: the outbox is frozen since {since}"
        ));
    }
    said.push_str(match app.room.short() {
        Short { drafts: true, .. } => {
            ", and no files are taken and no drafts begun: the disk is nearly full"
        }
        Short { files: true, .. } => ", and no files are taken: the disk is nearly full",
        _ => "",
    });
    said.push('\n');
    Ok(HttpResponse::Ok().content_type("text/plain").body(said))
}
