//! A CSV file for the register: shown first, with all that is wrong at once, then taken over whole or not at
//! all.

use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::staff::Staff;
use hoering::bodies::{self, Kind, NewBody, Source};
use hoering::db::transaction;
use hoering::role::Role;

const IMPORT: &str = "/saksbehandling/instanser/import";

/// Gives the file; the page that shows what it would do.
pub fn given(staff: &mut Staff, file: &str) -> (String, Answer) {
    let kept = staff.post(IMPORT, &[("text", file)]);
    assert_eq!(kept.status, 303, "{}", kept.text());
    let path = kept.header("location").expect("a way").to_owned();
    let page = staff.get(&path);
    assert_eq!(page.status, 200);
    (path, page)
}

/// The hidden field that says what was shown.
pub fn shown(page: &Answer) -> String {
    let (_, rest) = page
        .text()
        .split_once("name=\"shown\" value=\"")
        .expect("a button");
    rest.split('"').next().expect("a value").to_owned()
}

fn found(app: &TestApp, org_no: &str) -> Option<bodies::Body> {
    app.database(|conn| bodies::find_by_org_no(conn, org_no).expect("a reading"))
}

#[test]
fn a_file_is_shown_first_and_taken_over_whole_when_it_is_confirmed() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let file = "org_no;name;kind;address;name_se\n\
        312345676;Eksempelforbundet;organisation;post@forbundet.example;\n\
        945475056;;;nytt.mottak@kautokeino.example;\n\
        ;Haram kommune;;;\n";
    let (path, page) = given(&mut staff, file);
    for wanted in [
        "1 ny<",
        "1 endret",
        "1 uendret",
        "0 å rette",
        "<ins>nytt.mottak@kautokeino.example</ins>",
    ] {
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
    }
    assert_eq!(
        found(&app, "312345676"),
        None,
        "nothing before it is confirmed"
    );
    let done = staff.post(&path, &[("shown", &shown(&page))]);
    assert_eq!(done.status, 303);
    let new = found(&app, "312345676").expect("the new one");
    assert_eq!((new.kind, new.source), (Kind::Organisation, Source::Import));
    let changed = found(&app, "945475056").expect("Kautokeino");
    assert_eq!(
        changed.official_address(),
        Some("nytt.mottak@kautokeino.example")
    );
    assert_eq!(changed.own_name(), "Kautokeino kommune");
    assert!(
        changed
            .names
            .iter()
            .any(|name| name.text == "Guovdageaidnu")
    );
    let again = staff.get(&path);
    assert!(
        again.text().contains("Ført inn i registeret") && !again.text().contains("name=\"shown\"")
    );
}

#[test]
fn everything_that_is_wrong_is_named_at_once_with_row_and_column_and_nothing_is_written() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let file = "org_no,name,kind,address\n\
        312345676,Eksempelforbundet,organisation,post@forbundet.example\n\
        123456789,Et annet,organisation,ingen adresse\n\
        ,\"To\nlinjer\",state,\n\
        ,=HYPERLINK(1),state,\n\
        ,a\u{202E}b,state,\n\
        ,a\u{0}b,state,\n\
        ,Uten type,,\n\
        ,EKSEMPELFORBUNDET,organisation,\n\
        312 345 676,Igjen,organisation,\n\
        ,For mange,state,,,\n";
    let (path, page) = given(&mut staff, file);
    for wanted in [
        "<b class=\"num\">Rad 3</b>, Organisasjonsnummer",
        "<b class=\"num\">Rad 3</b>, E-postadresse",
        "<b class=\"num\">Rad 4</b>, Navn: <code>To⏎linjer</code>",
        "<b class=\"num\">Rad 5</b>, Navn",
        "<b class=\"num\">Rad 6</b>, Navn",
        "<b class=\"num\">Rad 7</b>, Navn",
        "<b class=\"num\">Rad 8</b>, Type",
        "Samme instans står også i rad 2",
        "<b class=\"num\">Rad 11</b>, Navn",
    ] {
        assert!(page.text().contains(wanted), "{wanted}: {}", page.text());
    }
    assert!(!page.text().contains("name=\"shown\""), "no button");
    let forced = staff.post(&path, &[("shown", "")]);
    assert_eq!(forced.status, 409);
    assert_eq!(found(&app, "312345676"), None);
}

