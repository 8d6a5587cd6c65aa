//! The use case «send inn»: from a desk, or a whole answer in one call. Both end in [`super::send`].

use super::compare::{Side, Whole};
use super::desk::{Content, Desk, OfBody, SenderDetails};
use super::draft::{Begun, named_as_before};
use super::links::{lacks_letter_link, letter_link};
use super::minutes;
use super::receipt::{Adoption, file_text};
use super::send::{CONFIRM_LETTER, DeskOfAnswer, MessageId, Outgoing, RECEIPT_LETTER, Sent};
use super::store::{self, Channel, StoredReceipt, StoredVersion};
use super::told::{CLAIMED_LETTER, Told};
use crate::app::App;
use crate::attachments;
use crate::audit::Actor;
use crate::calendar;
use crate::consultations::{Consultation, Field};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::receipt_log;
use crate::session;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// How it was asked for.
pub struct Request {
    pub channel: Channel,
    pub language: Lang,
    /// When the last byte had arrived.
    pub received_at: DateTime<Utc>,
    pub actor: Actor,
    pub claim: Claim,
    /// Makes the answer that is given, and given again to the same request.
    pub respond: fn(&Sent) -> Stored,
    /// What is answered where somebody else has sent this very answer since it was read; a program that asks for a
    /// version more gets it.
    pub if_sent: Option<Stored>,
}

impl Request {
    /// The minutes of a meeting came by the meeting, whatever they were written in.
    fn of(self, is_minutes: bool) -> Self {
        match is_minutes {
            true => Self {
                channel: Channel::Meeting,
                ..self
            },
            false => self,
        }
    }
}

/// Who has decided on what is sent, as whoever sends tells it.
#[derive(Debug, Clone)]
pub enum TellsAdoption {
    /// What stands on the desk.
    AsTold,
    /// This, which stands there from then on.
    Now(Option<Adoption>),
}

/// Sends what stands on a desk. `at` names a field in the caller's way when its text is too long.
pub async fn send_desk(
    app: &App,
    consultation: Arc<Consultation>,
    mut desk: Desk,
    adoption: TellsAdoption,
    request: Request,
    at: impl Fn(&Field) -> String,
) -> Result<Stored, Error> {
    // Whatever its link would let it: what a member writes goes to its umbrella organisation.
    if desk.umbrella.is_some() {
        return Err(Problem::RightMissing.into());
    }
    if let Some(meeting) = &desk.meeting {
        minutes::check(meeting.begins_at, meeting.is_cancelled, request.received_at)?;
    }
    // What was told some time ago may be a meeting that has been by now.
    let told = match adoption {
        TellsAdoption::Now(told) => checked(told, request.received_at)?,
        TellsAdoption::AsTold => {
            checked(desk.adoption.clone(), request.received_at).map_err(in_adoption)?
        }
    };
    let tells_adoption = told != desk.adoption;
    desk.adoption = told;
    let (sender, email) = desk.complete_sender()?;
    let content = desk.content(&consultation);
    content.check(at)?;
    endorsements_hold(&desk)?;
    let request = request.of(desk.is_minutes());
    let last = desk.sent.as_ref().map_or(0, |sent| sent.last_version);
    let answer = WholeAnswer {
        sender,
        is_name_withheld: desk.sender.name_withheld,
        email,
        last,
        confirmed_email: desk.confirmed_email,
        withhold_reason: desk.sender.withhold_reason,
        content,
        adoption: desk.adoption,
        tells_adoption,
        brings_content: false,
    };
    let (desk_id, body) = (desk.id, desk.body);
    let known = known(app, Some(desk_id), body, &answer, &request).await?;
    let desk = DeskOfAnswer::Existing(desk_id);
    let outgoing = outgoing(app, consultation, desk, answer, known, request)?;
    hand_over(app, outgoing).await
}

