//! The use case «utsett fristen»: what staff want is checked, what they should know is said, and it is done
//! once, in one transaction with every letter that is owed.

use super::audience::{Counts, tell};
use super::settle::settle;
use crate::app::App;
use crate::audit::Actor;
use crate::calendar::{Concern, concerns};
use crate::consultations::{
    Consultation, Extension, LONGEST_REASON, NEW_ON, Status, Texts, Whose, check_day,
    deadlines_for, extend, read_day, read_reason, too_long,
};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::{self, Claim, Stored};
use crate::invitations::{Asked, asked_with};
use crate::mail::Mailer;
use crate::submissions::set_own_deadline;
use crate::text;
use chrono::{DateTime, NaiveDate, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// The control of the reason in nynorsk.
pub const REASON_NN: &str = "reason_nn";

/// A deadline that somebody wants moved, as it was typed and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub whose: Whose,
    pub new_on: NaiveDate,
    pub reason: Texts,
}

impl Wanted {
    /// Reads what was typed; everything that is wrong with it at once.
    pub fn read(whose: Whose, day: &str, nb: &str, nn: &str) -> Result<Self, Vec<FieldError>> {
        let mut faults = Vec::new();
        let new_on = read_day(day).map_err(|code| faults.push(FieldError::new(NEW_ON, code)));
        let reason = read_reasons(nb, nn).map_err(|wrong| faults.extend(wrong));
        match (new_on, reason) {
            (Ok(new_on), Ok(reason)) => Ok(Self {
                whose,
                new_on,
                reason,
            }),
            _ => Err(faults),
        }
    }

    /// Whether a consultation that stands so takes this day; `in_force` is what is moved.
    pub fn check(
        &self,
        status: Status,
        in_force: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let may_move = match self.whose {
            Whose::All => status == Status::Open,
            _ => matches!(status, Status::Open | Status::Processing),
        };
        // Such a consultation takes answers still; it is the deadline of all that stands.
        if !may_move && status == Status::Processing {
            let fault = FieldError::new(NEW_ON, "error-deadline-processing");
            return Err(Error::invalid(vec![fault]));
        }
        if !may_move {
            return Err(Problem::NotOpen.into());
        }
        check_day(self.new_on, in_force, now).map_err(|fault| Error::invalid(vec![fault]))
    }

    /// What should be known of the day before it is chosen. It does not stop.
    pub fn concerns(&self) -> Vec<Concern> {
        concerns(self.new_on)
    }
}

/// A reason, which must be there in bokmål and may be in nynorsk; everything that is wrong with it at once.
pub fn read_reasons(nb: &str, nn: &str) -> Result<Texts, Vec<FieldError>> {
    let nb = read_reason(nb);
    let nn = text::canonical(nn).trim().to_owned();
    let is_long = text::count(&nn) > LONGEST_REASON;
    match (nb, is_long) {
        (Ok(nb), false) => Ok(Texts {
            nb,
            nn: (!nn.is_empty()).then_some(nn),
        }),
        (nb, is_long) => {
            let too_long = is_long.then(|| too_long(REASON_NN));
            Err(nb.err().into_iter().chain(too_long).collect())
        }
    }
}

/// A body that a consultation asks, and the deadline in force for it.
pub fn invited(
    conn: &mut Conn,
    (consultation, of_all): (Uuid, NaiveDate),
    id: Uuid,
) -> Result<(Asked, NaiveDate), Error> {
    let found = asked_with(conn, consultation, Some(&[id]))?.pop();
    let asked = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let moved = deadlines_for(conn, consultation, Whose::Invited(id))?;
    let days = moved.iter().map(|m| m.new_on);
    Ok((asked, days.fold(of_all, NaiveDate::max)))
}

/// What came of moving a deadline.
#[derive(Debug, Clone, Copy)]
pub struct Moved {
    /// The change.
    pub id: Uuid,
    /// Who gets a letter.
    pub told: Counts,
}

/// Moves the deadline and owes every letter, once for each claim. `done` makes the answer that is given, and
/// given again.
pub async fn move_deadline(
    app: &App,
    consultation: &Arc<Consultation>,
    wanted: Wanted,
    actor: Actor,
    claim: Claim,
    done: impl Fn(Moved) -> Stored + Send + Sync + 'static,
) -> Result<Stored, Error> {
    let now = app.clock.now();
    let (id, mailer) = (consultation.id, app.mailer.clone());
    let stored = app.db.write(move |conn| {
        idempotency::once(conn, Some(&claim), now, |conn| {
            let moved = write(conn, &mailer, id, &wanted, actor, now)?;
            Ok(done(moved))
        })
    });
    let stored = stored.await?;
    app.letters_due.notify_one();
    see_change(app).await?;
    Ok(stored)
}

/// All of it, in a transaction of the caller's.
pub fn write(
    conn: &mut Conn,
    mailer: &Mailer,
    consultation: Uuid,
    wanted: &Wanted,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<Moved, Error> {
    let extension = Extension {
        whose: wanted.whose,
        new_on: wanted.new_on,
        reason: &wanted.reason,
        actor,
        now,
    };
    let change = extend(conn, consultation, &extension, |status, in_force| {
        wanted.check(status, in_force, now)
    })?;
    set_own_deadline(conn, wanted.whose, wanted.new_on)?;
    let told = tell(conn, mailer, consultation, (change, wanted.whose), now)?;
    settle(conn, consultation, change, &extension)?;
    Ok(Moved { id: change, told })
}

/// Whoever pressed sees it on the next page; the other instances see it within a second.
pub async fn see_change(app: &App) -> Result<(), Error> {
    let revision = app.consultations.refresh(&app.db, app.clock.now()).await?;
    app.pages.set_revision(revision);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let faults = Wanted::read(Whose::All, "snart", " \n", &"x".repeat(2_001)).unwrap_err();
        let at: Vec<_> = faults.iter().map(|f| (f.at.as_str(), f.code)).collect();
        assert_eq!(
            at,
            [
                ("new_on", "error-day"),
                ("reason", "error-reason-missing"),
                ("reason_nn", "error-length"),
            ]
        );
    }

    #[test]
    fn a_deadline_is_never_moved_back_nor_into_the_past_nor_for_all_when_the_work_has_begun() {
        let now = "2026-08-10T10:00:00Z".parse().unwrap();
        let check = |whose, status, new_on: &str| {
            let wanted = Wanted {
                whose,
                new_on: day(new_on),
                reason: Texts::default(),
            };
            let refusal = wanted.check(status, day("2026-08-01"), now).err()?;
            Some(refusal.fields.first().map_or("not-open", |f| f.code))
        };
        let one = Whose::Desk(Uuid::nil());
        assert_eq!(check(Whose::All, Status::Open, "2026-08-15"), None);
        let not_later = Some("error-deadline-not-later");
        assert_eq!(check(Whose::All, Status::Open, "2026-08-01"), not_later);
        assert_eq!(check(one, Status::Open, "2026-07-31"), not_later);
        let past = Some("error-deadline-past");
        assert_eq!(check(Whose::All, Status::Open, "2026-08-09"), past);
        let far = Some("error-deadline-far");
        assert_eq!(check(one, Status::Open, "2062-08-15"), far);
        // It takes answers still: what is refused is the deadline of all.
        let processing = Some("error-deadline-processing");
        assert_eq!(
            check(Whose::All, Status::Processing, "2026-08-15"),
            processing
        );
        let closed = Some("not-open");
        assert_eq!(check(one, Status::Processing, "2026-08-15"), None);
        assert_eq!(check(one, Status::Concluded, "2026-08-15"), closed);
    }
}
