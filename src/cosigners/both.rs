//! A body that gives two answers: one of its own, and one together with others. Each has its desk, its number and its
//! receipt; whoever coordinates one may open the other. A colleague is one there, too, and is taken out of it with this one.

use super::wanted::WHOLE;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::colleagues::{self, Contributor, NewContributor};
use crate::consultations::{Consultation, Whose};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::keys::Keys;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::session::{self, Link, LinkKind, NewLink};
use crate::submissions::desk::Desk;
use crate::submissions::draft::takes_input;
use crate::submissions::{
    NewDesk, begin_invited, get_desk, insert_desks, lock_desk, set_own_deadline,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The other desk, and the token of a link that opens it.
#[derive(Clone)]
pub struct Other {
    pub desk: Uuid,
    pub token: String,
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
    let (keys, whose) = (app.keys.clone(), access.link.contributor_id);
    let opened_by = access.link.id;
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
                None => begin(conn, &desk, proposal_version, ids::new(now), by, now)?,
            };
            let whose = match whose {
                Some(id) => colleagues::of_id(conn, id)?,
                None => None,
            };
            let link = match whose {
                Some(colleague) => of_colleague(conn, &keys, other, &colleague, now)?,
                None => {
                    let mut told = colleagues::told_names(conn, desk_id)?;
                    let name = told.remove(&opened_by);
                    let name = name.or_else(|| colleagues::one_name(told.values()).map(Into::into));
                    of_whole(conn, &keys, other, name, now)?
                }
            };
            if let Some(session) = session {
                session::hold(conn, session, link.id)?;
            }
            let token = link.token(&keys);
            let token = token.map_err(|e| Error::internal(e.to_string()))?;
            Ok(Other { desk: other, token })
        })
        .await
}

/// The link of whoever has the whole answer in their hands; they are called there as here.
fn of_whole(
    conn: &mut Conn,
    keys: &Keys,
    desk: Uuid,
    told_name: Option<String>,
    at: DateTime<Utc>,
) -> Result<Link, Error> {
    if let Some(there) = session::live_link_of(conn, desk, LinkKind::Desk)? {
        return Ok(there);
    }
    let link = NewLink::issue(keys, LinkKind::Desk, desk, None, at);
    let (link, _) = link.map_err(|e| Error::internal(e.to_string()))?;
    made(conn, &NewLink { told_name, ..link })
}

fn made(conn: &mut Conn, link: &NewLink) -> Result<Link, Error> {
    session::insert_link(conn, link)?;
    let made = session::link_of_id(conn, link.id)?;
    made.ok_or_else(|| Error::internal("a link that was stored"))
}

/// The link of a colleague, who takes part there as here. Whoever was taken out there has to be asked there.
fn of_colleague(
    conn: &mut Conn,
    keys: &Keys,
    desk: Uuid,
    colleague: &Contributor,
    at: DateTime<Utc>,
) -> Result<Link, Error> {
    let all = colleagues::of_desk(conn, desk)?;
    let mut same = all
        .iter()
        .rev()
        .filter(|one| one.email.eq_ignore_ascii_case(&colleague.email));
    let id = match same.next() {
        Some(there) if there.takes_part() => {
            if let Some(link) = session::live_link_of_contributor(conn, there.id)? {
                return Ok(link);
            }
            there.id
        }
        Some(there) if !there.ended_with_links => return Err(Problem::RightMissing.into()),
        _ => {
            let new = NewContributor {
                id: ids::new(at),
                desk_id: desk,
                name: colleague.name.clone(),
                email: colleague.email.clone(),
                may: Right::Coordinate,
                parts: vec![],
                language: colleague.language,
                at,
            };
            colleagues::insert(conn, &new)?;
            colleagues::set_asked_by(conn, new.id, colleague.id)?;
            session::note_opened(conn, new.id, at)?;
            new.id
        }
    };
    let link = NewLink::for_contributor(keys, desk, id, at);
    made(conn, &link.map_err(|e| Error::internal(e.to_string()))?.0)
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
