//! The register of bodies: what it is filled with, and how a body is found in it.

use crate::support::app::TestApp;
use crate::support::invited::Wanted;
use crate::support::staff::Staff;
use hoering::address::EmailAddress;
use hoering::bodies::{self, Kind, Tongue};
use hoering::db::Conn;
use hoering::i18n::Lang;
use hoering::role::Role;
use std::collections::HashSet;

fn today() -> chrono::NaiveDate {
    "2026-03-02".parse().expect("a day")
}

fn all_of(conn: &mut Conn, kind: Kind) -> Vec<bodies::Body> {
    let ids = bodies::in_force(conn, kind, today()).expect("a reading");
    bodies::find_many(conn, &ids).expect("a reading")
}

#[test]
fn a_new_house_has_the_shipped_bodies_once_however_often_it_starts() {
    let app = TestApp::start();
    let again = app.beside(&[]);
    again.database(|conn| {
        for (kind, n) in [
            (Kind::Municipality, 357),
            (Kind::CountyAuthority, 14),
            (Kind::CountyGovernor, 10),
            (Kind::HealthAuthority, 4),
            (Kind::State, 9),
            (Kind::Other, 2),
        ] {
            assert_eq!(all_of(conn, kind).len(), n, "{kind:?}");
        }
    });
}

#[test]
fn a_body_is_found_by_number_and_by_each_of_its_names_however_they_are_written() {
    let app = TestApp::start();
    app.database(|conn| {
        let by_number = bodies::find_by_org_no(conn, "945475056").expect("a reading");
        let by_name = bodies::find_by_name(conn, "  KAUTOKEINO  Kommune", today());
        let by_sami = bodies::find_by_name(conn, "GUOVDAGEAIDNU", today()).expect("a reading");
        let found = by_name.expect("a reading");
        assert_eq!(found, by_sami);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name(Lang::Nn), "Kautokeino kommune");
        assert!(found[0].names.iter().any(|name| name.tongue == Tongue::Se));
        assert_eq!(by_number.as_ref(), found.first());
        assert!(
            bodies::find_by_name(conn, "Kautokein", today())
                .unwrap()
                .is_empty()
        );
        assert_eq!(bodies::find_by_org_no(conn, "312345676").unwrap(), None);
    });
}

#[test]
fn with_the_example_every_body_has_an_address_of_its_own_under_example() {
    let app = TestApp::start();
    app.database(|conn| {
        let all: Vec<_> = Kind::ALL
            .iter()
            .flat_map(|kind| all_of(conn, *kind))
            .collect();
        let mut seen = HashSet::new();
        for body in &all {
            let address = body.official_address().expect("an address");
            assert!(address.ends_with(".example"), "{address}");
            assert!(EmailAddress::parse(address).is_ok(), "{address}");
            assert!(seen.insert(address.to_owned()), "{address}");
        }
        assert!(
            all.len() > 404,
            "the listed ones are there too: {}",
            all.len()
        );
    });
}

const LIST: &str = "/saksbehandling/instanser";

#[test]
fn the_list_is_searched_in_every_language_and_by_number_and_filtered_in_the_address() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    for (query, n, name) in [
        ("?q=guovdageaidnu", "1 instans", "Kautokeino kommune"),
        ("?q=945+475+056", "1 instans", "Kautokeino kommune"),
        (
            "?q=ks+kommunesektorens",
            "1 instans",
            "KS – Kommunesektorens",
        ),
        ("?kind=health_authority", "4 instanser", "Helse Vest RHF"),
        ("?kind=municipality&county=03", "1 instans", "Oslo kommune"),
        ("?mangler=adresse", "0 instanser", ""),
    ] {
        let page = staff.get(&format!("{LIST}{query}"));
        assert_eq!(page.status, 200);
        assert!(
            page.text().contains(&format!("<b>{n}</b>")),
            "{query}: {}",
            page.text()
        );
        assert!(page.text().contains(name), "{query}");
    }
    assert_eq!(staff.get(&format!("{LIST}?kind=planet")).status, 400);
}

