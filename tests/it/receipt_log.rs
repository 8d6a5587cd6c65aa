//! The log of receipts: every receipt is in it and shows it, the log is signed and made public, and nobody changes what was
//! received without its showing.

use crate::support::answers::{a_person, an_organisation, content};
use crate::support::app::{EXAMPLE, ROUND, TestApp, round_file};
use crate::support::client::Answer;
use crate::support::database::Backend;
use crate::support::files::{PDF, send_form};
use crate::support::respondent::{
    Respondent, TEXT, confirm, key, letter_token, send_whole_to, whole_answer_to,
};
use crate::support::temp_dir::TempDir;
use diesel::{RunQueryDsl, sql_query};
use hoering::receipt_log::{Hash, VerifyingKey, is_consistent};
use hoering::receipts::{FaultKind, Rounds, publish};
use hoering::role::Role;
use hoering::scope::Scope;
use hoering::submissions::receipt::{Unverified, Verified, verify};
use hoering::text::unhex;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

fn file(respondent: &mut Respondent, version: i64) -> String {
    let answer = respondent.get(&format!("/submission/versions/{version}/receipt"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text().to_owned()
}

/// Sends an answer of a person; whoever sent it, and the receipt's file.
fn sent(app: &TestApp, email: &str) -> (Respondent, String) {
    let mut respondent = app.send_unconfirmed(
        &a_person(email),
        &json!({ "answers": content("Rådet er klart.", "stotter") }),
    );
    respondent.confirm(app, email);
    let file = file(&mut respondent, 1);
    (respondent, file)
}

fn holds(file: &str) -> Verified {
    verify(file).unwrap_or_else(|why| panic!("{why}: {file}"))
}

fn publish_now(app: &TestApp, rounds: &mut Rounds) {
    app.block_on(publish(&app.app, rounds)).expect("a round");
}

fn log_of(app: &TestApp, slug: &str) -> Value {
    let path = format!("/api/v1/consultations/{slug}/receipt-log");
    let answer = app.client().get(&path).send();
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// The sizes of the heads that were published, the newest first.
fn sizes(app: &TestApp, slug: &str) -> Vec<u64> {
    let log = log_of(app, slug);
    let heads = log["heads"].as_array().expect("heads").iter();
    heads.map(|head| head["size"].as_u64().unwrap()).collect()
}

/// Lifts a trigger, as somebody who owns the database can.
fn lift(app: &TestApp, trigger: &str, table: &str) {
    app.execute(&match Backend::chosen() {
        Backend::Sqlite => format!("DROP TRIGGER {trigger}"),
        Backend::Postgres => format!("DROP TRIGGER {trigger} ON {table}"),
    });
}

/// Lifts all of them; [`by_hand`] needs it on SQLite.
fn lift_all(app: &TestApp) {
    if Backend::chosen() == Backend::Postgres {
        return;
    }
    #[derive(diesel::QueryableByName)]
    struct Trigger {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    let triggers: Vec<Trigger> = app
        .database(|conn| sql_query(triggers).load(conn))
        .expect("the triggers");
    for Trigger { name } in triggers {
        app.execute(&format!("DROP TRIGGER {name}"));
    }
}

/// Does what the database would refuse, as somebody who owns it can.
fn by_hand(app: &TestApp, sql: &str) {
    app.execute(&match Backend::chosen() {
        Backend::Sqlite => format!(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql}; PRAGMA foreign_keys = ON; \
             PRAGMA ignore_check_constraints = OFF"
        ),
        Backend::Postgres => format!(
            "SET session_replication_role = replica; {sql}; SET session_replication_role = origin"
        ),
    });
}

fn open_faults(app: &TestApp) -> Vec<String> {
    let log = log_of(app, EXAMPLE);
    let faults = log["faults"].as_array().expect("faults").iter();
    faults
        .filter(|fault| fault["gone_at"].is_null())
        .map(|fault| format!("{} {}", fault["kind"].as_str().unwrap(), fault["place"]))
        .collect()
}

#[test]
fn a_receipt_shows_that_it_is_in_the_log_of_its_case_whenever_it_is_fetched() {
    let app = TestApp::start();
    let (mut first, as_issued) = sent(&app, "a@a.example");
    let (_, second) = sent(&app, "b@b.example");
    let again = first.rewrite_and_send(TEXT, "Rådet er uklart.", &key("igjen"));
    assert_eq!(again.status, 201, "{}", again.text());
    let newer = file(&mut first, 2);
    let proved = |file: &str| holds(file).proved.expect("a proof");
    let places: Vec<_> = [&as_issued, &second, &newer]
        .map(|file| (proved(file).index, proved(file).head.size))
        .to_vec();
    assert_eq!(places, [(0, 1), (1, 2), (2, 3)]);
    let origin = proved(&newer).head.origin;
    let id = origin.strip_prefix("127.0.0.1/24/13304/");
    assert!(id.is_some_and(|id| Uuid::try_parse(id).is_ok()), "{origin}");
    assert_eq!(file(&mut first, 1), as_issued);
    let letters = app.mailbox.letters_to("a@a.example");
    let attached = letters.iter().filter(|letter| {
        let mut all = letter.attachments.iter();
        all.any(|(_, bytes)| bytes == as_issued.as_bytes())
    });
    assert_eq!(attached.count(), 1);
}

#[test]
fn an_answer_that_waited_enters_the_log_with_all_its_versions_when_its_address_is_confirmed() {
    let app = TestApp::start();
    let mut respondent = app.send_unconfirmed(
        &a_person("a@a.example"),
        &json!({ "answers": content("Rådet er klart.", "stotter") }),
    );
    let again = respondent.rewrite_and_send(TEXT, "Rådet er uklart.", &key("igjen"));
    assert_eq!(again.status, 201, "{}", again.text());
    respondent.confirm(&app, "a@a.example");
    let proved = [1, 2].map(|no| holds(&file(&mut respondent, no)).proved.unwrap());
    assert_eq!(proved.map(|p| (p.index, p.head.size)), [(0, 2), (1, 2)]);
}

#[test]
fn many_who_send_at_once_are_each_in_the_log_once() {
    let app = TestApp::start();
    let tokens: Vec<_> = (0..24)
        .map(|n| {
            let email = format!("p{n}@p.example");
            app.send_unconfirmed(
                &a_person(&email),
                &json!({ "answers": content("Rådet er klart.", "stotter") }),
            );
            letter_token(&app, &email)
        })
        .collect();
    std::thread::scope(|scope| {
        for token in &tokens {
            scope.spawn(|| assert_eq!(confirm(&app, token).status, 200));
        }
    });
    app.deliver_letters();
    let places: BTreeSet<u64> = (0..24)
        .map(|n| {
            let letters = app.mailbox.letters_to(&format!("p{n}@p.example"));
            let mut attached = letters.iter().flat_map(|letter| &letter.attachments);
            let (_, bytes) = attached.next().expect("a receipt");
            let text = String::from_utf8(bytes.clone()).unwrap();
            holds(&text).proved.expect("a proof").index
        })
        .collect();
    assert_eq!(places, (0..24).collect());
    publish_now(&app, &mut Rounds::default());
    assert_eq!(sizes(&app, EXAMPLE), [24]);
    assert_eq!(open_faults(&app), [""; 0]);
}

#[test]
fn any_byte_of_a_receipts_file_changed_fails() {
    let app = TestApp::start();
    sent(&app, "a@a.example");
    let (_, file) = sent(&app, "b@b.example");
    holds(&file);
    for at in 0..file.len() {
        for other in [1, 2, 4, 8, 16, 32, 64, 128] {
            let mut bytes = file.clone().into_bytes();
            bytes[at] ^= other;
            let Ok(changed) = String::from_utf8(bytes) else {
                continue;
            };
            assert!(verify(&changed).is_err(), "{at}: {changed}");
        }
    }
    let without = file.split(",\"log\":").next().unwrap().to_owned() + "}";
    assert_eq!(verify(&without), Err(Unverified::NoLog));
}

#[test]
fn a_receipt_shown_with_the_place_of_another_fails() {
    let app = TestApp::start();
    let (_, first) = sent(&app, "a@a.example");
    let (_, second) = sent(&app, "b@b.example");
    let part = |file: &str, name: &str| -> Value {
        serde_json::from_str::<Value>(file).unwrap()[name].clone()
    };
    let mixed = json!({
        "receipt": part(&first, "receipt"),
        "sha256": part(&first, "sha256"),
        "log": part(&second, "log"),
    });
    assert!(matches!(
        verify(&mixed.to_string()),
        Err(Unverified::NotInLog(_))
    ));
}

#[test]
fn heads_are_published_when_the_log_has_grown_each_beginning_with_the_last() {
    let app = TestApp::start();
    let mut rounds = Rounds::default();
    publish_now(&app, &mut rounds);
    assert_eq!(sizes(&app, EXAMPLE), [0u64; 0]);
    let (_, first) = sent(&app, "a@a.example");
    publish_now(&app, &mut rounds);
    for n in 0..4 {
        sent(&app, &format!("b{n}@b.example"));
    }
    publish_now(&app, &mut rounds);
    publish_now(&app, &mut rounds);
    assert_eq!(sizes(&app, EXAMPLE), [5, 1]);
    let log = log_of(&app, EXAMPLE);
    let key = VerifyingKey::parse(log["keys"][0].as_str().unwrap()).unwrap();
    let open = |head: &Value| key.open(head["note"].as_str().unwrap()).unwrap();
    let (new, old) = (open(&log["heads"][0]), open(&log["heads"][1]));
    assert_eq!(log["origin"], json!(new.origin));
    let path = format!("/api/v1/consultations/{EXAMPLE}/receipt-log/consistency?from=1&to=5");
    let proof: Vec<Hash> = app.client().get(&path).send().json()["proof"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hash| unhex(hash.as_str().unwrap()).unwrap())
        .collect();
    assert!(is_consistent((1, old.root), (5, new.root), &proof));
    assert!(!is_consistent((1, new.root), (5, old.root), &proof));
    assert_eq!(holds(&first).proved.unwrap().head.root, old.root);
    let unpublished = path.replace("to=5", "to=4");
    assert_eq!(app.client().get(&unpublished).send().status, 404);
}

#[test]
fn a_deadline_that_passes_publishes_a_head_even_of_an_empty_log() {
    let app = TestApp::start();
    app.import_round();
    let mut rounds = Rounds::default();
    sent(&app, "a@a.example");
    publish_now(&app, &mut rounds);
    app.pass_deadline();
    publish_now(&app, &mut rounds);
    publish_now(&app, &mut rounds);
    let log = log_of(&app, EXAMPLE);
    assert_eq!(sizes(&app, EXAMPLE), [1, 1]);
    assert!(log["heads"][0]["closing_of"].is_string(), "{log}");
    assert!(log["heads"][1]["closing_of"].is_null(), "{log}");
    let page = app
        .client()
        .get(&format!("/horinger/{EXAMPLE}/kvitteringer"))
        .send();
    assert!(page.text().contains("gikk ut"), "{}", page.text());
    app.clock.advance(chrono::TimeDelta::days(400));
    publish_now(&app, &mut rounds);
    assert_eq!(sizes(&app, ROUND), [0]);
    let empty = log_of(&app, ROUND);
    let key = VerifyingKey::parse(empty["keys"][0].as_str().unwrap()).unwrap();
    let head = key.open(empty["heads"][0]["note"].as_str().unwrap());
    assert_eq!(head.unwrap().size, 0);
}

#[test]
fn the_log_of_a_case_says_to_each_of_its_rounds_only_that_its_own_deadline_has_passed() {
    const ROUNDS: [(&str, &str, &str); 2] = [
        ("runde-en", "2026-05-04", "4. mai 2026"),
        ("runde-to", "2026-06-19", "19. juni 2026"),
    ];
    let app = TestApp::start();
    for (slug, deadline, _) in ROUNDS {
        let known = format!("slug = \"{slug}\"\n");
        let of_case = format!("{known}reference = \"26/4711\"\n");
        let file = round_file(slug, deadline).replacen(&known, &of_case, 1);
        app.publish_file(&file, |_| None);
    }
    for _ in 0..2 {
        app.clock.advance(chrono::TimeDelta::days(80));
        publish_now(&app, &mut Rounds::default());
    }
    for (slug, deadline, day) in ROUNDS {
        let log = log_of(&app, slug);
        let heads = log["heads"].as_array().expect("heads");
        assert_eq!(heads.len(), 2, "{log}");
        let closing = heads.iter().map(|head| &head["closing_of"]);
        let closing: Vec<_> = closing.filter(|day| !day.is_null()).collect();
        assert_eq!(closing, [deadline], "{log}");
        let path = format!("/horinger/{slug}/kvitteringer");
        let page = app.client().get(&path).send();
        assert_eq!(page.text().matches("gikk ut").count(), 1, "{slug}");
        assert!(page.text().contains(&format!("fristen {day} gikk ut")));
    }
}

/// Does something to the database and looks what a round says of it: faults, and heads published as before.
fn betrays(change: impl Fn(&TestApp), faults: &[&str]) {
    let app = TestApp::start();
    let mut rounds = Rounds::default();
    for n in 0..3 {
        sent(&app, &format!("a{n}@a.example"));
    }
    publish_now(&app, &mut rounds);
    change(&app);
    sent(&app, "etter@a.example");
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), faults);
    assert_eq!(sizes(&app, EXAMPLE), [3]);
    let page = app
        .client()
        .get(&format!("/horinger/{EXAMPLE}/kvitteringer"))
        .send();
    assert!(
        page.text().contains("Loggen stemmer ikke"),
        "{}",
        page.text()
    );
}

const OF_SECOND: &str = "(SELECT submission_version_id FROM log_leaf WHERE leaf = 1)";

/// What somebody who owns the database could do to one answer, and what is told of its receipt. `{}` is its version, `{of}`
/// that of another answer.
const HARM: [(&str, &str); 19] = [
    (
        "receipt",
        "UPDATE receipt SET document = replace(document, 'klart', 'uklart') WHERE submission_version_id = {}",
    ),
    (
        "receipt",
        "UPDATE receipt SET sha256 = (SELECT sha256 FROM receipt WHERE submission_version_id = {of}) WHERE submission_version_id = {}",
    ),
    (
        "receipt",
        "UPDATE receipt SET number = '24/13304-H99' WHERE submission_version_id = {}",
    ),
    (
        "receipt",
        "DELETE FROM receipt WHERE submission_version_id = {}",
    ),
    (
        "receipt",
        "UPDATE log_leaf SET salt = (SELECT salt FROM log_leaf WHERE submission_version_id = {of}) WHERE submission_version_id = {}",
    ),
    (
        "answer",
        "UPDATE answer SET body = 'Rådet er uklart.' WHERE body IS NOT NULL AND submission_version_id = {}",
    ),
    (
        "answer",
        "DELETE FROM answer WHERE choice IS NOT NULL AND submission_version_id = {}",
    ),
    (
        "answer",
        "DELETE FROM no_comment WHERE submission_version_id = {}",
    ),
    (
        "answer",
        "INSERT INTO no_comment SELECT {}, id FROM advice WHERE key = 'r5'",
    ),
    (
        "answer",
        "UPDATE submission_version SET sender = (SELECT sender FROM submission_version WHERE id = {of}) WHERE id = {}",
    ),
    (
        "answer",
        "UPDATE submission_version SET received_at = (SELECT received_at FROM submission_version WHERE id = {of}) WHERE id = {}",
    ),
    (
        "answer",
        "UPDATE submission_version SET withhold_reason = NULL WHERE id = {}",
    ),
    (
        "answer",
        "UPDATE submission_version SET adoption = NULL WHERE id = {}",
    ),
    (
        "answer",
        "UPDATE submission_version SET deadline_on = '2026-01-01', late_seconds = 7 WHERE id = {}",
    ),
    (
        "answer",
        "UPDATE submission SET number = 99 WHERE id = (SELECT submission_id FROM submission_version WHERE id = {})",
    ),
    (
        "answer",
        "UPDATE submission SET consultation_id = (SELECT id FROM consultation WHERE slug = 'lettere-a-svare') WHERE id = (SELECT submission_id FROM submission_version WHERE id = {})",
    ),
    (
        "answer",
        "INSERT INTO endorsement SELECT {}, {}, submission_id, no, NULL FROM submission_version WHERE id = {of}",
    ),
    (
        "answer",
        "DELETE FROM submission_attachment WHERE submission_version_id = {}",
    ),
    (
        "answer",
        "UPDATE attachment SET sha256 = (SELECT sha256 FROM receipt WHERE submission_version_id = {of}) WHERE id IN (SELECT attachment_id FROM submission_attachment WHERE submission_version_id = {})",
    ),
];

/// Sends an answer of an organisation with everything that an answer can have but a file; one with a file is written at a
/// desk.
fn sent_with_all(app: &TestApp, n: usize) {
    let email = format!("lag{n}@lag.example");
    app.clock.advance(chrono::TimeDelta::seconds(1));
    let more = json!({
        "answers": content("Rådet er klart.", "stotter"),
        "withhold_reason": "Et barn er nevnt.",
        "adoption": { "kind": "political", "body": "Styret", "on": "2026-02-20", "case": "1/26" },
    });
    let lag = an_organisation(&format!("Eksempellag {n}"), &email);
    app.send_unconfirmed(&lag, &more).confirm(app, &email);
}

#[test]
fn whatever_is_done_to_an_answer_in_the_database_is_found_before_the_next_head() {
    let app = TestApp::start();
    app.import_round();
    for (n, (_, sql)) in HARM.iter().enumerate() {
        match sql.contains("attachment") {
            false => sent_with_all(&app, n),
            true => {
                let mut other = Respondent::confirmed_at(&app, EXAMPLE, &format!("a{n}@a.example"));
                other.attach("Vedtak.pdf", PDF);
                assert_eq!(other.send("send").status, 201);
            }
        }
    }
    sent_with_all(&app, HARM.len());
    let mut rounds = Rounds::default();
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), [""; 0]);
    lift_all(&app);
    let of =
        |leaf: usize| format!("(SELECT submission_version_id FROM log_leaf WHERE leaf = {leaf})");
    for (leaf, (_, sql)) in HARM.iter().enumerate() {
        let sql = sql.replace("{of}", &of(HARM.len()));
        by_hand(&app, &sql.replace("{}", &of(leaf)));
    }
    publish_now(&app, &mut Rounds::default());
    let found: BTreeSet<String> = open_faults(&app).into_iter().collect();
    let all = HARM.iter().enumerate();
    let all: BTreeSet<String> = all
        .map(|(leaf, (kind, _))| format!("{kind} {leaf}"))
        .collect();
    assert_eq!(found, all);
    assert_eq!(sizes(&app, EXAMPLE).len(), 1);
}

