//! Sending an answer: the one path by which input becomes a submission, whether from a desk or whole by
//! the API. All that queued up is stored set-wise in one transaction; the case's counter comes last.

use super::compare::{Side, Whole};
use super::cosigners::{self, Joint};
use super::desk::{Content, in_force, is_late};
use super::endorsement::grouped;
use super::infected;
use super::minutes;
use super::readdress::end_overtaken;
use super::receipt::{
    Adoption, FORMAT, OnBehalf, Receipt, ReceiptAnswer, ReceiptConsultation, Sender, checksum, hex,
    instant_text,
};
use super::standing::{self, SentVersion, Standing};
use super::store::{self, Channel, Existing, OfSeries, StoredVersion};
use super::told::Told;
use crate::attachments;
use crate::audit::{self, Actor};
use crate::consultations::{Arrival, Consultation, Status, arrival};
use crate::db::{BatchJob, Conn};
use crate::error::{Error, Problem};
use crate::events::{self, Event};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Claimed, Stored};
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::receipt_log::{self, Log, NewLeaf, Signer};
use crate::session::NewLink;
use crate::{ids, session};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// An answer on its way in, complete and checked.
pub struct Outgoing {
    pub consultation: Arc<Consultation>,
    pub desk: DeskOfAnswer,
    pub sender: Sender,
    pub is_name_withheld: bool,
    pub email: String,
    /// The address was confirmed before: numbered at once.
    pub confirmed: bool,
    /// Another address that this answer was confirmed from before, and its letter: who has been pushed
    /// aside must learn of it.
    pub also_tell: Option<(String, MessageId)>,
    /// The invited body whose desk it is, and the letter to it.
    pub body: Option<(Told, MessageId)>,
    /// The registered body that it says it is from, and the letter to that.
    pub claimed: Option<(Told, MessageId)>,
    pub withhold_reason: Option<String>,
    pub content: Content,
    /// Who has decided on it, or will.
    pub adoption: Option<Adoption>,
    /// The desk says otherwise of it until now.
    pub tells_adoption: bool,
    /// The content came with the request and stands on no desk: a locked text is not passed by.
    pub brings_content: bool,
    pub language: Lang,
    pub channel: Channel,
    pub received_at: DateTime<Utc>,
    pub actor: Actor,
    /// The link in the letter, when the desk has none yet for this address.
    pub new_letter_link: Option<NewLink>,
    pub message_id: MessageId,
    /// Names the letters to those who give it together with its sender.
    pub mailer: Mailer,
    /// Signs the log of the case when the receipt is in it.
    pub signer: Signer,
    pub claim: Claim,
    /// Makes the answer that is given, and given again to the same request.
    pub respond: fn(&Sent) -> Stored,
    /// The version that was sent last when it was read, and what is answered where this very answer was sent since.
    pub if_sent: Option<(i32, Stored)>,
}

impl<'a> From<&'a Outgoing> for Whole<'a> {
    fn from(item: &'a Outgoing) -> Self {
        Self {
            side: Side::from(&item.content),
            sender: &item.sender,
            is_name_withheld: item.is_name_withheld,
            withhold_reason: item.withhold_reason.as_deref(),
            adoption: item.adoption.as_ref(),
        }
    }
}

/// Where the answer was written.
pub enum DeskOfAnswer {
    Existing(Uuid),
    /// A whole answer in one call makes its desk, and a link to it, as it comes.
    New {
        desk: Box<store::NewDesk>,
        link: NewLink,
    },
}

impl DeskOfAnswer {
    pub fn id(&self) -> Uuid {
        match self {
            Self::Existing(id) => *id,
            Self::New { desk, .. } => desk.id,
        }
    }
}

/// The letter that acknowledges it: its id and Message-ID, made by the caller.
pub struct MessageId {
    pub id: Uuid,
    pub text: String,
}

