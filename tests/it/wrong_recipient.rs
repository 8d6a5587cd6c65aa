//! «Er dere ikke lenger rett mottaker? Si fra»: told where a body's link lands, seen and dealt with by staff,
//! and no address changes by itself.

use crate::invitations::{LIST, fjellvik, hidden, press, with_letter};
use crate::support::client::Client;
use crate::support::staff::audited;
use crate::support::tables;
use crate::support::{app::TestApp, invited::Invited};
use hoering::role::Role;
use uuid::Uuid;

const NEW: &str = "rett@fjordvik.example";
const NOTE: &str = "Kommunen er slått sammen med Fjordvik.";

fn tell(client: &mut Client, path: &str) {
    let told = press(
        client,
        &format!("{path}/feil-mottaker"),
        &[("adresse", &format!(" {NEW} ")), ("melding", NOTE)],
    );
    assert_eq!(told.status, 303, "{}", told.text());
    let back = told.header("location").expect("a place");
    assert_eq!(back, format!("{path}?meldt=ja"));
    assert!(client.get(back).send().text().contains("har fått beskjed"));
}

/// Its page in the register.
fn body_path(app: &TestApp, invited: &Invited) -> String {
    let page = app
        .staff(Role::Reader)
        .get(&format!("{LIST}/{}", invited.id));
    let rest = page
        .text()
        .split("href=\"/saksbehandling/instanser/")
        .nth(1);
    let id = rest
        .expect("a way to the register")
        .split('"')
        .next()
        .expect("an id");
    format!("/saksbehandling/instanser/{id}")
}

fn rows(app: &TestApp, table: &str) -> usize {
    app.database(tables::contents)[table].len()
}

/// Where its letters go now, as the register's page says it.
fn report_in(page: &str) -> Uuid {
    let rest = page.split("/meldinger/").nth(1).expect("a form");
    rest.split('"')
        .next()
        .expect("an id")
        .parse()
        .expect("an id")
}

#[test]
fn what_is_said_where_the_link_lands_is_seen_by_staff_and_changes_no_address() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut client = app.client();
    let before = app.database(tables::contents);
    assert!(
        client
            .get(&path)
            .send()
            .text()
            .contains("Er dere ikke lenger rett mottaker? Si fra")
    );
    assert_eq!(
        client.get(&format!("{path}/feil-mottaker")).send().status,
        405
    );
    assert!(
        app.database(tables::contents) == before,
        "looking tells nobody"
    );
    for _ in 0..2 {
        tell(&mut client, &path);
    }
    assert_eq!(rows(&app, "body_report"), 1, "the same again is not new");
    let after = app.database(tables::contents);
    assert_eq!(after["body_address"], before["body_address"]);
    let mut staff = app.staff(Role::Reader);
    let list = staff.get(LIST);
    assert!(
        list.text().contains("1 instans har sagt fra"),
        "{}",
        list.text()
    );
    let filtered = staff.get(&format!("{LIST}?melding=venter"));
    assert!(filtered.text().contains("Viser 1–1 av 1"));
    for page in [format!("{LIST}/{}", invited.id), body_path(&app, &invited)] {
        let page = staff.get(&page);
        assert!(
            page.text().contains(NEW) && page.text().contains(NOTE),
            "{}",
            page.text()
        );
        assert!(
            !page.text().contains("/meldinger/"),
            "a reader does nothing"
        );
    }
    let landing = app.client().get(&path).send();
    assert!(
        !landing.text().contains(NEW) && !landing.text().contains(NOTE),
        "nobody else reads it"
    );
    let entries = app.database(|conn| audited(conn, "body.reported"));
    assert_eq!(entries.len(), 1);
    assert!(entries[0].actor.starts_with("link:") && entries[0].detail.is_none());
}

