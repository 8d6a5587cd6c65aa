//! Bodies that are invited after the publishing: looked over first, added with a reason that everybody reads,
//! and then written to like the others.

use crate::body_lists::{add, id_of, new_list, set_state};
use crate::setup::saved;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::invited::Wanted;
use crate::support::staff::{Staff, audited};
use crate::support::tables;
use chrono::TimeDelta;
use hoering::bodies::{self, ListState};
use hoering::role::Role;
use hoering::server;
use serde_json::json;
use uuid::Uuid;

const LIST: &str = "/saksbehandling/horinger/24-13304/invitasjoner";
const ADD: &str = "/saksbehandling/horinger/24-13304/invitasjoner/legg-til";
const REASON: &str = "Kom med da målgruppen ble utvidet.";
const REASON_NN: &str = "Kom med då målgruppa vart utvida.";

fn three(app: &TestApp) -> Vec<Uuid> {
    app.register(&[
        Wanted::new("Ærfuglforbundet", Some("post@erfugl.example")),
        Wanted::new("Bjørkelaget", Some("post@bjork.example")),
        Wanted::new("Uten adresse", None),
    ])
}

/// Somebody of the 426.
fn invited_before(app: &TestApp) -> Uuid {
    let oslo = app.database(|conn| bodies::find_by_org_no(conn, "958935420"));
    oslo.expect("a reading").expect("Oslo").id
}

fn press(staff: &mut Staff, ids: &[Uuid], more: &[(&str, &str)]) -> Answer {
    let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("id", id.as_str())).collect();
    fields.extend(more);
    staff.post(ADD, &fields)
}

const YES: [(&str, &str); 3] = [
    ("bekreftet", "ja"),
    ("grunn", REASON),
    ("grunn_nn", REASON_NN),
];

#[test]
fn a_body_that_is_added_by_hand_and_listed_later_is_counted_once() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let added = app.register(&[Wanted::new("Ærfuglforbundet", None)]);
    assert_eq!(press(&mut staff, &added, &YES).status, 303);
    let public = |app: &TestApp| {
        app.block_on(server::refresh(&app.app)).expect("a look");
        let page = app.client().get("/horinger/24-13304").send();
        page.text().to_owned()
    };
    assert!(public(&app).contains("427 instanser er invitert"));
    app.clock.advance(TimeDelta::minutes(1));
    let at = crate::setup::base(EXAMPLE);
    assert_eq!(staff.post(&at, &[]).status, 303);
    let listing = [
        ("linje.0", "Ærfuglforbundet"),
        ("valg.0", "ny"),
        ("gjor", "ta-inn"),
    ];
    saved(&mut staff, &format!("{at}/instanser"), &listing);
    let about = [
        ("change_note.nb", "Én til på listen."),
        ("professional_change", "false"),
    ];
    saved(&mut staff, &format!("{at}/om"), &about);
    let told = staff.get(&format!("{at}/publiser"));
    assert!(
        told.text().contains("1 ny instans føres opp"),
        "{}",
        told.text()
    );
    saved(
        &mut staff,
        &format!("{at}/publiser"),
        &[("gjor", "publiser")],
    );
    let page = public(&app);
    assert!(page.contains("427 instanser er invitert"), "{page}");
    assert_eq!(invited(&app), 427);
    assert_eq!(page.matches("Ærfuglforbundet").count(), 1, "{page}");
    assert!(!page.contains("Invitert etter publiseringen"), "{page}");
    // Since it was invited, and for the reason of then.
    assert!(page.contains("Ærfuglforbundet (lagt til 2. mars 2026)"));
    assert!(page.contains(REASON));
    let api = app
        .client()
        .get("/api/v1/consultations/24-13304/invited")
        .send();
    let told = api.json();
    assert_eq!(
        (&told["invited"], &told["added"]),
        (&json!(427), &json!([]))
    );
    assert_eq!(
        api.text().matches("\"name\":\"Ærfuglforbundet\"").count(),
        1
    );
}

fn invited(app: &TestApp) -> usize {
    app.database(tables::contents)["invited"].len()
}

