//! Who writes which part of an answer: agreed between colleagues, and no lock.

use super::store;
use crate::app::App;
use crate::error::{Error, FieldError};
use uuid::Uuid;

/// Somebody who writes a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Somebody who was asked to take part.
    Contributor(Uuid),
    /// Whoever has the whole answer in their hands.
    Coordinator,
}

impl Holder {
    /// Whoever holds this link.
    pub fn of(link: &crate::session::Link) -> Self {
        link.contributor_id
            .map_or(Self::Coordinator, Self::Contributor)
    }
}

/// From now on this part is written by them, or by nobody in particular. Who may not write in it cannot.
pub async fn hold(app: &App, desk: Uuid, part: &str, holder: Option<Holder>) -> Result<(), Error> {
    let part = part.to_owned();
    app.db
        .write(move |conn| {
            if let Some(Holder::Contributor(id)) = holder {
                let found = store::find(conn, desk, id)?;
                if !found.is_some_and(|c| c.may_write_in(&part)) {
                    let fault = FieldError::new("skrives_av", "error-not-offered");
                    return Err(Error::invalid(vec![fault]));
                }
            }
            store::set_holder(conn, desk, &part, holder)
        })
        .await
}