#[test]
fn that_one_of_two_equal_files_is_gone_from_an_answer_is_found_before_the_next_head() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed_at(&app, EXAMPLE, "a@a.example");
    // As it could be sent when one of them had been taken away and put back.
    let first = kari.attach("Vedtak.pdf", PDF);
    kari.attach("Merknad.pdf", PDF);
    lift(&app, "attachment_stays", "attachment");
    app.execute("UPDATE attachment SET name = 'Vedtak.pdf'");
    assert_eq!(kari.send("send").status, 201);
    publish_now(&app, &mut Rounds::default());
    assert_eq!(open_faults(&app), [""; 0]);
    lift_all(&app);
    let id = match Backend::chosen() {
        Backend::Sqlite => format!("x'{}'", first.replace('-', "")),
        Backend::Postgres => format!("'{first}'"),
    };
    by_hand(
        &app,
        &format!("DELETE FROM submission_attachment WHERE attachment_id = {id}"),
    );
    publish_now(&app, &mut Rounds::default());
    assert_eq!(open_faults(&app), ["answer 0"]);
}

/// Answers that stand in every way there is, and the leaves of their versions: one with two versions (0, 1), one in time (2),
/// one that was taken back (3), one taken back and sent anew (4, 5), one with a supplement (6, 7), and late ones of which nothing
/// (8), the best (9) and the worst (10) was decided. One is not confirmed.
fn standing_in_every_way(app: &TestApp) {
    let new = |name: &str| Respondent::confirmed_at(app, EXAMPLE, &format!("{name}@a.example"));
    let send = |one: &mut Respondent, name: &str| {
        let sent = one.send(&key(name));
        assert_eq!(sent.status, 201, "{}", sent.text());
    };
    let again = |one: &mut Respondent, name: &str| {
        let field = "r1.tekst";
        assert_eq!(
            one.rewrite_and_send(field, "Noe annet.", &key(name)).status,
            201
        );
    };
    let take_back = |one: &mut Respondent| {
        let reason = json!({ "reason": "Feil sak." });
        let withdrawn = one.request("PUT", "/submission/withdrawal").json(&reason);
        assert_eq!(withdrawn.send().status, 204);
    };
    let mut two = new("to");
    send(&mut two, "to");
    again(&mut two, "to-igjen");
    send(&mut new("en"), "en");
    let mut gone = new("trukket");
    send(&mut gone, "trukket");
    take_back(&mut gone);
    let mut anew = new("ny");
    send(&mut anew, "ny");
    take_back(&mut anew);
    again(&mut anew, "ny-igjen");
    let mut supplemented = new("tillegg");
    send(&mut supplemented, "tillegg");
    app.send_unconfirmed(
        &a_person("ubekreftet@a.example"),
        &json!({ "answers": content("Rådet er klart.", "stotter") }),
    );
    let mut late = ["sen-0", "sen-1", "sen-2"].map(|name| (name, new(name)));
    app.pass_deadline();
    again(&mut supplemented, "tillegg-igjen");
    for (name, one) in &mut late {
        send(one, name);
    }
    let officer = app.staff(Role::Officer);
    let root = format!("/api/v1/staff/consultations/{EXAMPLE}");
    let mut program = app.program(officer.id, &[Scope::AnswersWrite], &root);
    let items = program.get("/late-answers").json()["items"].clone();
    let items = items.as_array().expect("late answers");
    for (item, counts) in items.iter().rev().zip([false, true]) {
        let decision = json!({
            "answers": [{ "version_id": item["version_id"], "seen_decision": null }],
            "counts": counts,
            "reason": "Slik er det.",
        });
        let decided = program.post("/late-answers/decisions", &decision);
        assert_eq!(decided.status, 200, "{}", decided.text());
    }
}

