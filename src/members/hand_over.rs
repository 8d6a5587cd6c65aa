//! A member hands over what stands at its desk, and again when it has changed: the newest counts, the earlier are kept.

use super::hold::entry;
use super::round::WHOLE;
use super::store;
use super::told;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::submissions::desk::Desk;
use crate::submissions::draft::takes_input;
use crate::submissions::umbrella::{HandedOver, Umbrella, to_hand_over};
use crate::submissions::{get_desk, handed_over_by, lock_desks};
use std::sync::Arc;
use uuid::Uuid;

/// The umbrella organisation of a member's desk; another's desk has none.
pub fn umbrella(desk: &Desk) -> Result<&Umbrella, Error> {
    desk.umbrella
        .as_ref()
        .ok_or_else(|| Problem::NotFound.into())
}

/// Hands over what stands there. Late it is taken, too, and said to be; the same again is what was handed over last.
/// `seen` is the desk's version that the writer saw, where there was a page.
pub async fn hand_over(
    app: &App,
    desk_id: Uuid,
    consultation: Arc<Consultation>,
    seen: Option<i64>,
    actor: Actor,
) -> Result<HandedOver, Error> {
    let (now, mailer) = (app.clock.now(), app.mailer.clone());
    if !takes_input(&consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    let handed_over = app
        .db
        .write(move |conn| {
            let member = umbrella(&get_desk(conn, desk_id)?)?.member_id;
            let parent = store::parent_of(conn, member)?;
            // The last two of a round who come at once follow each other: one of them is the last.
            if lock_desks(conn, &[parent, desk_id])?.len() < 2 {
                return Err(Problem::NotFound.into());
            }
            let desk = get_desk(conn, desk_id)?;
            let umbrella = umbrella(&desk)?;
            if umbrella.has_ended {
                let fault = FieldError::new(WHOLE, "error-members-ended");
                return Err(Error::invalid(vec![fault]));
            }
            if seen.is_some_and(|seen| seen != desk.version) {
                return Err(Problem::PreconditionFailed.into());
            }
            let content = desk.content(&consultation);
            if content.answers.is_empty() && content.no_comment.is_empty() {
                return Err(Problem::NothingWritten.into());
            }
            let id = umbrella.member_id;
            let said = to_hand_over(&content);
            if let Some(last) = umbrella.handed_over
                && handed_over_by(conn, id, last.no)? == said
            {
                return Ok(last);
            }
            let handed_over = HandedOver {
                no: umbrella.handed_over.map_or(0, |last| last.no) + 1,
                at: now,
                late: umbrella.is_late(now),
            };
            for input in &said {
                store::insert_input(conn, ids::new(now), id, input, handed_over)?;
            }
            store::set_handed_over(conn, id, handed_over)?;
            audit::record(conn, entry(actor, "member.handed_over", id, now))?;
            let first = umbrella.handed_over.is_none();
            told::owe(conn, &mailer, (parent, id), first, now)?;
            Ok(handed_over)
        })
        .await?;
    app.letters_due.notify_one();
    Ok(handed_over)
}