/// An answer that was stored.
#[derive(Debug, Clone)]
pub struct Sent {
    pub submission_id: Uuid,
    pub desk_id: Uuid,
    /// The link made with the desk and the version of its key, for whoever sent the whole answer in one call.
    pub link: Option<(Uuid, i32)>,
    pub slug: String,
    pub version: i32,
    pub standing: Standing,
    pub received_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    pub late_seconds: Option<i64>,
    pub language: Lang,
    /// Number and checksum; `None` until the address is confirmed.
    pub receipt: Option<(String, String)>,
}

/// The kinds of letters that sending owes.
pub const RECEIPT_LETTER: &str = "receipt";
pub const CONFIRM_LETTER: &str = "confirm";

/// The slot of the letter to whoever sent it.
pub const SENDER_SLOT: &str = "sender";

impl BatchJob for Outgoing {
    type Output = Stored;

    fn run(conn: &mut Conn, items: &[&Self]) -> Result<Vec<Result<Stored, Error>>, Error> {
        let mut batch = Batch::admit(conn, items)?;
        batch.gather_cosigners(conn)?;
        batch.insert_content(conn)?;
        batch.number(conn)?;
        batch.finish(conn)
    }
}

/// One item that will be stored.
struct Admitted<'a> {
    item: &'a Outgoing,
    /// Its place among the outcomes.
    at: usize,
    existing: Option<Existing>,
    submission_id: Uuid,
    version_id: Uuid,
    no: i32,
    late_seconds: Option<i64>,
    deadline_on: NaiveDate,
    standing: Standing,
    current_version: i32,
    number: Option<(i64, String)>,
    /// It is given together with others.
    is_joint: bool,
    joint: Option<Joint>,
}

impl Admitted<'_> {
    /// Only what is confirmed is anybody's claim.
    fn claimed(&self) -> Option<&(Told, MessageId)> {
        let numbered = self.standing != Standing::Unconfirmed;
        self.item.claimed.as_ref().filter(|_| numbered)
    }
}

struct Batch<'a> {
    outcomes: Vec<Option<Result<Stored, Error>>>,
    admitted: Vec<Admitted<'a>>,
    /// Requests equal to an earlier one of this batch: they get its answer.
    repeats: Vec<(usize, usize)>,
    /// How many receipts the log of each case had before these.
    leaves: HashMap<Uuid, u64>,
}