#[test]
fn which_version_counts_and_whether_it_does_is_found_when_it_was_changed_in_the_database() {
    let app = TestApp::start();
    standing_in_every_way(&app);
    publish_now(&app, &mut Rounds::default());
    assert_eq!(open_faults(&app), [""; 0]);
    // No trigger refuses any of it.
    for (leaf, change) in [
        (1, "current_version = 1"),
        (2, "standing = 'withdrawn'"),
        (3, "standing = 'counts'"),
        (5, "current_version = 1, standing = 'withdrawn'"),
        (7, "current_version = 2"),
        (8, "standing = 'counts'"),
        (9, "standing = 'late'"),
        (10, "standing = 'counts'"),
    ] {
        app.execute(&format!(
            "UPDATE submission SET {change} WHERE id = (SELECT v.submission_id FROM submission_version v JOIN log_leaf l ON l.submission_version_id = v.id WHERE l.leaf = {leaf})"
        ));
    }
    publish_now(&app, &mut Rounds::default());
    let found: BTreeSet<String> = open_faults(&app).into_iter().collect();
    let all: BTreeSet<String> = (0..=10).map(|leaf| format!("answer {leaf}")).collect();
    assert_eq!(found, all);
    let (good, said) = hoering(&app, &["verify", "--logs"]);
    assert!(
        !good && said.contains("counts otherwise than it must"),
        "{said}"
    );
}

