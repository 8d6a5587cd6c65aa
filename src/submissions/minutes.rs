//! The minutes of a meeting, as an answer: staff write them råd by råd where everybody else writes, so that what
//! was said aloud is read, counted and receipted like what was written.

use super::desk::{MOST_NAME, SenderDetails};
use super::draft::Beginning;
use super::receipt::OnBehalf;
use super::store;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::calendar;
use crate::consultations::{Announcement, Consultation, Meeting};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::{Lang, Value};
use crate::keys::Keys;
use crate::session::{self, LinkKind, NewLink};
use crate::text;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The meeting whose minutes are written at a desk, as it is announced now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfMeeting {
    /// What its minutes are called.
    pub name: String,
    pub begins_at: DateTime<Utc>,
    pub is_cancelled: bool,
}

impl OfMeeting {
    pub fn new(lang: Lang, meeting: &Meeting) -> Self {
        Self {
            name: name(lang, &meeting.said),
            begins_at: meeting.said.starts_at,
            is_cancelled: meeting.cancelled_at.is_some(),
        }
    }

    /// Whatever was told of who answers: it is the meeting, by the name that it has now.
    pub fn fix(&self, told: &mut SenderDetails) {
        told.on_behalf = Some(OnBehalf::Organisation);
        told.organisation = Some(self.name.clone());
        told.organisation_number = None;
        told.name_withheld = false;
    }
}

/// Why the minutes of a meeting that begins then are not sent now: since they were begun it was moved, or moved and cancelled.
/// What is written at the desk is kept.
pub fn stops(
    begins_at: DateTime<Utc>,
    is_cancelled: bool,
    now: DateTime<Utc>,
) -> Option<&'static str> {
    match now < begins_at {
        _ if is_cancelled => Some("error-minutes-cancelled"),
        true => Some("error-minutes-early"),
        false => None,
    }
}

/// Refuses what [`stops`] it.
pub fn check(
    begins_at: DateTime<Utc>,
    is_cancelled: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    match stops(begins_at, is_cancelled, now) {
        Some(code) => Err(Error::invalid(vec![FieldError::new("", code)])),
        None => Ok(()),
    }
}

/// Who writes them.
pub struct Writer {
    pub staff_id: Uuid,
    pub name: String,
    pub email: String,
    pub actor: Actor,
    pub language: Lang,
}

/// The desk of a meeting's minutes.
pub struct Opened {
    pub desk: Uuid,
    /// Of the link to it.
    pub token: String,
}

/// The desk of this meeting's minutes, which is made when there is none. From then on it is written in the name of whoever
/// asked last, and the letters go to them; where its links were ended, they get a new one.
///
/// # Errors
/// [`Problem::NotOpen`] before the meeting, when it is cancelled, and when the consultation is concluded.
pub async fn open(
    app: &App,
    consultation: &Consultation,
    meeting: &Meeting,
    writer: Writer,
) -> Result<Opened, Error> {
    let now = app.clock.now();
    if meeting.cancelled_at.is_some() || now < meeting.said.starts_at {
        return Err(Problem::NotOpen.into());
    }
    let begun = Beginning {
        consultation,
        sender: from(meeting, &writer),
        chosen: Vec::new(),
        language: writer.language,
        at: now,
    }
    .check(app)?;
    let (id, keys) = (meeting.id, app.keys.clone());
    let of = consultation.id;
    let opened = move |conn: &mut Conn| {
        accounts::may_write_minutes(conn, writer.staff_id, of)?;
        let desk = match store::desk_of_meeting(conn, id)? {
            Some(desk) => {
                store::lock_desk(conn, desk)?;
                take_over(conn, desk, &writer, now)?;
                desk
            }
            None => {
                begun.store(conn)?;
                store::give_to_meeting(conn, begun.desk.id, id)?;
                note(conn, begun.desk.id, id, &writer, now)?;
                begun.desk.id
            }
        };
        let token = link_token(conn, &keys, desk, &writer, now)?;
        Ok(Opened { desk, token })
    };
    app.db.write(opened).await
}

