//! Several programs on one PostgreSQL (on SQLite one), killed while they send the 426 invitations of the
//! example: every body gets its letter, and none gets it twice but those that a kill caught in flight.

use crate::smtp_server::{SmtpServer, left_out};
use crate::support::app::EXAMPLE;
use crate::support::database::Backend;
use crate::support::mailbox::Letter;
use crate::support::process::{House, Process, until};
use chrono::{DateTime, TimeDelta, Utc};
use hoering::audit::Actor;
use hoering::invitations::{self, Act};
use hoering::server::compose;
use hoering::settings::Settings;
use std::collections::{BTreeMap, BTreeSet};

const ASKED: usize = 426;

/// At these numbers of letters taken, one of the programs is killed and another started.
const KILLS: [usize; 4] = [30, 90, 150, 260];

fn instances() -> usize {
    match Backend::chosen() {
        Backend::Sqlite => 1,
        Backend::Postgres => 4,
    }
}

/// Lets every letter of the example be owed, as the press on the screen does; nobody sends yet.
fn owe_all(house: &House) {
    let settings = Settings::load(house.settings(), None).expect("settings");
    let clock = settings.clock();
    let app = compose(settings, clock).expect("the program");
    let work = async {
        let found = app.consultations.get(&app.db, EXAMPLE).await;
        let consultation = found.expect("the example");
        let asked = invitations::asked(&app, &consultation).await;
        let ids: Vec<_> = asked.expect("the bodies").iter().map(|a| a.id).collect();
        let act = invitations::act(&app, &consultation, Act::Send, &ids, "1", Actor::Operator);
        assert_eq!(act.await.expect("letters that are owed"), ASKED);
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(work);
    app.db.close();
}

#[test]
fn every_body_gets_its_letter_once_while_programs_are_killed() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start_with(&["--mode", "plain"]);
    let house = House::new();
    let clock = house.folder.path().join("clock");
    let house = house
        .with(
            "HOERING_SMTP_URL",
            format!("smtp://127.0.0.1:{}", server.port),
        )
        .with("HOERING_CLOCK_FILE", clock.display().to_string());
    let mut now: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().expect("an instant");
    let set_clock = |now: DateTime<Utc>| {
        let aside = clock.with_extension("aside");
        std::fs::write(&aside, now.to_rfc3339()).expect("the clock");
        std::fs::rename(aside, &clock).expect("the clock");
    };
    set_clock(now);
    // The first start loads the example.
    assert_eq!(house.start().stop().code(), Some(0));
    owe_all(&house);

    let mut running: Vec<Process> = (0..instances()).map(|_| house.start()).collect();
    for at in KILLS {
        until(|| (server.count() >= at).then_some(()));
        running.remove(0).kill();
        if instances() == 1 {
            // What it had claimed is let go when its time is over; nobody else is there to send the rest.
            now += TimeDelta::minutes(3);
            set_clock(now);
        }
        running.push(house.start());
    }
    // Everybody puts back what is not begun; then the claims of the killed run out.
    for process in running {
        assert_eq!(process.stop().code(), Some(0));
    }
    now += TimeDelta::minutes(3);
    set_clock(now);
    let running: Vec<Process> = (0..instances()).map(|_| house.start()).collect();
    until(|| (ids_of(&server).len() == ASKED).then_some(()));
    for process in running {
        assert_eq!(process.stop().code(), Some(0));
    }

    let mut copies: BTreeMap<String, usize> = BTreeMap::new();
    let mut recipients = BTreeSet::new();
    for taken in server.taken() {
        let letter = Letter::parse(&taken.bytes);
        recipients.extend(letter.to.iter().cloned());
        *copies.entry(letter.message_id).or_default() += 1;
    }
    assert_eq!(recipients.len(), ASKED);
    let again: usize = copies.values().map(|n| n - 1).sum();
    assert!(again <= KILLS.len(), "{again} copies too many");
}

fn ids_of(server: &SmtpServer) -> BTreeSet<String> {
    if server.count() < ASKED {
        return BTreeSet::new();
    }
    let taken = server.taken();
    let ids = taken.iter().map(|t| Letter::parse(&t.bytes).message_id);
    ids.collect()
}