#[test]
fn what_cannot_even_be_read_is_found_and_keeps_no_other_log_from_being_published() {
    let app = TestApp::start();
    app.import_round();
    for n in 0..3 {
        sent(&app, &format!("a{n}@a.example"));
    }
    lift(&app, "log_leaf_no_update", "log_leaf");
    if Backend::chosen() == Backend::Postgres {
        app.execute("ALTER TABLE log_leaf DROP CONSTRAINT log_leaf_salt_check");
    }
    by_hand(
        &app,
        "UPDATE log_leaf SET salt = substr(salt, 1, 31) WHERE leaf = 2",
    );
    let mut told = vec!["tree 2"];
    // A column of PostgreSQL takes nothing else than what it says.
    if Backend::chosen() == Backend::Sqlite {
        lift(&app, "submission_version_no_update", "submission_version");
        app.execute(&format!(
            "UPDATE submission_version SET sender = 'ikke json' WHERE id = {OF_SECOND}"
        ));
        told.insert(0, "answer 1");
    }
    let whole = whole_answer_to(ROUND, "b@b.example", "Enig.");
    let other = send_whole_to(&mut app.client(), ROUND, &key("b"), &whole);
    Respondent::after(&app, &other).confirm(&app, "b@b.example");
    publish_now(&app, &mut Rounds::default());
    assert_eq!(open_faults(&app), told);
    assert_eq!(sizes(&app, ROUND), [1]);
    let (done, said) = hoering(&app, &["verify", "--logs"]);
    assert!(
        !done && said.contains("the leaf of receipt 3 is gone or was changed"),
        "{said}"
    );
}

