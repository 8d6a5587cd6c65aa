//! Meetings about a proposal: a conference, an oral hearing. Staff announce them, change and cancel them; the
//! consultation's page and the public calendar show them. What was announced is never deleted.

mod store;

use super::consultation::Texts;
use super::import::lock;
use crate::audit::{self, Actor, Entry};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::text::{canonical, single_line};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use store::find;
pub(super) use store::of_consultation;

/// The longest text of one line, and of what is told about a meeting.
const LONGEST_LINE: usize = 200;
const LONGEST_TEXT: usize = 4_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MeetingKind {
    /// *Høringskonferanse*.
    Conference,
    /// *Muntlig høring*.
    Oral,
}

impl MeetingKind {
    pub const ALL: [Self; 2] = [Self::Conference, Self::Oral];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Conference => "conference",
            Self::Oral => "oral",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A meeting as it was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    pub id: Uuid,
    /// Raised by every change.
    pub version: i32,
    pub said: Announcement,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub changed_at: DateTime<Utc>,
}

/// The place of its page where it is cancelled.
pub const CANCEL: &str = "avlys";

impl Meeting {
    /// What has begun is not cancelled any more.
    pub fn has_begun(&self, now: DateTime<Utc>) -> bool {
        self.said.starts_at <= now
    }

    /// Its day has gone, and it was not cancelled. By days, since pages are kept for one.
    pub fn was_held(&self, now: DateTime<Utc>) -> bool {
        let is_over = calendar::oslo_date(self.said.ends_at) < calendar::oslo_date(now);
        is_over && self.cancelled_at.is_none()
    }
}

/// What is announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Announcement {
    pub kind: MeetingKind,
    pub title: Texts,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Where it is; a meeting without a place has a link.
    pub place: Option<String>,
    /// Where it is followed or signed up to: an `https` address.
    pub link: Option<String>,
    /// Markdown.
    pub about: Option<Texts>,
}

/// The years that a meeting can be meant to be in.
const YEARS: std::ops::Range<i32> = 2000..2200;

impl Announcement {
    /// Its first day and its last in Norway, which are as a rule the same.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        (
            calendar::oslo_date(self.starts_at),
            calendar::oslo_date(self.ends_at),
        )
    }

    /// As it is kept, whoever wrote it: one form of every text, nothing empty, whole seconds.
    fn cleaned(&self) -> Self {
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        let line = |text: &Option<String>| text.as_deref().map(single_line).and_then(filled);
        let long = |text: &str| canonical(text).trim().to_owned();
        let whole = |at: DateTime<Utc>| DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at);
        let about = self.about.as_ref().map(|about| Texts {
            nb: long(&about.nb),
            nn: about.nn.as_deref().map(long).and_then(filled),
        });
        Self {
            kind: self.kind,
            title: Texts {
                nb: single_line(&self.title.nb),
                nn: line(&self.title.nn),
            },
            starts_at: whole(self.starts_at),
            ends_at: whole(self.ends_at),
            place: line(&self.place),
            link: line(&self.link),
            about: about.filter(|about| *about != Texts::default()),
        }
    }

    /// What must be mended before it can be announced.
    fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut fault = |at: &str, key| faults.push(FieldError::new(at, key));
        let long = |text: &str, most| text.chars().count() > most;
        if self.title.nb.is_empty() {
            fault("title_nb", "error-meeting-title");
        }
        let titles = [Some(&self.title.nb), self.title.nn.as_ref()];
        for (at, text) in ["title_nb", "title_nn"].into_iter().zip(titles) {
            if text.is_some_and(|text| long(text, LONGEST_LINE)) {
                fault(at, "error-meeting-long");
            }
        }
        if !YEARS.contains(&self.starts_at.year()) {
            fault("date", "error-meeting-date");
        }
        if !YEARS.contains(&self.ends_at.year()) {
            fault("to", "error-meeting-time");
        } else if self.ends_at <= self.starts_at {
            fault("to", "error-meeting-order");
        }
        if self.place.is_none() && self.link.is_none() {
            fault("place", "error-meeting-place");
        }
        if self.place.as_ref().is_some_and(|p| long(p, LONGEST_LINE)) {
            fault("place", "error-meeting-long");
        }
        if self.link.as_ref().is_some_and(|link| !is_address(link)) {
            fault("link", "error-meeting-link");
        }
        if let Some(about) = &self.about {
            if about.nb.is_empty() && about.nn.is_some() {
                fault("about_nb", "error-meeting-about");
            }
            let texts = [Some(&about.nb), about.nn.as_ref()];
            for (at, text) in ["about_nb", "about_nn"].into_iter().zip(texts) {
                if text.is_some_and(|text| long(text, LONGEST_TEXT)) {
                    fault(at, "error-meeting-long-text");
                }
            }
        }
        faults
    }
}

