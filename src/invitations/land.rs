//! Where the link of an invitation lands: begin or go on with the body's answer, or say that there will be
//! none. Looking changes nothing, since mail scanners look; only pressed buttons do.

use super::store;
use crate::address::{self, EmailAddress};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::bodies::{self, By};
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::keys::Keys;
use crate::session::{self, Link, LinkKind};
use crate::submissions::desk::{Desk, OfBody};
use crate::submissions::draft::{self, takes_input};
use crate::submissions::links::{self, Entered, Visitor};
use crate::submissions::told::Told;
use crate::text;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// What stands behind a link of an invitation.
pub enum Landing {
    Live(Box<Invitation>),
    /// The link was replaced; where the new one went, as far as that may be shown.
    Replaced {
        masked: Option<String>,
        consultation: Arc<Consultation>,
    },
}

pub struct Invitation {
    pub link: Link,
    pub desk: Desk,
    pub body: OfBody,
    pub consultation: Arc<Consultation>,
    pub declined_at: Option<DateTime<Utc>>,
}

/// Looks a token up; only links of invitations land here.
pub async fn find(app: &App, token: &str) -> Result<Landing, Error> {
    let hash = Keys::token_hash(token);
    let found = app
        .db
        .read(move |conn| session::find_link(conn, &hash))
        .await?;
    let link = found.filter(|link| link.kind == LinkKind::Invitation);
    let link = link.ok_or_else(|| Error::new(Problem::NotFound))?;
    match link.revoked_at {
        Some(_) => replaced(app, link).await,
        None => Ok(Landing::Live(Box::new(behind(app, link).await?))),
    }
}

/// What stands behind a live link; only those of invitations lead here.
pub async fn behind(app: &App, link: Link) -> Result<Invitation, Error> {
    if link.kind != LinkKind::Invitation {
        return Err(Problem::NotFound.into());
    }
    let (desk, body) = desk_of(app, &link).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    let invited = body.invited_id;
    let declined_at = app
        .db
        .read(move |conn| store::declined_since(conn, invited))
        .await?;
    Ok(Invitation {
        link,
        desk,
        body,
        consultation,
        declined_at,
    })
}

async fn desk_of(app: &App, link: &Link) -> Result<(Desk, OfBody), Error> {
    let desk = draft::read(app, link.desk_id).await?;
    let body = desk.body.clone();
    let body = body.ok_or_else(|| Error::internal("an invitation to a desk of nobody"))?;
    Ok((desk, body))
}

async fn replaced(app: &App, link: Link) -> Result<Landing, Error> {
    let (desk, body) = desk_of(app, &link).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    let masked = app
        .db
        .read(move |conn| {
            let newer = session::live_link_of(conn, link.desk_id, LinkKind::Invitation)?;
            let masked = match newer {
                Some(_) => Told::invited(conn, &body)?.address,
                None => None,
            };
            Ok(masked.as_deref().map(address::masked))
        })
        .await?;
    Ok(Landing::Replaced {
        masked,
        consultation,
    })
}

impl Invitation {
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        takes_input(&self.consultation, now)
    }

    /// When somebody began, whether by this link's button or by a program.
    pub fn begun_at(&self) -> Option<DateTime<Utc>> {
        let touched = (self.desk.version > 1).then_some(self.desk.touched_at);
        self.body.begun_at.or(touched)
    }
}

/// «Start innspillet»: begins the body's answer, for a browser in its session. Whoever starts takes back that
/// there will be no answer.
pub async fn start(
    app: &App,
    invitation: Invitation,
    visitor: Visitor<'_>,
) -> Result<Entered, Error> {
    if invitation.begun_at().is_none() && !invitation.is_open(app.clock.now()) {
        return Err(Problem::NotOpen.into());
    }
    let Invitation {
        link,
        body,
        consultation,
        ..
    } = invitation;
    let by = Actor::Link(link.id);
    let take_back = move |conn: &mut Conn, now| say(conn, body.invited_id, false, by, now);
    links::enter_and(app, link, consultation, visitor, take_back).await
}

/// «Vi skal ikke svare», or taken back. Of an answer that was sent there is nothing to say.
pub async fn decline(app: &App, invitation: &Invitation, declines: bool) -> Result<(), Error> {
    if !invitation.is_open(app.clock.now()) {
        return Err(Problem::NotOpen.into());
    }
    if invitation.desk.stands().is_some() {
        return Ok(());
    }
    let now = app.clock.now();
    let (invited, by) = (invitation.body.invited_id, Actor::Link(invitation.link.id));
    let desk = invitation.desk.id;
    app.db
        .write(move |conn| {
            crate::submissions::lock_desk(conn, desk)?;
            say(conn, invited, declines, by, now)
        })
        .await
}

/// The most that is said in a message.
const LONGEST_NOTE: usize = 1_000;

/// What somebody says of the right recipient.
pub struct Said {
    address: Option<EmailAddress>,
    note: Option<String>,
}

impl Said {
    /// `note` is canonical. Every fault is named at once.
    pub fn check(address: &str, note: &str) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let given = Some(address.trim()).filter(|address| !address.is_empty());
        let address = given.map(EmailAddress::parse).transpose();
        if address.is_err() {
            faults.push(FieldError::new("adresse", "error-email"));
        }
        if text::length(note) > LONGEST_NOTE {
            let most = i64::try_from(LONGEST_NOTE).unwrap_or(i64::MAX);
            faults.push(FieldError::new("melding", "error-length").with(most));
        }
        match (address, faults.is_empty()) {
            (Ok(address), true) => Ok(Self {
                address,
                note: Some(note.trim().to_owned()).filter(|note| !text::is_blank(note)),
            }),
            _ => Err(Error::invalid(faults)),
        }
    }
}

/// «Vi er ikke lenger rett mottaker»: told to staff, who change the register or not.
pub async fn report(app: &App, invitation: &Invitation, said: Said) -> Result<(), Error> {
    let body = invitation.body.body_id;
    let by = By {
        actor: Actor::Link(invitation.link.id),
        at: app.clock.now(),
    };
    let Said { address, note } = said;
    let write =
        move |conn: &mut Conn| bodies::report(conn, body, address.as_ref(), note.as_deref(), by);
    app.db.write(write).await
}

/// Only what is new is written down.
fn say(
    conn: &mut Conn,
    invited: Uuid,
    declines: bool,
    by: Actor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if store::declined_since(conn, invited)?.is_some() == declines {
        return Ok(());
    }
    store::insert_decline(conn, ids::new(now), invited, declines, &by.as_text(), now)?;
    let action = match declines {
        true => "invitation.declined",
        false => "invitation.decline_taken_back",
    };
    let entry = Entry {
        at: now,
        actor: by,
        action,
        object_kind: "invited",
        object_id: invited,
        detail: None,
    };
    audit::record(conn, entry)
}