#[test]
fn a_published_head_that_is_gone_is_found_before_the_next() {
    let app = TestApp::start();
    let mut rounds = Rounds::default();
    for n in 0..2 {
        sent(&app, &format!("a{n}@a.example"));
        publish_now(&app, &mut rounds);
    }
    lift(&app, "log_head_no_delete", "log_head");
    by_hand(&app, "DELETE FROM log_head WHERE size = 1");
    sent(&app, "etter@a.example");
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), ["head 1"]);
    assert_eq!(sizes(&app, EXAMPLE), [2]);
}

#[test]
fn a_leaf_removed_from_the_database_is_found_before_the_next_head() {
    betrays(
        |app| {
            lift(app, "log_leaf_no_delete", "log_leaf");
            app.execute("DELETE FROM log_leaf WHERE leaf = 1");
        },
        // The next leaf stands on it, and so do the heads that hold it.
        &["head 3", "head 4", "tree 1", "tree 3"],
    );
}

#[test]
fn a_log_cut_short_in_the_database_is_found_before_the_next_head() {
    let app = TestApp::start();
    let mut rounds = Rounds::default();
    for n in 0..3 {
        sent(&app, &format!("a{n}@a.example"));
    }
    publish_now(&app, &mut rounds);
    lift(&app, "log_leaf_no_delete", "log_leaf");
    lift(&app, "case_series_never_back", "case_series");
    app.execute("DELETE FROM log_leaf WHERE leaf = 2; UPDATE case_series SET next_leaf = next_leaf - 1 WHERE next_leaf > 0");
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), ["shorter 3", "tree 2"]);
}

/// Takes the whole log out, with every trace of it, as somebody who owns the database can.
fn take_out_the_log(app: &TestApp) {
    lift_all(app);
    by_hand(
        app,
        "DELETE FROM log_publication; DELETE FROM log_leaf; DELETE FROM log_head; UPDATE case_series SET next_leaf = 0",
    );
}

