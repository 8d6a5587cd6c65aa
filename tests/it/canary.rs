//! A word stands in every place of the database that holds what somebody may not see, and everybody goes
//! everywhere: no one comes upon a word that is not for them.

mod columns;
mod crawl;
mod log;
mod reflections;
mod rules;
mod seeds;
mod unpack;

use crate::support::scene::askers::{Asker, Take, Who};
use crate::support::scene::canary::Canary;
use crate::support::scene::holder::Holder;
use crate::support::tables;
use columns::{COLUMNS, Held};
use crawl::Crawl;
use hoering::role::Role;
use seeds::House;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Everybody who goes there: who they are to the rules, and the link that they hold.
fn everybody(house: &House) -> Vec<(Who, Option<&Holder>)> {
    let mut all: Vec<(Who, Option<&Holder>)> = vec![
        (Who::Nobody, None),
        (Who::DeskElsewhere, Some(&house.bystander)),
        (Who::DeskElsewhere, Some(&house.other_body)),
        (Who::ThisDesk, Some(&house.main.desk)),
        (Who::OtherDesk, Some(&house.main.other)),
        (Who::InvitedBody, Some(&house.main.invited)),
        (Who::SignedIn, None),
    ];
    for take in [
        Take::Reads,
        Take::WritesElsewhere,
        Take::Coordinates,
        Take::Ended,
        Take::Signs,
    ] {
        let holder = house.main.contributor(take);
        all.push((Who::Contributor(take), Some(holder)));
    }
    for role in [Role::Reader, Role::Officer, Role::Leader] {
        all.push((Who::Elsewhere(role), None));
        all.push((Who::Here(role), None));
    }
    all.extend(Role::ALL.map(|role| (Who::Everywhere(role), None)));
    all
}

fn asker(house: &House, who: Who, holder: Option<&Holder>) -> Asker {
    match holder {
        Some(holder) => Asker::with_link(&house.world.app, who, holder),
        None => Asker::new(&house.world, who, Some(house.main.id), Some(&house.main)),
    }
}

/// The tokens that open something of somebody's.
fn tokens(house: &House) -> Vec<String> {
    let (main, world) = (&house.main, &house.world);
    let mut holders = vec![
        &main.desk,
        &main.other,
        &main.invited,
        &main.ended,
        &house.bystander,
        &house.other_body,
    ];
    holders.extend(main.contributors.iter().map(|(_, holder)| holder));
    let cookies = holders
        .iter()
        .flat_map(|h| h.client.cookies.values().cloned());
    let mut all: Vec<String> = cookies.collect();
    all.extend(holders.iter().map(|holder| holder.token.clone()));
    all.extend([world.sign_in.clone(), world.token.clone()]);
    all
}

