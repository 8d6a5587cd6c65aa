//! The pages of sharing and supporting: letting others support one's own answer, finding what others have shared, reading
//! it and supporting it. Owns the rows of the route table.

mod list;
mod one;
mod share;

use crate::right::Right;
use crate::web::route::{Access, RouteDef};
use actix_web::web::{get, post};

const SHARE: &str = "/svar/{desk}/deling";
const LIST: &str = "/svar/{desk}/stotte";
const ONE: &str = "/svar/{desk}/stotte/{number}";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    vec![
        RouteDef::get(SHARE, Access::Desk(Right::Send), || get().to(share::show)),
        RouteDef::post(SHARE, Access::Desk(Right::Send), || post().to(share::press))
            .does("endorsements::share::share", "shareAnswer")
            .does("endorsements::share::unshare", "unshareAnswer"),
        RouteDef::get(LIST, Access::Desk(Right::Read), || get().to(list::show)),
        RouteDef::get(ONE, Access::Desk(Right::Read), || get().to(one::show)),
        RouteDef::post(ONE, Access::Desk(Right::Write), || post().to(one::press))
            .does("endorsements::endorse::endorse", "endorseAnswer")
            .does("endorsements::endorse::let_go", "removeEndorsement")
            .does("endorsements::endorse::keep", "keepEndorsement"),
    ]
}