#[test]
fn receipts_whose_log_was_taken_out_are_a_fault_and_enter_no_new_one() {
    let app = TestApp::start();
    let mut all: Vec<Respondent> = (0..3)
        .map(|n| sent(&app, &format!("a{n}@a.example")).0)
        .collect();
    publish_now(&app, &mut Rounds::default());
    take_out_the_log(&app);
    let told = ["tree 0", "tree 1", "tree 2"];
    // As when the server starts, and a minute later.
    let mut rounds = Rounds::default();
    for _ in 0..2 {
        publish_now(&app, &mut rounds);
        assert_eq!(open_faults(&app), told);
        assert_eq!(sizes(&app, EXAMPLE), [0u64; 0]);
    }
    assert!(matches!(
        verify(&file(&mut all[0], 1)),
        Err(Unverified::NoLog)
    ));
    let (done, said) = hoering(&app, &["verify", "--logs"]);
    assert!(
        !done && said.contains("3 receipts are kept, and the logs have 0"),
        "{said}"
    );
    assert!(said.contains("the leaf of receipt 3 is gone"), "{said}");
    // What comes afterwards has its leaf, and moves none of the faults.
    sent(&app, "etter@a.example");
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), told);
    assert_eq!(sizes(&app, EXAMPLE), [0u64; 0]);
    let work = app.staff(Role::Reader).get("/saksbehandling");
    assert!(work.text().contains("Kvitteringsloggen stemmer ikke"));
}

#[test]
fn a_log_that_is_taken_out_while_the_server_runs_is_found_in_the_next_minute() {
    let app = TestApp::start();
    let mut rounds = Rounds::default();
    sent(&app, "a@a.example");
    publish_now(&app, &mut rounds);
    take_out_the_log(&app);
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), ["tree 0"]);
}

#[test]
fn a_receipt_is_not_from_before_the_log_because_its_row_says_so() {
    let app = TestApp::start();
    let (_, file) = sent(&app, "a@a.example");
    take_out_the_log(&app);
    by_hand(&app, "UPDATE receipt SET format = 1");
    publish_now(&app, &mut Rounds::default());
    assert_eq!(open_faults(&app), ["tree 0"]);
    assert_eq!(checked(&app, &file)["verdict"], "gone");
}

#[test]
fn an_operator_is_not_told_that_all_is_verified_where_the_cases_are_gone() {
    let app = TestApp::start();
    sent(&app, "a@a.example");
    lift_all(&app);
    by_hand(&app, "DELETE FROM case_series");
    let (done, said) = hoering(&app, &["verify", "--logs"]);
    assert!(
        !done && said.contains("1 receipts are kept, and the logs have 0"),
        "{said}"
    );
    assert!(!said.contains("Verified:"), "{said}");
    by_hand(&app, "DELETE FROM log_leaf; DELETE FROM receipt");
    let (done, said) = hoering(&app, &["verify", "--logs"]);
    assert!(done && said.contains("Nothing was looked at"), "{said}");
}

#[test]
fn a_head_signed_by_somebody_else_is_found_before_the_next_head() {
    betrays(
        |app| {
            lift(app, "log_head_no_update", "log_head");
            app.execute("UPDATE log_head SET note = replace(note, '127.0.0.1/', '127.0.0.2/') WHERE size = 3");
        },
        &["head 3"],
    );
}

#[test]
fn staff_are_told_of_a_fault_until_it_is_put_right_and_it_stays_to_be_read() {
    let app = TestApp::start();
    let mut rounds = Rounds::default();
    sent(&app, "a@a.example");
    publish_now(&app, &mut rounds);
    lift(&app, "answer_no_update", "answer");
    app.execute("UPDATE answer SET body = 'Rådet er uklart.' WHERE body = 'Rådet er klart.'");
    sent(&app, "b@b.example");
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), ["answer 0"]);
    let mut staff = app.staff(Role::Reader);
    let mut work = || staff.get("/saksbehandling").text().to_owned();
    let log = format!("/horinger/{EXAMPLE}/kvitteringer");
    let told = work();
    assert!(told.contains("Kvitteringsloggen stemmer ikke") && told.contains(&log));
    app.execute("UPDATE answer SET body = 'Rådet er klart.' WHERE body = 'Rådet er uklart.'");
    publish_now(&app, &mut rounds);
    assert_eq!(open_faults(&app), [""; 0]);
    assert!(!work().contains(&log));
    assert_eq!(sizes(&app, EXAMPLE), [2, 1]);
    let page = app
        .client()
        .get(&format!("/nn/horinger/{EXAMPLE}/kvitteringer"))
        .send();
    assert!(page.text().contains("Feil som er retta"), "{}", page.text());
}

/// A receipt as it was before there were logs: its document, and the checksum of that.
fn make_format_1(app: &TestApp, file: &str) {
    use hoering::submissions::receipt::{checksum, hex};
    let mut before = holds(file).receipt;
    let is_this = format!("number = '{}'", before.number);
    before.format = 1;
    let document = before.canonical().expect("a document");
    let sum = hex(&checksum(&document));
    let sum = match Backend::chosen() {
        Backend::Sqlite => format!("x'{sum}'"),
        Backend::Postgres => format!("decode('{sum}', 'hex')"),
    };
    by_hand(
        app,
        &format!(
            "UPDATE receipt SET format = 1, document = '{document}', sha256 = {sum} WHERE {is_this}"
        ),
    );
}

#[test]
fn receipts_from_before_the_log_enter_it_in_the_order_of_their_numbers() {
    let app = TestApp::start();
    let (mut all, files): (Vec<Respondent>, Vec<String>) = (0..3)
        .map(|n| sent(&app, &format!("a{n}@a.example")))
        .unzip();
    take_out_the_log(&app);
    files.iter().for_each(|file| make_format_1(&app, file));
    // What has no place in a log yet is whole for all that.
    assert!(holds(&file(&mut all[0], 1)).proved.is_none());
    let (done, said) = hoering(&app, &["verify", "--logs"]);
    assert!(
        done && said.contains("3 receipts are from before there were logs"),
        "{said}"
    );
    publish_now(&app, &mut Rounds::default());
    assert_eq!(open_faults(&app), [""; 0]);
    let places: Vec<_> = all
        .iter_mut()
        .map(|one| holds(&file(one, 1)).proved.unwrap().index)
        .collect();
    assert_eq!(places, [0, 1, 2]);
    assert_eq!(sizes(&app, EXAMPLE), [3]);
}