impl<'a> Batch<'a> {
    /// Claims the keys, and decides by each arrival whether and how the answer is taken.
    fn admit(conn: &mut Conn, items: &[&'a Outgoing]) -> Result<Self, Error> {
        let claims: Vec<&Claim> = items.iter().map(|i| &i.claim).collect();
        let claimed = idempotency::claim_all(conn, &claims)?;
        let consultations: Vec<Uuid> = items.iter().map(|i| i.consultation.id).collect();
        let deadlines = store::deadlines(conn, &consultations)?;
        let desks: Vec<Uuid> = items.iter().map(|i| i.desk.id()).collect();
        // Before what they have sent is read: another sending or a confirmation may be under way.
        let held = store::lock_desks(conn, &desks)?;
        // A link that was ended in the same instant sends nothing, nor does it make another that would outlive it.
        let ended = session::revoked_among(conn, &links(items))?;
        let mut existing = store::existing(conn, &desks)?;
        let mut batch = Self {
            outcomes: vec![],
            admitted: vec![],
            repeats: vec![],
            leaves: HashMap::new(),
        };
        let mut first: HashMap<(&str, &str), usize> = HashMap::new();
        for (at, (item, claimed)) in items.iter().zip(claimed).enumerate() {
            batch.outcomes.push(None);
            let key = (item.claim.scope.as_str(), item.claim.key.as_str());
            let outcome = match claimed {
                Err(error) => Some(Err(error)),
                Ok(Claimed::Replay(stored)) => Some(Ok(stored)),
                Ok(Claimed::Fresh) => match first.get(&key) {
                    Some(&earlier) if items[earlier].claim == item.claim => {
                        batch.repeats.push((at, earlier));
                        continue;
                    }
                    Some(_) => Some(Err(Problem::IdempotencyKeyReused.into())),
                    None => None,
                },
            };
            let outcome = outcome.or_else(|| {
                first.insert(key, at);
                let earlier = existing.get(&item.desk.id()).cloned();
                let held = held.get(&item.desk.id()).copied().unwrap_or_default();
                if matches!(item.actor, Actor::Link(id) if ended.contains(&id)) {
                    return Some(Err(Problem::LinkRevoked.into()));
                }
                if let Some(step) = held.locked_by.filter(|_| item.brings_content) {
                    return Some(store::refused(conn, step).and_then(Err));
                }
                match batch.sent_since(conn, item, earlier.as_ref()) {
                    Ok(None) => {}
                    Ok(Some(given)) => return Some(Ok(given)),
                    Err(error) => return Some(Err(error)),
                }
                match admitted(item, at, earlier, &deadlines, held) {
                    Ok(admitted) => {
                        remember(&mut existing, &admitted);
                        batch.admitted.push(admitted);
                        None
                    }
                    Err(error) => Some(Err(error)),
                }
            });
            batch.outcomes[at] = outcome;
        }
        Ok(batch)
    }

    /// What is answered where this very answer was sent since it was read, by somebody else or in another window: it is
    /// one version and not two. Where another was, nobody has looked over what is sent now.
    fn sent_since(
        &self,
        conn: &mut Conn,
        item: &Outgoing,
        earlier: Option<&Existing>,
    ) -> Result<Option<Stored>, Error> {
        let (Some((seen, given)), Some(earlier)) = (&item.if_sent, earlier) else {
            return Ok(None);
        };
        let Some(last) = earlier.versions.last().filter(|last| last.no > *seen) else {
            return Ok(None);
        };
        let of = earlier.submission_id;
        let is_last = |a: &&Admitted<'_>| a.submission_id == of && a.no == last.no;
        let is_same = match self.admitted.iter().find(is_last) {
            Some(here) => Whole::from(here.item) == Whole::from(item),
            None => {
                let stored = store::versions_before(conn, earlier.submission_id, None, 1)?;
                let is = |stored: &StoredVersion| Whole::from(stored) == Whole::from(item);
                stored.first().is_some_and(is)
            }
        };
        match is_same {
            true => Ok(Some(given.clone())),
            false => Err(Problem::PreconditionFailed.into()),
        }
    }

    /// Who gives which of these together with its sender: nothing is asked where none is.
    fn gather_cosigners(&mut self, conn: &mut Conn) -> Result<(), Error> {
        let joint = self.admitted.iter().filter(|a| a.is_joint);
        let desks: Vec<Uuid> = joint.map(|a| a.item.desk.id()).collect();
        if desks.is_empty() {
            return Ok(());
        }
        let asked = store::cosigners_of(conn, &desks)?;
        for admitted in self.admitted.iter_mut().filter(|a| a.is_joint) {
            let asked = asked.get(&admitted.item.desk.id()).cloned();
            let content = Side::from(&admitted.item.content);
            admitted.joint = Some(Joint::new(asked.unwrap_or_default(), &content));
        }
        Ok(())
    }

    /// Everything that needs no number.
    fn insert_content(&self, conn: &mut Conn) -> Result<(), Error> {
        let new_desks: Vec<&store::NewDesk> = self
            .items()
            .filter_map(|i| match &i.desk {
                DeskOfAnswer::New { desk, .. } => Some(&**desk),
                DeskOfAnswer::Existing(_) => None,
            })
            .collect();
        store::insert_desks(conn, &new_desks)?;
        let mut links: Vec<&NewLink> = self
            .items()
            .filter_map(|i| match &i.desk {
                DeskOfAnswer::New { link, .. } => Some(link),
                DeskOfAnswer::Existing(_) => None,
            })
            .collect();
        links.extend(self.items().filter_map(|i| i.new_letter_link.as_ref()));
        session::insert_links(conn, &links)?;
        self.end_overtaken(conn)?;
        if self.admitted.is_empty() {
            return Ok(());
        }
        store::insert_versions(
            conn,
            &self.admitted.iter().map(version_row).collect::<Vec<_>>(),
        )?;
        let answers: Vec<_> = self.admitted.iter().flat_map(answer_rows).collect();
        store::insert_answers(conn, &answers)?;
        let no_comments: Vec<_> = self
            .admitted
            .iter()
            .flat_map(|a| {
                a.item
                    .content
                    .no_comment
                    .iter()
                    .map(move |advice| (a.version_id, advice.id))
            })
            .collect();
        store::insert_no_comments(conn, &no_comments)?;
        let signed: Vec<_> = self.admitted.iter().flat_map(signatures).collect();
        store::insert_signatures(conn, &signed)?;
        self.insert_endorsements(conn)?;
        let attached: Vec<_> = self.admitted.iter().flat_map(attached).collect();
        attachments::insert_sent(conn, &attached)?;
        for item in self.items().filter(|item| item.tells_adoption) {
            let told = item.adoption.as_ref();
            store::set_adoption(conn, item.desk.id(), told, item.received_at)?;
        }
        store::insert_standings(
            conn,
            &self.admitted.iter().map(standing_row).collect::<Vec<_>>(),
        )?;
        audit::record_all(conn, self.admitted.iter().map(audit_entry).collect())?;
        outbox::insert_all(
            conn,
            &self.admitted.iter().flat_map(letters).collect::<Vec<_>>(),
        )
    }

    /// A whole answer may come from another address than the one before it, which nobody has confirmed.
    fn end_overtaken(&self, conn: &mut Conn) -> Result<(), Error> {
        let waits = |a: &&Admitted<'_>| a.standing == Standing::Unconfirmed;
        let again = self.admitted.iter().filter(|a| a.existing.is_some());
        for item in again.filter(waits).map(|a| a.item) {
            let desk = store::get_desk(conn, item.desk.id())?;
            let email = Some(item.email.as_str());
            end_overtaken(conn, &desk, email, item.actor, item.received_at)?;
        }
        Ok(())
    }

    /// What is supported, and the end of letting others support what has something to withhold by now.
    fn insert_endorsements(&self, conn: &mut Conn) -> Result<(), Error> {
        let all = self.admitted.iter().flat_map(|a| {
            let supported = a.item.content.endorsements.iter();
            supported.map(|one| (a.version_id, one))
        });
        let all: Vec<_> = all.collect();
        let at = self.items().map(|item| item.received_at).max();
        store::insert_endorsements(conn, &all, at.unwrap_or_default())?;
        let unshared = self.admitted.iter().filter(|a| {
            let is_person = a.item.sender.on_behalf == OnBehalf::Person;
            a.existing.is_some() && (is_person || a.item.withhold_reason.is_some())
        });
        let unshared: Vec<Uuid> = unshared.map(|a| a.submission_id).collect();
        store::end_shares(conn, &unshared, at.unwrap_or_default())?;
        Ok(())
    }

    fn items(&self) -> impl Iterator<Item = &'a Outgoing> {
        self.admitted.iter().map(|a| a.item)
    }

