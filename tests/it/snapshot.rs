//! Who was asked: the listed lines become bodies when a consultation is published, written down as they were,
//! and what stands there is not changed by what comes later.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::database::{Backend, Database};
use chrono::{DateTime, Utc};
use diesel::{RunQueryDsl, sql_query};
use hoering::audit::Actor;
use hoering::bodies::{self, Kind, NewBody, Source};
use hoering::consultations::{
    self, ImportOutcome, Invited, Key, Terms, complete, file, import, load, publish_due,
};
use hoering::db::{self, Conn, transaction};
use hoering::i18n::Lang;
use hoering::settings::DatabaseUrl;

const FILE: &str = include_str!("../../examples/24-13304/hoering.toml");

/// A migrated database that consultations are imported into.
struct House {
    conn: Conn,
    _database: Database,
}

impl House {
    fn new() -> Self {
        let database = Database::empty(Backend::chosen());
        let url = DatabaseUrl::parse(database.url()).expect("a URL of ours");
        let mut conn = Conn::open(&url).expect("the database answers");
        db::migrate(&mut conn).expect("migrations");
        Self {
            conn,
            _database: database,
        }
    }

    fn import(&mut self, text: &str, day: &str) -> ImportOutcome {
        let imported = file::parse(text, |name| Some(format!("Innhold i {name}").into_bytes()));
        let imported = imported.unwrap_or_else(|problems| panic!("{problems:#?}"));
        let terms = Terms {
            actor: Actor::Operator,
            now: noon(day),
            moved: None,
        };
        transaction::write(&mut self.conn, |conn| import(conn, &imported, &terms))
            .expect("an outcome")
    }

    fn refusal(&mut self, text: &str) -> String {
        match self.import(text, "2024-05-01") {
            ImportOutcome::Refused(problems) => problems.iter().map(|p| format!("{p}\n")).collect(),
            other => panic!("not refused: {other:?}"),
        }
    }

    fn add(&mut self, new: NewBody) {
        transaction::write(&mut self.conn, |conn| {
            bodies::insert_bodies(conn, &[new], Source::Staff, noon("2024-01-02"))
        })
        .expect("a body");
    }

    fn invited(&mut self) -> Vec<Invited> {
        invited(&mut self.conn)
    }
}

fn invited(conn: &mut Conn) -> Vec<Invited> {
    let found = load(conn, &Key::from(EXAMPLE), None).expect("a reading");
    consultations::invited(conn, found.expect("the example").id).expect("a reading")
}

fn noon(day: &str) -> DateTime<Utc> {
    format!("{day}T10:00:00Z").parse().expect("an instant")
}

