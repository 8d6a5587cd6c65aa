//! Adoption: who in the body that answers has decided on it, or will. Told while the answer is written, sent with it;
//! and what became of one that was sent with reservation, on the same number.

use super::desk::Desk;
use super::draft::Seen;
use super::links::entry;
use super::receipt::{Adoption, AdoptionKind, checksum, hex};
use super::store::{self, StoredVersion};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::calendar;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::text;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// What was sent with reservation has been adopted as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    pub adopted_by: String,
    pub adopted_on: NaiveDate,
    pub case: Option<String>,
    pub at: DateTime<Utc>,
}

const MOST_NAME: usize = 200;
const MOST_CASE: usize = 100;

impl Adoption {
    /// Nothing but its kind.
    pub const fn empty(kind: AdoptionKind) -> Self {
        Self {
            body: None,
            case: None,
            kind,
            name: None,
            on: None,
            role: None,
        }
    }

    /// Cleans what was told, and finds everything that is wrong with it, by its members.
    pub fn checked(mut self, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        for line in [
            &mut self.body,
            &mut self.case,
            &mut self.name,
            &mut self.role,
        ] {
            let cleaned = line.take().map(|value| text::single_line(&value));
            *line = cleaned.filter(|value| !value.is_empty());
        }
        let (needed, offered): (&[&str], &[&str]) = match self.kind {
            AdoptionKind::Political => (&["body"], &["case"]),
            AdoptionKind::Administrative => (&["name"], &["role", "case"]),
            AdoptionKind::Reserved => (&["body"], &[]),
        };
        let mut faults = Vec::new();
        for (at, value, most) in [
            ("body", &self.body, MOST_NAME),
            ("case", &self.case, MOST_CASE),
            ("name", &self.name, MOST_NAME),
            ("role", &self.role, MOST_NAME),
        ] {
            let code = match value {
                None if needed.contains(&at) => "error-missing",
                Some(_) if !needed.contains(&at) && !offered.contains(&at) => "error-not-offered",
                Some(value) if text::count(value) > most => {
                    let most = i64::try_from(most).unwrap_or_default();
                    faults.push(FieldError::new(at, "error-length").with(most));
                    continue;
                }
                _ => continue,
            };
            faults.push(FieldError::new(at, code));
        }
        let code = match (self.on, self.kind) {
            (None, _) => Some("error-day-missing"),
            (Some(on), AdoptionKind::Reserved) if on < today => Some("error-meeting-passed"),
            (Some(on), AdoptionKind::Political | AdoptionKind::Administrative) if on > today => {
                Some("error-adopted-ahead")
            }
            _ => None,
        };
        faults.extend(code.map(|code| FieldError::new("on", code)));
        match faults.is_empty() {
            true => Ok(self),
            false => Err(faults),
        }
    }

    pub fn is_reserved(&self) -> bool {
        self.kind == AdoptionKind::Reserved
    }
}

/// Names what was told, so that nobody tells otherwise over what they have not seen.
pub fn version_of(told: Option<&Adoption>) -> String {
    hex(&checksum(&format!("{told:?}")))
}

/// Tells it at the desk, or takes it away; the desk as it then stands. It is kept while the answer is written, also while
/// the text is locked.
pub async fn tell(
    app: &App,
    desk_id: Uuid,
    seen: Seen,
    told: Option<Adoption>,
) -> Result<Desk, Error> {
    let now = app.clock.now();
    let told = told.map(|told| told.checked(calendar::oslo_date(now)));
    let told = told.transpose().map_err(Error::invalid)?;
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            let desk = store::get_desk(conn, desk_id)?;
            desk.decides()?;
            let is_overtaken = match &seen {
                Seen::Draft(version) => *version != desk.version,
                Seen::Adoption(version) => {
                    desk.adoption != told && version_of(desk.adoption.as_ref()) != *version
                }
                Seen::Sender(_) | Seen::Anything => false,
            };
            if is_overtaken {
                return Err(Problem::PreconditionFailed.into());
            }
            if desk.adoption == told {
                return Ok(desk);
            }
            store::set_adoption(conn, desk_id, told.as_ref(), now)?;
            store::get_desk(conn, desk_id)
        })
        .await
}

/// What waits for the body to decide, or did until it was confirmed: the version that stands and what came beside it
/// later, as far as they were sent with reservation, unless a later one tells what was decided. The last of them names
/// the meeting as it was told last.
pub fn waiting<'v>(desk: &Desk, versions: &'v [StoredVersion]) -> Vec<&'v StoredVersion> {
    let Some(sent) = &desk.sent else {
        return Vec::new();
    };
    if sent.number.is_none() || sent.is_withdrawn() {
        return Vec::new();
    }
    let is = |version: &StoredVersion, kind| {
        version
            .adoption
            .as_ref()
            .is_some_and(|told| told.kind == kind)
    };
    let decided = versions.iter().rev();
    let mut decided = decided.filter(|version| is(version, AdoptionKind::Political));
    let decided = decided.next().map_or(0, |version| version.no);
    let from = sent.current_version.max(decided);
    let waits = versions.iter().filter(|version| version.no >= from);
    waits
        .filter(|version| is(version, AdoptionKind::Reserved))
        .collect()
}

