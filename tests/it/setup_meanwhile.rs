//! What is decided beside a working copy while it is written: its owner's name, a version by a file, another working
//! copy in its place; and a status before its time.

use crate::setup::{base, begun, publish, save, saved, version, write_47329};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::program::Program;
use crate::support::respondent::problem;
use crate::support::staff::Staff;
use chrono::TimeDelta;
use hoering::role::Role;
use hoering::scope::Scope;
use hoering::server;
use serde_json::{Value, json};

const NOTE: [(&str, &str); 2] = [
    ("change_note.nb", "Noe er endret."),
    ("professional_change", "false"),
];

/// Opens what is published for change; where that is done.
fn opened(staff: &mut Staff, slug: &str) -> String {
    let at = base(slug);
    assert_eq!(staff.post(&at, &[]).status, 303);
    at
}

fn program(app: &TestApp, staff: &Staff) -> Program {
    app.program(staff.id, &[Scope::ConsultationsWrite], "/api/v1/staff")
}

fn owner_of(app: &TestApp, slug: &str) -> (String, String) {
    let found = app.app.consultations.get(&app.app.db, slug);
    let owner = app.block_on(found).expect("a consultation").owner.clone();
    (owner.name.nb, owner.reply_address)
}

/// The codes of what is found, and whether it may be published.
fn checked(program: &mut Program, slug: &str) -> (Vec<String>, bool) {
    let (checks, _) = program.read(&format!("/working-copies/{slug}/checks"));
    let found = checks["findings"].as_array().expect("findings").iter();
    let codes = found.filter_map(|f| Some(f["code"].as_str()?.to_owned()));
    (codes.collect(), checks["may_publish"] == true)
}

/// Reads the content, changes it, and saves it; the tag of what stands there then.
fn written(program: &mut Program, slug: &str, change: impl FnOnce(&mut Value)) -> String {
    let path = format!("/working-copies/{slug}");
    let (copy, tag) = program.read(&path);
    let mut content = copy["content"].clone();
    change(&mut content);
    let saved = program.seen("PUT", &path, &tag, Some(&content));
    assert_eq!(saved.status, 200, "{}", saved.text());
    saved.header("etag").expect("a tag").to_owned()
}

#[test]
fn a_leader_of_one_consultation_does_not_rename_the_owner_of_all_and_others_see_that_they_do() {
    let app = TestApp::start();
    let before = owner_of(&app, EXAMPLE);
    let mut one = app.staff_on(EXAMPLE, Role::Leader);
    let at = opened(&mut one, EXAMPLE);
    let renamed = [
        ("owner.name.nb", "Et annet navn"),
        ("owner.reply_address", "annen@adresse.example"),
    ];
    let about = format!("{at}/om");
    let refused = save(&mut one, &about, &[&NOTE[..], &renamed[..]].concat());
    assert_eq!(refused.status, 422, "it is saved, and says who may");
    let said = format!("kan publisere en endring. Skriv «{}».", before.0);
    assert!(refused.text().contains(&said), "{}", refused.text());
    let mut of_one = program(&app, &one);
    let (codes, may) = checked(&mut of_one, EXAMPLE);
    assert!(codes.contains(&"setup-wrong-owner-of-all".to_owned()) && !may);
    let seen = version(&one.get(&about));
    let pressed = [("version", seen.as_str()), ("gjor", "publiser")];
    assert_eq!(one.post(&format!("{at}/publiser"), &pressed).status, 409);
    assert_eq!(owner_of(&app, EXAMPLE), before);

    let mut leader = app.staff(Role::Leader);
    let mut of_all = program(&app, &leader);
    let (codes, may) = checked(&mut of_all, EXAMPLE);
    assert!(codes.contains(&"setup-warn-owner-of-all".to_owned()) && may);
    let (differences, _) = of_all.read(&format!("/working-copies/{EXAMPLE}/differences"));
    let changed = &differences["changes"][0];
    assert_eq!(
        changed["facts"],
        json!([{ "kind": "reply_address", "old": before.1, "new": "annen@adresse.example" }]),
        "{differences}"
    );
    assert_eq!(changed["texts"][0]["part"], "owner_name");
    let page = leader.get(&format!("{at}/publiser"));
    for said in ["Et annet", "annen@adresse.example"] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    publish(&mut leader, &at);
    let after = ("Et annet navn".into(), "annen@adresse.example".into());
    assert_eq!(owner_of(&app, EXAMPLE), after);
}

