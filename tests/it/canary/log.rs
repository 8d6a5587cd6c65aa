//! The log of a process that logs everything, while everybody goes everywhere.

use super::crawl::{Crawl, addresses};
use super::seeds::House;
use super::{asker, everybody, tokens};
use crate::support::respondent::{drafts_of, key, submissions_of};
use crate::support::scene::askers::Who;
use crate::support::scene::canary::Canary;
use crate::support::scene::place::{press, sender};
use hoering::role::Role;
use serde_json::json;

/// What stands in the name of a file, and so in a path; a path is logged.
const NAMED: [Canary; 3] = [Canary::CopyFile, Canary::DraftFile, Canary::WaitingNb];

#[test]
fn no_word_and_no_token_is_logged_while_everybody_goes_everywhere_and_everything_is_logged() {
    let house = House::new();
    let (process, log) = house.world.app.logging_beside();
    let mut secrets = tokens(&house);
    let going = [
        Who::Nobody,
        Who::ThisDesk,
        Who::InvitedBody,
        Who::Here(Role::Leader),
        Who::Everywhere(Role::Admin),
    ];
    for (who, holder) in everybody(&house) {
        if !going.contains(&who) {
            continue;
        }
        let asker = asker(&house, who, holder).at(process.address);
        secrets.extend(asker.secrets());
        let mut crawl = Crawl::new(asker, &[]);
        for path in addresses(&house, who, None) {
            crawl.visit("GET", &path, &[]);
        }
    }
    let mut client = process.client();
    for canary in Canary::ALL {
        let (word, address) = (canary.word(), canary.address());
        client.get(&format!("/?q={address}")).send();
        client.get(&format!("/lenke/{word}")).send();
        press(&mut client, "/saksbehandling/logg-inn", &[("email", &word)]);
        let slug = house.main.slug;
        let draft = json!({ "sender": sender(&word, &word), "withhold_reason": word });
        client.post(&drafts_of(slug)).json(&draft).send();
        let whole = json!({ "sender": sender(&word, &word), "answers": [{ word.as_str(): word }] });
        client
            .post(&submissions_of(slug))
            .header("Idempotency-Key", &key(&word))
            .json(&whole)
            .send();
    }
    assert_eq!(process.stop().code(), Some(0));
    let log = std::fs::read_to_string(log).expect("a log");
    assert!(log.lines().count() > 1_000, "it logged next to nothing");
    let canaries = Canary::ALL.into_iter().filter(|c| !NAMED.contains(c));
    secrets.extend(canaries.map(Canary::word));
    let told: Vec<_> = log
        .lines()
        .filter(|line| secrets.iter().any(|secret| line.contains(secret.as_str())))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
