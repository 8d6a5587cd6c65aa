//! The answers that a browser's session has begun to one consultation.

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::right::Right;
use crate::session::guard::Session;
use crate::submissions::desk::Desk;
use crate::submissions::draft;

/// Those that can still be gone on with, the last touched first.
pub(super) async fn of_session(
    app: &App,
    session: Option<&Session>,
    consultation: &Consultation,
) -> Result<Vec<Desk>, Error> {
    let mut ids: Vec<_> = session
        .map(|s| {
            s.links
                .iter()
                .filter(|l| l.right > Right::Confirm)
                .map(|l| l.desk_id)
                .collect()
        })
        .unwrap_or_default();
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids {
        let desk = draft::read(app, id).await?;
        if desk.consultation_id == consultation.id {
            found.push(desk);
        }
    }
    found.sort_by_key(|desk| std::cmp::Reverse(desk.touched_at));
    Ok(found)
}
