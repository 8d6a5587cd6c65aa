//! Invitations: the letters to the bodies that are asked, the links in them, where those land, and what staff
//! see of it all.

mod add;
mod api;
mod audience;
mod correct;
mod invite;
mod known;
mod land;
mod lost;
pub mod mails;
mod not_sent;
mod overview;
mod pages;
mod store;
mod unconfirmed;
mod unsent;

pub use audience::{Reader, Recipient, owe};
pub use invite::{Act, INVITATION_LETTER, act};
pub use lost::{LOST_LETTER, sweep as sweep_lost};
pub use not_sent::{NOT_SENT_LETTER, render as render_not_sent, tell_not_sent};
pub use overview::{Asked, Filter, Part, State, Wanted};
pub use unconfirmed::{
    STILL_UNCONFIRMED_LETTER, UNCONFIRMED_LETTER, remind_unconfirmed, render as render_unconfirmed,
};
pub use unsent::{UNSENT_LETTER, remind_unsent, render as render_unsent};

use crate::app::App;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::web::route::RouteDef;
use uuid::Uuid;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}

/// The same for work that holds a connection; only these bodies, when some are named.
pub fn asked_with(
    conn: &mut Conn,
    consultation: Uuid,
    only: Option<&[Uuid]>,
) -> Result<Vec<Asked>, Error> {
    store::asked(conn, consultation, only)
}

/// Every invited body of a consultation with what has become of it, in the order of the list.
pub async fn asked(app: &App, consultation: &Consultation) -> Result<Vec<Asked>, Error> {
    let id = consultation.id;
    app.db.read(move |conn| asked_with(conn, id, None)).await
}