/// Support of an answer that was taken back is let go of first, and of one that is shared no more let go of or kept.
fn endorsements_hold(desk: &Desk) -> Result<(), Error> {
    let faults = desk.endorsements.iter().filter_map(|one| {
        let at = format!("endorsements/{}", one.of.number);
        Some(FieldError::new(at, one.stand.stops()?))
    });
    let mut faults: Vec<FieldError> = faults.collect();
    faults.dedup();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Error::invalid(faults)),
    }
}

fn checked(told: Option<Adoption>, at: DateTime<Utc>) -> Result<Option<Adoption>, Error> {
    let told = told.map(|told| told.checked(calendar::oslo_date(at)));
    told.transpose().map_err(Error::invalid)
}

/// Sends a whole answer that came in one call, over what stood on the caller's desk, or with a new one.
pub async fn send_whole(
    app: &App,
    consultation: Arc<Consultation>,
    desk: WhichDesk,
    details: SenderDetails,
    (mut content, adoption): (Content, Option<Adoption>),
    request: Request,
    at: impl Fn(&Field) -> String,
) -> Result<Stored, Error> {
    let (confirmed_email, meeting, body, attached) = match &desk {
        WhichDesk::Of(id) => {
            let (id, about) = (*id, consultation.id);
            let told = details.clone().cleaned();
            let of_desk = move |conn: &mut Conn| {
                named_as_before(conn, id, &told)?;
                let (confirmed_email, is_minutes) = store::vouched_for(conn, id, about)?;
                let meeting = match is_minutes {
                    true => store::get_desk(conn, id)?.meeting,
                    false => None,
                };
                let mut attached = attachments::of_desk(conn, id)?;
                attached.retain(|one| one.removed_at.is_none());
                let body = store::body_of(conn, id)?;
                Ok((confirmed_email, meeting, body, attached))
            };
            app.db.read(of_desk).await?
        }
        WhichDesk::New(_) => (None, None, None, Vec::new()),
    };
    // No text comes as a file: what was added at the desk goes with what comes.
    content.attachments = attached;
    let request = request.of(meeting.is_some());
    let adoption = checked(adoption, request.received_at).map_err(in_adoption)?;
    let mut details = details.cleaned();
    if let Some(body) = &body {
        body.fix(&mut details);
    }
    if let Some(meeting) = &meeting {
        meeting.fix(&mut details);
    }
    let (sender, email) = details.complete(body.as_ref())?;
    content.check(at)?;
    let withhold_reason = details.withhold_reason;
    let answer = WholeAnswer {
        sender,
        is_name_withheld: details.name_withheld,
        email,
        last: 0,
        confirmed_email,
        withhold_reason,
        content,
        adoption,
        tells_adoption: false,
        brings_content: true,
    };
    let (desk_id, desk) = match desk {
        WhichDesk::Of(id) => (Some(id), DeskOfAnswer::Existing(id)),
        WhichDesk::New(begun) => {
            let (desk, link) = (Box::new(begun.desk), begun.link);
            (None, DeskOfAnswer::New { desk, link })
        }
    };
    let known = known(app, desk_id, body, &answer, &request).await?;
    let outgoing = outgoing(app, consultation, desk, answer, known, request)?;
    hand_over(app, outgoing).await
}

/// Faults in the adoption of a whole answer stand under its name.
fn in_adoption(mut error: Error) -> Error {
    for fault in &mut error.fields {
        fault.at = format!("/adoption/{}", fault.at);
    }
    error
}

/// Where a whole answer belongs.
pub enum WhichDesk {
    /// The desk of the link that the caller showed.
    Of(Uuid),
    New(Box<Begun>),
}

struct WholeAnswer {
    sender: super::receipt::Sender,
    is_name_withheld: bool,
    email: String,
    /// The version that was sent last when the desk was read.
    last: i32,
    /// The address that the desk's holder has confirmed: this one, another or none.
    confirmed_email: Option<String>,
    withhold_reason: Option<String>,
    content: Content,
    adoption: Option<Adoption>,
    tells_adoption: bool,
    brings_content: bool,
}

