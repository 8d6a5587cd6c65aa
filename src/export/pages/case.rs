//! A whole case as an archive takes it in: the audit is told, then it is made while it is sent.

use crate::app::App;
use crate::archive::case_to_archive;
use crate::audit::{self, Actor};
use crate::consultations::Consultation;
use crate::error::Error;
use crate::review::{Filter, look, withheld_read};
use actix_web::HttpResponse;
use actix_web::web::Data;
use std::sync::Arc;

/// The package, to somebody who may read all that is in it.
pub async fn archive(
    app: &Data<App>,
    consultation: &Arc<Consultation>,
    actor: Actor,
) -> Result<HttpResponse, Error> {
    let found = look(app, consultation, &Filter::default()).await?;
    let at = app.clock.now();
    let taken = audit::Entry {
        at,
        actor,
        action: "consultation.archived",
        object_kind: "consultation",
        object_id: consultation.id,
        detail: Some(found.len().to_string()),
    };
    // Every version is in it.
    let withheld = found.entries().filter(|entry| entry.is_ever_withheld);
    let withheld = withheld.map(|entry| withheld_read(entry.submission_id, actor, at));
    let told: Vec<audit::Entry> = [taken].into_iter().chain(withheld).collect();
    // Of a case without answers there is nothing to tell, as of an export.
    if !found.is_empty() {
        app.db
            .write(move |conn| audit::record_all(conn, told.clone()))
            .await?;
    }
    case_to_archive(app, consultation).await
}