#[test]
fn the_pages_of_the_list_hold_every_body_once() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    let (mut path, mut seen) = (format!("{LIST}?kind=municipality"), HashSet::new());
    loop {
        let page = staff.get(&path);
        let links = page
            .text()
            .split("<a href=\"/saksbehandling/instanser/")
            .skip(1);
        for link in links {
            let id = link.split('"').next().expect("an id").to_owned();
            assert!(seen.insert(id));
        }
        let next = page.text().split("rel=\"next\" href=\"").nth(1);
        let Some(next) = next else { break };
        path = next
            .split('"')
            .next()
            .expect("a way")
            .replace("&#38;", "&")
            .replace("&amp;", "&");
    }
    assert_eq!(seen.len(), 357);
}

/// The fields of the form for a body, as a browser would send them back.
const FORM: [(&str, &str); 4] = [
    ("name", "Eksempelforbundet"),
    ("kind", "organisation"),
    ("language", "nn"),
    ("address", "post@forbundet.example"),
];

#[test]
fn a_body_is_added_and_changed_and_what_it_was_called_before_stays() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let added = staff.post("/saksbehandling/instanser/ny", &FORM);
    assert_eq!(added.status, 303, "{}", added.text());
    let path = added.header("location").expect("a way").to_owned();
    let changed = staff.post(
        &format!("{path}/endre"),
        &[
            ("version", "1"),
            ("name", "Eksempelsambandet"),
            ("kind", "organisation"),
            ("language", "nn"),
            ("org_no", "312 345 676"),
            ("address", "post@sambandet.example"),
        ],
    );
    assert_eq!(changed.status, 303, "{}", changed.text());
    let page = staff.get(&path);
    for wanted in [
        "Eksempelsambandet",
        "Eksempelforbundet",
        "til 2. mars 2026",
        "post@sambandet.example",
        "post@forbundet.example",
        "Avsluttet",
        "312\u{a0}345\u{a0}676",
    ] {
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
    }
    app.database(|conn| {
        let by_old = bodies::find_by_name(conn, "Eksempelforbundet", today()).unwrap();
        assert!(by_old.is_empty(), "an old name means nobody");
    });
}

#[test]
fn a_press_that_is_repeated_adds_one_body() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let mut fields = FORM.to_vec();
    fields.push(("nokkel", "k"));
    let [one, again] = [(), ()].map(|()| staff.post("/saksbehandling/instanser/ny", &fields));
    assert_eq!((one.status, again.status), (303, 303), "{}", again.text());
    assert_eq!(one.header("location"), again.header("location"));
}

#[test]
fn what_somebody_else_changed_is_not_written_over_and_what_was_typed_stays() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let added = staff.post("/saksbehandling/instanser/ny", &FORM);
    let path = format!("{}/endre", added.header("location").expect("a way"));
    let mut first: Vec<(&str, &str)> =
        vec![("version", "1"), ("contact", "kari@forbundet.example")];
    first.extend(FORM);
    assert_eq!(staff.post(&path, &first).status, 303);
    let late = [
        ("version", "1"),
        ("name", "Seint namn"),
        ("kind", "organisation"),
        ("language", "nn"),
    ];
    let refused = staff.post(&path, &late);
    assert_eq!(refused.status, 409);
    for wanted in [
        "value=\"Seint namn\"",
        "kari@forbundet.example",
        "name=\"version\" value=\"2\"",
    ] {
        assert!(
            refused.text().contains(wanted),
            "{wanted}: {}",
            refused.text()
        );
    }
}

#[test]
fn a_number_that_is_wrong_or_taken_is_told_in_both_languages_and_the_form_stays() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    for (prefix, no, wanted) in [
        ("", "123456789", "Organisasjonsnummeret har ni sifre"),
        ("/nn", "123456789", "Organisasjonsnummeret har ni siffer"),
        (
            "",
            "958935420",
            "En annen instans har dette organisasjonsnummeret",
        ),
        (
            "/nn",
            "958935420",
            "Ein annan instans har dette organisasjonsnummeret",
        ),
    ] {
        let mut fields: Vec<(&str, &str)> = vec![("org_no", no)];
        fields.extend(FORM);
        let page = staff.post(&format!("{prefix}/saksbehandling/instanser/ny"), &fields);
        assert_eq!(page.status, 422);
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
        assert!(page.text().contains(&format!("value=\"{no}\"")));
    }
}