fn is_address(link: &str) -> bool {
    let parsed = url::Url::parse(link).ok();
    link.len() <= 500 && parsed.is_some_and(|url| url.scheme() == "https" && url.has_host())
}

/// Who does it, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    pub actor: Actor,
    pub at: DateTime<Utc>,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    Done,
    /// Somebody else changed it since: this is what stands there now.
    Overtaken(Box<Meeting>),
}

/// Announces a meeting: from the next moment everybody sees it.
///
/// # Errors
/// [`Problem::Invalid`] with every field that must be mended.
pub fn announce(
    conn: &mut Conn,
    consultation: Uuid,
    said: &Announcement,
    by: By,
) -> Result<Uuid, Error> {
    let said = said.cleaned();
    check(&said)?;
    lock(conn)?;
    let id = store::insert(conn, consultation, &said, by.at)?;
    note(conn, by, "meeting.announced", id)?;
    Ok(id)
}

/// Makes a meeting what is said now, if it is still the version that was seen. One that was cancelled stays so.
///
/// # Errors
/// [`Problem::Invalid`] as for [`announce`]; [`Problem::NotFound`] when the consultation has no such meeting.
pub fn change(
    conn: &mut Conn,
    (consultation, id): (Uuid, Uuid),
    seen: i32,
    said: &Announcement,
    by: By,
) -> Result<Changed, Error> {
    let said = said.cleaned();
    check(&said)?;
    lock(conn)?;
    let now = find(conn, consultation, id)?.ok_or(Problem::NotFound)?;
    if now.version != seen || now.cancelled_at.is_some() {
        return Ok(Changed::Overtaken(Box::new(now)));
    }
    if now.said != said {
        store::update(conn, id, &said, by.at)?;
        note(conn, by, "meeting.changed", id)?;
    }
    Ok(Changed::Done)
}

/// Cancels a meeting that has not begun; it stays where it was announced, marked as cancelled. Once more changes nothing.
///
/// # Errors
/// [`Problem::NotFound`] when the consultation has no such meeting; [`Problem::Invalid`] once it has begun.
pub fn cancel(conn: &mut Conn, consultation: Uuid, id: Uuid, by: By) -> Result<(), Error> {
    lock(conn)?;
    let now = find(conn, consultation, id)?.ok_or(Problem::NotFound)?;
    if now.cancelled_at.is_none() {
        if now.has_begun(by.at) {
            let begun = FieldError::new(CANCEL, "error-meeting-begun");
            return Err(Error::invalid(vec![begun]));
        }
        store::cancel(conn, id, by.at)?;
        note(conn, by, "meeting.cancelled", id)?;
    }
    Ok(())
}

fn check(said: &Announcement) -> Result<(), Error> {
    let faults = said.faults();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Error::invalid(faults)),
    }
}

fn note(conn: &mut Conn, by: By, action: &'static str, id: Uuid) -> Result<(), Error> {
    let entry = Entry {
        at: by.at,
        actor: by.actor,
        action,
        object_kind: "meeting",
        object_id: id,
        detail: None,
    };
    audit::record(conn, entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said() -> Announcement {
        Announcement {
            kind: MeetingKind::Oral,
            title: Texts {
                nb: "Muntlig høring".into(),
                nn: None,
            },
            starts_at: "2026-05-12T08:00:00Z".parse().unwrap(),
            ends_at: "2026-05-12T11:00:00Z".parse().unwrap(),
            place: Some("Oslo".into()),
            link: None,
            about: None,
        }
    }

    fn wrong(said: &Announcement) -> Vec<String> {
        said.faults().into_iter().map(|fault| fault.at).collect()
    }

    #[test]
    fn a_meeting_has_a_title_and_a_place_or_a_link() {
        assert_eq!(wrong(&said()), [""; 0]);
        let mut nowhere = said();
        nowhere.place = None;
        nowhere.title.nb.clear();
        assert_eq!(wrong(&nowhere), ["title_nb", "place"]);
        nowhere.link = Some("https://møte.example/1".into());
        assert_eq!(wrong(&nowhere), ["title_nb"]);
    }

    #[test]
    fn a_meeting_ends_after_it_begins() {
        let mut backwards = said();
        backwards.ends_at = backwards.starts_at;
        assert_eq!(wrong(&backwards), ["to"]);
    }

    #[test]
    fn a_link_is_a_safe_address() {
        for link in [
            "http://a.example",
            "javascript:alert(1)",
            "a.example",
            "https://",
        ] {
            let mut linked = said();
            linked.link = Some(link.into());
            assert_eq!(wrong(&linked), ["link"], "{link}");
        }
    }
}
