//! A round among the members of an umbrella organisation, who was asked in it, and how far each has come. Pure rules.

use crate::calendar;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::submissions::desk::Desk;
use crate::submissions::umbrella::HandedOver;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The controls of a page and the members of a body.
pub const DUE_ON: &str = "due_on";
pub const MESSAGE: &str = "message";
/// What stands in the way of asking anybody at all.
pub const WHOLE: &str = "round";

pub const LONGEST_MESSAGE: usize = 4_000;

/// So many are asked in one round, those who were taken out again among them.
pub const MOST_MEMBERS: usize = 500;

/// A member is reminded once a day, and no more often than this.
const MOST_REMINDERS: usize = 5;

#[derive(Debug, Clone)]
pub struct Round {
    pub id: Uuid,
    /// To the end of this day in Oslo.
    pub due_on: NaiveDate,
    pub message: String,
    /// Of the letters.
    pub language: Lang,
    pub made_at: DateTime<Utc>,
    /// From then on nothing more is taken.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Somebody who was asked.
#[derive(Debug, Clone)]
pub struct Member {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub desk_id: Uuid,
    pub asked_at: DateTime<Utc>,
    /// When the button of the link was pressed first.
    pub opened_at: Option<DateTime<Utc>>,
    /// When something was last done at its desk, if anything was.
    pub wrote_at: Option<DateTime<Utc>>,
    pub handed_over: Option<HandedOver>,
    /// When it was reminded, the last time last.
    pub reminded: Vec<DateTime<Utc>>,
    /// From then on its link opens nothing, and what it handed over is not shown.
    pub ended_at: Option<DateTime<Utc>>,
}

/// How far a member has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MemberState)]
pub enum State {
    Asked,
    Opened,
    Begun,
    HandedOver,
    /// After the round's day.
    HandedOverLate,
    TakenOut,
}

impl State {
    /// The end of its text's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Opened => "opened",
            Self::Begun => "begun",
            Self::HandedOver => "handed-over",
            Self::HandedOverLate => "late",
            Self::TakenOut => "out",
        }
    }
}

impl Member {
    pub fn takes_part(&self) -> bool {
        self.ended_at.is_none()
    }

    pub fn state(&self) -> State {
        match (&self.ended_at, &self.handed_over) {
            (Some(_), _) => State::TakenOut,
            (None, Some(last)) if last.late => State::HandedOverLate,
            (None, Some(_)) => State::HandedOver,
            (None, None) if self.wrote_at.is_some() => State::Begun,
            (None, None) if self.opened_at.is_some() => State::Opened,
            (None, None) => State::Asked,
        }
    }

    /// Something was written since it was handed over.
    pub fn has_more(&self) -> bool {
        match (&self.handed_over, self.wrote_at) {
            (Some(last), Some(wrote)) => self.takes_part() && wrote > last.at,
            _ => false,
        }
    }

    /// It has handed over nothing, and was not written to today.
    pub fn may_be_reminded(&self, now: DateTime<Utc>) -> bool {
        let today = calendar::oslo_date(now);
        let last = self.reminded.last().copied().unwrap_or(self.asked_at);
        self.takes_part()
            && self.handed_over.is_none()
            && self.reminded.len() < MOST_REMINDERS
            && calendar::oslo_date(last) < today
    }
}

/// Whether members may be asked until this day, when the umbrella organisation's own deadline is another.
pub fn check_day(
    due_on: NaiveDate,
    own_deadline: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), FieldError> {
    let code = match due_on {
        day if day < calendar::oslo_date(now) => "error-members-day-past",
        day if day >= own_deadline => "error-members-day-late",
        _ => return Ok(()),
    };
    Err(FieldError::new(DUE_ON, code))
}

/// What the umbrella organisation is called. Letters go to others in its name, so it must be somebody whose address is
/// known: who was invited, or who has confirmed where it reads.
pub fn who_asks(desk: &Desk) -> Result<String, Error> {
    let refused = |code| Err(Error::invalid(vec![FieldError::new(WHOLE, code)]));
    if desk.umbrella.is_some() || desk.is_minutes() {
        return refused("error-members-not-here");
    }
    if desk.body.is_none() && desk.confirmed_email.is_none() {
        return refused("error-members-confirm");
    }
    match &desk.sender.organisation {
        Some(name) => Ok(name.clone()),
        None => refused("error-members-who"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;
    use chrono::TimeDelta;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn member() -> Member {
        let asked_at = at("2026-03-02T10:00:00Z");
        Member {
            id: ids::new(asked_at),
            name: "Elveby lag".into(),
            email: "post@elveby.example".into(),
            desk_id: ids::new(asked_at),
            asked_at,
            opened_at: None,
            wrote_at: None,
            handed_over: None,
            reminded: vec![],
            ended_at: None,
        }
    }

    #[test]
    fn members_are_asked_before_ones_own_deadline_and_not_in_the_past() {
        let now = at("2026-03-10T12:00:00Z");
        let deadline = day("2026-04-01");
        let code = |on: &str| check_day(day(on), deadline, now).err().map(|f| f.code);
        assert_eq!(code("2026-03-09"), Some("error-members-day-past"));
        assert_eq!(code("2026-03-10"), None);
        assert_eq!(code("2026-03-31"), None);
        assert_eq!(code("2026-04-01"), Some("error-members-day-late"));
    }

    #[test]
    fn the_day_is_that_in_oslo() {
        let late_evening = at("2026-03-10T23:30:00Z");
        assert!(check_day(day("2026-03-10"), day("2026-04-01"), late_evening).is_err());
    }

    #[test]
    fn a_member_is_reminded_once_a_day_until_it_has_handed_over() {
        let mut member = member();
        let next_day = member.asked_at + TimeDelta::days(1);
        assert!(!member.may_be_reminded(member.asked_at), "just asked");
        assert!(member.may_be_reminded(next_day));
        member.reminded.push(next_day);
        assert!(!member.may_be_reminded(next_day + TimeDelta::hours(2)));
        assert!(member.may_be_reminded(next_day + TimeDelta::days(1)));
        member.reminded = vec![next_day; MOST_REMINDERS];
        assert!(
            !member.may_be_reminded(next_day + TimeDelta::days(9)),
            "enough"
        );
        member.reminded.clear();
        let at = next_day;
        member.handed_over = Some(HandedOver {
            no: 1,
            at,
            late: false,
        });
        assert!(!member.may_be_reminded(next_day));
    }

    #[test]
    fn the_furthest_that_a_member_has_come_is_its_state() {
        let mut member = member();
        assert_eq!(member.state(), State::Asked);
        member.opened_at = Some(member.asked_at);
        assert_eq!(member.state(), State::Opened);
        member.wrote_at = Some(member.asked_at);
        assert_eq!(member.state(), State::Begun);
        let at = member.asked_at;
        member.handed_over = Some(HandedOver {
            no: 1,
            at,
            late: true,
        });
        assert_eq!(member.state(), State::HandedOverLate);
        assert!(!member.has_more());
        member.wrote_at = Some(at + TimeDelta::minutes(1));
        assert!(member.has_more());
        member.ended_at = Some(at);
        assert_eq!(member.state(), State::TakenOut);
    }
}