#[test]
fn every_column_that_can_hold_text_has_a_word_in_it_or_a_reason_why_not() {
    let house = House::new();
    let wrong = house.world.app.database(|conn| {
        let known: BTreeSet<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
        let there: BTreeSet<String> = tables::columns_of_text(conn).into_iter().collect();
        let mut wrong: Vec<String> = there
            .difference(&known)
            .map(|name| format!("{name} has no place in canary/columns.rs"))
            .collect();
        wrong.extend(
            known
                .difference(&there)
                .map(|name| format!("{name} is no column")),
        );
        let mut placed = BTreeSet::new();
        for (name, held) in COLUMNS {
            let Held::Marked(canaries) = held else {
                continue;
            };
            let values = tables::column(conn, name);
            for canary in *canaries {
                placed.insert(*canary);
                if !values
                    .iter()
                    .any(|value| tables::holds(value, &canary.word()))
                {
                    wrong.push(format!("{name} does not hold {canary:?}"));
                }
            }
        }
        let unplaced = Canary::ALL
            .into_iter()
            .filter(|canary| !placed.contains(canary));
        wrong.extend(unplaced.map(|canary| format!("{canary:?} stands in no column")));
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_comes_upon_a_word_that_is_not_for_them_wherever_they_go() {
    let house = House::new();
    let tokens = tokens(&house);
    let (mut leaks, mut unseen, mut asked) = (Vec::new(), Vec::new(), 0);
    for (who, holder) in everybody(&house) {
        let varied = matches!(
            who,
            Who::Nobody | Who::DeskElsewhere | Who::Elsewhere(Role::Leader)
        );
        let mut crawl = Crawl::new(asker(&house, who, holder), &tokens);
        let own = holder.map(|holder| holder.desk.as_str());
        crawl.everywhere(&house, own, varied);
        asked += crawl.asked;
        leaks.append(&mut crawl.leaks);
        // Whoever may see a word finds it: the crawl comes where it stands.
        let may = Canary::ALL
            .into_iter()
            .filter(|canary| rules::may_see(*canary, who));
        unseen.extend(
            may.filter(|c| !crawl.seen.contains(c))
                .map(|c| format!("{who:?} did not find {c:?}")),
        );
    }
    assert!(asked > 5_000, "{asked}");
    let wrong = [leaks, unseen].concat();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whoever_tries_to_do_something_is_not_told_a_word_that_is_not_for_them() {
    let house = House::new();
    let tokens = tokens(&house);
    let (mut leaks, mut seen, mut told) = (Vec::new(), HashSet::new(), BTreeMap::new());
    let mut all = everybody(&house);
    // Those who can end what others hold come after them.
    all.sort_by_key(|(who, _)| matches!(who, Who::ThisDesk | Who::Contributor(Take::Coordinates)));
    for (who, holder) in all {
        let mut crawl = Crawl::new(asker(&house, who, holder), &tokens);
        crawl.tries(&house);
        leaks.append(&mut crawl.leaks);
        seen.extend(crawl.seen);
        for (status, n) in crawl.told {
            *told.entry(status).or_insert(0) += n;
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    // Nothing is found where everything is refused at the door.
    let is_enough = |(status, least): (u16, usize)| told.get(&status).is_some_and(|n| *n > least);
    let enough = [(200, 30), (303, 80), (403, 1_000), (404, 1_000), (422, 700)];
    assert!(enough.into_iter().all(is_enough), "{told:?}");
    // Those who may see something have seen it in what they were told.
    for canary in [Canary::MinutesText, Canary::SentText, Canary::CopyNb] {
        assert!(seen.contains(&canary), "{canary:?} in {seen:?}");
    }
}

/// A control of the crawl itself: a word on a public page is found wherever that page goes.
#[test]
fn a_word_that_stands_where_everybody_reads_it_is_found_in_every_form_that_it_takes() {
    let house = House::new();
    let word = Canary::Control.word();
    let list = format!("/saksbehandling/horinger/{}/moter", house.main.slug);
    let fields = [
        ("kind", "oral"),
        ("title_nb", word.as_str()),
        ("title_nn", ""),
        ("date", "2026-04-14"),
        ("from", "10:00"),
        ("to", "12:30"),
        ("place", "Storgata 1"),
        ("link", ""),
        ("about_nb", ""),
        ("about_nn", ""),
    ];
    let announced = house.world.app.staff(Role::Officer).post(&list, &fields);
    assert_eq!(announced.status, 303, "{}", announced.text());
    let mut crawl = Crawl::new(asker(&house, Who::Nobody, None), &[]);
    crawl.everywhere(&house, None, true);
    let page = format!("/horinger/{}", house.main.slug);
    for path in [
        page.as_str(),
        &format!("/nn{page}"),
        &format!("/api/v1/consultations/{}", house.main.slug),
        "/kalender.ics",
        "/nn/kalender.ics",
        "/horinger.atom",
    ] {
        let of_path = format!("Nobody saw Control: GET {path} (200), body");
        let found = crawl.leaks.iter().filter(|leak| **leak == of_path).count();
        // As it is, packed in two ways.
        assert_eq!(found, 3, "{path}: {:#?}", crawl.leaks);
    }
    let reader = asker(&house, Who::Here(Role::Reader), None);
    let mut crawl = Crawl::new(reader, &[]);
    let file = format!(
        "/saksbehandling/horinger/{}/eksport/fil?format=xlsx",
        house.main.slug
    );
    let workbook = crawl.visit("GET", &file, &[]);
    assert!(workbook.body.starts_with(b"PK"));
    assert!(
        crawl.seen.contains(&Canary::SentText),
        "it looks into a workbook"
    );
}
