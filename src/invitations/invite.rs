//! What staff do with invitations: send them, send again, give a new link, let a parked letter go. In chunks,
//! each a transaction, so that nobody waits behind all of them; pressed twice, nothing is done twice.

use super::overview::{Asked, AskedDesk, Delivery, Filter};
use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::bodies::Kind;
use crate::body_page::end_feed;
use crate::consultations::Consultation;
use crate::db::{Conn, dialect};
use crate::error::{Error, Problem};
use crate::ids;
use crate::outbox::{self, NewMessage};
use crate::session::{self, LinkKind, NewLink};
use crate::submissions::desk::SenderDetails;
use crate::submissions::draft::takes_input;
use crate::submissions::receipt::OnBehalf;
use crate::submissions::{NewDesk, insert_desks, lock_desks, take_over_deadlines};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// The letter that invites; it is about an invited body.
pub const INVITATION_LETTER: &str = "invitation";

/// The slot of the first one. Those that staff send again have the key of the press as theirs, so that the
/// same press never sends two.
const FIRST: &str = "1";

/// So many in one transaction.
const CHUNK: usize = 100;

/// What is done with some of the invited bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InvitationAct)]
pub enum Act {
    /// The first letter, to those that have got none.
    Send,
    /// Another letter with the same link.
    #[serde(rename = "send_again")]
    Again,
    /// A new link, and a letter with it; what opened the answer before opens nothing from now on.
    NewLink,
    /// No link opens the answer from now on.
    #[serde(rename = "close_link")]
    Close,
    /// A parked letter is tried again.
    Release,
}

impl Act {
    pub const ALL: [Self; 5] = [
        Self::Send,
        Self::Again,
        Self::NewLink,
        Self::Close,
        Self::Release,
    ];

    /// The word in forms, and the end of its text's key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Again => "send-igjen",
            Self::NewLink => "ny-lenke",
            Self::Close => "steng-lenke",
            Self::Release => "prov-igjen",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// It sends a letter that invites to answer, or gives out a link to do so.
    pub const fn invites(self) -> bool {
        !matches!(self, Self::Release | Self::Close)
    }

    /// Nobody is invited to what receives nothing any more.
    pub fn is_possible(self, consultation: &Consultation, now: DateTime<Utc>) -> bool {
        !self.invites() || takes_input(consultation, now)
    }

    const fn audited_as(self) -> &'static str {
        match self {
            Self::Send => "invitation.sent",
            Self::Again => "invitation.sent_again",
            Self::NewLink => "invitation.link_replaced",
            Self::Close => "invitation.link_closed",
            Self::Release => "invitation.released",
        }
    }

    /// Whether there is anything to do for this body.
    pub fn concerns(self, asked: &Asked) -> bool {
        let letter = asked.letter.as_ref();
        match self {
            Self::Send => letter.is_none() && asked.address.is_some(),
            Self::Again => {
                let can = letter.is_some() && asked.address.is_some() && asked.has_link();
                can && !asked.is_on_its_way()
            }
            Self::NewLink => letter.is_some() && asked.address.is_some(),
            Self::Close => asked.has_link(),
            Self::Release => letter.is_some_and(|l| l.state == Delivery::Parked),
        }
    }
}

/// Which of the invited bodies are meant.
#[derive(Debug, Clone)]
pub enum Whom {
    These(Vec<Uuid>),
    Matching(Filter),
}

impl Whom {
    fn means(&self, asked: &Asked) -> bool {
        match self {
            Self::These(ids) => ids.contains(&asked.id),
            Self::Matching(filter) => filter.takes(asked),
        }
    }
}

/// Those of the meant whom it concerns, and how many are meant in all.
pub async fn concerned(
    app: &App,
    consultation: &Consultation,
    act: Act,
    whom: &Whom,
) -> Result<(Vec<Uuid>, usize), Error> {
    let all = super::asked(app, consultation).await?;
    let meant: Vec<&Asked> = all.iter().filter(|asked| whom.means(asked)).collect();
    let concerned = meant.iter().filter(|asked| act.concerns(asked));
    Ok((concerned.map(|asked| asked.id).collect(), meant.len()))
}

/// Does it for those of these bodies that it concerns; how many those were. `key` is that of the press.
pub async fn act(
    app: &App,
    consultation: &Arc<Consultation>,
    act: Act,
    ids: &[Uuid],
    key: &str,
    actor: Actor,
) -> Result<usize, Error> {
    let now = app.clock.now();
    if !act.is_possible(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    let mut done = 0;
    for chunk in ids.chunks(CHUNK) {
        let made = chunk
            .iter()
            .map(|id| Made::new(app, *id, now))
            .collect::<Result<Vec<_>, _>>()?;
        let (about, key) = (Arc::clone(consultation), key.to_owned());
        let stored = app.db.write(move |conn| {
            let at = Press {
                consultation: &about,
                act,
                key: &key,
                actor,
                now,
            };
            at.store(conn, &made)
        });
        done += stored.await?;
        app.letters_due.notify_one();
    }
    Ok(done)
}

/// What may be needed for one body, made before the transaction since that may run twice.
struct Made {
    invited_id: Uuid,
    desk_id: Uuid,
    link: NewLink,
    letter: Uuid,
    message_id: String,
}

impl Made {
    fn new(app: &App, id: Uuid, now: DateTime<Utc>) -> Result<Self, Error> {
        let (desk_id, letter) = (ids::new(now), ids::new(now));
        let issued = NewLink::issue(&app.keys, LinkKind::Invitation, desk_id, None, now);
        let (link, _) = issued.map_err(|e| Error::internal(e.to_string()))?;
        Ok(Self {
            invited_id: id,
            desk_id,
            link,
            letter,
            message_id: app.mailer.message_id(INVITATION_LETTER, letter),
        })
    }
}

/// One press of a button, as a transaction sees it.
struct Press<'a> {
    consultation: &'a Consultation,
    act: Act,
    key: &'a str,
    actor: Actor,
    now: DateTime<Utc>,
}

