//! `hoering outbox`: what waits to be sent, and letting it go after a restore.

use crate::audit::{self, Actor, Entry};
use crate::db::{Conn, transaction};
use crate::error::Error;
use crate::outbox::{self, Freeze, Waiting};
use crate::webhooks;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use uuid::Uuid;

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Outbox {
    #[command(subcommand)]
    pub asked: Option<Asked>,
}

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Asked {
    /// Hold back letters that may have been sent before the restore; the freeze goes on
    ///
    /// They are parked: not sent, and not forgotten. Each can still be let go.
    Park(Park),

    /// End the freeze: letters and webhooks go out from now on
    ///
    /// Refuses while letters wait that were owed before the backup, unless --all says that they are to be sent.
    Release {
        /// Send everything that waits, also what may have been sent before
        #[arg(long)]
        all: bool,
    },
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Park {
    /// Those that were owed up to then: `backup` for the moment of the backup, or a time (2026-03-02T09:00:00Z)
    #[arg(long, value_name = "TIME", value_parser = until)]
    pub before: Until,

    /// Of this kind only; several by repeating
    #[arg(long = "kind", value_name = "KIND")]
    pub kinds: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    Backup,
    Time(DateTime<Utc>),
}

fn until(text: &str) -> Result<Until, String> {
    if text == "backup" {
        return Ok(Until::Backup);
    }
    let time = DateTime::parse_from_rfc3339(text);
    time.map(|at| Until::Time(at.to_utc()))
        .map_err(|_| "say «backup», or a time as 2026-03-02T09:00:00Z".to_owned())
}

/// What letters that were held back stand with.
const HELD_BACK: &str = "held back by the operator after a restore";

/// What waits, as of one moment.
struct Standing {
    freeze: Option<Freeze>,
    letters: BTreeMap<String, Waiting>,
    webhooks: i64,
}

impl Standing {
    fn read(conn: &mut Conn) -> Result<Self, Error> {
        let freeze = outbox::frozen(conn)?;
        Ok(Self {
            freeze,
            letters: outbox::waiting(conn, freeze.map(|freeze| freeze.as_of))?,
            webhooks: webhooks::waiting(conn)?,
        })
    }

    fn owed_before(&self) -> i64 {
        self.letters.values().map(|of| of.before).sum()
    }

    fn table(&self) -> String {
        let mut text = String::new();
        for (kind, of) in &self.letters {
            let _ = match self.freeze {
                Some(_) => writeln!(
                    text,
                    "  {kind:24} {:6} owed before the backup {:6} owed since",
                    of.before, of.after
                ),
                None => writeln!(text, "  {kind:24} {:6}", of.after),
            };
        }
        if self.letters.is_empty() {
            text.push_str("  no letters\n");
        }
        let _ = writeln!(
            text,
            "  {:24} {:6} (receivers know a repeat by its id)",
            "webhooks", self.webhooks
        );
        text
    }
}

/// What the operator is told, or why nothing was done.
type Told = Result<String, String>;

pub fn outbox(conn: &mut Conn, asked: &Outbox, now: DateTime<Utc>) -> Result<Told, Error> {
    transaction::write(conn, |conn| {
        let standing = Standing::read(conn)?;
        match (&asked.asked, standing.freeze) {
            (None, _) => Ok(Ok(told(&standing))),
            (_, None) => Ok(Err("The outbox is not frozen.".to_owned())),
            (Some(Asked::Park(what)), Some(freeze)) => park(conn, &standing, freeze, what, now),
            (Some(Asked::Release { all }), Some(freeze)) => {
                release(conn, &standing, freeze, *all, now)
            }
        }
    })
}

fn told(standing: &Standing) -> String {
    let table = standing.table();
    match standing.freeze {
        None => format!("The outbox is not frozen. Waiting:\n{table}")
            .trim_end()
            .to_owned(),
        Some(freeze) => format!(
            "The outbox is frozen since {}: the database was restored, and shows {}. Nothing is sent. Waiting:\n{table}\
             What was owed before the backup may have been sent by the server that was lost, as may reminders that fell due\n\
             between the backup and its end. Hold back what should not go: hoering outbox park --before backup\n\
             Then let the rest go: hoering outbox release",
            freeze.frozen_at.format("%F %T UTC"),
            freeze.as_of.format("%F %T UTC")
        ),
    }
}

fn park(
    conn: &mut Conn,
    standing: &Standing,
    freeze: Freeze,
    what: &Park,
    now: DateTime<Utc>,
) -> Result<Told, Error> {
    let waits = |kind: &&String| standing.letters.contains_key(*kind);
    if let Some(kind) = what.kinds.iter().find(|kind| !waits(kind)) {
        // Mistyped, it would leave what should be held back.
        let table = standing.table();
        return Ok(Err(format!(
            "Nothing was parked. No letter of the kind «{kind}» waits:\n{table}"
        )));
    }
    let until = match what.before {
        Until::Backup => freeze.as_of,
        Until::Time(at) => at,
    };
    let n = outbox::park_waiting(conn, until, &what.kinds, HELD_BACK)?;
    record(conn, "outbox.held_back", freeze, n, now)?;
    Ok(Ok(format!(
        "Parked: {n} letters. The outbox is still frozen."
    )))
}

fn release(
    conn: &mut Conn,
    standing: &Standing,
    freeze: Freeze,
    all: bool,
    now: DateTime<Utc>,
) -> Result<Told, Error> {
    if !all && standing.owed_before() > 0 {
        let table = standing.table();
        return Ok(Err(format!(
            "Not released. Some of what waits may have been sent before:\n{table}\
             Say --all to send it all the same, or hold it back first: hoering outbox park --before backup"
        )));
    }
    let letters = outbox::release_waiting(conn, now)?;
    let webhooks = webhooks::release_waiting(conn, now)?;
    outbox::let_go(conn)?;
    record(conn, "outbox.released", freeze, letters, now)?;
    Ok(Ok(format!(
        "Released: {letters} letters and {webhooks} webhook deliveries go out now."
    )))
}

/// Of which restore, and how many letters.
fn record(
    conn: &mut Conn,
    action: &'static str,
    freeze: Freeze,
    n: usize,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let entry = Entry {
        at: now,
        actor: Actor::Operator,
        action,
        object_kind: "outbox",
        object_id: Uuid::nil(),
        detail: Some(format!("{n}, as of {}", freeze.as_of.format("%FT%TZ"))),
    };
    audit::record(conn, entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_the_backups_or_an_instant_with_its_zone() {
        assert_eq!(until("backup"), Ok(Until::Backup));
        let nine = "2026-03-02T09:00:00Z".parse().unwrap();
        assert_eq!(until("2026-03-02T10:00:00+01:00"), Ok(Until::Time(nine)));
        assert!(until("2026-03-02T10:00:00").is_err());
        assert!(until("yesterday").is_err());
    }
}
