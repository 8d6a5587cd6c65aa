//! Invitations: the letters to the bodies that are asked, the links in them, where those land, and what staff
//! see of it all.

mod add;
mod invite;
mod land;
pub mod mails;
mod overview;
mod pages;
mod store;

pub use invite::{Act, INVITATION_LETTER, act};
pub use overview::{Asked, Filter, State, Wanted};
pub use pages::routes;

use crate::app::App;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use uuid::Uuid;

/// Every invited body of a consultation with what has become of it, in the order of the list.
pub async fn asked(app: &App, consultation: &Consultation) -> Result<Vec<Asked>, Error> {
    let id = consultation.id;
    app.db.read(move |conn| all_asked(conn, id)).await
}

/// The same, for whoever reads more in the same transaction.
pub fn all_asked(conn: &mut Conn, consultation: Uuid) -> Result<Vec<Asked>, Error> {
    store::asked(conn, consultation, None)
}