#[test]
fn those_who_are_chosen_are_looked_over_and_added_once_with_the_reason_in_both_languages() {
    let app = TestApp::start();
    let mut staff = app.staff_on(EXAMPLE, Role::Leader);
    let mut chosen = three(&app);
    chosen.push(invited_before(&app));
    assert!(staff.get(LIST).text().contains(ADD), "the way there");
    let look = press(&mut staff, &chosen, &[]);
    assert_eq!(look.status, 200);
    for wanted in [
        "Inviter 3 instanser til?",
        "3 er nye",
        "1 er invitert fra før",
        "1 av de nye mangler adresse",
        "<li>Bjørkelaget</li>",
        "<li>Oslo kommune</li>",
    ] {
        assert!(look.text().contains(wanted), "{wanted}: {}", look.text());
    }
    assert_eq!(invited(&app), 426, "looking adds nobody");
    let done = press(&mut staff, &chosen, &YES);
    assert_eq!(
        done.header("location").expect("a place"),
        format!("{LIST}?gjort=lagt-til&antall=3")
    );
    let again = press(&mut staff, &chosen, &YES);
    assert!(
        again
            .header("location")
            .expect("a place")
            .ends_with("antall=0")
    );
    assert_eq!(invited(&app), 429);
    let page = staff.get(&format!("{LIST}?q=bj%C3%B8rkelaget"));
    assert!(
        page.text().contains(&format!("Lagt til: {REASON}")),
        "{}",
        page.text()
    );
    let entries = app.database(|conn| audited(conn, "invited.added"));
    assert_eq!(entries.len(), 3);
    assert!(
        entries
            .iter()
            .all(|e| e.actor == format!("staff:{}", staff.id))
    );
}

#[test]
fn every_server_shows_the_added_ones_with_the_reason_and_no_address_anywhere() {
    let app = TestApp::start();
    let other = app.beside(&[]);
    let before = other.client().get("/horinger/24-13304").send();
    assert!(before.text().contains("426 instanser er invitert"));
    let chosen = three(&app);
    press(&mut app.staff(Role::Leader), &chosen, &YES);
    for server in [&app, &other] {
        server
            .block_on(server::refresh(&server.app))
            .expect("a look");
        let mut client = server.client();
        let page = client.get("/horinger/24-13304").send();
        for wanted in [
            "429 instanser er invitert",
            "Invitert etter publiseringen",
            "Bjørkelaget (lagt til 2. mars 2026)",
            REASON,
        ] {
            assert!(page.text().contains(wanted), "{wanted}");
        }
        assert!(
            client
                .get("/nn/horinger/24-13304")
                .send()
                .text()
                .contains(REASON_NN)
        );
        let api = client.get("/api/v1/consultations/24-13304/invited").send();
        let json = api.json();
        assert_eq!(json["invited"], 429);
        let added = json["added"].as_array().expect("the added");
        let names: Vec<_> = added.iter().map(|one| one["name"].as_str()).collect();
        assert_eq!(
            names,
            [
                Some("Bjørkelaget"),
                Some("Uten adresse"),
                Some("Ærfuglforbundet")
            ]
        );
        assert!(
            added
                .iter()
                .all(|one| one["reason"]["nb"] == REASON && one["reason"]["nn"] == REASON_NN)
        );
        let whole = client.get("/api/v1/consultations/24-13304").send();
        assert_eq!(whole.json()["invited"], 429);
        let owner = whole.json()["owner"]["reply_address"]
            .as_str()
            .expect("an address")
            .to_owned();
        let contact = whole.json()["contact"]["email"]
            .as_str()
            .unwrap_or("@")
            .to_owned();
        let addresses = whole.text().replace(&owner, "").replace(&contact, "");
        assert!(
            !addresses.contains('@') && !api.text().contains('@'),
            "an address"
        );
        assert!(!page.text().contains("erfugl.example") && !api.text().contains(".example"));
    }
}

#[test]
fn the_added_ones_are_counted_and_get_their_letter() {
    let app = TestApp::start();
    let chosen = three(&app);
    let mut staff = app.staff(Role::Leader);
    press(&mut staff, &chosen, &YES);
    let page = staff.get(LIST);
    assert!(page.text().contains("429 inviterte"), "{}", page.text());
    let sent = staff.post(
        LIST,
        &[
            ("handling", "send"),
            ("hvem", "alle"),
            ("q", "laget"),
            ("bekreftet", "ja"),
            ("nokkel", "k"),
        ],
    );
    assert_eq!(sent.status, 303);
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to("post@bjork.example").len(), 1);
}

