//! A version of an answer given out as an archive takes it in, to pages and programs alike; whoever calls has asked who
//! reads it.

use super::package::{MEDIA_TYPE, of_version, package};
use crate::app::App;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::submissions::StoredVersion;
use crate::web::made;
use actix_web::HttpResponse;
use actix_web::web::Data;
use std::sync::Arc;

/// Sent while it is made; not found when the version has no receipt yet.
pub async fn to_archive(
    app: &Data<App>,
    consultation: &Arc<Consultation>,
    version: &StoredVersion,
) -> Result<HttpResponse, Error> {
    let (of, version) = (Arc::clone(consultation), version.clone());
    let read = move |conn: &mut Conn| of_version(conn, &of, &version);
    let made = app.db.read_at_once(read).await?;
    let name = format!("arkivpakke-{}.zip", made.name);
    let app = app.clone();
    made::answer(&name, MEDIA_TYPE, move |pipe, runtime| {
        package(pipe, &made, &app, runtime)
    })
    .await
}