    /// Takes the numbers, and the leaves of the receipts, once for each series; from here to the commit the series is
    /// locked.
    fn number(&mut self, conn: &mut Conn) -> Result<(), Error> {
        let mut wanted: HashMap<Uuid, OfSeries> = HashMap::new();
        let needs = |a: &Admitted<'_>| a.existing.is_none() && a.item.confirmed;
        let has = |a: &Admitted<'_>| a.existing.as_ref().is_some_and(|e| e.is_numbered);
        for admitted in self.admitted.iter().filter(|a| needs(a) || has(a)) {
            let series = admitted.item.consultation.case_series_id;
            let of_series = wanted.entry(series).or_default();
            of_series.numbers += i64::from(needs(admitted));
            of_series.leaves += 1;
        }
        let mut next = store::take(conn, &wanted)?;
        for (series, first) in &next {
            self.leaves.insert(*series, first.leaves.unsigned_abs());
        }
        let mut given: HashMap<Uuid, i64> = HashMap::new();
        for admitted in &mut self.admitted {
            let consultation = &admitted.item.consultation;
            let number = if needs(admitted) {
                let next = next
                    .get_mut(&consultation.case_series_id)
                    .ok_or_else(|| Error::internal("a series without numbers"))?;
                next.numbers += 1;
                given.insert(admitted.submission_id, next.numbers - 1);
                Some(next.numbers - 1)
            } else {
                let earlier = admitted.existing.as_ref().filter(|e| e.is_numbered);
                earlier.and_then(|e| e.number.or_else(|| given.get(&e.submission_id).copied()))
            };
            admitted.number =
                number.map(|n| (n, store::number_text(&consultation.number_prefix, n)));
        }
        Ok(())
    }