#[test]
fn what_a_working_copy_left_as_it_was_is_not_written_back_over_a_new_name_of_the_owner() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let first = write_47329(&mut staff);
    publish(&mut staff, &first);
    // What others call the owner while it is open.
    let at = opened(&mut staff, "22-47329");
    saved(&mut staff, &format!("{at}/om"), &NOTE);
    app.execute("UPDATE owner SET name_nb = 'Nytt navn', reply_address = 'ny@landbruk.example' WHERE org_no = '312345676'");
    let about = staff.get(&format!("{at}/om"));
    assert!(about.text().contains("Nytt navn"), "{}", about.text());
    saved(
        &mut staff,
        &format!("{at}/om"),
        &[("contact.phone", "12345678")],
    );
    publish(&mut staff, &at);
    let new = ("Nytt navn".into(), "ny@landbruk.example".into());
    assert_eq!(owner_of(&app, "22-47329"), new);
}

#[test]
fn a_status_before_its_time_is_refused_and_one_in_time_is_shown() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    opened(&mut leader, EXAMPLE);
    let mut program = program(&app, &leader);
    let conclude = |content: &mut Value| {
        content["status"] = "concluded".into();
        content["change_note"] = json!({ "nb": "Ferdig." });
        content["professional_change"] = "false".into();
    };
    let tag = written(&mut program, EXAMPLE, conclude);
    let (codes, may) = checked(&mut program, EXAMPLE);
    assert!(codes.contains(&"setup-wrong-status-early".to_owned()) && !may);
    let publication = format!("/working-copies/{EXAMPLE}/publication");
    assert_eq!(
        problem(&program.seen("POST", &publication, &tag, None)),
        "invalid"
    );
    app.clock.advance(TimeDelta::days(365));
    let mut leader = app.staff(Role::Leader);
    let mut program = self::program(&app, &leader);
    let (differences, _) = program.read(&format!("/working-copies/{EXAMPLE}/differences"));
    let facts = &differences["changes"][0]["facts"];
    let moved = json!([{ "kind": "status", "old": "open", "new": "concluded" }]);
    assert_eq!(facts, &moved, "{differences}");
    let page = leader.get(&format!("{}/publiser", base(EXAMPLE)));
    let said = "Status er endret fra «Åpen for innspill» til «Ferdigbehandlet».";
    assert!(page.text().contains(said), "{}", page.text());
    let done = program.seen("POST", &publication, &tag, None);
    assert_eq!(done.status, 200, "{}", done.text());
}

#[test]
fn a_first_publication_says_that_the_deadline_has_passed_only_once_it_has() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    write_47329(&mut leader);
    let mut program = program(&app, &leader);
    written(&mut program, "22-47329", |content| {
        content["status"] = "processing".into();
        content["published_on"] = "2025-06-01".into();
        content["deadline_on"] = "2026-03-04".into();
    });
    let (codes, may) = checked(&mut program, "22-47329");
    assert!(codes.contains(&"setup-wrong-status-early".to_owned()) && !may);
}

#[test]
fn a_working_copy_takes_back_nothing_that_was_published_while_it_was_written() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = opened(&mut staff, EXAMPLE);
    saved(&mut staff, &format!("{at}/om"), &NOTE);
    let file = include_str!("../../examples/24-13304/hoering.toml");
    app.publish_changed(&file.replacen("Forebygging av overdoser", "Å forebygge overdoser", 1));
    let seen = version(&staff.get(&format!("{at}/om")));
    let pressed = [("version", seen.as_str()), ("gjor", "publiser")];
    assert_eq!(staff.post(&format!("{at}/publiser"), &pressed).status, 409);
    let checks = staff.get(&format!("{at}/kontroll"));
    let said = "Versjon 2 er publisert etter at denne arbeidskopien ble åpnet";
    assert!(checks.text().contains(said), "{}", checks.text());
    let mut program = program(&app, &staff);
    let (codes, may) = checked(&mut program, EXAMPLE);
    assert!(codes.contains(&"setup-wrong-overtaken".to_owned()) && !may);
    let (_, tag) = program.read(&format!("/working-copies/{EXAMPLE}"));
    let publication = format!("/working-copies/{EXAMPLE}/publication");
    let refused = program.seen("POST", &publication, &tag, None);
    assert_eq!(problem(&refused), "invalid");
    app.block_on(server::refresh(&app.app)).expect("a look");
    let found = app.app.consultations.get(&app.app.db, EXAMPLE);
    assert_eq!(app.block_on(found).expect("a consultation").version, 2);
    // Begun anew it goes.
    let thrown = staff.post(&format!("{at}/forkast"), &pressed[..1]);
    assert_eq!(thrown.status, 303, "{}", thrown.text());
    opened(&mut staff, EXAMPLE);
    let note = [
        ("change_note.nb", "Noe annet er endret."),
        ("professional_change", "false"),
        ("contact.phone", "12345678"),
    ];
    saved(&mut staff, &format!("{at}/om"), &note);
    publish(&mut staff, &at);
}

