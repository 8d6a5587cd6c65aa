//! The minutes of a meeting, as an answer: staff write them råd by råd where everybody else writes, so that what
//! was said aloud is read, counted and receipted like what was written.

use super::desk::SenderDetails;
use super::draft::Beginning;
use super::receipt::OnBehalf;
use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::calendar;
use crate::consultations::{Consultation, Meeting};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::{Lang, Value};
use crate::session::{self, LinkKind};
use uuid::Uuid;

/// Who writes them.
pub struct Writer {
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

/// The desk of this meeting's minutes, which is made when there is none.
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
    let (id, actor) = (meeting.id, writer.actor);
    let desk = app
        .db
        .write(move |conn| {
            if let Some(desk) = store::desk_of_meeting(conn, id)? {
                return Ok(desk);
            }
            begun.store(conn)?;
            store::give_to_meeting(conn, begun.desk.id, id)?;
            let entry = Entry {
                at: now,
                actor,
                action: "minutes.begun",
                object_kind: "desk",
                object_id: begun.desk.id,
                detail: Some(format!("meeting:{id}")),
            };
            audit::record(conn, entry)?;
            Ok(begun.desk.id)
        })
        .await?;
    let read = move |conn: &mut Conn| session::live_link_of(conn, desk, LinkKind::Desk);
    let link = app.db.read(read).await?;
    let link = link.ok_or_else(|| Error::internal("minutes without a link"))?;
    let token = link.token(&app.keys);
    let token = token.map_err(|e| Error::internal(e.to_string()))?;
    Ok(Opened { desk, token })
}

/// The meeting answers, by whoever writes its minutes.
fn from(meeting: &Meeting, writer: &Writer) -> SenderDetails {
    let lang = writer.language;
    let date = calendar::long_date(lang, calendar::oslo_date(meeting.said.starts_at));
    let title = meeting.said.title.get(lang);
    let said: [(&str, &dyn Value); 2] = [("title", &title), ("date", &date)];
    SenderDetails {
        on_behalf: Some(OnBehalf::Organisation),
        organisation: Some(lang.with("meeting-minutes-from", &said)),
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