/// Those that a confirmation holds for: the last of them, and those that are as far as it is.
fn to_confirm<'v>(waiting: &[&'v StoredVersion]) -> Vec<&'v StoredVersion> {
    let last = waiting.last().map(|last| &last.confirmed);
    let mut all = waiting.to_vec();
    all.retain(|one| Some(&one.confirmed) == last);
    all
}

/// Their numbers, for whoever is to confirm them.
pub fn holds_for(waiting: &[&StoredVersion]) -> Vec<i32> {
    to_confirm(waiting).iter().map(|one| one.no).collect()
}

/// The meeting's decision, as it was typed: no new text.
#[derive(Debug, Clone)]
pub struct Confirming {
    /// The body that was named in the reservation, unless another is told.
    pub adopted_by: Option<String>,
    pub adopted_on: NaiveDate,
    pub case: Option<String>,
    /// The last version that was sent when it was looked at.
    pub seen: Option<i32>,
}

/// The body has adopted what was sent with reservation, as it was sent: the version that stands, and what came beside it
/// with the same reservation. Told again it corrects what was told. It is no new
/// text, and councils meet when they meet: it is told after the consultation is concluded, too.
pub async fn confirm(
    app: &App,
    desk_id: Uuid,
    actor: Actor,
    confirming: Confirming,
) -> Result<(), Error> {
    let now = app.clock.now();
    let today = calendar::oslo_date(now);
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            let desk = store::get_desk(conn, desk_id)?;
            let sent = desk.sent.as_ref().ok_or(Problem::NotFound)?;
            let versions = store::versions_of(conn, sent.submission_id)?;
            let waiting = waiting(&desk, &versions);
            sent.is_last(confirming.seen)?;
            let version = waiting.last().ok_or(Problem::NotFound)?;
            let reserved = version.adoption.as_ref().and_then(|a| a.body.clone());
            let adopted = Adoption {
                body: confirming.adopted_by.clone().or(reserved),
                case: confirming.case.clone(),
                on: Some(confirming.adopted_on),
                ..Adoption::empty(AdoptionKind::Political)
            };
            let adopted = adopted.checked(today).map_err(Error::invalid)?;
            let confirmed = Confirmed {
                adopted_by: adopted.body.unwrap_or_default(),
                adopted_on: confirming.adopted_on,
                case: adopted.case,
                at: now,
            };
            let same = |before: &Confirmed| {
                Confirmed {
                    at: now,
                    ..before.clone()
                } == confirmed
            };
            if version.confirmed.as_ref().is_some_and(same) {
                return Ok(());
            }
            for one in to_confirm(&waiting) {
                store::insert_outcome(conn, ids::new(now), one.id, &confirmed, actor)?;
            }
            store::note_change(conn, sent.submission_id)?;
            let done = entry(
                actor,
                "submission.adoption_confirmed",
                "submission",
                sent.submission_id,
                now,
            );
            audit::record(conn, done)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn faults(told: Adoption) -> Vec<(String, &'static str)> {
        let wrong = told.checked(day("2026-06-12")).unwrap_err();
        wrong.into_iter().map(|f| (f.at, f.code)).collect()
    }

    #[test]
    fn each_kind_asks_for_its_own_and_takes_nothing_else() {
        let political = Adoption::empty(AdoptionKind::Political);
        let missing = [
            ("body".to_owned(), "error-missing"),
            ("on".to_owned(), "error-day-missing"),
        ];
        assert_eq!(faults(political.clone()), missing);
        let named = Adoption {
            body: Some(" \n".into()),
            name: Some("Kari".into()),
            on: Some(day("2026-06-13")),
            ..political
        };
        let wrong = [
            ("body".to_owned(), "error-missing"),
            ("name".to_owned(), "error-not-offered"),
            ("on".to_owned(), "error-adopted-ahead"),
        ];
        assert_eq!(faults(named), wrong);
    }

    #[test]
    fn what_is_decided_lies_behind_and_what_is_reserved_ahead() {
        let on = |kind, day| Adoption {
            body: Some("Formannskapet".into()),
            on: Some(day),
            ..Adoption::empty(kind)
        };
        let today = day("2026-06-12");
        for kind in [AdoptionKind::Political, AdoptionKind::Reserved] {
            assert!(on(kind, today).checked(today).is_ok(), "{kind:?}");
        }
        let passed = faults(on(AdoptionKind::Reserved, day("2026-06-11")));
        assert_eq!(passed, [("on".to_owned(), "error-meeting-passed")]);
    }
}
