//! What a body was asked, and how its answer stands. Pure rules; `store.rs` reads what they are made of.

use super::store;
use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, Status};
use crate::error::{Error, Problem};
use crate::session::Link;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::{OfBody, in_force};
use crate::submissions::draft;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// How far the body has come with one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BodyAnswerState)]
pub enum State {
    NotBegun,
    Begun,
    /// The deadline passed, and nothing was sent.
    NotSent,
    Sent,
    /// It stands behind an answer that others have sent, and has none of its own that counts.
    Cosigned,
    Withdrawn,
    Declined,
}

impl State {
    /// The end of its text's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotBegun => "ikke-begynt",
            Self::Begun => "begynt",
            Self::NotSent => "ikke-sendt",
            Self::Sent => "sendt",
            Self::Cosigned => "felles-svar",
            Self::Withdrawn => "trukket",
            Self::Declined => "svarer-ikke",
        }
    }
}

/// What is stored of one invitation.
#[derive(Debug, Clone)]
pub struct Row {
    pub consultation_id: Uuid,
    pub invited_id: Uuid,
    pub added_at: DateTime<Utc>,
    pub desk: Option<RowDesk>,
    pub declined: bool,
    /// The number of the answer of others that it stands behind.
    pub cosigned: Option<String>,
}

#[derive(Debug, Clone)]
pub struct RowDesk {
    pub id: Uuid,
    pub is_begun: bool,
    pub own_deadline: Option<NaiveDate>,
    /// It is given together with others.
    pub is_joint: bool,
    /// Number, standing and when it was sent first.
    pub sent: Option<(String, String, DateTime<Utc>)>,
    /// When it was last taken back, whether something was sent since or not.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Those who write, as far as their names are known.
    pub writers: Vec<String>,
    /// What was saved last.
    pub saved: Option<Saved>,
    /// Somebody who has the whole answer in their hands writes, too, and has not told their name.
    pub is_nameless: bool,
}

#[derive(Debug, Clone)]
pub struct Saved {
    pub at: DateTime<Utc>,
    pub by: SavedBy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavedBy {
    Named(String),
    /// Whoever has the whole answer in their hands, and has not told their name.
    Nameless,
    /// What was sent whole is laid out at the desk by nobody.
    Program,
}

/// One consultation that the body was asked in.
pub struct Asked {
    pub consultation: Arc<Consultation>,
    pub deadline_on: NaiveDate,
    pub state: State,
    pub row: Row,
}

impl Asked {
    fn new(consultation: Arc<Consultation>, row: Row, now: DateTime<Utc>) -> Self {
        let own = row.desk.as_ref().and_then(|desk| desk.own_deadline);
        let deadline_on = in_force(consultation.deadline_on, own);
        let is_over =
            now >= calendar::closes_at(deadline_on) || consultation.status == Status::Concluded;
        Self {
            state: state(&row, is_over),
            deadline_on,
            consultation,
            row,
        }
    }

    /// Something may be done with it.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        now < calendar::closes_at(self.deadline_on)
    }
}

/// What was sent counts before what was said.
fn state(row: &Row, is_over: bool) -> State {
    let desk = row.desk.as_ref();
    let sent = desk.and_then(|desk| desk.sent.as_ref());
    match sent.map(|(_, standing, _)| standing != "withdrawn") {
        Some(true) => return State::Sent,
        _ if row.cosigned.is_some() => return State::Cosigned,
        Some(false) => return State::Withdrawn,
        None => {}
    }
    match (row.declined, desk.is_some_and(|desk| desk.is_begun)) {
        (true, _) => State::Declined,
        (_, true) if is_over => State::NotSent,
        (_, true) => State::Begun,
        (_, false) => State::NotBegun,
    }
}

/// The invited body whose answer whoever comes coordinates. Whoever was asked to write along has only the one answer: the
/// rows of the route table ask for the right.
pub async fn body_of(app: &App, access: &DeskAccess) -> Result<OfBody, Error> {
    let desk = draft::read(app, access.desk_id()).await?;
    desk.body.ok_or_else(|| Error::new(Problem::NotFound))
}

/// Everything that the body was asked, what is open first and by deadline, then the latest first.
pub async fn all(app: &App, body: Uuid) -> Result<Vec<Asked>, Error> {
    let rows = app.db.read(move |conn| store::rows(conn, body)).await?;
    let now = app.clock.now();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        match app.consultations.get(&app.db, row.consultation_id).await {
            Ok(consultation) => found.push(Asked::new(consultation, row, now)),
            // What is imported for a later day is nobody's to see.
            Err(error) if error.problem == Problem::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    found.sort_by_key(|asked| {
        let days = i64::from(chrono::Datelike::num_days_from_ce(&asked.deadline_on));
        let open = asked.is_open(now);
        (!open, if open { days } else { -days }, asked.row.invited_id)
    });
    Ok(found)
}

/// Each invitation once, whether the body gives one answer to it or two.
pub fn invitations(all: &[Asked]) -> impl Iterator<Item = &Asked> {
    let mut seen = HashSet::new();
    let is_new = move |asked: &&Asked| seen.insert(asked.row.invited_id);
    all.iter().filter(is_new)
}

/// Whether one of these links opens the desk.
pub fn opens(links: &[Link], desk: Uuid) -> bool {
    links.iter().any(|link| link.desk_id == desk)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(is_begun: bool, sent: Option<&str>, declined: bool) -> Row {
        let at = DateTime::UNIX_EPOCH;
        let id = crate::ids::new(at);
        let sent = sent.map(|standing| ("24/1-H1".to_owned(), standing.to_owned(), at));
        Row {
            consultation_id: id,
            invited_id: id,
            added_at: at,
            desk: Some(RowDesk {
                id,
                is_begun,
                own_deadline: None,
                is_joint: false,
                sent,
                withdrawn_at: None,
                writers: vec![],
                saved: None,
                is_nameless: false,
            }),
            declined,
            cosigned: None,
        }
    }

    #[test]
    fn what_was_sent_counts_before_what_was_said() {
        assert_eq!(state(&row(true, Some("counts"), true), true), State::Sent);
        assert_eq!(
            state(&row(true, Some("withdrawn"), false), false),
            State::Withdrawn
        );
        assert_eq!(state(&row(true, None, true), false), State::Declined);
    }

    #[test]
    fn whoever_stands_behind_an_answer_of_others_has_answered_unless_its_own_counts() {
        let with = |is_begun, sent, declined| Row {
            cosigned: Some("24/1-H2".to_owned()),
            ..row(is_begun, sent, declined)
        };
        assert_eq!(state(&with(false, None, false), true), State::Cosigned);
        assert_eq!(state(&with(true, None, true), true), State::Cosigned);
        let withdrawn = with(true, Some("withdrawn"), false);
        assert_eq!(state(&withdrawn, true), State::Cosigned);
        assert_eq!(state(&with(true, Some("counts"), false), true), State::Sent);
    }

    #[test]
    fn what_was_begun_and_never_sent_is_said_after_the_deadline() {
        assert_eq!(state(&row(true, None, false), false), State::Begun);
        assert_eq!(state(&row(true, None, false), true), State::NotSent);
        assert_eq!(state(&row(false, None, false), true), State::NotBegun);
    }
}
