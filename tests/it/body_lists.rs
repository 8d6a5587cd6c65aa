//! Lists of bodies: gathered as a draft, ready, locked by use; nobody's text lost, nothing changed that was used.

use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::invited::Wanted;
use crate::support::staff::{Staff, audited};
use diesel::prelude::*;
use hoering::audit::Actor;
use hoering::bodies::{self, By, ListState, Outcome};
use hoering::db::schema::body_list_member;
use hoering::db::{Uid, transaction};
use hoering::role::Role;
use std::collections::HashSet;
use uuid::Uuid;

pub const LISTS: &str = "/saksbehandling/lister";

/// A new list's path, without language.
pub fn new_list(staff: &mut Staff, name: &str) -> String {
    let made = staff.post(LISTS, &[("navn", name)]);
    assert_eq!(made.status, 303, "{}", made.text());
    made.header("location").expect("a way").to_owned()
}

pub fn add(staff: &mut Staff, list: &str, ids: &[Uuid]) -> Answer {
    let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    let mut fields = vec![("hvem", "valgte")];
    fields.extend(ids.iter().map(|id| ("id", id.as_str())));
    staff.post(&format!("{list}/legg-til"), &fields)
}

fn add_all(staff: &mut Staff, list: &str, filter: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("hvem", "alle")];
    fields.extend(filter);
    staff.post(&format!("{list}/legg-til"), &fields)
}

fn version(staff: &mut Staff, list: &str) -> String {
    crate::invitations::hidden(staff.get(list).text(), "versjon")
}

pub fn set_state(staff: &mut Staff, list: &str, state: &str) -> Answer {
    let version = version(staff, list);
    staff.post(
        &format!("{list}/tilstand"),
        &[("tilstand", state), ("versjon", &version)],
    )
}

pub fn id_of(list: &str) -> Uuid {
    list.rsplit('/')
        .next()
        .expect("an id")
        .parse()
        .expect("an id")
}

fn members(app: &TestApp, list: &str) -> HashSet<Uuid> {
    let of = body_list_member::table.filter(body_list_member::list_id.eq(Uid(id_of(list))));
    let ids: Vec<Uid> = app.database(|conn| {
        of.select(body_list_member::body_id)
            .load(conn)
            .expect("a reading")
    });
    ids.into_iter().map(|id| id.0).collect()
}

fn three(app: &TestApp) -> Vec<Uuid> {
    app.register(&[
        Wanted::new("Eksempelvik kommune", Some("post@e1.example")),
        Wanted::new("Fjellvik kommune", Some("post@e2.example")),
        Wanted::new("Uten adresse", None),
    ])
}

#[test]
fn without_lists_the_page_says_so_and_a_new_one_is_a_draft_with_nobody_on_it() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    assert!(
        staff
            .get(LISTS)
            .text()
            .contains("Ingen har laget noen liste ennå")
    );
    let list = new_list(&mut staff, "  Folkehelse  ");
    let page = staff.get(&list);
    for wanted in ["<h1", "Folkehelse", "Utkast", "Ingen på listen"] {
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
    }
    let all = staff.get(&format!("/nn{LISTS}"));
    assert!(all.text().contains("Folkehelse") && all.text().contains("Ingen på lista"));
}

#[test]
fn a_press_that_is_repeated_leads_to_the_list_that_it_made() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let mut twice = |path: &str, name: &str, control: &str| {
        let key = crate::invitations::hidden(staff.get(path).text(), "nokkel");
        let form = match control {
            "kopi" => format!("{path}/kopi"),
            _ => path.to_owned(),
        };
        let fields = [(control, name), ("nokkel", key.as_str())];
        let [one, again] = [(), ()].map(|()| staff.post(&form, &fields));
        assert_eq!((one.status, again.status), (303, 303), "{}", again.text());
        let way = one.header("location").expect("a way").to_owned();
        assert_eq!(again.header("location"), Some(way.as_str()));
        way
    };
    let list = twice(LISTS, "Kommuner", "navn");
    let copy = twice(&list, "Kommuner 2027", "kopi");
    assert_ne!(list, copy);
}

#[test]
fn a_name_that_is_missing_taken_or_too_long_is_told_and_stays_in_the_field() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    new_list(&mut staff, "Folkehelse");
    let long = "x".repeat(201);
    for (name, wanted) in [
        (" \u{200b}", "Skriv hva listen skal hete"),
        ("Folkehelse", "En annen liste heter dette"),
        (long.as_str(), "høyst 200 tegn"),
    ] {
        let refused = staff.post(LISTS, &[("navn", name)]);
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains(wanted), "{}", refused.text());
        assert!(refused.text().contains("ds-error-summary"));
        assert!(refused.text().contains(&format!("value=\"{name}\"")));
    }
}

