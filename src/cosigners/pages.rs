//! The pages of an answer that several give together: at the desk who was asked, at a co-signer's link what it is asked
//! to stand behind. Owns the rows of the route table.

mod ask;
mod landing;
mod sign;

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::web::{Data, get, post};
use chrono::{DateTime, Utc};
use std::sync::Arc;

const COSIGNERS: &str = "/svar/{desk}/medunderskrivere";
const LANDING: &str = "/medunderskrift/{token}";
const SIGN: &str = "/svar/{desk}/medunderskrift/{cosigner}";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    vec![
        RouteDef::get(COSIGNERS, Access::Desk(Right::Read), || get().to(ask::show)),
        RouteDef::post(COSIGNERS, Access::Desk(Right::Coordinate), || {
            post().to(ask::press)
        })
        .does("cosigners::ask::ask", "askCosigner")
        .does("cosigners::ask::remind", "remindCosigners")
        .does("cosigners::ask::send_again", "sendCosignerLetter")
        .does("cosigners::ask::send_again", "replaceCosignerLink")
        .does("cosigners::ask::take_out", "takeOutCosigner"),
        RouteDef::get(LANDING, Access::Token, || get().to(landing::show)),
        RouteDef::post(LANDING, Access::Token, || post().to(landing::enter))
            .does("submissions::links::enter", "confirm"),
        RouteDef::get(SIGN, Access::Desk(Right::Confirm), || get().to(sign::show)),
        RouteDef::post(SIGN, Access::Desk(Right::Confirm), || {
            post().to(sign::press)
        })
        .does("cosigners::reply::reply", "cosign")
        .does("cosigners::reply::reply", "declineToCosign")
        .does("cosigners::reply::reply", "takeBackCosignature"),
    ]
}

/// What every page at a desk stands on.
struct Visit {
    app: Data<App>,
    access: DeskAccess,
    desk: Desk,
    consultation: Arc<Consultation>,
    lang: Lang,
    now: DateTime<Utc>,
}

impl Visit {
    async fn enter(app: &Data<App>, access: DeskAccess, req: &HttpRequest) -> Result<Self, Error> {
        let desk = draft::read(app, access.desk_id()).await?;
        let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
        Ok(Self {
            app: app.clone(),
            access,
            desk,
            consultation,
            lang: Lang::of_path(req.path()).0,
            now: app.clock.now(),
        })
    }

    fn neutral(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.desk.id)
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }
}

/// The value of a name in the address.
fn query(req: &HttpRequest, name: &str) -> Option<String> {
    url::form_urlencoded::parse(req.query_string().as_bytes())
        .find(|(n, _)| n == name)
        .map(|(_, value)| value.into_owned())
}