#[test]
fn a_list_is_locked_by_its_use_and_one_that_changed_since_is_shown_anew() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let own = three(&app);
    let list = new_list(&mut staff, "Laget og forbundet");
    add(&mut staff, &list, &own[..2]);
    let id = id_of(&list).to_string();
    let draft = staff.post(ADD, &[("liste", &id)]);
    assert_eq!(draft.status, 404, "a draft is not used");
    set_state(&mut staff, &list, "ready");
    assert!(staff.get(ADD).text().contains("Laget og forbundet (2)"));
    let look = staff.post(ADD, &[("liste", &id)]);
    assert!(
        look.text()
            .contains("Listen «Laget og forbundet» blir låst"),
        "{}",
        look.text()
    );
    let seen = crate::invitations::hidden(look.text(), "versjon");
    set_state(&mut staff, &list, "draft");
    add(&mut staff, &list, &own);
    set_state(&mut staff, &list, "ready");
    let yes = |staff: &mut Staff, seen: &str| {
        let mut fields = vec![("liste", id.as_str()), ("versjon", seen)];
        fields.extend(YES);
        staff.post(ADD, &fields)
    };
    let moved = yes(&mut staff, &seen);
    assert_eq!(moved.status, 409);
    for wanted in ["Listen er endret siden du så på den", "3 er nye", REASON] {
        assert!(moved.text().contains(wanted), "{wanted}: {}", moved.text());
    }
    assert_eq!(invited(&app), 426);
    let fresh = crate::invitations::hidden(moved.text(), "versjon");
    assert_eq!(yes(&mut staff, &fresh).status, 303);
    assert_eq!(invited(&app), 429);
    let found = app.database(|conn| bodies::find_list(conn, id_of(&list)).expect("a reading"));
    assert_eq!(found.expect("the list").state, ListState::Locked);
    let used = app.database(|conn| audited(conn, "body_list.used"));
    assert!(
        used[0]
            .detail
            .as_deref()
            .is_some_and(|d| d.starts_with("consultation:"))
    );
}

#[test]
fn without_a_reason_or_with_nobody_chosen_nothing_is_done_and_what_was_typed_stays() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let chosen = three(&app);
    let nobody = press(&mut staff, &[], &[]);
    assert_eq!(nobody.status, 422);
    assert!(
        nobody
            .text()
            .contains("Velg en liste, eller minst én instans")
    );
    let long = "x".repeat(501);
    for (fields, wanted) in [
        (
            [("bekreftet", "ja"), ("grunn", " "), ("grunn_nn", REASON_NN)],
            "Skriv hvorfor de inviteres nå",
        ),
        (
            [
                ("bekreftet", "ja"),
                ("grunn", long.as_str()),
                ("grunn_nn", REASON_NN),
            ],
            "høyst 500 tegn",
        ),
    ] {
        let refused = press(&mut staff, &chosen, &fields);
        assert_eq!(refused.status, 422);
        for wanted in [
            wanted,
            REASON_NN,
            &chosen[1].to_string(),
            "ds-error-summary",
        ] {
            assert!(refused.text().contains(wanted), "{wanted}");
        }
    }
    assert_eq!(invited(&app), 426);
}

#[test]
fn a_body_that_is_no_more_is_left_out_and_only_leaders_invite_to_what_takes_answers() {
    let app = TestApp::start();
    let chosen = three(&app);
    app.execute("UPDATE body SET closed_on = '2026-01-01' WHERE search_text LIKE 'bjørkelaget%'");
    let mut leader = app.staff(Role::Leader);
    let look = press(&mut leader, &chosen, &[]);
    assert!(
        look.text().contains("1 er nedlagt, og blir ikke invitert"),
        "{}",
        look.text()
    );
    assert!(
        press(&mut leader, &chosen, &YES)
            .header("location")
            .expect("a place")
            .ends_with("antall=2")
    );
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    assert_eq!(officer.get(ADD).status, 403);
    assert_eq!(press(&mut officer, &chosen, &YES).status, 403);
    assert!(!officer.get(LIST).text().contains(ADD));
    app.execute("UPDATE consultation SET status = 'concluded'");
    app.execute("UPDATE revision SET value = value + 1");
    app.block_on(server::refresh(&app.app)).expect("a look");
    assert_eq!(press(&mut leader, &chosen, &YES).status, 409);
}