#[test]
fn bodies_come_on_a_list_one_by_one_and_by_a_whole_kind_and_county_and_go_again() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let list = new_list(&mut staff, "Vestland");
    let own = three(&app);
    let added = add(&mut staff, &list, &own);
    assert_eq!(
        added.header("location").expect("a way"),
        format!("{list}?gjort=lagt-til&antall=3")
    );
    assert!(
        staff
            .get(added.header("location").expect("a way"))
            .text()
            .contains("3 instanser er lagt til.")
    );
    let again = add(&mut staff, &list, &[own[0], Uuid::from_u128(7)]);
    assert!(
        again
            .header("location")
            .expect("a way")
            .ends_with("antall=0")
    );
    let filter = [("kind", "municipality"), ("county", "46")];
    let all = add_all(&mut staff, &list, &filter);
    assert!(
        all.header("location")
            .expect("a way")
            .ends_with("antall=43")
    );
    assert_eq!(members(&app, &list).len(), 46);
    let register = staff.get(&format!("{list}/legg-til?kind=municipality&county=46"));
    assert_eq!(register.text().matches(">På listen<").count(), 43);
    let mut fields = vec![("hvem", "alle")];
    fields.extend(filter);
    let gone = staff.post(&format!("{list}/fjern"), &fields);
    assert!(
        gone.header("location")
            .expect("a way")
            .ends_with("gjort=fjernet&antall=43")
    );
    let one = own[1].to_string();
    staff.post(
        &format!("{list}/fjern"),
        &[("hvem", "valgte"), ("id", &one)],
    );
    assert_eq!(members(&app, &list), HashSet::from([own[0], own[2]]));
    for path in ["legg-til", "fjern"] {
        let nobody = staff.post(&format!("{list}/{path}"), &[("hvem", "valgte")]);
        assert_eq!(nobody.status, 422);
        assert!(nobody.text().contains("Velg minst én instans"));
    }
}

#[test]
fn the_pages_of_a_list_hold_every_member_once_and_can_be_searched() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let list = new_list(&mut staff, "Alle kommuner");
    add_all(&mut staff, &list, &[("kind", "municipality")]);
    let (mut path, mut seen) = (list.clone(), HashSet::new());
    loop {
        let page = staff.get(&path);
        let boxes = page.text().split("name=\"id\" value=\"").skip(1);
        for id in boxes {
            let id = id.split('"').next().expect("an id").to_owned();
            assert!(seen.insert(id));
        }
        let Some(next) = page.text().split("rel=\"next\" href=\"").nth(1) else {
            break;
        };
        path = next.split('"').next().expect("a way").replace("&#38;", "&");
    }
    assert_eq!(seen.len(), 357);
    let found = staff.get(&format!("{list}?q=guovdageaidnu"));
    assert!(
        found.text().contains("<b>1 instans</b>"),
        "{}",
        found.text()
    );
}

#[test]
fn a_list_is_ready_only_with_somebody_on_it_and_those_without_address_or_closed_are_named() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let list = new_list(&mut staff, "Folkehelse");
    let empty = set_state(&mut staff, &list, "ready");
    assert_eq!(empty.status, 422);
    assert!(
        empty
            .text()
            .contains("Legg til minst én instans før listen blir klar")
    );
    let own = three(&app);
    add(&mut staff, &list, &own);
    app.execute("UPDATE body SET closed_on = '2026-01-01' WHERE search_text LIKE 'fjellvik%'");
    let page = staff.get(&list);
    for wanted in [
        "1 instans er nedlagt og blir ikke invitert:",
        ">Fjellvik kommune</a>",
        "1 instans mangler adresse og får ikke brev:",
        ">Uten adresse</a>",
    ] {
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
    }
    assert_eq!(set_state(&mut staff, &list, "ready").status, 303);
    assert!(staff.get(&list).text().contains(">Klar<"));
    assert_eq!(
        add(&mut staff, &list, &own).status,
        409,
        "no draft any more"
    );
    assert_eq!(set_state(&mut staff, &list, "draft").status, 303);
    assert_eq!(
        set_state(&mut staff, &list, "locked").status,
        409,
        "a draft is not locked"
    );
}

#[test]
fn a_locked_list_is_never_changed_and_its_copy_can_be() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let list = new_list(&mut staff, "Folkehelse");
    let own = three(&app);
    add(&mut staff, &list, &own);
    set_state(&mut staff, &list, "ready");
    let seen = version(&mut staff, &list);
    assert_eq!(set_state(&mut staff, &list, "locked").status, 303);
    let before = members(&app, &list);
    let id = own[0].to_string();
    for (path, fields) in [
        ("legg-til", vec![("hvem", "alle")]),
        ("fjern", vec![("hvem", "valgte"), ("id", id.as_str())]),
        ("navn", vec![("navn", "Nytt"), ("versjon", seen.as_str())]),
        (
            "tilstand",
            vec![("tilstand", "draft"), ("versjon", seen.as_str())],
        ),
    ] {
        assert_eq!(
            staff.post(&format!("{list}/{path}"), &fields).status,
            409,
            "{path}"
        );
    }
    let page = staff.get(&list);
    assert!(page.text().contains(">Låst<") && page.text().contains(">Folkehelse</h1>"));
    assert!(!page.text().contains("/fjern\"") && !page.text().contains("/tilstand\""));
    assert_eq!(members(&app, &list), before);
    let taken = staff.post(&format!("{list}/kopi"), &[("kopi", "Folkehelse")]);
    assert_eq!(taken.status, 422);
    let copied = staff.post(&format!("{list}/kopi"), &[("kopi", "Folkehelse 2027")]);
    let copy = copied.header("location").expect("a way").to_owned();
    assert_eq!(members(&app, &copy), before);
    assert!(staff.get(&copy).text().contains(">Utkast<"));
}

