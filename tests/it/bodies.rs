//! The register of bodies: what it is filled with, and how a body is found in it.

use crate::support::app::TestApp;
use hoering::address::EmailAddress;
use hoering::bodies::{self, Kind, Tongue};
use hoering::db::Conn;
use hoering::i18n::Lang;
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