impl Press<'_> {
    fn store(&self, conn: &mut Conn, made: &[Made]) -> Result<usize, Error> {
        // Two presses at once follow each other, also on two servers.
        let id = self.consultation.id;
        let low = u64::try_from(id.as_u128() & u128::from(u64::MAX)).unwrap_or_default();
        dialect::lock_keys(conn, &[low.cast_signed()])?;
        let ids: Vec<Uuid> = made.iter().map(|m| m.invited_id).collect();
        let asked = store::asked(conn, id, Some(&ids))?;
        if self.ends_links() {
            // Whoever asks somebody to take part in the same instant comes before and is ended, or after and is refused.
            let there = asked.iter().filter_map(|a| a.desk.as_ref());
            lock_desks(conn, &there.flat_map(AskedDesk::all).collect::<Vec<_>>())?;
        }
        let (mut desks, mut links, mut letters) = (vec![], vec![], vec![]);
        let mut done = Vec::new();
        for asked in asked
            .iter()
            .filter(|a| self.act.concerns(a) && !self.was_done(a))
        {
            let Some(made) = made.iter().find(|m| m.invited_id == asked.id) else {
                continue;
            };
            done.push(asked.id);
            if self.act == Act::Release {
                if let Some(letter) = &asked.letter {
                    outbox::release_parked(conn, letter.id, self.now)?;
                }
                continue;
            }
            match &asked.desk {
                None => {
                    desks.push(self.desk(asked, made));
                    links.push(made.link.clone());
                }
                // The personal ones too: whoever took one from the old link holds the same answer.
                Some(desk) if self.ends_links() => {
                    for id in desk.all() {
                        session::revoke_all(conn, id, self.now)?;
                    }
                    // They may have made, or read, the secret address at which everything that the body was asked is seen.
                    end_feed(conn, asked.body_id, self.now)?;
                    // One that waits would carry a link that is dead; one on its way cannot be called back.
                    if let Some(letter) = &asked.letter {
                        outbox::drop_waiting(conn, letter.id)?;
                    }
                }
                Some(_) => {}
            }
            if let (Act::NewLink, Some(desk)) = (self.act, &asked.desk) {
                links.push(NewLink {
                    desk_id: desk.id,
                    ..made.link.clone()
                });
            }
            let is_owed = match self.act {
                Act::NewLink => true,
                Act::Close => false,
                _ => !asked.is_on_its_way(),
            };
            if is_owed {
                letters.extend(self.letter(asked, made));
            }
        }
        insert_desks(conn, &desks.iter().collect::<Vec<_>>())?;
        let new: Vec<Uuid> = desks
            .iter()
            .filter_map(|d| d.of)
            .map(|(id, _)| id)
            .collect();
        take_over_deadlines(conn, id, &new)?;
        session::insert_links(conn, &links.iter().collect::<Vec<_>>())?;
        outbox::insert_all(conn, &letters)?;
        audit::record_all(conn, done.iter().map(|id| self.entry(*id)).collect())?;
        Ok(done.len())
    }

    fn ends_links(&self) -> bool {
        matches!(self.act, Act::NewLink | Act::Close)
    }

    /// The letter of this very press is there.
    fn was_done(&self, asked: &Asked) -> bool {
        let slot = asked.letter.as_ref().map(|letter| letter.slot.as_str());
        self.act != Act::Release && slot == Some(self.slot())
    }

    fn slot(&self) -> &str {
        match self.act {
            Act::Send => FIRST,
            _ => self.key,
        }
    }

    /// The desk that the body's link opens: whoever uses it meets there.
    fn desk(&self, asked: &Asked, made: &Made) -> NewDesk {
        let on_behalf = match asked.kind {
            Kind::Organisation | Kind::Other => OnBehalf::Organisation,
            _ => OnBehalf::PublicBody,
        };
        NewDesk {
            id: made.desk_id,
            consultation_id: self.consultation.id,
            sender: SenderDetails {
                on_behalf: Some(on_behalf),
                organisation: Some(asked.name.clone()),
                organisation_number: asked.org_no.clone(),
                ..SenderDetails::default()
            },
            chosen: vec![],
            language: asked.language,
            proposal_version: self.consultation.version,
            of: Some((asked.id, asked.body_id)),
            parent: None,
            is_joint: false,
            at: self.now,
        }
    }

    fn letter(&self, asked: &Asked, made: &Made) -> Option<NewMessage> {
        Some(NewMessage {
            id: made.letter,
            kind: INVITATION_LETTER,
            about: asked.id,
            slot: self.slot().to_owned(),
            recipient: asked.address.clone()?,
            language: asked.language,
            message_id: made.message_id.clone(),
            at: self.now,
        })
    }

    fn entry(&self, invited: Uuid) -> Entry {
        Entry {
            at: self.now,
            actor: self.actor,
            action: self.act.audited_as(),
            object_kind: "invited",
            object_id: invited,
            detail: None,
        }
    }
}