#[test]
fn what_is_written_while_it_waits_can_be_published_after_its_day_and_what_then_stands_is_put_back()
{
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let (about, bodies) = (format!("{at}/om"), format!("{at}/instanser"));
    saved(&mut staff, &about, &[("published_on", "2026-03-20")]);
    let listed = [
        ("linje.0", "Første gruppe"),
        ("valg.0", "overskrift"),
        ("linje.1", "Eksempellaget"),
        ("valg.1", "ny"),
        ("linje.2", "Prøvelaget"),
        ("valg.2", "ny"),
        ("gjor", "ta-inn"),
    ];
    saved(&mut staff, &bodies, &listed);
    publish(&mut staff, &at);
    opened(&mut staff, "22-47329");
    let days = [
        ("published_on", "2026-03-25"),
        ("deadline_on", "2026-06-24"),
    ];
    saved(&mut staff, &about, &days);
    let renamed = [("groups.0.name.nb", "Et annet navn"), ("gjor", "fjern:0.1")];
    saved(&mut staff, &bodies, &renamed);
    let advice = format!("{at}/raad/r1");
    saved(&mut staff, &advice, &[("body.nb", "Dette er skrevet om.")]);

    app.clock
        .set("2026-03-20T09:00:00Z".parse().expect("an instant"));
    app.block_on(server::refresh(&app.app)).expect("a look");
    // Weeks later one signs in anew.
    let mut staff = app.staff(Role::Leader);
    saved(&mut staff, &about, &NOTE);
    // What was saved since has not hidden it.
    let checks = staff.get(&format!("{at}/kontroll"));
    for said in [
        "Ingenting må rettes",
        "I arbeidskopien sto 25. mars 2026.",
        "I arbeidskopien sto 24. juni 2026.",
        "Det nye navnet, «Et annet navn»,",
    ] {
        assert!(checks.text().contains(said), "{said}: {}", checks.text());
    }
    let list = staff.get(&bodies);
    for said in ["Første gruppe", "Eksempellaget", "Prøvelaget"] {
        assert!(list.text().contains(said), "{said}: {}", list.text());
    }
    publish(&mut staff, &at);
    let page = app.client().get("/horinger/22-47329/raad/r1").send();
    assert!(
        page.text().contains("Dette er skrevet om."),
        "{}",
        page.text()
    );
    let front = app.client().get("/horinger/22-47329").send();
    for said in ["20. mars 2026", "10. juni 2026"] {
        assert!(front.text().contains(said), "{said}: {}", front.text());
    }
}

#[test]
fn what_a_waiting_copy_follows_can_be_mended_on_its_page_after_its_day() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let about = format!("{at}/om");
    saved(&mut staff, &about, &[("published_on", "2026-03-20")]);
    publish(&mut staff, &at);
    opened(&mut staff, "22-47329");
    saved(&mut staff, &about, &[("follows", "finnes-ikke")]);
    app.clock
        .set("2026-03-20T09:00:00Z".parse().expect("an instant"));
    app.block_on(server::refresh(&app.app)).expect("a look");
    let mut staff = app.staff(Role::Leader);
    saved(&mut staff, &about, &NOTE);
    let checks = staff.get(&format!("{at}/kontroll"));
    assert!(
        checks.text().contains(&format!("href=\"{about}#follows\"")),
        "{}",
        checks.text()
    );
    saved(&mut staff, &about, &[("follows", "")]);
    assert!(!staff.get(&about).text().contains("name=\"follows\""));
    // The råd is rewritten, too: else nothing would be new.
    let advice = format!("{at}/raad/r1");
    saved(&mut staff, &advice, &[("body.nb", "Dette er skrevet om.")]);
    publish(&mut staff, &at);
}

/// A form with these fields, made from this version.
fn as_seen<'f>(version: &'f str, fields: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    [&[("version", version)][..], fields].concat()
}

