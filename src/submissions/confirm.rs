//! Confirming an address by a letter's link: an answer that waited for it gets its number and receipts.

use super::compare::Side;
use super::cosigners::{self, Cosigner, Joint};
use super::endorsement::grouped;
use super::infected;
use super::links::entry;
use super::receipt::{FORMAT, Receipt, ReceiptAnswer, instant_text};
use super::send::{CONFIRM_LETTER, MessageId, RECEIPT_LETTER, SENDER_SLOT, about, stored_receipt};
use super::standing::{self, SentVersion};
use super::store::{self, StoredVersion};
use super::told::{CLAIMED_LETTER, Told};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::calendar;
use crate::consultations::{Consultation, at_version};
use crate::db::Conn;
use crate::error::Error;
use crate::events::{self, Event};
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::receipt_log::{self, Log, Signer};
use crate::session::Link;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::Arc;

/// The confirming of an address, ready to be stored.
pub(super) struct Confirmation {
    pub(super) link: Link,
    consultation: Arc<Consultation>,
    /// The letter with the receipt, should one be owed.
    receipt: MessageId,
    /// The one to a body that the answer says it is from.
    claim: MessageId,
    /// Names the letters to those who give the answer together with its sender.
    mailer: Mailer,
    /// Signs the log of the case when the receipts are in it.
    signer: Signer,
    now: DateTime<Utc>,
}

impl Confirmation {
    pub(super) fn new(app: &App, link: Link, consultation: Arc<Consultation>) -> Self {
        let now = app.clock.now();
        let message_id = |kind| {
            let id = ids::new(now);
            MessageId {
                id,
                text: app.mailer.message_id(kind, id),
            }
        };
        Self {
            link,
            consultation,
            receipt: message_id(RECEIPT_LETTER),
            claim: message_id(CLAIMED_LETTER),
            mailer: app.mailer.clone(),
            signer: receipt_log::signer(app),
            now,
        }
    }

    /// The number that an answer got now; `None` when none waited for this address.
    pub(super) fn run(&self, conn: &mut Conn) -> Result<Option<String>, Error> {
        let Some(email) = &self.link.confirms else {
            return Ok(None);
        };
        let desk_id = self.link.desk_id;
        store::lock_desk(conn, desk_id)?;
        store::confirm_email(conn, desk_id, email)?;
        let numbered =
            number_what_waits(conn, &self.link, &self.consultation, &self.signer, self.now)?;
        let Some((version, number)) = numbered else {
            return Ok(None);
        };
        let day = calendar::oslo_date(self.now);
        if let Some(body) = Told::claimed(conn, &version.sender, day)? {
            store::set_claimed(conn, version.submission_id, body.body_id)?;
            let letter = body.claim(&self.claim, version.submission_id, self.now);
            outbox::insert_all(conn, letter.as_slice())?;
        }
        let letter = NewMessage {
            id: self.receipt.id,
            kind: RECEIPT_LETTER,
            about: version.id,
            slot: SENDER_SLOT.into(),
            recipient: email.clone(),
            language: store::get_desk(conn, desk_id)?.language,
            message_id: self.receipt.text.clone(),
            at: self.now,
        };
        outbox::insert(conn, &letter)?;
        infected::tell_of(conn, &self.mailer, &[version.id], self.now)?;
        let asked = store::cosigners_of_joint(conn, desk_id)?;
        if let Some(joint) = joint(asked.as_deref(), &version) {
            let letters = joint.letters(version.id, &self.mailer, self.now);
            outbox::insert_all(conn, &letters)?;
        }
        let is_late = version.late_seconds.is_some();
        let of = self.consultation.id;
        let received = Event::answered(of, &number, version.no, is_late, self.now);
        events::owed(conn, &[received])?;
        Ok(Some(number))
    }
}