#[test]
fn staff_take_the_address_over_or_mark_it_as_handled_once() {
    let (app, invited, path) = with_letter(fjellvik());
    tell(&mut app.client(), &path);
    let body = body_path(&app, &invited);
    let mut staff = app.staff(Role::Officer);
    let page = staff.get(&body);
    let (report, version) = (report_in(page.text()), hidden(page.text(), "versjon"));
    let act = format!("{body}/meldinger/{report}");
    let used = staff.post(&act, &[("bruk", "ja"), ("versjon", &version)]);
    assert_eq!(used.status, 303, "{}", used.text());
    let page = staff.get(&body);
    assert!(page.text().contains(NEW) && !page.text().contains("/meldinger/"));
    for _ in 0..2 {
        assert_eq!(staff.post(&act, &[("versjon", &version)]).status, 303);
    }
    assert_eq!(rows(&app, "body_report_handled"), 1);
    assert_eq!(
        staff
            .post(&format!("{body}/meldinger/{}", Uuid::from_u128(9)), &[])
            .status,
        404
    );
    let mut reader = app.staff(Role::Reader);
    assert_eq!(reader.post(&act, &[]).status, 403);
    assert_eq!(
        app.database(|conn| audited(conn, "body.report_handled"))
            .len(),
        1
    );
}

#[test]
fn an_address_that_is_corrected_on_the_screen_deals_with_what_was_said_and_so_does_the_button_there()
 {
    let (app, invited, path) = with_letter(fjellvik());
    let one = format!("{LIST}/{}", invited.id);
    let mut client = app.client();
    let mut staff = app.staff(Role::Officer);
    tell(&mut client, &path);
    let version = hidden(staff.get(&one).text(), "versjon");
    staff.post(
        &format!("{one}/adresse"),
        &[("adresse", "ny@fjellvik.example"), ("versjon", &version)],
    );
    assert!(!staff.get(&one).text().contains(NOTE));
    press(&mut client, &format!("{path}/feil-mottaker"), &[]);
    let page = staff.get(&one);
    let act = format!("{one}/meldinger/{}", report_in(page.text()));
    assert_eq!(staff.post(&act, &[]).status, 303);
    assert!(!staff.get(LIST).text().contains("har sagt fra"));
    assert_eq!(rows(&app, "body_report_handled"), 2);
}

#[test]
fn what_cannot_be_taken_is_said_and_stays_and_nobody_fills_the_page_of_staff() {
    let (app, _, path) = with_letter(fjellvik());
    let mut client = app.client();
    let tell = format!("{path}/feil-mottaker");
    let long = "x".repeat(1_001);
    for (address, note, wanted) in [
        ("ikke en adresse", NOTE, "ds-error-summary"),
        (NEW, long.as_str(), "høyst 1\u{a0}000 tegn"),
    ] {
        let refused = press(
            &mut client,
            &tell,
            &[("adresse", address), ("melding", note)],
        );
        assert_eq!(refused.status, 422);
        let text = refused.text();
        for kept in [wanted, address, note, "<details class=\"more\" open>"] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
    }
    let statuses: Vec<u16> = (0..12)
        .map(|n| press(&mut client, &tell, &[("melding", &format!("Nr. {n}"))]).status)
        .collect();
    assert_eq!(statuses.iter().filter(|s| **s == 303).count(), 10);
    assert!(statuses[10..].iter().all(|s| *s == 429), "{statuses:?}");
    assert_eq!(rows(&app, "body_report"), 10);
    app.execute("UPDATE link SET revoked_at = created_at");
    assert_eq!(press(&mut client, &tell, &[]).status, 410);
}

#[test]
fn what_was_said_is_never_changed_and_never_deleted() {
    let (app, _, path) = with_letter(fjellvik());
    tell(&mut app.client(), &path);
    let before = app.database(tables::contents);
    for statement in [
        "UPDATE body_report SET note = 'x'",
        "DELETE FROM body_report",
    ] {
        let done = app.database(|conn| {
            use diesel::RunQueryDsl;
            diesel::sql_query(statement).execute(conn)
        });
        assert!(done.is_err(), "{statement}");
    }
    assert!(app.database(tables::contents) == before);
}
