//! A version of an answer, and a whole case, given out as an archive takes it in, to pages and programs alike; whoever calls
//! has asked who reads it.

use super::package::{MEDIA_TYPE, made, package, package_of_case};
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::submissions::StoredVersion;
use crate::web::made::answer;
use actix_web::HttpResponse;
use actix_web::web::Data;
use std::sync::Arc;

/// Sent while it is made; not found when the version has no receipt yet.
pub async fn to_archive(
    app: &Data<App>,
    consultation: &Arc<Consultation>,
    version: &StoredVersion,
) -> Result<HttpResponse, Error> {
    let of = made(app, consultation, version.clone()).await?;
    let name = format!("arkivpakke-{}.zip", of.name);
    let app = app.clone();
    answer(&name, MEDIA_TYPE, move |pipe, runtime| {
        package(pipe, &of, &app, runtime)
    })
    .await
}

/// All that was sent in a consultation, and what belongs to it.
pub async fn case_to_archive(
    app: &Data<App>,
    consultation: &Arc<Consultation>,
) -> Result<HttpResponse, Error> {
    let name = format!("arkivpakke-{}.zip", consultation.slug);
    let (app, of) = (app.clone(), Arc::clone(consultation));
    answer(&name, MEDIA_TYPE, move |pipe, runtime| {
        package_of_case(pipe, &of, &app, runtime, |_, _| ()).map(|_| ())
    })
    .await
}