#[test]
fn the_rows_to_mend_are_a_file_that_is_safe_in_a_spreadsheet_and_can_be_given_again() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let (path, _) = given(&mut staff, "name,kind\nGod,state\n=cmd()|x,state\n@x,\n");
    let file = staff.get(&format!("{path}/feil.csv"));
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = file.text().to_owned();
    assert!(text.starts_with("\u{FEFF}rad;feil;kind;name\n"), "{text}");
    assert!(
        text.contains(";'=cmd()|x\n") && text.contains(";'@x\n"),
        "{text}"
    );
    assert!(text.contains("2;;state;God\n"), "the whole file comes back");
    let mended = text
        .replace("'=cmd()|x", "Første")
        .replace(";;'@x", ";state;Andre");
    let (_, page) = given(&mut staff, &mended);
    assert!(
        page.text().contains("3 nye") && page.text().contains("0 å rette"),
        "{}",
        page.text()
    );
}

#[test]
fn a_row_with_one_fault_has_its_other_faults_told_too() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let file = "name,kind,org_no,address\nAlfa,state,312345676,feil@\n\nBeta,state,312345676,b@b.example\n";
    let (_, page) = given(&mut staff, file);
    let text = page.text();
    assert!(text.contains("Rad 2") && text.contains("Rad 4"), "{text}");
    assert!(text.contains("Samme instans står også i rad 2"), "{text}");
}

#[test]
fn a_register_that_has_changed_since_is_shown_anew_and_nothing_is_written() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let (path, page) = given(
        &mut staff,
        "org_no,address\n945475056,ny@kautokeino.example\n",
    );
    app.database(|conn| {
        transaction::write(conn, |c| {
            let body = bodies::find_by_org_no(c, "945475056")?.expect("Kautokeino");
            let correction = bodies::Correction {
                body_id: body.id,
                seen: body.version,
                address: "andre@kautokeino.example".parse().expect("an address"),
                old_is: bodies::AddressState::Ended,
                actor: hoering::audit::Actor::Operator,
                at: app.clock.now(),
            };
            bodies::correct_address(c, &correction)
        })
    })
    .expect("a change");
    let late = staff.post(&path, &[("shown", &shown(&page))]);
    assert_eq!(late.status, 409);
    assert!(
        late.text()
            .contains("Registeret er endret siden du så på filen")
    );
    let stands = found(&app, "945475056").expect("Kautokeino");
    assert_eq!(stands.official_address(), Some("andre@kautokeino.example"));
    assert_eq!(staff.post(&path, &[("shown", &shown(&late))]).status, 303);
}

#[test]
fn a_file_that_is_chosen_comes_as_it_is_and_another_encoding_is_refused_with_what_to_do() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let mut send = |content: &[u8]| {
        let mut body = format!(
            "--grense\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
             --grense\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n\
             --grense\r\nContent-Disposition: form-data; name=\"file\"; filename=\"instanser.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n",
            staff.csrf
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--grense--\r\n");
        staff
            .client
            .post(IMPORT)
            .header("Sec-Fetch-Site", "same-origin")
            .body("multipart/form-data; boundary=grense", body)
            .send()
    };
    let kept = send("\u{FEFF}Navn;Type\r\nBlåbærlaget;organisation\r\n".as_bytes());
    assert_eq!(kept.status, 303, "{}", kept.text());
    let refused = send(b"Navn;Type\r\nBl\xE5b\xE6rlaget;organisation\r\n");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("CSV UTF-8"));
    let path = kept.header("location").expect("a way").to_owned();
    let page = staff.get(&path);
    assert!(page.text().contains("instanser.csv") && page.text().contains("Blåbærlaget"));
}

#[test]
fn a_file_larger_than_other_forms_is_taken_from_staff_and_from_nobody_else() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    // Few rows and long: what is proved is the size of the file.
    let long = "langt ".repeat(45);
    let row = |n: usize| format!("Laget {long} {n},organisation\n");
    let file = "name,kind\n".to_owned() + &(0..8_000).map(row).collect::<String>();
    assert!(file.len() > 2 * 1024 * 1024);
    let (_, page) = given(&mut staff, &file);
    assert!(
        page.text().contains("8\u{a0}000 nye"),
        "{}",
        &page.text()[..3000]
    );
    let stranger = app
        .client()
        .post(IMPORT)
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("text", "name,kind\na,state\n")])
        .send();
    assert_ne!(stranger.status, 303);
    let mut reader = app.staff(Role::Reader);
    assert_eq!(reader.post(IMPORT, &[("text", "name\na\n")]).status, 403);
}

#[test]
fn a_name_that_several_have_is_asked_about() {
    let app = TestApp::start();
    app.database(|conn| {
        transaction::write(conn, |c| {
            let new = [
                NewBody::named("Tvillinglaget", None),
                NewBody::named("TVILLINGLAGET", None),
            ];
            bodies::insert_bodies(c, &new, Source::Staff, app.clock.now())
        })
    })
    .expect("two bodies");
    let mut staff = app.staff(Role::Officer);
    let (_, page) = given(&mut staff, "name,address\nTvillinglaget,a@b.example\n");
    assert!(
        page.text()
            .contains("Flere instanser i registeret heter dette")
    );
}