#[test]
fn what_was_typed_in_a_field_that_another_removed_is_shown_to_who_was_overtaken() {
    let app = TestApp::start();
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = write_47329(&mut one);
    let path = format!("{at}/raad/r1");
    let seen = version(&other.get(&path));
    saved(&mut one, &path, &[("gjor", "fjern:begrunnelse")]);
    let typed = [
        ("title.nb", "Den andres tittel"),
        ("felt.begrunnelse.label.nb", "Begrunnelse"),
        ("felt.begrunnelse.help.nb", "Si hvorfor."),
        ("felt.begrunnelse.help.nn", ""),
    ];
    let conflict = other.post(&path, &as_seen(&seen, &typed));
    assert_eq!(conflict.status, 409);
    for wanted in [
        "\nDen andres tittel</textarea>",
        ">Begrunnelse – Hjelpetekst (bokmål)</label>",
        "\nSi hvorfor.</textarea>",
    ] {
        assert!(
            conflict.text().contains(wanted),
            "{wanted}: {}",
            conflict.text()
        );
    }
    assert!(
        !conflict
            .text()
            .contains("Begrunnelse – Hjelpetekst (nynorsk)")
    );
    // Overtaken once more, it is still there.
    saved(&mut one, &path, &[("number", "2")]);
    let newer = version(&conflict);
    let again = other.post(&path, &as_seen(&newer, &typed));
    assert_eq!(again.status, 409);
    assert!(again.text().contains("\nSi hvorfor.</textarea>"));
    let newest = version(&again);
    let last = other.post(&path, &as_seen(&newest, &typed));
    assert_eq!(last.status, 303, "{}", last.text());
    let page = other.get(&path);
    assert!(page.text().contains("\nDen andres tittel</textarea>"));
    assert!(!page.text().contains("Si hvorfor."), "{}", page.text());
}

/// What stands in a control of one line.
fn value(page: &Answer, name: &str) -> String {
    let (_, rest) = page
        .text()
        .split_once(&format!("name=\"{name}\""))
        .unwrap_or_else(|| panic!("{name}: {}", page.text()));
    let control = rest.split('>').next().expect("a control");
    let (_, value) = control.split_once("value=\"").expect("a value");
    value.split('"').next().expect("its end").to_owned()
}

#[test]
fn titles_follow_their_document_and_are_given_back_where_it_or_the_chapter_is_gone() {
    let app = TestApp::start();
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = opened(&mut one, EXAMPLE);
    let documents = format!("{at}/dokumenter");
    let page = other.get(&documents);
    let (first, second) = (value(&page, "merke.0"), value(&page, "merke.1"));
    let seen = version(&page);
    saved(&mut one, &documents, &[("gjor", "fjern:0")]);
    let typed = [
        ("merke.0", first.as_str()),
        ("merke.1", second.as_str()),
        ("documents.0.title", "Tittel på det første"),
        ("documents.1.title", "Tittel på det andre"),
    ];
    let conflict = other.post(&documents, &as_seen(&seen, &typed));
    assert_eq!(conflict.status, 409);
    assert_eq!(value(&conflict, "documents.0.title"), "Tittel på det andre");
    assert!(
        conflict
            .text()
            .contains("\nTittel på det første</textarea>")
    );

    let outline = format!("{at}/raad");
    let page = other.get(&outline);
    let seen = version(&page);
    let (_, last) = page.text().rsplit_once("name=\"ny.").expect("a chapter");
    let removed = last.split('"').next().expect("its key").to_owned();
    saved(&mut one, &outline, &[("gjor", &format!("fjern:{removed}"))]);
    let title = format!("ny.{removed}");
    let typed = [(title.as_str(), "Et råd til"), ("gjor", "lagre")];
    let conflict = other.post(&outline, &as_seen(&seen, &typed));
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains("\nEt råd til</textarea>"));
}

#[test]
fn who_was_overtaken_is_shown_what_the_other_wrote_and_that_the_press_did_nothing() {
    let app = TestApp::start();
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = opened(&mut one, EXAMPLE);
    let documents = format!("{at}/dokumenter");
    let page = other.get(&documents);
    let (seen, title) = (version(&page), value(&page, "documents.0.title"));
    let marks = [value(&page, "merke.0"), value(&page, "merke.1")];
    let theirs = "Brevet slik det ble";
    saved(&mut one, &documents, &[("documents.0.title", theirs)]);
    let typed = [
        ("merke.0", marks[0].as_str()),
        ("merke.1", marks[1].as_str()),
        ("documents.0.title", title.as_str()),
        ("documents.1.kind", "paper"),
        ("gjor", "fjern:1"),
    ];
    let conflict = other.post(&documents, &as_seen(&seen, &typed));
    assert_eq!(conflict.status, 409);
    assert_eq!(value(&conflict, "documents.0.title"), title);
    for told in [
        &format!("<dd class=\"typed\">{theirs}</dd>"),
        "Det du trykket på, er ikke gjort.",
    ] {
        assert!(conflict.text().contains(told), "{}", conflict.text());
    }
}

