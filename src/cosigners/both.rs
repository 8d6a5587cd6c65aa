//! A body that gives two answers: one of its own, and one together with others. Each has its desk, its number and its
//! receipt; whoever coordinates one may open the other.

use super::wanted::WHOLE;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::consultations::{Consultation, Whose};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::session::guard::DeskAccess;
use crate::session::{self, LinkKind, NewLink};
use crate::submissions::desk::Desk;
use crate::submissions::draft::takes_input;
use crate::submissions::{
    NewDesk, begin_invited, get_desk, insert_desks, lock_desk, set_own_deadline,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The other desk, and a link that opens it.
#[derive(Debug, Clone, Copy)]
pub struct Other {
    pub desk: Uuid,
    pub link: Uuid,
    pub key_version: i32,
}

/// Opens the body's other answer, for the browser's session where there is one. The first time it is begun: beside an
/// answer of its own the one to be given together, and the other way. Again it opens the same.
pub async fn open(
    app: &App,
    desk_id: Uuid,
    consultation: &Consultation,
    access: &DeskAccess,
) -> Result<Other, Error> {
    let now = app.clock.now();
    let by = access.actor();
    let session = access.session.as_ref().map(|session| session.id);
    let may_begin = takes_input(consultation, now);
    let proposal_version = consultation.version;
    let new_link = NewLink::issue(&app.keys, LinkKind::Desk, ids::new(now), None, now)
        .map_err(|e| Error::internal(e.to_string()))?
        .0;
    app.db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            session::still_opens(conn, by)?;
            let desk = get_desk(conn, desk_id)?;
            let Some(body) = &desk.body else {
                let fault = FieldError::new(WHOLE, "error-cosigners-both");
                return Err(Error::invalid(vec![fault]));
            };
            let other = match body.other {
                Some(other) => other,
                None if !may_begin => return Err(Problem::NotOpen.into()),
                None => begin(conn, &desk, proposal_version, new_link.desk_id, by, now)?,
            };
            let opened = match session::live_link_of(conn, other, LinkKind::Desk, None)? {
                Some(link) => (link.id, link.key_version),
                None => {
                    let link = NewLink {
                        desk_id: other,
                        ..new_link.clone()
                    };
                    session::insert_link(conn, &link)?;
                    (link.id, link.key_version)
                }
            };
            if let Some(session) = session {
                session::hold(conn, session, opened.0)?;
            }
            let (link, key_version) = opened;
            Ok(Other {
                desk: other,
                link,
                key_version,
            })
        })
        .await
}

/// The same body, asked in the same consultation, with the deadline that it has; nothing is written yet.
fn begin(
    conn: &mut Conn,
    desk: &Desk,
    proposal_version: i32,
    id: Uuid,
    by: Actor,
    at: DateTime<Utc>,
) -> Result<Uuid, Error> {
    let new = NewDesk {
        id,
        consultation_id: desk.consultation_id,
        sender: desk.sender.clone(),
        chosen: desk.chosen.clone(),
        language: desk.language,
        proposal_version,
        of: desk.body.as_ref().map(|b| (b.invited_id, b.body_id)),
        parent: None,
        is_joint: !desk.is_joint,
        at,
    };
    insert_desks(conn, &[&new])?;
    if let Some(on) = desk.own_deadline {
        set_own_deadline(conn, Whose::Desk(id), on)?;
    }
    begin_invited(conn, id, at)?;
    let entry = Entry {
        at,
        actor: by,
        action: "desk.begun",
        object_kind: "desk",
        object_id: id,
        detail: None,
    };
    audit::record(conn, entry)?;
    Ok(id)
}
