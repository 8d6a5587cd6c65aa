//! The heads of the logs are made public: each minute what has grown, and when a deadline has passed. Before that the log is
//! looked over, and one with a fault is not published further.

use super::fault::Fault;
use super::look_over::Looker;
use super::store::{self, Closed, NotEntered};
use crate::app::App;
use crate::calendar;
use crate::db::Conn;
use crate::error::Error;
use crate::receipt_log::{self, Frontier, Log, NewLeaf, Published, Size};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// How often heads are made public.
const EVERY: Duration = Duration::from_secs(60);

/// So many leaves are looked at again each time, beside the new ones; a log with more is gone through in turn.
const AGAIN: u64 = 5_000;

/// So many receipts enter a log in one transaction.
const ENTER_AT_ONCE: i64 = 500;

/// What a publisher remembers from one time to the next.
#[derive(Debug, Default)]
pub struct Rounds {
    /// On which day everything was looked over.
    whole_on: Option<NaiveDate>,
    /// From which leaf a large log is looked at next.
    next: HashMap<Uuid, u64>,
}

/// Publishes each minute until told to stop.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut rounds = Rounds::default();
    while !*stop.borrow() {
        if let Err(error) = publish(&app, &mut rounds).await {
            tracing::error!(error = %error, "receipts.publish_failed");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Looks over the logs that have grown, that a deadline has passed for or that had a fault, once a day all of them, and
/// publishes the heads of those that are as they should be.
pub async fn publish(app: &App, rounds: &mut Rounds) -> Result<(), Error> {
    let today = calendar::oslo_date(app.clock.now());
    let is_new_day = rounds.whole_on != Some(today);
    if is_new_day {
        enter_all(app).await?;
    }
    let read = move |conn: &mut Conn| {
        let mut closed: HashMap<Uuid, Vec<Closed>> = HashMap::new();
        for one in store::closed_before(conn, today)? {
            closed.entry(one.case_series).or_default().push(one);
        }
        let sizes = receipt_log::sizes(conn)?;
        let outside = outside(conn, &sizes, is_new_day)?;
        Ok((sizes, closed, outside))
    };
    let (sizes, mut closed, mut outside) = app.db.read_at_once(read).await?;
    let mut failed = None;
    for size in sizes {
        let case = size.log.case.clone();
        let round = Round {
            closed: closed.remove(&size.log.case_series).unwrap_or_default(),
            outside: outside.remove(&size.log.case_series).unwrap_or_default(),
            is_new_day,
        };
        // One that cannot be looked at keeps no other from being published.
        if let Err(error) = of_case(app, rounds, size, round).await {
            tracing::error!(case, error = %error, "receipts.case_failed");
            failed = Some(error);
        }
    }
    match failed {
        Some(error) => Err(error),
        None => {
            rounds.whole_on = Some(today);
            Ok(())
        }
    }
}

/// The receipts that were issued with a leaf and have none. Only where the receipts that are kept are not as many as the
/// leaves, where something is wrong already, or once a day, is each looked for.
fn outside(
    conn: &mut Conn,
    sizes: &[Size],
    is_new_day: bool,
) -> Result<HashMap<Uuid, BTreeSet<Fault>>, Error> {
    let kept = store::receipts_kept(conn)?;
    let leaves: u64 = sizes.iter().map(|size| size.leaves).sum();
    if kept == leaves && !is_new_day && !store::has_open_faults(conn)? {
        return Ok(HashMap::new());
    }
    if kept > leaves {
        // A log that is gone with its case has no place for its faults.
        tracing::error!(kept, leaves, "receipts.outside_logs");
    }
    store::without_leaf(conn)
}

/// What a round knows of a case before its log is looked over.
struct Round {
    /// The deadlines that have passed.
    closed: Vec<Closed>,
    /// Receipts without their leaves.
    outside: BTreeSet<Fault>,
    is_new_day: bool,
}

async fn of_case(app: &App, rounds: &mut Rounds, size: Size, round: Round) -> Result<(), Error> {
    let Round {
        closed,
        outside,
        is_new_day,
    } = round;
    let series = size.log.case_series;
    let known = app.db.read(move |conn| store::faults(conn, series)).await?;
    let open = known.iter().filter(|found| found.gone_at.is_none());
    let open: BTreeSet<Fault> = open.map(|found| found.fault).collect();
    let has_grown = size.leaves > size.published.unwrap_or(0);
    let is_whole = is_new_day || !closed.is_empty() || !open.is_empty();
    let is_long_enough = Looker::length(&size).is_none();
    if !has_grown && !is_whole && is_long_enough && outside.is_empty() {
        return Ok(());
    }
    let mut faults = look(app, rounds, &size, is_whole).await?;
    faults.extend(outside);
    for fault in &faults {
        let (case, kind) = (&size.log.case, fault.kind.as_str());
        tracing::error!(case, kind, place = fault.place, "receipts.fault");
    }
    if faults.is_empty() && open.is_empty() && !has_grown && closed.is_empty() {
        return Ok(());
    }
    let signer = receipt_log::signer(app);
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let new: Vec<Fault> = faults.difference(&open).copied().collect();
            let gone: Vec<Fault> = open.difference(&faults).copied().collect();
            store::add_faults(conn, series, &new, now)?;
            store::end_faults(conn, series, &gone, now)?;
            if !faults.is_empty() {
                return Ok(());
            }
            let head = |closes| Published {
                size: size.leaves,
                at: now,
                closes,
            };
            if size.leaves == 0 && !closed.is_empty() {
                let empty = Frontier::of(0, |_| receipt_log::Hash::default());
                receipt_log::sign(conn, &signer, &size.log, &empty, now)?;
            }
            if has_grown {
                receipt_log::publish(conn, series, &head(None))?;
            }
            for one in &closed {
                let closes = (one.consultation, one.deadline_on);
                receipt_log::publish(conn, series, &head(Some(closes)))?;
            }
            Ok(())
        })
        .await
}