/// Whoever wrote before may have left: what is sent from now on is theirs who write now, and so are the letters.
fn take_over(conn: &mut Conn, id: Uuid, writer: &Writer, now: DateTime<Utc>) -> Result<(), Error> {
    let desk = store::get_desk(conn, id)?;
    let address = Some(&writer.email);
    if desk.sender.email.as_ref() == address && desk.confirmed_email.as_ref() == address {
        return Ok(());
    }
    let sender = SenderDetails {
        person: Some(writer.name.clone()),
        email: Some(writer.email.clone()),
        ..desk.sender
    };
    store::set_sender(conn, id, &sender, None, now)?;
    store::confirm_email(conn, id, &writer.email)
}

/// Of the desk's link, which is made anew where it was ended.
fn link_token(
    conn: &mut Conn,
    keys: &Keys,
    desk: Uuid,
    writer: &Writer,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    if let Some(link) = session::live_link_of(conn, desk, LinkKind::Desk)? {
        let token = link.token(keys);
        return token.map_err(|e| Error::internal(e.to_string()));
    }
    let issued = NewLink::issue(keys, LinkKind::Desk, desk, None, now);
    let (link, token) = issued.map_err(|e| Error::internal(e.to_string()))?;
    let link = NewLink {
        told_name: Some(writer.name.clone()),
        ..link
    };
    session::insert_link(conn, &link)?;
    Ok(token)
}

fn note(
    conn: &mut Conn,
    desk: Uuid,
    meeting: Uuid,
    writer: &Writer,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let entry = Entry {
        at,
        actor: writer.actor,
        action: "minutes.begun",
        object_kind: "desk",
        object_id: desk,
        detail: Some(format!("meeting:{meeting}")),
    };
    audit::record(conn, entry)
}

/// What its minutes are called: its title and day.
fn name(lang: Lang, said: &Announcement) -> String {
    let (first, last) = said.days();
    let date = match first == last {
        true => calendar::long_date(lang, first),
        false => {
            let day = |day| calendar::long_date(lang, day);
            format!("{} – {}", day(first), day(last))
        }
    };
    // A title may be as long as a sender's name, and leave no room for the day.
    let room = MOST_NAME.saturating_sub(text::length(&date) + ", ".len());
    let title = text::shortened(said.title.get(lang), room);
    let said: [(&str, &dyn Value); 2] = [("title", &title), ("date", &date)];
    lang.with("meeting-minutes-from", &said)
}

/// What those minutes are called that were begun and not sent: once the consultation is concluded they cannot be.
pub fn not_sent(
    conn: &mut Conn,
    consultation: &Consultation,
    lang: Lang,
) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let held = consultation.meetings.iter();
    for meeting in held.filter(|meeting| meeting.cancelled_at.is_none()) {
        let Some(desk) = store::desk_of_meeting(conn, meeting.id)? else {
            continue;
        };
        let desk = store::get_desk(conn, desk)?;
        if desk.sent.is_none() && !desk.content(consultation).is_empty() {
            found.push(name(lang, &meeting.said));
        }
    }
    Ok(found)
}

/// The meeting answers, by whoever writes its minutes.
fn from(meeting: &Meeting, writer: &Writer) -> SenderDetails {
    SenderDetails {
        on_behalf: Some(OnBehalf::Organisation),
        organisation: Some(name(writer.language, &meeting.said)),
        person: Some(writer.name.clone()),
        email: Some(writer.email.clone()),
        ..SenderDetails::default()
    }
}

/// The meeting of a consultation with this id.
pub fn meeting<'c>(consultation: &'c Consultation, id: &str) -> Result<&'c Meeting, Error> {
    let id: Uuid = id.parse().map_err(|_| Error::new(Problem::NotFound))?;
    let found = consultation.meetings.iter().find(|m| m.id == id);
    found.ok_or_else(|| Problem::NotFound.into())
}
