//! `hoering bodies import`, and a file as large as any may be, by the command and by the page.

use crate::register_import::{given, shown};
use crate::support::app::TestApp;
use crate::support::process::{House, said};
use diesel::dsl::count_star;
use diesel::prelude::*;
use hoering::bodies::{self, Source};
use hoering::db::Conn;
use hoering::db::schema::{body, body_address, body_name};
use hoering::role::Role;
use hoering::settings::DatabaseUrl;

fn import(house: &House, file: &str) -> (bool, String) {
    let path = house.folder.path().join("instanser.csv");
    std::fs::write(&path, file).expect("a file");
    let done = house.run(&["bodies", "import", &path.display().to_string()]);
    (done.status.success(), said(&done))
}

fn conn(house: &House) -> Conn {
    let url = DatabaseUrl::parse(house.database.url()).expect("a URL of ours");
    Conn::open(&url).expect("the database answers")
}

/// As many rows as a file may have, each a body that nobody has heard of.
fn as_large_as_may_be() -> String {
    rows(100_000, "post")
}

fn rows(n: usize, address: &str) -> String {
    let row = |n: usize| format!("Eksempellaget {n},organisation,46,{address}@e{n}.example\n");
    "name,kind,county_no,address\n".to_owned() + &(0..n).map(row).collect::<String>()
}

/// How many bodies, names and addresses were imported.
fn imported(conn: &mut Conn) -> [i64; 3] {
    let ours = || body::table.filter(body::source.eq(Source::Import.as_str()));
    let ids = || ours().select(body::id);
    let bodies = ours().select(count_star()).first(conn);
    let names = body_name::table.filter(body_name::body_id.eq_any(ids()));
    let names = names.select(count_star()).first(conn);
    let addresses = body_address::table.filter(body_address::body_id.eq_any(ids()));
    let addresses = addresses.select(count_star()).first(conn);
    [bodies, names, addresses].map(|n| n.expect("a count"))
}

#[test]
fn the_command_takes_a_file_over_and_says_how_much_was_new() {
    let house = House::new();
    let file = "org_no;name;kind;address\n312345676;Eksempelforbundet;organisation;post@forbundet.example\n\
        945475056;;;nytt@kautokeino.example\n;Haram kommune;;\n";
    let (ok, told) = import(&house, file);
    assert!(
        ok && told.contains("1 new, 1 changed, 1 unchanged."),
        "{told}"
    );
    let mut conn = conn(&house);
    let find = |conn: &mut Conn, no| bodies::find_by_org_no(conn, no).expect("a reading");
    let new = find(&mut conn, "312345676").expect("the new one");
    assert_eq!(new.own_name(), "Eksempelforbundet");
    let changed = find(&mut conn, "945475056").expect("Kautokeino");
    assert_eq!(changed.official_address(), Some("nytt@kautokeino.example"));
    assert_eq!(changed.version, 2);
    let (ok, told) = import(&house, file);
    assert!(
        ok && told.contains("0 new, 0 changed, 3 unchanged."),
        "{told}"
    );
}

#[test]
fn the_command_names_every_fault_with_row_and_column_and_imports_nothing() {
    let house = House::new();
    let (ok, told) = import(
        &house,
        "org_no,name,kind,address\n312345676,Eksempelforbundet,organisation,a@b.example\n\
         123456789,Et annet,planet,ingen\n",
    );
    assert!(!ok);
    for wanted in [
        "rad 3, org_no: ",
        "rad 3, kind: ",
        "rad 3, address: ",
        "Nothing was imported: 3 to correct.",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let found = bodies::find_by_org_no(&mut conn(&house), "312345676");
    assert_eq!(found.expect("a reading"), None);
    let (ok, told) = import(&house, "kind\nstate\n");
    assert!(
        !ok && told.contains("Første rad må være overskrifter"),
        "{told}"
    );
    let gone = house.run(&["bodies", "import", "finnes-ikke.csv"]);
    assert!(!gone.status.success() && said(&gone).contains("cannot read finnes-ikke.csv"));
}

#[test]
fn the_command_takes_a_hundred_thousand_rows_and_then_many_that_change_what_stands() {
    let house = House::new();
    let (ok, told) = import(&house, &as_large_as_may_be());
    assert!(
        ok && told.contains("100000 new, 0 changed, 0 unchanged."),
        "{told}"
    );
    let mut conn = conn(&house);
    assert_eq!(imported(&mut conn), [100_000; 3]);
    let (ok, told) = import(&house, &rows(5_000, "ny"));
    assert!(
        ok && told.contains("0 new, 5000 changed, 0 unchanged."),
        "{told}"
    );
    assert_eq!(imported(&mut conn), [100_000, 100_000, 105_000]);
}

#[test]
fn the_page_takes_a_hundred_thousand_rows() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let (path, page) = given(&mut staff, &as_large_as_may_be());
    assert!(page.text().contains("100\u{a0}000 nye"));
    let done = staff.post(&path, &[("shown", &shown(&page))]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(app.database(imported), [100_000; 3]);
}
