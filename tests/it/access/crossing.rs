//! What belongs to one consultation, desk or body is not there under another's address, for anybody; a link that
//! was ended or never was opens nothing.

use super::matrix::{House, heard, job};
use super::rules::{State, Told, told};
use crate::support::scene::askers::{Asker, Who};
use crate::support::scene::paths::{About, filled, names_own_thing};
use crate::support::tables;
use hoering::role::Role;
use hoering::routes;
use hoering::web::route::{Access, RouteDef};

/// Routes that name something which belongs to the consultation of the path.
fn names_one(def: &RouteDef) -> bool {
    let names = def
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{'));
    let mut names = names.map(|name| name.trim_end_matches('}'));
    def.path.contains("{slug}") && names.any(|name| names_own_thing(name, def.path))
}

/// What is changed was seen.
const SEEN: [(&str, &str); 1] = [("If-Match", "\"0\"")];

/// A body with all that is needed, where one is: it is read before what it is about is looked for, and must not be what is
/// refused.
fn whole(path: &str) -> &'static str {
    let bodies = [
        (
            "/meetings/{meeting}",
            r#"{"kind": "oral", "title": {"nb": "Muntlig høring"}, "starts_at": "2026-04-14T08:00:00Z",
                "ends_at": "2026-04-14T10:30:00Z", "place": "Storgata 1"}"#,
        ),
        (
            "/{invited}/address",
            r#"{"address": "ny@fjellvik.example"}"#,
        ),
        ("/webhooks/{webhook}/state", r#"{"state": "paused"}"#),
        (
            "/requests/{request}/answer",
            r#"{"grant": false, "reason": {"nb": "Saken haster."}}"#,
        ),
    ];
    let body = bodies.into_iter().find(|(end, _)| path.ends_with(end));
    body.map_or("{}", |(_, body)| body)
}

/// Asks as everybody for what is not under this address.
fn not_there(house: &House, state: State, about: About<'_>, wrong: &mut Vec<String>) {
    let id = house.about(state, "").1;
    for who in Who::ALL {
        let mut asker = Asker::new(&house.world, who, id, house.place(state));
        for def in routes::table().iter().filter(|def| names_one(def)) {
            let path = filled(def, &house.world, &house.found, about);
            let path = path.expect("a value for every parameter");
            let expected = match told(def, who, state) {
                Told::Admitted => Told::NotHere,
                refused => refused,
            };
            let answer = asker.say(def.method.as_str(), &path, &SEEN, whole(def.path));
            if heard(&answer) != Some(expected) {
                wrong.push(format!(
                    "{} {} ({path}) as {who:?}, {state:?}: {} instead of {expected:?}",
                    def.method, def.path, answer.status
                ));
            }
        }
    }
}

#[test]
fn what_belongs_to_one_consultation_is_not_there_under_anothers_address() {
    let house = House::new();
    let app = &house.world.app;
    let somebodys = app.staff(Role::Admin).id;
    let elsewhere = house.place(State::Open).expect("a place");
    let file = job(app, somebodys, elsewhere.id);
    let mut wrong = Vec::new();
    // Its askers are made before anything is compared.
    for round in 0..2 {
        let before = app.database(tables::contents);
        for state in [State::Closed, State::Changing] {
            let about = house.about(state, &file).0;
            let about = About {
                things: elsewhere,
                copied: &house.world.draft.document,
                ..about
            };
            not_there(&house, state, about, &mut wrong);
        }
        let after = app.database(tables::contents);
        let changed = tables::differences(&before, &after);
        let is_session = |row: &String| {
            [
                "staff_session",
                "staff_token",
                "staff:",
                "role_grant",
                "audit",
            ]
            .iter()
            .any(|table| row.starts_with(table))
        };
        let changed: Vec<_> = changed.iter().filter(|row| !is_session(row)).collect();
        assert!(round == 0 || changed.is_empty(), "{changed:#?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_that_somebody_had_made_is_nobody_elses_on_the_same_consultation() {
    let house = House::new();
    let app = &house.world.app;
    let place = house.place(State::Open).expect("a place");
    let owner = app.add_staff("bestiller@staff.example");
    let file = job(app, owner, place.id);
    for role in Role::ALL {
        let who = Who::Everywhere(role);
        let mut asker = Asker::new(&house.world, who, Some(place.id), Some(place));
        let path = format!("/saksbehandling/horinger/{}/eksport/{file}", place.slug);
        assert_eq!(asker.ask("POST", &path, &[]).status, 404, "{role:?}");
        assert_eq!(asker.get(&format!("{path}/fil")).status, 404, "{role:?}");
    }
}

#[test]
fn what_belongs_to_one_desk_or_body_is_not_there_at_another() {
    let house = House::new();
    let app = &house.world.app;
    let (one, other) = (&house.place(State::Open), &house.place(State::Changing));
    let (one, other) = (one.expect("a place"), other.expect("a place"));
    let before = app.database(tables::contents);
    let mut holder = Asker::new(&house.world, Who::ThisDesk, Some(one.id), Some(one));
    let batch = format!(
        "/api/v1/drafts/{}/no-comments/{}",
        one.desk.desk, other.batch
    );
    let undone = holder.ask("DELETE", &batch, &[]);
    assert_eq!(undone.status, 404);
    let changed = tables::differences(&before, &app.database(tables::contents));
    assert!(changed.is_empty(), "{changed:#?}");
    let mut staff = app.staff(Role::Admin);
    let report = format!(
        "/saksbehandling/instanser/{}/meldinger/{}",
        other.body_id, one.report
    );
    assert_eq!(staff.post(&report, &[]).status, 404);
    let taken_over = staff.post(&report, &[("bruk", "ja"), ("versjon", "1")]);
    assert_eq!(taken_over.status, 404);
    let after = app.database(tables::contents);
    assert_eq!(before["body_report_handled"], after["body_report_handled"]);
    assert_eq!(before["body_address"], after["body_address"]);
}

#[test]
fn a_link_that_was_ended_or_never_was_opens_nothing() {
    let house = House::new();
    let app = &house.world.app;
    let place = house.place(State::Open).expect("a place");
    app.execute("UPDATE link SET revoked_at = created_at WHERE kind = 'invitation'");
    app.execute("UPDATE body_feed SET ended_at = made_at");
    let used = format!("/saksbehandling/logg-inn/{}", house.world.sign_in);
    let pressed = crate::invitations::press(&mut app.client(), &used, &[]);
    assert_eq!(pressed.status, 303);
    let before = app.database(tables::contents);
    let routes = routes::table().iter();
    let mut seen = 0;
    for def in routes.filter(|def| def.access == Access::Token) {
        seen += 1;
        let ended = match def.path.split('/').nth(1) {
            Some("nn" | "virksomhet") => &place.feed,
            Some("lenke") => &place.ended.token,
            Some("medunderskrift") => &place.ended_cosigner,
            Some("invitasjon") => &place.invitation,
            Some("saksbehandling") => &house.world.sign_in,
            _ => panic!("{} has no link that was ended", def.path),
        };
        for (token, status) in [(ended.as_str(), 410), (&"a".repeat(43), 404)] {
            for who in [Who::Nobody, Who::ThisDesk] {
                let mut asker = Asker::new(&house.world, who, Some(place.id), Some(place));
                let path = def.path.replace("{token}", token);
                let answer = asker.ask(def.method.as_str(), &path, &[]);
                assert_eq!(answer.status, status, "{} {}", def.method, def.path);
            }
        }
    }
    assert!(seen >= 6, "{seen}");
    assert!(tables::differences(&before, &app.database(tables::contents)).is_empty());
}