#[test]
fn a_log_that_somebody_has_harmed_stops_nobody_from_sending() {
    let app = TestApp::start();
    sent(&app, "a@a.example");
    for table in ["log_leaf", "log_head"] {
        lift(&app, &format!("{table}_no_delete"), table);
        app.execute(&format!("DELETE FROM {table}"));
    }
    let (mut respondent, _) = sent(&app, "b@b.example");
    let submission = respondent.submission();
    assert_eq!(submission["standing"], "counts", "{submission}");
    let letters = app.mailbox.letters_to("b@b.example");
    assert!(!letters.is_empty());
}

fn ask(app: &TestApp, file: &[u8]) -> Answer {
    send_form(
        &mut app.client(),
        "/kvitteringer",
        "",
        &[("kvittering.json", file)],
    )
}

fn checked(app: &TestApp, file: &str) -> Value {
    let asked = json!({ "file": file });
    let answer = app
        .client()
        .post("/api/v1/receipts/check")
        .json(&asked)
        .send();
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn anybody_is_told_whether_a_receipt_was_issued_here_and_is_unchanged() {
    let app = TestApp::start();
    let (_, file) = sent(&app, "a@a.example");
    let page = ask(&app, file.as_bytes());
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("er gitt her, og er uendret"));
    assert!(page.text().contains("kunngjøres i løpet av"));
    assert!(!page.text().contains("Rådet er klart."));
    publish_now(&app, &mut Rounds::default());
    let page = ask(&app, file.as_bytes());
    assert!(page.text().contains("med 1 kvittering."), "{}", page.text());
    let said = checked(&app, &file);
    assert_eq!(said["verdict"], "issued");
    assert_eq!(said["in_log"]["index"], 0);
    assert_eq!(said["in_log"]["published_size"], 1);
    let changed = file.replacen("klart", "uklart", 1);
    assert!(
        ask(&app, changed.as_bytes())
            .text()
            .contains("Filen er endret")
    );
    assert_eq!(checked(&app, &changed)["verdict"], "broken");
    for other in [&b"{}"[..], b"\xff\xfe", b"%PDF-1.7", b""] {
        let page = ask(&app, other);
        assert!(
            page.text().contains("Filen er ikke en kvittering"),
            "{}",
            page.text()
        );
    }
}

#[test]
fn a_number_and_a_checksum_together_are_told_of_and_a_number_alone_is_not() {
    let app = TestApp::start();
    let (_, file) = sent(&app, "a@a.example");
    let sum = holds(&file).sha256;
    let grouped: Vec<String> = sum
        .as_bytes()
        .chunks(8)
        .map(|c| String::from_utf8_lossy(c).to_uppercase())
        .collect();
    let press = |number: &str, sum: &str| {
        app.client()
            .post("/kvitteringer")
            .header("Sec-Fetch-Site", "same-origin")
            .form(&[("nummer", number), ("kontrollsum", sum)])
            .send()
    };
    let page = press(" 24/13304-h1 ", &grouped.join(" "));
    assert!(
        page.text().contains("er gitt her, og er uendret"),
        "{}",
        page.text()
    );
    let wrong = "0".repeat(64);
    let (known, unknown) = (press("24/13304-H1", &wrong), press("24/13304-H9", &wrong));
    assert_eq!((known.status, unknown.status), (200, 200));
    let plain = |page: &Answer| page.text().replace("H9", "H1");
    assert_eq!(plain(&known), plain(&unknown));
    let alone = press("24/13304-H1", "");
    assert_eq!(alone.status, 422);
    assert!(alone.text().contains("Kontrollsummen har 64 tegn"));
    assert!(
        alone.text().contains("24/13304-H1"),
        "what was typed is kept"
    );
    let nothing = press("", "");
    assert!(nothing.text().contains("Velg en kvitteringsfil"));
}

#[test]
fn a_number_is_known_as_it_is_typed_whatever_the_slug_of_its_round_is() {
    const SLUG: &str = "innspill-til-handlingsplan";
    let app = TestApp::start();
    app.publish(SLUG, "2026-05-04");
    let whole = whole_answer_to(SLUG, "b@b.example", "Enig.");
    let sent = send_whole_to(&mut app.client(), SLUG, &key("b"), &whole);
    assert_eq!(sent.status, 201, "{}", sent.text());
    let mut respondent = Respondent::after(&app, &sent);
    respondent.confirm(&app, "b@b.example");
    let receipt = holds(&file(&mut respondent, 1));
    assert_eq!(receipt.receipt.number, format!("{SLUG}-H1"));
    for number in [format!("{SLUG}-H1"), format!(" {SLUG}-h1 ")] {
        let asked = json!({ "number": number, "sha256": receipt.sha256 });
        let mut client = app.client();
        let said = client.post("/api/v1/receipts/check-sum").json(&asked);
        assert_eq!(said.send().json()["verdict"], "issued", "{number}");
    }
}

#[test]
fn a_receipt_that_was_issued_and_is_gone_is_said_to_be_gone() {
    let app = TestApp::start();
    let (_, file) = sent(&app, "a@a.example");
    lift(&app, "receipt_no_update", "receipt");
    let sum = match Backend::chosen() {
        Backend::Sqlite => "zeroblob(32)",
        Backend::Postgres => "decode(repeat('00', 32), 'hex')",
    };
    app.execute(&format!("UPDATE receipt SET sha256 = {sum}"));
    assert_eq!(checked(&app, &file)["verdict"], "gone");
    let page = ask(&app, file.as_bytes());
    assert!(page.text().contains("stemmer ikke"), "{}", page.text());
}

