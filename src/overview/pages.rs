//! The page and the files with its numbers. Owns the rows of the route table.

mod download;
mod heat;
mod links;
mod rates;
mod show;
mod time;

use super::read::{Read, read};
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::tabs::Tab;
use crate::web::in_path;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::web::get;
use std::sync::Arc;

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let reads = Access::Staff(Role::Reader);
    vec![
        RouteDef::get("/saksbehandling/horinger/{slug}", reads, || {
            get().to(show::show)
        }),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/tall/{table}",
            reads,
            || get().to(download::download),
        ),
    ]
}

/// What both stand on.
struct Visit {
    consultation: Arc<Consultation>,
    staff: StaffAccess,
    lang: Lang,
    read: Read,
}

impl Visit {
    async fn enter(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let slug = in_path(req, "slug");
        let consultation = app.consultations.get(&app.db, slug).await?;
        Ok(Self {
            read: read(app, &consultation).await?,
            consultation,
            staff,
            lang: Lang::of_path(req.path()).0,
        })
    }

    /// The path without language.
    fn neutral(&self) -> String {
        Tab::Overview.path(&self.consultation.slug)
    }

    fn table_path(&self, table: download::Table) -> String {
        let file = table.file();
        self.lang.path(&format!("{}/tall/{file}", self.neutral()))
    }
}