/// What is known beforehand of those who get letters.
struct Known {
    /// Whose the link in letters to the sender is to be, where there is none to this desk.
    letter_link: Option<Option<Uuid>>,
    /// The address that was confirmed before is written to: no colleague was taken out there.
    tells_before: bool,
    body: Option<Told>,
    claimed: Option<Told>,
}

async fn known(
    app: &App,
    desk: Option<Uuid>,
    body: Option<OfBody>,
    answer: &WholeAnswer,
    request: &Request,
) -> Result<Known, Error> {
    let (email, sender) = (answer.email.clone(), answer.sender.clone());
    let (before, by) = (answer.confirmed_email.clone(), request.actor);
    let day = calendar::oslo_date(request.received_at);
    app.db
        .read(move |conn| {
            let letter_link = match desk {
                Some(id) => lacks_letter_link(conn, id, &email, by)?,
                None => Some(None),
            };
            let tells_before = match (desk, before.filter(|before| *before != email)) {
                (Some(id), Some(before)) => session::live_letter_link(conn, id, &before)?.is_some(),
                _ => false,
            };
            let body = body.map(|body| Told::invited(conn, &body)).transpose()?;
            Ok(Known {
                letter_link,
                tells_before,
                body,
                claimed: Told::claimed(conn, &sender, day)?,
            })
        })
        .await
}

fn outgoing(
    app: &App,
    consultation: Arc<Consultation>,
    desk: DeskOfAnswer,
    answer: WholeAnswer,
    known: Known,
    request: Request,
) -> Result<Outgoing, Error> {
    let at = request.received_at;
    let new_letter_link = known
        .letter_link
        .map(|whose| letter_link(&app.keys, desk.id(), &answer.email, whose, at))
        .transpose()?;
    let was_confirmed = answer.confirmed_email.as_deref() == Some(answer.email.as_str());
    let confirmed = was_confirmed || known.body.is_some();
    let message_id = |kind| {
        let id = ids::new(at);
        MessageId {
            id,
            text: app.mailer.message_id(kind, id),
        }
    };
    let before = answer
        .confirmed_email
        .filter(|_| !confirmed && known.tells_before);
    let kind = if confirmed {
        RECEIPT_LETTER
    } else {
        CONFIRM_LETTER
    };
    Ok(Outgoing {
        consultation,
        desk,
        sender: answer.sender,
        is_name_withheld: answer.is_name_withheld,
        email: answer.email,
        confirmed,
        also_tell: before.map(|address| (address, message_id(RECEIPT_LETTER))),
        body: known.body.map(|body| (body, message_id(RECEIPT_LETTER))),
        claimed: known.claimed.map(|body| (body, message_id(CLAIMED_LETTER))),
        withhold_reason: answer.withhold_reason,
        content: answer.content,
        adoption: answer.adoption,
        tells_adoption: answer.tells_adoption,
        brings_content: answer.brings_content,
        language: request.language,
        channel: request.channel,
        received_at: at,
        actor: request.actor,
        new_letter_link,
        message_id: message_id(kind),
        mailer: app.mailer.clone(),
        signer: receipt_log::signer(app),
        claim: request.claim,
        respond: request.respond,
        if_sent: request.if_sent.map(|given| (answer.last, given)),
    })
}

async fn hand_over(app: &App, outgoing: Outgoing) -> Result<Stored, Error> {
    let stored = app.db.write_batch(outgoing).await?;
    app.letters_due.notify_one();
    Ok(stored)
}

/// A refusal, unless an equal request was answered before: then that answer, whatever has changed since.
pub async fn or_answered(
    app: &App,
    claim: &Claim,
    outcome: Result<Stored, Error>,
) -> Result<Stored, Error> {
    let Err(refusal) = outcome else {
        return outcome;
    };
    let claim = claim.clone();
    let before = app
        .db
        .read(move |conn| idempotency::answered(conn, &claim))
        .await?;
    before.ok_or(refusal)
}