#[test]
fn a_receipt_is_said_to_be_gone_at_once_when_what_is_kept_of_it_was_changed() {
    let app = TestApp::start();
    let folder = TempDir::new();
    let path = folder.path().join("kvittering.json");
    let path = path.to_str().expect("a path");
    let asks = |file: &str, verdict: &str| {
        let sum = holds(file).sha256;
        let asked = json!({ "number": holds(file).receipt.number, "sha256": sum });
        let by_sum = app
            .client()
            .post("/api/v1/receipts/check-sum")
            .json(&asked)
            .send();
        assert_eq!(by_sum.json()["verdict"], verdict, "{}", by_sum.text());
        let by_file = checked(&app, file);
        assert_eq!(by_file["verdict"], verdict, "{by_file}");
        std::fs::write(path, file).expect("a file");
        let (done, said) = hoering(&app, &["verify", path, "--database"]);
        assert_eq!(done, verdict == "issued", "{said}");
    };
    let files: Vec<String> = (0..3)
        .map(|n| sent(&app, &format!("a{n}@a.example")).1)
        .collect();
    for file in &files {
        asks(file, "issued");
    }
    lift_all(&app);
    by_hand(
        &app,
        "UPDATE answer SET body = 'Rådet er uklart.' WHERE body IS NOT NULL AND submission_version_id = (SELECT submission_version_id FROM log_leaf WHERE leaf = 0)",
    );
    by_hand(
        &app,
        &format!(
            "UPDATE receipt SET document = replace(document, 'klart', 'uklart') WHERE submission_version_id = {OF_SECOND}"
        ),
    );
    for file in &files[..2] {
        asks(file, "gone");
    }
    asks(&files[2], "issued");
    // Out of the log, and with nothing else changed: it was issued with a leaf.
    by_hand(&app, "DELETE FROM log_leaf WHERE leaf = 2");
    asks(&files[2], "gone");
}

#[test]
fn a_receipt_of_another_service_is_unknown_here() {
    let (here, elsewhere) = (TestApp::start(), TestApp::start());
    let (_, file) = sent(&elsewhere, "a@a.example");
    holds(&file);
    assert_eq!(checked(&here, &file)["verdict"], "unknown");
}

#[test]
fn every_kind_of_fault_has_a_text_in_both_languages() {
    use hoering::i18n::Lang;
    for kind in FaultKind::ALL {
        for lang in [Lang::Nb, Lang::Nn] {
            let key = format!("receipts-fault-{}", kind.as_str());
            let text = lang.with(&key, &[("place", &1), ("when", &"nå")]);
            assert!(text.contains("nå"), "{text}");
        }
    }
}

#[test]
fn the_log_of_one_case_says_nothing_of_another() {
    let app = TestApp::start();
    app.import_round();
    sent(&app, "a@a.example");
    let whole = whole_answer_to(ROUND, "b@b.example", "Enig.");
    let other = send_whole_to(&mut app.client(), ROUND, &key("b"), &whole);
    assert_eq!(other.status, 201, "{}", other.text());
    let mut other = Respondent::after(&app, &other);
    other.confirm(&app, "b@b.example");
    let proved = holds(&file(&mut other, 1)).proved.unwrap();
    assert_eq!((proved.index, proved.head.size), (0, 1));
    publish_now(&app, &mut Rounds::default());
    assert_eq!(
        (sizes(&app, EXAMPLE), sizes(&app, ROUND)),
        (vec![1], vec![1])
    );
}

/// What `hoering` says, and whether it ended well.
fn hoering(app: &TestApp, arguments: &[&str]) -> (bool, String) {
    let output = app.command(arguments).output().expect("the program");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn an_operator_looks_over_all_logs_at_once() {
    let app = TestApp::start();
    for n in 0..3 {
        sent(&app, &format!("a{n}@a.example"));
    }
    let (good, said) = hoering(&app, &["verify", "--logs"]);
    assert!(good && said.contains("24/13304: 3 receipts"), "{said}");
    lift(&app, "answer_no_update", "answer");
    app.execute(&format!("UPDATE answer SET body = 'Rådet er uklart.' WHERE body IS NOT NULL AND submission_version_id = {OF_SECOND}"));
    let (good, said) = hoering(&app, &["verify", "--logs"]);
    assert!(!good && said.contains("24/13304: receipt 2"), "{said}");
}

#[test]
fn a_receipt_is_verified_offline_with_the_key_that_the_service_publishes() {
    let app = TestApp::start();
    let (_, text) = sent(&app, "a@a.example");
    let folder = TempDir::new();
    let file = folder.path().join("kvittering.json");
    std::fs::write(&file, &text).expect("a file");
    let file = file.to_str().expect("a path");
    let log = log_of(&app, EXAMPLE);
    let key = log["keys"][0].as_str().unwrap();
    let (good, said) = hoering(&app, &["verify", file, "--key", key]);
    assert!(good && said.contains("Receipt 1 of the 1"), "{said}");
    let (good, said) = hoering(&app, &["verify", file, "--database"]);
    assert!(good, "{said}");
    // As some editors save it.
    std::fs::write(file, format!("\u{feff}{text}")).expect("a file");
    let (good, said) = hoering(&app, &["verify", file, "--key", key]);
    assert!(good, "{said}");
    let other = log_of(&TestApp::start(), EXAMPLE);
    let other = other["keys"][0].as_str().unwrap();
    let (good, said) = hoering(&app, &["verify", file, "--key", other]);
    assert!(!good && said.contains("another key"), "{said}");
}