/// What is wrong with a log: with all of it, or with what is new and a part of the rest.
async fn look(
    app: &App,
    rounds: &mut Rounds,
    size: &Size,
    is_whole: bool,
) -> Result<BTreeSet<Fault>, Error> {
    let looker = Looker::new(&app.keys, size.log.clone());
    let mut found = BTreeSet::from_iter(Looker::length(size));
    let published = size.published.unwrap_or(0).min(size.leaves);
    if is_whole || size.leaves <= AGAIN {
        found.extend(looker.look(app, 0..size.leaves).await?);
    } else {
        let next = rounds.next.entry(size.log.case_series).or_default();
        let from = if *next < published { *next } else { 0 };
        let to = published.min(from + AGAIN);
        *next = to;
        found.extend(looker.look(app, from..to).await?);
        // From the last leaf of what is public: so that its head is looked at as well.
        let new = published.saturating_sub(1)..size.leaves;
        found.extend(looker.look(app, new).await?);
    }
    let leaves = size.leaves;
    let read = move |conn: &mut Conn| looker.gone_heads(conn, leaves);
    found.extend(app.db.read(read).await?);
    Ok(found)
}

/// Receipts from before there were logs, or of a program from before, enter them in the order of their numbers. Any other
/// was issued with its leaf: where that is gone it is a fault, which a new one would hide.
async fn enter_all(app: &App) -> Result<(), Error> {
    let cases = app.db.read(store::cases_not_entered).await?;
    for series in cases {
        loop {
            let (signer, at) = (receipt_log::signer(app), app.clock.now());
            let entered = app
                .db
                .write(move |conn| {
                    // Held from here on: nobody else enters the same.
                    crate::submissions::take_leaves(conn, series, 0)?;
                    let new = store::not_entered(conn, series, ENTER_AT_ONCE)?;
                    let taken = i64::try_from(new.len()).unwrap_or(0);
                    let size = crate::submissions::take_leaves(conn, series, taken)?;
                    let log = Log {
                        case_series: series,
                        case: store::case_of(conn, series)?,
                    };
                    let leaves: Vec<NewLeaf<'_>> = new.iter().map(NotEntered::leaf).collect();
                    receipt_log::append(conn, &signer, &log, size, &leaves, at)?;
                    Ok(new.len())
                })
                .await?;
            if entered == 0 {
                break;
            }
        }
    }
    Ok(())
}