#[test]
fn use_locks_a_ready_list_and_takes_no_draft() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let list = new_list(&mut staff, "Folkehelse");
    let own = three(&app);
    add(&mut staff, &list, &own);
    let by = By {
        actor: Actor::Operator,
        at: app.clock.now(),
    };
    let take = |seen: i64| {
        let id = id_of(&list);
        app.database(|conn| {
            transaction::write(conn, |c| {
                bodies::lock_for(c, id, seen, "consultation:x".into(), by)
            })
        })
        .expect("an outcome")
    };
    assert!(matches!(take(2), Outcome::Overtaken(_)), "a draft");
    set_state(&mut staff, &list, "ready");
    assert!(matches!(take(2), Outcome::Overtaken(_)), "another version");
    for _ in 0..2 {
        let version = version_in(&app, &list);
        let Outcome::Done(ids) = take(version) else {
            panic!("not taken");
        };
        assert_eq!(
            ids.into_iter().collect::<HashSet<_>>(),
            members(&app, &list)
        );
    }
    let found = app.database(|conn| bodies::find_list(conn, id_of(&list)).expect("a reading"));
    assert_eq!(found.expect("the list").state, ListState::Locked);
}

fn version_in(app: &TestApp, list: &str) -> i64 {
    let found = app.database(|conn| bodies::find_list(conn, id_of(list)).expect("a reading"));
    found.expect("the list").version
}

#[test]
fn what_another_changed_is_not_written_over_and_what_was_typed_stays() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let list = new_list(&mut staff, "Folkehelse");
    let seen = version(&mut staff, &list);
    let rename = |staff: &mut Staff, name: &str| {
        staff.post(
            &format!("{list}/navn"),
            &[("navn", name), ("versjon", &seen)],
        )
    };
    assert_eq!(rename(&mut staff, "Helse og omsorg").status, 303);
    let late = rename(&mut staff, "Folkehelsa");
    assert_eq!(late.status, 409);
    for wanted in [
        "Noen andre har endret listen",
        "«Helse og omsorg»",
        "value=\"Folkehelsa\"",
    ] {
        assert!(late.text().contains(wanted), "{wanted}: {}", late.text());
    }
    let fresh = crate::invitations::hidden(late.text(), "versjon");
    let pressed = staff.post(
        &format!("{list}/navn"),
        &[("navn", "Folkehelsa"), ("versjon", &fresh)],
    );
    assert_eq!(pressed.status, 303);
    assert!(staff.get(&list).text().contains(">Folkehelsa</h1>"));
}

#[test]
fn readers_see_lists_and_change_none_and_every_change_is_audited_without_a_name() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let list = new_list(&mut staff, "Folkehelse");
    add(&mut staff, &list, &three(&app));
    set_state(&mut staff, &list, "ready");
    let mut reader = app.staff(Role::Reader);
    let seen = reader.get(&list);
    assert_eq!((seen.status, reader.get(LISTS).status), (200, 200));
    assert!(
        !seen
            .text()
            .contains("<form class=\"row\" method=\"post\" action=\"/saksbehandling/lister")
    );
    assert!(
        reader.get(LISTS).text().contains("Lister</a>"),
        "in the menu"
    );
    assert_eq!(reader.get(&format!("{list}/legg-til")).status, 403);
    for path in ["legg-til", "fjern", "navn", "tilstand", "kopi"] {
        assert_eq!(
            reader.post(&format!("{list}/{path}"), &[]).status,
            403,
            "{path}"
        );
    }
    assert_eq!(
        app.staff_on("24-13304", Role::Leader).get(LISTS).status,
        403
    );
    assert_eq!(
        staff.get(&format!("{LISTS}/{}", Uuid::from_u128(1))).status,
        404
    );
    let entries = app.database(|conn| audited(conn, "body_list."));
    let actions: Vec<&str> = entries.iter().map(|e| e.action.as_str()).collect();
    assert_eq!(
        actions,
        ["body_list.created", "body_list.added", "body_list.ready"]
    );
    for entry in &entries {
        assert_eq!(entry.actor, format!("staff:{}", staff.id));
        assert!(
            !entry
                .detail
                .as_deref()
                .unwrap_or_default()
                .contains("Folkehelse")
        );
    }
}