    /// What came in one call is what stands at its desk, where something was written before.
    fn lay_over(&self, conn: &mut Conn) -> Result<(), Error> {
        let passed_by = self.items().filter(|item| item.brings_content);
        let by_desk: HashMap<Uuid, &Outgoing> =
            passed_by.map(|item| (item.desk.id(), item)).collect();
        let desks: Vec<Uuid> = by_desk.keys().copied().collect();
        for desk in store::written_at(conn, &desks)? {
            let by = match by_desk.get(&desk).map(|item| item.actor) {
                Some(Actor::Link(id)) => Some(id),
                _ => None,
            };
            store::lay_over_sent(conn, desk, by)?;
        }
        Ok(())
    }

    /// Answers, receipts and what is given to whoever asks again.
    fn finish(mut self, conn: &mut Conn) -> Result<Vec<Result<Stored, Error>>, Error> {
        let fresh: Vec<_> = self
            .admitted
            .iter()
            .filter(|a| a.existing.is_none())
            .map(submission_row)
            .collect();
        store::insert_submissions(conn, &fresh)?;
        self.lay_over(conn)?;
        for again in self.admitted.iter().filter(|a| a.existing.is_some()) {
            if let Some((claimed, _)) = again.claimed() {
                store::set_claimed(conn, again.submission_id, claimed.body_id)?;
            }
            if again.current_version == again.no {
                store::set_current(conn, again.submission_id, again.no, again.standing)?;
            } else {
                // It waits beside the version that counts, and staff see that it does.
                store::note_change(conn, again.submission_id)?;
            }
        }
        let mut receipts = Vec::new();
        let mut answers = Vec::new();
        for admitted in &self.admitted {
            let receipt = admitted
                .number
                .as_ref()
                .map(|(_, number)| issue(admitted, number))
                .transpose()?;
            let sent = sent(admitted, receipt.as_ref());
            answers.push((&admitted.item.claim, (admitted.item.respond)(&sent)));
            receipts.extend(receipt);
            self.outcomes[admitted.at] = answers.last().map(|(_, stored)| Ok(stored.clone()));
        }
        store::insert_receipts(conn, &receipts)?;
        self.enter(conn, &receipts)?;
        self.tell_of_infected(conn)?;
        let received: Vec<_> = self.admitted.iter().filter_map(received).collect();
        events::owed(conn, &received)?;
        let now = self
            .admitted
            .iter()
            .map(|a| a.item.received_at)
            .max()
            .unwrap_or_default();
        let pairs: Vec<_> = answers
            .iter()
            .map(|(claim, stored)| (*claim, stored))
            .collect();
        idempotency::store_all(conn, &pairs, now)?;
        for (at, earlier) in std::mem::take(&mut self.repeats) {
            self.outcomes[at] = self.outcomes.get(earlier).cloned().flatten();
        }
        let never = || Err(Error::internal("an answer without an outcome"));
        Ok(self
            .outcomes
            .into_iter()
            .map(|o| o.unwrap_or_else(never))
            .collect())
    }

