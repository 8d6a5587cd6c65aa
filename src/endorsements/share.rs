//! A body lets others support its answer, or does so no more. What is shared is the version that stands: texts and choices,
//! the body's name and the number.

use super::store::{self, SharedAnswer};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::consultations::{Consultation, at_version};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::submissions::desk::Desk;
use crate::submissions::draft::takes_input;
use crate::submissions::endorsement::{Endorsement, grouped};
use crate::submissions::receipt::OnBehalf;
use crate::submissions::{
    StoredVersion, end_shares, endorsed_in, get_desk, lock_desk, supporting, versions_of,
};
use chrono::{DateTime, Utc};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// What faults of the whole are about.
pub const WHOLE: &str = "share";

/// How an answer stands to being shared.
#[derive(Debug, Clone)]
pub struct Sharing {
    pub shared_at: Option<DateTime<Utc>>,
    /// Why it cannot be shared: the code of the fault.
    pub hindrance: Option<&'static str>,
    /// Who supports it. An answer is nobody's but its sender's and the staff's: only those who share theirs are told of.
    pub supporters: Vec<Supporter>,
}

/// Another answer that supports this one.
#[derive(Debug, Clone)]
pub struct Supporter {
    pub answer: SharedAnswer,
    /// The råd in which it does, as it was sent: their keys, and their numbers in the version of the proposal that it
    /// answers; `None`: in whole.
    pub advice: Option<Vec<(String, String)>>,
}

/// Not found before the answer has its number.
pub async fn look(
    app: &App,
    consultation: &Arc<Consultation>,
    desk_id: Uuid,
) -> Result<Sharing, Error> {
    let consultation = Arc::clone(consultation);
    let now = app.clock.now();
    app.db
        .read_at_once(move |conn| {
            let desk = get_desk(conn, desk_id)?;
            let submission = numbered(&desk)?;
            Ok(Sharing {
                shared_at: store::shared_at(conn, submission)?,
                hindrance: hindrance(&desk, &versions_of(conn, submission)?),
                supporters: match takes_input(&consultation, now) {
                    true => supporters(conn, &consultation, submission)?,
                    // Nothing is shared any more.
                    false => Vec::new(),
                },
            })
        })
        .await
}

fn supporters(
    conn: &mut Conn,
    consultation: &Arc<Consultation>,
    of: Uuid,
) -> Result<Vec<Supporter>, Error> {
    let supports = supporting(conn, of)?;
    if supports.is_empty() {
        return Ok(Vec::new());
    }
    let versions: Vec<Uuid> = supports.iter().map(|one| one.by_version).collect();
    let mut endorsed = endorsed_in(conn, &versions)?;
    let mut extents: HashMap<Uuid, Vec<Endorsement>> = supports
        .iter()
        .map(|one| {
            let mut all = endorsed.remove(&one.by_version).unwrap_or_default();
            // What was taken back is supported by nobody, whatever was sent since.
            all.retain(|one| one.submission_id == of && !one.withdrawn);
            (one.by_submission, all)
        })
        .filter(|(_, all)| !all.is_empty())
        .collect();
    let by: Vec<Uuid> = extents.keys().copied().collect();
    let shared = store::shared_of(conn, &by)?;
    let answered: BTreeSet<i32> = shared.iter().map(|one| one.proposal_version).collect();
    let versions = answered.into_iter();
    let versions = versions.map(|no| Ok((no, at_version(conn, consultation, no)?)));
    let versions: HashMap<i32, Arc<Consultation>> = versions.collect::<Result<_, Error>>()?;
    let supporter = |answer: SharedAnswer| {
        let extent = extents.remove(&answer.submission_id).unwrap_or_default();
        let answered = versions.get(&answer.proposal_version);
        let answered = answered.unwrap_or(consultation);
        let grouped = grouped(&extent, answered);
        let keys = grouped.into_iter().next().and_then(|one| one.advice);
        let numbered = |key: String| {
            let advice = answered.find_advice_ever(&key);
            let number = advice.map_or_else(|| key.clone(), |advice| advice.number.clone());
            (key, number)
        };
        let advice = keys.map(|keys| keys.into_iter().map(numbered).collect());
        Supporter { answer, advice }
    };
    Ok(shared.into_iter().map(supporter).collect())
}

fn numbered(desk: &Desk) -> Result<Uuid, Error> {
    let sent = desk.sent.as_ref().filter(|sent| sent.number.is_some());
    let sent = sent.filter(|_| desk.can_endorse());
    Ok(sent.ok_or(Problem::NotFound)?.submission_id)
}

/// What stands in the way of sharing what was sent.
fn hindrance(desk: &Desk, versions: &[StoredVersion]) -> Option<&'static str> {
    let sent = desk.sent.as_ref()?;
    let stands = versions.iter().find(|v| v.no == sent.current_version)?;
    if sent.is_withdrawn() {
        return Some("error-share-withdrawn");
    }
    let is_named = !stands.is_name_withheld && !desk.sender.name_withheld;
    if stands.sender.on_behalf == OnBehalf::Person || !is_named {
        return Some("error-share-person");
    }
    // Also what stands beside it, or is about to be sent: whoever asks for it does not think of one version.
    let asks = |v: &StoredVersion| v.no >= stands.no && v.withhold_reason.is_some();
    let is_withheld = desk.sender.withhold_reason.is_some() || versions.iter().any(asks);
    is_withheld.then_some("error-share-withheld")
}

/// Lets others support what was sent from the desk, of which `seen` is the last that was looked at. What is shared stays so.
pub async fn share(
    app: &App,
    consultation: &Consultation,
    desk_id: Uuid,
    actor: Actor,
    seen: Option<i32>,
) -> Result<(), Error> {
    let now = app.clock.now();
    if !takes_input(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    app.db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            let desk = get_desk(conn, desk_id)?;
            let submission = numbered(&desk)?;
            if let Some(code) = hindrance(&desk, &versions_of(conn, submission)?) {
                return Err(Error::invalid(vec![FieldError::new(WHOLE, code)]));
            }
            if store::shared_at(conn, submission)?.is_some() {
                return Ok(());
            }
            if let Some(sent) = &desk.sent {
                sent.is_last(seen)?;
            }
            store::insert_share(conn, submission, now)?;
            tell_audit(conn, actor, "submission.shared", submission, now)
        })
        .await
}

/// Ends it: nobody new reads it, and who supports it is told. What is not shared stays so.
pub async fn unshare(app: &App, desk_id: Uuid, actor: Actor) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            let submission = numbered(&get_desk(conn, desk_id)?)?;
            match end_shares(conn, &[submission], now)? {
                0 => Ok(()),
                _ => tell_audit(conn, actor, "submission.unshared", submission, now),
            }
        })
        .await
}

fn tell_audit(
    conn: &mut Conn,
    actor: Actor,
    action: &'static str,
    object_id: Uuid,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    audit::record(
        conn,
        Entry {
            at,
            actor,
            action,
            object_kind: "submission",
            object_id,
            detail: None,
        },
    )
}