/// Sent versions with how each stands, the newest first.
pub struct VersionsPage {
    pub versions: Vec<(StoredVersion, String)>,
    pub has_more: bool,
}

/// The versions of an answer before `before`, at most `limit` of them.
pub async fn versions_page(
    app: &App,
    submission_id: Uuid,
    before: Option<i32>,
    limit: u32,
) -> Result<VersionsPage, Error> {
    app.db
        .read(move |conn| {
            let mut versions = store::versions_before(conn, submission_id, before, limit + 1)?;
            let has_more = versions.len() > limit as usize;
            versions.truncate(limit as usize);
            let standings = store::standings_of(conn, submission_id)?;
            let standing = |v: &StoredVersion| standings.get(&v.id).cloned().unwrap_or_default();
            let versions = versions.into_iter().map(|v| (standing(&v), v));
            Ok(VersionsPage {
                versions: versions.map(|(standing, v)| (v, standing)).collect(),
                has_more,
            })
        })
        .await
}

/// The receipt of a version that was sent from a desk; there is none before the address is confirmed.
pub async fn receipt(app: &App, desk_id: Uuid, no: i32) -> Result<StoredReceipt, Error> {
    app.db
        .read(move |conn| store::find_receipt_of(conn, desk_id, no))
        .await?
        .ok_or_else(|| Problem::NotFound.into())
}

/// The file of a receipt: the document as it was issued, its checksum, and how it stands in the log of its case. The same
/// bytes wherever it is got.
pub fn receipt_file(conn: &mut Conn, stored: &StoredReceipt) -> Result<String, Error> {
    let log = receipt_log::in_log(conn, stored.version_id)?;
    file_text(&stored.document, &stored.sha256, log.as_ref())
        .map_err(|e| Error::internal(e.to_string()))
}

/// Every version that a desk has sent, oldest first, each with its receipt when it has one.
pub async fn sent_versions(app: &App, desk_id: Uuid) -> Result<Vec<StoredVersion>, Error> {
    app.db
        .read(move |conn| {
            let desk = store::get_desk(conn, desk_id)?;
            let sent = desk.sent.ok_or_else(|| Error::new(Problem::NotFound))?;
            store::versions_of(conn, sent.submission_id)
        })
        .await
}

/// Whether what stands on the desk is what was sent in this version: nothing to send anew.
pub fn is_as_sent(desk: &Desk, consultation: &Consultation, sent: &StoredVersion) -> bool {
    let Ok((mut sender, _)) = desk.complete_sender() else {
        return false;
    };
    // Of minutes the meeting is the sender, whoever writes them now.
    if desk.is_minutes() {
        sender.person.clone_from(&sent.sender.person);
    }
    let stands = Whole {
        side: Side::from(&desk.content(consultation)),
        sender: &sender,
        is_name_withheld: desk.sender.name_withheld,
        withhold_reason: desk.sender.withhold_reason.as_deref(),
        adoption: desk.adoption.as_ref(),
    };
    stands == Whole::from(sent)
}

/// What was sent from a desk was changed after that and before then, and not sent anew.
pub fn has_unsent_changes(
    conn: &mut Conn,
    desk: &Desk,
    consultation: &Consultation,
    before: DateTime<Utc>,
) -> Result<bool, Error> {
    let numbered = desk.sent.as_ref().filter(|sent| sent.number.is_some());
    let Some(sent) = numbered else {
        return Ok(false);
    };
    if !desk.was_changed_since_sent(before) {
        return Ok(false);
    }
    let last = store::versions_before(conn, sent.submission_id, None, 1)?;
    let is_sent = |last: &StoredVersion| is_as_sent(desk, consultation, last);
    Ok(!last.first().is_some_and(is_sent))
}