    /// What was found in a file before it was sent is held back from staff: whoever sends it hears of it.
    fn tell_of_infected(&self, conn: &mut Conn) -> Result<(), Error> {
        let mut with_files = self.admitted.iter();
        let has_files =
            |a: &&Admitted<'_>| a.number.is_some() && !a.item.content.attachments.is_empty();
        let Some(first) = with_files.find(has_files) else {
            return Ok(());
        };
        let (mailer, at) = (&first.item.mailer, first.item.received_at);
        let all: Vec<Uuid> = with_files
            .filter(has_files)
            .chain([first])
            .map(|a| a.version_id)
            .collect();
        infected::tell_of(conn, mailer, &all, at)
    }

    /// The receipts enter the logs of their cases, each log signed once for all of them.
    fn enter(&self, conn: &mut Conn, receipts: &[store::NewReceipt]) -> Result<(), Error> {
        let by_version: HashMap<Uuid, &store::NewReceipt> =
            receipts.iter().map(|r| (r.version_id, r)).collect();
        for (series, size) in &self.leaves {
            let of_case = |a: &&Admitted<'_>| a.item.consultation.case_series_id == *series;
            let all: Vec<_> = self.admitted.iter().filter(of_case).collect();
            let leaves: Vec<NewLeaf<'_>> = all
                .iter()
                .filter_map(|a| by_version.get(&a.version_id))
                .map(|receipt| receipt.leaf())
                .collect();
            let Some(last) = all.iter().max_by_key(|a| a.item.received_at) else {
                continue;
            };
            let log = Log {
                case_series: *series,
                case: last.item.consultation.number_prefix.clone(),
            };
            let (signer, at) = (&last.item.signer, last.item.received_at);
            receipt_log::append(conn, signer, &log, *size, &leaves, at)?;
        }
        Ok(())
    }
}

/// The links by which these are sent.
fn links(items: &[&Outgoing]) -> Vec<Uuid> {
    let of = |item: &&Outgoing| match item.actor {
        Actor::Link(id) => Some(id),
        _ => None,
    };
    items.iter().filter_map(of).collect()
}

fn admitted<'a>(
    item: &'a Outgoing,
    at: usize,
    existing: Option<Existing>,
    deadlines: &HashMap<Uuid, (String, NaiveDate)>,
    locked: store::Held,
) -> Result<Admitted<'a>, Error> {
    let (status, of_all) = deadlines
        .get(&item.consultation.id)
        .ok_or_else(|| Error::new(Problem::NotFound))?;
    if let Some(held_at) = locked.held_at {
        minutes::check(held_at, locked.is_cancelled, item.received_at)?;
    }
    let deadline_on = in_force(*of_all, locked.own_deadline);
    let status = Status::parse(status).ok_or_else(|| Error::internal("an unknown status"))?;
    let late_seconds = match arrival(status, deadline_on, item.received_at) {
        None => return Err(Problem::NotOpen.into()),
        Some(Arrival::Late(by)) if is_late(deadline_on, locked.held_at, item.received_at) => {
            Some(by.num_seconds())
        }
        Some(_) => None,
    };
    let no = existing
        .as_ref()
        .and_then(|e| e.versions.last())
        .map_or(1, |last| last.no + 1);
    let arrived = SentVersion::arrived(no, late_seconds.is_some());
    let mut versions = existing.as_ref().map_or(vec![], |e| e.versions.clone());
    versions.push(arrived);
    let (current_version, _) = standing::stands(&versions);
    let stands = standing::standing_of(&arrived, &versions);
    let numbered = existing.as_ref().map_or(item.confirmed, |e| e.is_numbered);
    Ok(Admitted {
        item,
        at,
        submission_id: existing
            .as_ref()
            .map_or_else(|| ids::new(item.received_at), |e| e.submission_id),
        version_id: ids::new(item.received_at),
        no,
        late_seconds,
        deadline_on,
        standing: if numbered {
            stands
        } else {
            Standing::Unconfirmed
        },
        current_version,
        existing,
        number: None,
        is_joint: locked.is_joint,
        joint: None,
    })
}