#[test]
fn who_had_a_list_read_and_was_overtaken_is_told_that_it_was_not_read_and_has_it_still() {
    let app = TestApp::start();
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = begun(&mut one, "En høring", "26/5");
    let bodies = format!("{at}/instanser");
    let seen = version(&other.get(&bodies));
    let title = [("title.nb", "En annen høring")];
    saved(&mut one, &format!("{at}/om"), &title);
    let list = "Stavanger kommune\nBergen kommune";
    let mut read = |list| {
        other.post(
            &bodies,
            &as_seen(&seen, &[("liste", list), ("gjor", "les")]),
        )
    };
    let told = "Det du trykket på, er ikke gjort.";
    let conflict = read(list);
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains(told), "{}", conflict.text());
    let stands = conflict.text().split("name=\"liste\"").nth(1);
    let stands = stands.and_then(|rest| rest.split("</textarea>").next());
    let stands = stands.map(|text| text.replace("\r\n", "\n"));
    assert!(
        stands.is_some_and(|text| text.ends_with(list)),
        "{}",
        conflict.text()
    );
    let nothing = read(" ");
    assert_eq!(nothing.status, 409);
    assert!(!nothing.text().contains(told), "there was nothing to read");
}

#[test]
fn who_said_that_nobody_is_invited_and_was_overtaken_has_still_said_so() {
    let app = TestApp::start();
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let at = begun(&mut one, "En høring", "26/5");
    let bodies = format!("{at}/instanser");
    let seen = version(&other.get(&bodies));
    saved(
        &mut one,
        &format!("{at}/om"),
        &[("title.nb", "En annen høring")],
    );
    let conflict = other.post(&bodies, &as_seen(&seen, &[("ingen", "ja")]));
    assert_eq!(conflict.status, 409);
    let (_, control) = conflict
        .text()
        .split_once("name=\"ingen\"")
        .expect("the box");
    let control = control.split('>').next().expect("its end");
    assert!(control.contains(" checked"), "{control}");
}

#[test]
fn a_key_of_what_was_removed_is_never_given_to_something_else() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = opened(&mut staff, EXAMPLE);
    let outline = format!("{at}/raad");
    let page = staff.get(&outline);
    let (_, last) = page.text().rsplit_once("name=\"ny.").expect("a chapter");
    let chapter = last.split('"').next().expect("its key").to_owned();
    let added = |staff: &mut Staff| {
        let done = save(staff, &outline, &[("gjor", &format!("raad:{chapter}"))]);
        assert_eq!(done.status, 303, "{}", done.text());
        let way = done.header("location").expect("a way").to_owned();
        way.rsplit('/').next().expect("a key").to_owned()
    };
    let first = added(&mut staff);
    saved(&mut staff, &outline, &[("gjor", &format!("fjern:{first}"))]);
    let second = added(&mut staff);
    assert_ne!(first, second);

    let advice = format!("{at}/raad/{second}");
    saved(&mut staff, &advice, &[("gjor", "tekstfelt")]);
    saved(&mut staff, &advice, &[("gjor", "fjern:felt1")]);
    saved(&mut staff, &advice, &[("gjor", "tekstfelt")]);
    let page = staff.get(&advice);
    assert!(page.text().contains("\"felt.felt2.label.nb\""));
    assert!(!page.text().contains("\"felt.felt1.label.nb\""));
}

#[test]
fn who_saw_a_working_copy_that_was_thrown_away_does_not_write_over_the_next_one() {
    let app = TestApp::start();
    let staff = app.staff(Role::Leader);
    let mut program = program(&app, &staff);
    let path = format!("/working-copies/{EXAMPLE}");
    let open = format!("/consultations/{EXAMPLE}/working-copy");
    assert_eq!(program.ask("POST", &open, &[], None).status, 200);
    let (seen, tag) = program.read(&path);
    let gone = program.seen("DELETE", &path, &tag, None);
    assert_eq!(gone.status, 204, "{}", gone.text());
    assert_eq!(program.ask("POST", &open, &[], None).status, 200);
    let late = program.seen("PUT", &path, &tag, Some(&seen["content"]));
    assert_eq!(problem(&late), "precondition-failed");
    assert_eq!(program.seen("DELETE", &path, &tag, None).status, 412);
}
