//! The pages of an answer that several give together: at the desk who was asked, at a co-signer's link what it is asked
//! to stand behind. Owns the rows of the route table.

mod ask;
mod landing;
mod sign;

use crate::right::Right;
use crate::web::route::{Access, RouteDef};
use actix_web::web::{get, post};

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
        .does("cosigners::ask::take_out", "takeOutCosigner")
        .does("cosigners::both::open", "openOtherAnswer"),
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