/// A second answer of the same desk in the same batch is the next version of the first.
fn remember(existing: &mut HashMap<Uuid, Existing>, admitted: &Admitted<'_>) {
    let entry = existing
        .entry(admitted.item.desk.id())
        .or_insert_with(|| Existing {
            submission_id: admitted.submission_id,
            is_numbered: admitted.item.confirmed,
            number: None,
            versions: vec![],
        });
    entry.versions.push(SentVersion::arrived(
        admitted.no,
        admitted.late_seconds.is_some(),
    ));
}

fn version_row(a: &Admitted<'_>) -> store::NewVersion {
    store::NewVersion {
        id: a.version_id,
        submission_id: a.submission_id,
        no: a.no,
        received_at: a.item.received_at,
        deadline_on: a.deadline_on,
        late_seconds: a.late_seconds,
        proposal_version: a.item.consultation.version,
        sender: a.item.sender.clone(),
        email: a.item.email.clone(),
        is_name_withheld: a.item.is_name_withheld,
        withhold_reason: a.item.withhold_reason.clone(),
        language: a.item.language,
        adoption: a.item.adoption.clone(),
    }
}

fn answer_rows<'b>(a: &'b Admitted<'_>) -> impl Iterator<Item = store::NewAnswer<'b>> {
    a.item
        .content
        .answers
        .iter()
        .map(|answer| store::NewAnswer {
            version_id: a.version_id,
            field_id: answer.field.id,
            text: answer.text.as_deref(),
            choice: answer.choice.as_deref(),
        })
}

/// Who stands behind it beside its sender: they have confirmed exactly this content.
fn signatures(a: &Admitted<'_>) -> impl Iterator<Item = store::Signature> {
    let signed = a.joint.iter().flat_map(Joint::signed);
    signed.map(|one| store::Signature {
        version_id: a.version_id,
        cosigner_id: one.id,
        at: a.item.received_at,
    })
}

/// The files that go with it, in their order.
fn attached(a: &Admitted<'_>) -> impl Iterator<Item = attachments::NewSent> {
    let all = a.item.content.attachments.iter().zip(1..);
    all.map(|(one, place)| (a.version_id, place, one.id))
}

fn standing_row(a: &Admitted<'_>) -> store::NewStanding {
    store::NewStanding::by_program(a.version_id, a.standing, a.item.received_at)
}

fn audit_entry(a: &Admitted<'_>) -> audit::Entry {
    audit::Entry {
        at: a.item.received_at,
        actor: a.item.actor,
        action: "submission.sent",
        object_kind: "submission",
        object_id: a.submission_id,
        detail: Some(format!("version {}", a.no)),
    }
}

fn letters(a: &Admitted<'_>) -> Vec<NewMessage> {
    let kind = match a.standing {
        Standing::Unconfirmed => CONFIRM_LETTER,
        _ => RECEIPT_LETTER,
    };
    let message = |id: &MessageId, kind, slot: &str, recipient: &str| NewMessage {
        id: id.id,
        kind,
        about: a.version_id,
        slot: slot.to_owned(),
        recipient: recipient.to_owned(),
        language: a.item.language,
        message_id: id.text.clone(),
        at: a.item.received_at,
    };
    let mut letters = vec![message(
        &a.item.message_id,
        kind,
        SENDER_SLOT,
        &a.item.email,
    )];
    if let (Some((address, id)), RECEIPT_LETTER) = (&a.item.also_tell, kind) {
        letters.push(message(id, RECEIPT_LETTER, "confirmed before", address));
    }
    let at = a.item.received_at;
    let body = a.item.body.as_ref();
    letters.extend(body.and_then(|(body, id)| body.receipt(id, a.version_id, &a.item.email, at)));
    letters.extend(
        a.claimed()
            .and_then(|(body, id)| body.claim(id, a.submission_id, at)),
    );
    // Before it is confirmed nothing was sent by anybody who is known.
    let joint = a.joint.as_ref().filter(|_| kind == RECEIPT_LETTER);
    letters.extend(joint.map_or_else(Vec::new, |joint| {
        joint.letters(a.version_id, &a.item.mailer, at)
    }));
    letters
}

