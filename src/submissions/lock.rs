//! The lock of an answer while a body treats it: nothing of what would be sent is changed until it is unlocked by
//! whoever coordinates. Sending what stands there is another thing, and goes on.

use super::approval::{DeskStep, Step, record};
use super::store::{self, NewStep};
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::text;
use chrono::NaiveDate;
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// Where the answer is treated, as it was typed.
#[derive(Debug, Clone)]
pub struct Treatment {
    pub treated_in: String,
    pub meets_on: Option<NaiveDate>,
}

const MOST: usize = 200;

/// Locks the text. A lock that there is already is replaced: the meeting was moved.
pub async fn lock(
    app: &App,
    consultation: Arc<Consultation>,
    desk_id: Uuid,
    by: Uuid,
    treatment: Treatment,
) -> Result<(), Error> {
    let treated_in = text::single_line(&treatment.treated_in);
    let fault = match text::count(&treated_in) {
        0 => Some(FieldError::new("treated_in", "error-missing")),
        n if n > MOST => {
            let most = i64::try_from(MOST).unwrap_or_default();
            Some(FieldError::new("treated_in", "error-length").with(most))
        }
        _ => None,
    };
    if let Some(fault) = fault {
        return Err(Error::invalid(vec![fault]));
    }
    let (now, meets_on) = (app.clock.now(), treatment.meets_on);
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            let desk = store::get_desk(conn, desk_id)?;
            desk.decides()?;
            let content = desk.content(&consultation);
            let mut new = NewStep::of(&desk, &content, Step::Locked, by, now);
            new.treated_in = Some(treated_in.clone());
            new.meets_on = meets_on;
            let step = record(conn, new)?;
            store::set_lock(conn, desk_id, Some(step))
        })
        .await
}

/// Opens the text again; one that is open stays so.
pub async fn unlock(
    app: &App,
    consultation: Arc<Consultation>,
    desk_id: Uuid,
    by: Uuid,
) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            let desk = store::get_desk(conn, desk_id)?;
            desk.decides()?;
            if desk.lock.is_none() {
                return Ok(());
            }
            let content = desk.content(&consultation);
            record(conn, NewStep::of(&desk, &content, Step::Unlocked, by, now))?;
            store::set_lock(conn, desk_id, None)
        })
        .await
}

/// The refusal of whoever would change a locked text: where it is treated, and who has locked it.
pub(super) fn refusal(lock: &DeskStep) -> Error {
    let told = json!({
        "treated_in": lock.treated_in,
        "meets_on": lock.meets_on,
        "locked_by": lock.name,
        "at": lock.at,
    });
    Error::new(Problem::Locked).beside("lock", told)
}