fn but(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

/// A next version of the file with this line added to its third group.
fn with_line(text: &str, line: &str) -> String {
    let text = but(
        text,
        "[owner]",
        "change_note.nb = \"Listen er utvidet.\"\nchange_note.nn = \"Lista er utvida.\"\nprofessional_change = false\n\n[owner]",
    );
    but(
        &text,
        "  \"Akan kompetansesenter\",\n",
        &format!("  \"Akan kompetansesenter\",\n  {line},\n"),
    )
}

#[test]
fn the_58_lines_of_the_example_are_exactly_426_bodies() {
    let mut house = House::new();
    assert_eq!(house.import(FILE, "2024-05-01"), ImportOutcome::Created);
    let all = house.invited();
    assert_eq!(all.len(), 426);
    let lines: std::collections::HashSet<_> = all.iter().map(|one| one.line_id).collect();
    assert_eq!(lines.len(), 58);
    let of_group = |no| all.iter().filter(|one| one.group_no == Some(no)).count();
    assert_eq!([of_group(0), of_group(1), of_group(2)], [374, 36, 16]);
    let of_kind = |kind| all.iter().filter(|one| one.kind == kind).count();
    assert_eq!(of_kind(Kind::Municipality), 357);
    assert_eq!(of_kind(Kind::CountyGovernor), 10);
    assert_eq!(of_kind(Kind::HealthAuthority), 4);
    let nynorsk = all.iter().filter(|one| one.language == Lang::Nn);
    assert_eq!(nynorsk.count(), 88 + 3 + 1);
    assert!(
        all.iter()
            .all(|one| one.address.is_none() && one.reason.is_none())
    );
    let named = |name: &str| all.iter().filter(|one| one.name == name).count();
    for name in [
        "Alta kommune",
        "Angstringen",
        "FO – Fellesorganisasjonen",
        "Wayback",
    ] {
        assert_eq!(named(name), 1, "{name}");
    }
}

#[test]
fn the_same_file_again_changes_nothing_and_a_new_line_adds_its_body_with_the_reason() {
    let mut house = House::new();
    house.import(FILE, "2024-05-01");
    let first = house.invited();
    assert_eq!(house.import(FILE, "2024-05-02"), ImportOutcome::Unchanged);
    assert_eq!(house.invited(), first);
    let next = with_line(FILE, "\"Eksempelforbundet\"");
    assert_eq!(
        house.import(&next, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    let all = house.invited();
    let (later, before): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.reason.is_some());
    assert_eq!(before, first);
    assert_eq!(later.len(), 1);
    assert_eq!(later[0].name, "Eksempelforbundet");
    assert_eq!(
        later[0].reason.as_ref().map(|r| r.nb.as_str()),
        Some("Listen er utvidet.")
    );
}

#[test]
fn what_the_register_learns_afterwards_does_not_change_who_was_asked() {
    let mut house = House::new();
    house.import(FILE, "2024-05-01");
    let first = house.invited();
    house.add(NewBody {
        kind: Kind::Municipality,
        ..NewBody::named("Nyby kommune", None)
    });
    let next = with_line(FILE, "\"Eksempelforbundet\"");
    assert_eq!(
        house.import(&next, "2024-05-03"),
        ImportOutcome::NewVersion(2)
    );
    assert_eq!(house.invited().len(), first.len() + 1);
}

#[test]
fn a_count_that_does_not_fit_the_register_is_refused_and_nothing_is_written() {
    let mut house = House::new();
    let wrong = but(FILE, "count = 357", "count = 356");
    let said = house.refusal(&wrong);
    assert!(
        said.contains("«Alle landets kommuner» skal stå for 356 instanser, men registeret har 357"),
        "{said}"
    );
    assert!(
        load(&mut house.conn, &Key::from(EXAMPLE), None)
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_name_that_several_have_is_asked_about_and_never_guessed() {
    let mut house = House::new();
    house.add(NewBody::named("Wayback", Some("312345676")));
    house.add(NewBody::named("WAYBACK", None));
    let said = house.refusal(FILE);
    assert!(
        said.contains("flere instanser som heter «Wayback»"),
        "{said}"
    );
    let certain = but(
        FILE,
        "  \"Wayback\",",
        "  { text = \"Wayback\", org_no = \"312345676\" },",
    );
    assert_eq!(house.import(&certain, "2024-05-01"), ImportOutcome::Created);
    assert_eq!(house.invited().len(), 426);
}

#[test]
fn a_body_that_two_lines_mean_is_refused() {
    let mut house = House::new();
    let twice = but(FILE, "  \"Wayback\",", "  \"Alta kommune\",");
    let said = house.refusal(&twice);
    assert!(
        said.contains("«Alta kommune» og «Alle landets kommuner» står for samme instans"),
        "{said}"
    );
}

#[test]
fn what_is_published_on_a_later_day_is_expanded_on_that_day() {
    let mut house = House::new();
    let later = but(
        FILE,
        "published_on = 2024-04-15",
        "published_on = 2024-05-06",
    );
    assert_eq!(house.import(&later, "2024-05-01"), ImportOutcome::Created);
    assert!(house.invited().is_empty());
    transaction::write(&mut house.conn, |c| publish_due(c, noon("2024-05-06"))).unwrap();
    assert_eq!(house.invited().len(), 426);
}

#[test]
fn what_was_published_before_there_was_a_register_is_expanded_once_at_the_next_start() {
    let app = TestApp::start();
    let expanded = app.database(|conn| {
        let on = match conn {
            Conn::Pg(_) => " ON invited",
            Conn::Sqlite(_) => "",
        };
        sql_query(format!("DROP TRIGGER invited_no_delete{on}"))
            .execute(conn)
            .unwrap();
        let before = invited(conn);
        sql_query("DELETE FROM invited").execute(conn).unwrap();
        before
    });
    assert_eq!(expanded.len(), 426);
    let again = app.beside(&[]);
    let once = again.database(invited);
    let names = |all: &[Invited]| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&once), names(&expanded));
    let twice = app.beside(&[]).database(invited);
    assert_eq!(twice, once);
    app.database(|conn| transaction::write(conn, |c| complete(c, noon("2026-03-03"))).unwrap());
    assert_eq!(app.database(invited), once);
}

#[test]
fn the_example_of_a_new_house_has_an_address_for_each_of_the_426() {
    let app = TestApp::start();
    let all = app.database(invited);
    assert_eq!(all.len(), 426);
    assert!(all.iter().all(|one| one.address.is_some()));
}

#[test]
fn the_page_lists_the_lines_by_group_and_the_municipalities_behind_theirs() {
    let app = TestApp::start();
    let page = app.client().get("/horinger/24-13304").send();
    let html = page.text();
    for wanted in [
        "<summary>Alle landets kommuner (357)</summary>",
        "<li>Herøy kommune (Nordland)</li>",
        "<li>Statsforvaltaren i Rogaland</li>",
        "<li>Angstringen?</li>",
    ] {
        assert!(html.contains(wanted), "{wanted}");
    }
    assert!(!html.contains("kommune.example") && !html.contains("postmottak@heroy"));
}

#[test]
fn the_api_gives_groups_lines_and_bodies_and_never_an_address() {
    let app = TestApp::start();
    let found = app
        .client()
        .get("/api/v1/consultations/24-13304/invited")
        .send();
    assert_eq!(found.status, 200);
    assert!(!found.text().contains('@') && !found.text().contains(".example"));
    let json = found.json();
    assert_eq!(json["invited"], 426);
    let groups = json["groups"].as_array().expect("groups");
    let bodies = groups
        .iter()
        .flat_map(|group| group["lines"].as_array().expect("lines"));
    let count: usize = bodies
        .map(|line| line["bodies"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!((groups.len(), count), (3, 426));
    let oslo = &json["groups"][0]["lines"][0]["bodies"];
    let oslo = oslo
        .as_array()
        .expect("bodies")
        .iter()
        .find(|body| body["name"] == "Oslo kommune");
    let oslo = oslo.expect("Oslo");
    assert_eq!(oslo["org_no"], "958935420");
    assert_eq!(oslo["kind"], "municipality");
    assert_eq!(
        app.client()
            .get("/api/v1/consultations/x/invited")
            .send()
            .status,
        404
    );
}