#[test]
fn readers_see_the_register_and_cannot_change_it() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    assert_eq!(staff.get(LIST).status, 200);
    assert!(!staff.get(LIST).text().contains("instanser/ny"));
    assert_eq!(
        staff.post("/saksbehandling/instanser/ny", &FORM).status,
        403
    );
    assert_eq!(app.staff_on("24-13304", Role::Leader).get(LIST).status, 403);
}

#[test]
fn a_body_that_is_no_more_leads_to_the_one_that_took_its_place() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let added = staff.post("/saksbehandling/instanser/ny", &FORM);
    let path = added.header("location").expect("a way").to_owned();
    let end = |successor: &'static str| {
        let mut fields = vec![
            ("version", "1"),
            ("closed_on", "01.03.2026"),
            ("successor", successor),
        ];
        fields.extend(FORM);
        fields
    };
    let refused = staff.post(&format!("{path}/endre"), &end("312345676"));
    assert_eq!(refused.status, 422);
    for wanted in [
        "Ingen annen instans har dette organisasjonsnummeret",
        "value=\"312345676\"",
    ] {
        assert!(
            refused.text().contains(wanted),
            "{wanted}: {}",
            refused.text()
        );
    }
    let done = staff.post(&format!("{path}/endre"), &end("958 935 420"));
    assert_eq!(done.status, 303, "{}", done.text());
    let page = staff.get(&path);
    for wanted in [
        "Oppgavene er tatt over av",
        ">Oslo kommune</a>",
        "1. mars 2026",
    ] {
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
    }
    assert!(
        staff
            .get(&format!("{path}/endre"))
            .text()
            .contains("value=\"958935420\"")
    );
    assert!(
        staff
            .get(&format!("{LIST}?q=eksempelforbundet"))
            .text()
            .contains("Nedlagt")
    );
}

#[test]
fn a_successor_without_a_number_stands_by_its_name_and_stays_when_the_form_is_saved() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let [new, twin, _] = app.register(&[
        Wanted::new("Det nye laget", None),
        Wanted::new("Tvillinglaget", None),
        Wanted::new("Tvillinglaget", None),
    ])[..] else {
        panic!("three bodies");
    };
    let added = staff.post("/saksbehandling/instanser/ny", &FORM);
    let path = added.header("location").expect("a way").to_owned();
    let edit = format!("{path}/endre");
    let save = |staff: &mut Staff, version: &str, successor: &str| {
        let mut fields = vec![
            ("version", version),
            ("closed_on", "01.03.2026"),
            ("successor", successor),
        ];
        fields.extend(FORM);
        staff.post(&edit, &fields)
    };
    let several = save(&mut staff, "1", "Tvillinglaget");
    assert_eq!(several.status, 422, "nobody can say which");
    assert!(several.text().contains("value=\"Tvillinglaget\""));
    assert_eq!(save(&mut staff, "1", "det nye LAGET").status, 303);
    let form = staff.get(&edit);
    assert!(form.text().contains("value=\"Det nye laget\""));
    assert_eq!(save(&mut staff, "2", "Det nye laget").status, 303);
    let leads_to = |staff: &mut Staff, id| staff.get(&path).text().contains(&format!("/{id}\">"));
    assert!(leads_to(&mut staff, new));
    // One that was chosen by a program keeps its place, though another is called the same.
    let own = path.rsplit('/').next().expect("an id").to_owned();
    app.database(|conn| {
        let id = own.parse().expect("an id");
        let mut body = bodies::find_many(conn, &[id]).expect("a reading").remove(0);
        body.successor_id = Some(twin);
        let by = bodies::By {
            actor: hoering::audit::Actor::Operator,
            at: app.app.clock.now(),
        };
        let new = bodies::NewBody::of(&body);
        hoering::db::transaction::write(conn, |c| bodies::change(c, id, body.version, &new, by))
            .expect("a change");
    });
    let form = staff.get(&edit);
    let version = crate::invitations::hidden(form.text(), "version");
    assert_eq!(save(&mut staff, &version, "Tvillinglaget").status, 303);
    assert!(leads_to(&mut staff, twin));
    let version = crate::invitations::hidden(staff.get(&edit).text(), "version");
    assert_eq!(save(&mut staff, &version, "").status, 303);
    assert!(!leads_to(&mut staff, twin), "it is taken away");
}