/// Gives the number to an answer that waited for its address, and a receipt to each of its versions.
fn number_what_waits(
    conn: &mut Conn,
    link: &Link,
    consultation: &Arc<Consultation>,
    signer: &Signer,
    now: DateTime<Utc>,
) -> Result<Option<(StoredVersion, String)>, Error> {
    let desk = store::get_desk(conn, link.desk_id)?;
    let Some(waiting) = desk.sent.filter(|s| s.number.is_none()) else {
        return Ok(None);
    };
    let mut versions = store::versions_of(conn, waiting.submission_id)?;
    // Only the address that the last version was sent with: whoever began the desk may have had another.
    let asked = match versions.last() {
        Some(last) => outbox::last_recipient(conn, CONFIRM_LETTER, last.id)?,
        None => None,
    };
    if asked != link.confirms {
        return Ok(None);
    }
    let series = consultation.case_series_id;
    let wanted = store::OfSeries {
        numbers: 1,
        leaves: versions.len() as i64,
    };
    let taken = store::take(conn, &HashMap::from([(series, wanted)]))?;
    let taken = taken
        .get(&series)
        .ok_or_else(|| Error::internal("a series without numbers"))?;
    let number = taken.numbers;
    let text = store::number_text(&consultation.number_prefix, number);
    let arrived = |v: &StoredVersion| SentVersion::arrived(v.no, v.late_seconds.is_some());
    let all: Vec<SentVersion> = versions.iter().map(arrived).collect();
    let current = standing::stands(&all);
    let standings: Vec<_> = versions
        .iter()
        .zip(&all)
        .map(|(version, sent)| {
            store::NewStanding::by_program(version.id, standing::standing_of(sent, &all), now)
        })
        .collect();
    store::set_current(conn, waiting.submission_id, current.0, current.1)?;
    store::set_number(conn, waiting.submission_id, number, current.1)?;
    store::insert_standings(conn, &standings)?;
    let cosigners = store::cosigners_of_joint(conn, link.desk_id)?;
    let receipts: Vec<_> = versions
        .iter()
        .map(|v| {
            let answered = at_version(conn, consultation, v.proposal_version)?;
            let joint = joint(cosigners.as_deref(), v);
            receipt_of(v, &answered, joint.as_ref(), &text, now)
        })
        .collect::<Result<_, Error>>()?;
    store::insert_receipts(conn, &receipts)?;
    let log = Log {
        case_series: series,
        case: consultation.number_prefix.clone(),
    };
    let leaves: Vec<_> = receipts.iter().map(store::NewReceipt::leaf).collect();
    let size = taken.leaves.unsigned_abs();
    receipt_log::append(conn, signer, &log, size, &leaves, now)?;
    let actor = Actor::Link(link.id);
    audit::record(
        conn,
        entry(
            actor,
            "submission.confirmed",
            "submission",
            waiting.submission_id,
            now,
        ),
    )?;
    Ok(versions.pop().map(|last| (last, text)))
}

/// Who gives it together with its sender, and what they read; `None` where it is the sender's own.
fn joint(asked: Option<&[Cosigner]>, version: &StoredVersion) -> Option<Joint> {
    asked.map(|asked| Joint::new(asked.to_vec(), &Side::from(version)))
}

/// The receipt of a stored version, its answers in the order of the proposal that it answers.
fn receipt_of(
    version: &StoredVersion,
    consultation: &Consultation,
    joint: Option<&Joint>,
    number: &str,
    now: DateTime<Utc>,
) -> Result<store::NewReceipt, Error> {
    let place = |key: &str| consultation.fields_ever().position(|(_, f)| f.key == key);
    let mut answers: Vec<ReceiptAnswer> = version
        .answers
        .iter()
        .map(|(field, text, choice)| ReceiptAnswer {
            choice: choice.clone(),
            field: field.clone(),
            text: text.clone(),
        })
        .collect();
    answers.sort_by_key(|a| place(&a.field));
    let mut no_comment = version.no_comment.clone();
    no_comment.sort_by_key(|key| consultation.advice_ever().position(|a| a.key == *key));
    let receipt = Receipt {
        adoption: version.adoption.clone(),
        answers,
        attachments: version.attachments.iter().map(Into::into).collect(),
        capacity: cosigners::capacity(joint.is_some()).into(),
        confidentiality_claim: version.withhold_reason.clone(),
        consultation: about(consultation),
        cosigners: joint.map_or_else(Vec::new, Joint::names),
        deadline_on: version.deadline_on,
        format: FORMAT,
        late_seconds: version.late_seconds,
        no_comment,
        number: number.to_owned(),
        proposal_version: version.proposal_version,
        received_at: instant_text(version.received_at),
        sender: version.sender.clone(),
        supports: grouped(&version.endorsements, consultation),
        version: version.no,
    };
    stored_receipt(version.id, number, &receipt, now)
}