fn submission_row(a: &Admitted<'_>) -> store::NewSubmission {
    store::NewSubmission {
        id: a.submission_id,
        consultation_id: a.item.consultation.id,
        case_series_id: a.item.consultation.case_series_id,
        desk_id: a.item.desk.id(),
        body_id: a.item.body.as_ref().map(|(body, _)| body.body_id),
        claimed_body_id: a.claimed().map(|(body, _)| body.body_id),
        channel: a.item.channel,
        number: a.number.as_ref().map(|(n, _)| *n),
        standing: a.standing,
        at: a.item.received_at,
    }
}

/// What other systems are told of it, once it has a number.
fn received(a: &Admitted<'_>) -> Option<Event> {
    let (_, number) = a.number.as_ref()?;
    let (of, is_late) = (a.item.consultation.id, a.late_seconds.is_some());
    Some(Event::answered(
        of,
        number,
        a.no,
        is_late,
        a.item.received_at,
    ))
}

fn issue(a: &Admitted<'_>, number: &str) -> Result<store::NewReceipt, Error> {
    let content = &a.item.content;
    let answers = content.answers.iter().map(|answer| ReceiptAnswer {
        choice: answer.choice.clone(),
        field: answer.field.key.clone(),
        text: answer.text.clone(),
    });
    let receipt = Receipt {
        adoption: a.item.adoption.clone(),
        answers: answers.collect(),
        attachments: content.attachments.iter().map(Into::into).collect(),
        capacity: cosigners::capacity(a.is_joint).into(),
        confidentiality_claim: a.item.withhold_reason.clone(),
        consultation: about(&a.item.consultation),
        cosigners: a.joint.as_ref().map_or_else(Vec::new, Joint::names),
        deadline_on: a.deadline_on,
        format: FORMAT,
        late_seconds: a.late_seconds,
        no_comment: content
            .no_comment
            .iter()
            .map(|advice| advice.key.clone())
            .collect(),
        number: number.to_owned(),
        proposal_version: a.item.consultation.version,
        received_at: instant_text(a.item.received_at),
        sender: a.item.sender.clone(),
        supports: grouped(&content.endorsements, &a.item.consultation),
        version: a.no,
    };
    stored_receipt(a.version_id, number, &receipt, a.item.received_at)
}

/// What a receipt says of the consultation: in bokmål, which is always there.
pub(super) fn about(consultation: &Consultation) -> ReceiptConsultation {
    ReceiptConsultation {
        owner: consultation.owner.name.nb.clone(),
        reference: consultation.reference.clone(),
        slug: consultation.slug.clone(),
        title: consultation.title.nb.clone(),
    }
}

pub(super) fn stored_receipt(
    version_id: Uuid,
    number: &str,
    receipt: &Receipt,
    at: DateTime<Utc>,
) -> Result<store::NewReceipt, Error> {
    let document = receipt
        .canonical()
        .map_err(|e| Error::internal(e.to_string()))?;
    let sha256 = checksum(&document);
    Ok(store::NewReceipt {
        version_id,
        number: number.to_owned(),
        document,
        sha256,
        at,
    })
}

fn sent(a: &Admitted<'_>, receipt: Option<&store::NewReceipt>) -> Sent {
    Sent {
        submission_id: a.submission_id,
        desk_id: a.item.desk.id(),
        link: match &a.item.desk {
            DeskOfAnswer::New { link, .. } => Some((link.id, link.key_version)),
            DeskOfAnswer::Existing(_) => None,
        },
        slug: a.item.consultation.slug.clone(),
        version: a.no,
        standing: a.standing,
        received_at: a.item.received_at,
        deadline_on: a.deadline_on,
        late_seconds: a.late_seconds,
        language: a.item.language,
        receipt: receipt.map(|r| (r.number.clone(), hex(&r.sha256))),
    }
}
