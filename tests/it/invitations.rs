//! An invited body: its letter's link lands, its people meet in one answer, its answer is numbered at once and
//! acknowledged to the body too; and nothing but a pressed button does anything.

use crate::support::app::{ROUND, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::invited::{Invited, Wanted};
use crate::support::mailbox::Letter;
use crate::support::respondent::{key, letter_token, send_whole_to};
use crate::support::staff::Staff;
use crate::support::tables;
use chrono::TimeDelta;
use hoering::bodies::Form;
use hoering::role::Role;
use hoering::schedule;
use serde_json::json;
use uuid::Uuid;

pub const LIST: &str = "/saksbehandling/horinger/lettere-a-svare/invitasjoner";
const POST: &str = "post@fjellvik.example";

/// A round of input that these bodies are invited to.
pub fn round_with(settings: &[(&str, &str)], wanted: &[Wanted]) -> (TestApp, Vec<Invited>) {
    let app = TestApp::start_with(settings);
    app.import_round();
    let invited = app.invite(ROUND, wanted);
    (app, invited)
}

/// One body that has got its letter; its link's path.
pub fn with_letter(wanted: Wanted) -> (TestApp, Invited, String) {
    let address = wanted.address.clone().expect("an address");
    let (app, mut invited) = round_with(&[], &[wanted]);
    send_all(&app, &mut app.staff(Role::Officer));
    let path = invitation_path(&app, &address);
    (app, invited.remove(0), path)
}

pub fn fjellvik() -> Wanted {
    Wanted::new("Fjellvik kommune", Some(POST))
}

/// Staff press «Send invitasjoner» and confirm; what the last answer was.
pub fn send_all(app: &TestApp, staff: &mut Staff) -> Answer {
    let pressed = staff.post(
        LIST,
        &[
            ("handling", "send"),
            ("hvem", "alle"),
            ("bekreftet", "ja"),
            ("nokkel", "trykk-1"),
        ],
    );
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    app.deliver_letters();
    pressed
}

pub fn do_for(staff: &mut Staff, act: &str, invited: Uuid, press: &str) -> Answer {
    let id = invited.to_string();
    staff.post(
        LIST,
        &[
            ("handling", act),
            ("hvem", "valgte"),
            ("id", &id),
            ("nokkel", press),
        ],
    )
}

pub fn path_in(app: &TestApp, letter: &Letter) -> String {
    let links = letter.links(&app.base_url);
    let link = links.iter().find(|link| link.contains("/invitasjon/"));
    link.expect("the link of an invitation")[app.base_url.len()..].to_owned()
}

pub fn invitation_path(app: &TestApp, address: &str) -> String {
    let letters = app.mailbox.letters_to(address);
    path_in(app, letters.last().expect("a letter"))
}

pub fn press(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    client
        .post(path)
        .header("Sec-Fetch-Site", "same-origin")
        .form(fields)
        .send()
}

/// Presses «Start innspillet»; the desk's path.
pub fn start(client: &mut Client, path: &str) -> String {
    let started = press(client, path, &[]);
    assert_eq!(started.status, 303, "{}", started.text());
    started.header("location").expect("a place").to_owned()
}

pub fn csrf(page: &str) -> String {
    let rest = page.split("name=\"csrf\" value=\"").nth(1).expect("a form");
    rest.split('"').next().expect("a value").to_owned()
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    let rest = rest.unwrap_or_else(|| panic!("no {name} in {page}"));
    rest.split('"').next().expect("a value").to_owned()
}

/// Writes at the desk, tells who sends, and sends; where the last press led.
pub fn answer_at(client: &mut Client, desk: &str, person: &str, email: &str) -> Answer {
    let writing = client.get(&format!("{desk}/raad/generelt")).send();
    assert_eq!(writing.status, 200, "{}", writing.text());
    let (token, version) = (csrf(writing.text()), hidden(writing.text(), "v.erfaring"));
    let fields = [
        ("csrf", token.as_str()),
        ("v.erfaring", &version),
        ("erfaring", "Vi støtter forslaget."),
    ];
    let saved = press(client, &format!("{desk}/raad/generelt"), &fields);
    assert_eq!(saved.status, 303, "{}", saved.text());
    let sender = client.get(&format!("{desk}/avsender")).send();
    let seen = hidden(sender.text(), "versjon");
    let told = press(
        client,
        &format!("{desk}/avsender"),
        &[
            ("csrf", &token),
            ("person", person),
            ("role", "Rådgiver"),
            ("email", email),
            ("fra", "se-over"),
            ("versjon", &seen),
        ],
    );
    assert_eq!(told.status, 303, "{}", told.text());
    send_from(client, desk)
}

pub fn send_from(client: &mut Client, desk: &str) -> Answer {
    let review = client.get(&format!("{desk}/se-over")).send();
    assert_eq!(review.status, 200, "{}", review.text());
    let page = review.text();
    let (token, key, version) = (csrf(page), hidden(page, "nokkel"), hidden(page, "versjon"));
    press(
        client,
        &format!("{desk}/send"),
        &[("csrf", &token), ("nokkel", &key), ("versjon", &version)],
    )
}

pub fn state_on_screen(staff: &mut Staff, invited: &Invited) -> String {
    let page = staff.get(LIST);
    assert_eq!(page.status, 200, "{}", page.text());
    let cell = page
        .text()
        .split(&format!("id=\"s-{}\"", invited.id))
        .nth(1)
        .unwrap_or_else(|| panic!("no row of {} in {}", invited.name, page.text()));
    cell.split("</td>").next().expect("a cell").to_owned()
}

#[test]
fn an_invited_body_comes_from_its_letter_to_a_number_at_once_and_both_get_the_receipt() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut client = app.client();
    let landing = client.get(&path).send();
    assert!(landing.text().contains("Fjellvik kommune er invitert"));
    assert!(landing.text().contains("Start innspillet"));
    let desk = start(&mut client, &path);
    let sender = client.get(&format!("{desk}/avsender")).send();
    assert!(sender.text().contains("Fjellvik kommune"));
    assert!(!sender.text().contains("name=\"organisation\""));
    let sent = answer_at(&mut client, &desk, "Kari", "kari@fjellvik.example");
    assert_eq!(sent.status, 303, "{}", sent.text());
    let receipt = client.get(sent.header("location").expect("a place")).send();
    assert!(receipt.text().contains("-H1"), "{}", receipt.text());
    assert!(receipt.text().contains("kari@fjellvik.example"));
    app.deliver_letters();
    let own = app.mailbox.letters_to("kari@fjellvik.example");
    let letters = app.mailbox.letters_to(POST);
    let of_body: Vec<&Letter> = letters
        .iter()
        .filter(|l| l.message_id.starts_with("receipt."))
        .collect();
    assert_eq!((own.len(), of_body.len()), (1, 1));
    assert!(
        of_body[0]
            .text
            .contains("Fjellvik kommune har sendt innspill")
    );
    assert!(of_body[0].text.contains("Vi støtter forslaget."));
    assert!(path_in(&app, of_body[0]) == path);
    let screen = state_on_screen(&mut app.staff(Role::Reader), &invited);
    assert!(
        screen.contains("Svart") && screen.contains("-H1"),
        "{screen}"
    );
}

#[test]
fn the_receipt_goes_once_where_sender_and_body_share_the_address() {
    let (app, _, path) = with_letter(fjellvik());
    let mut client = app.client();
    let desk = start(&mut client, &path);
    assert_eq!(
        answer_at(&mut client, &desk, "Kari", "Post@Fjellvik.example").status,
        303
    );
    app.deliver_letters();
    let all = app.database(tables::contents);
    let receipts = all["outbox"].iter().filter(|row| row.contains("receipt"));
    assert_eq!(receipts.count(), 1);
}

#[test]
fn people_of_one_body_meet_in_one_answer() {
    let (app, _, path) = with_letter(fjellvik());
    let (mut one, mut other) = (app.client(), app.client());
    let desk = start(&mut one, &path);
    app.clock.advance(TimeDelta::hours(1));
    let landing = other.get(&path).send();
    assert!(
        landing.text().contains("Noen hos dere begynte"),
        "{}",
        landing.text()
    );
    assert!(landing.text().contains("Fortsett på innspillet"));
    assert_eq!(start(&mut other, &path), desk);
    assert_eq!(other.get(&desk).send().status, 200);
    let desks = app.database(tables::contents)["desk"].len();
    assert_eq!(desks, 1);
}

#[test]
fn what_the_body_is_called_cannot_be_changed_by_whoever_answers() {
    let (app, _, path) = with_letter(fjellvik().org_no("312345676"));
    let mut client = app.client();
    let desk = start(&mut client, &path);
    let asked = client.get(&format!("{desk}/avsender")).send();
    let (token, seen) = (csrf(asked.text()), hidden(asked.text(), "versjon"));
    let told = press(
        &mut client,
        &format!("{desk}/avsender"),
        &[
            ("csrf", &token),
            ("versjon", &seen),
            ("on_behalf", "person"),
            ("organisation", "En annen kommune"),
            ("organisation_number", "987654325"),
            ("name_shown", "private"),
            ("person", "Kari"),
            ("email", "kari@fjellvik.example"),
        ],
    );
    assert_eq!(told.status, 303, "{}", told.text());
    assert_eq!(
        answer_at(&mut client, &desk, "Kari", "kari@fjellvik.example").status,
        303
    );
    let file = client.get(&format!("{desk}/kvittering.json")).send().json();
    let sender = &file["receipt"]["sender"];
    assert_eq!(sender["body"], "Fjellvik kommune");
    assert_eq!(sender["organisation"], "Fjellvik kommune");
    assert_eq!(sender["organisation_number"], "312345676");
    assert_eq!(sender["on_behalf"], "public_body");
}

#[test]
fn a_mail_scanner_that_looks_and_looks_changes_nothing() {
    let (app, invited, path) = with_letter(fjellvik());
    let before = app.database(tables::contents);
    for n in 0..5 {
        let mut scanner = app.client();
        for path in [
            path.clone(),
            format!("/nn{path}"),
            format!("{path}/svarer-ikke"),
        ] {
            let head = scanner.request("HEAD", &path).send();
            let got = scanner.get(&path).send();
            assert!(head.header("set-cookie").is_none() && got.header("set-cookie").is_none());
            if !path.ends_with("svarer-ikke") {
                assert_eq!((head.status, got.status), (200, 200), "{n} {path}");
                assert_eq!(got.header("cache-control"), Some("no-store"));
                assert_eq!(got.header("x-robots-tag"), Some("noindex"));
                assert_eq!(got.header("referrer-policy"), Some("strict-origin"));
            }
        }
    }
    assert!(app.database(tables::contents) == before);
    let screen = state_on_screen(&mut app.staff(Role::Reader), &invited);
    assert!(screen.contains("Levert"), "{screen}");
}

#[test]
fn a_body_that_will_not_answer_says_so_and_can_take_it_back() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut staff = app.staff(Role::Reader);
    let mut client = app.client();
    let say = format!("{path}/svarer-ikke");
    for _ in 0..2 {
        assert_eq!(press(&mut client, &say, &[]).status, 303);
    }
    assert_eq!(app.database(tables::contents)["decline"].len(), 1);
    assert!(state_on_screen(&mut staff, &invited).contains("Skal ikke svare"));
    let landing = client.get(&path).send();
    assert!(
        landing
            .text()
            .contains("Dere har sagt at dere ikke skal svare")
    );
    assert_eq!(press(&mut client, &say, &[("angre", "ja")]).status, 303);
    assert!(state_on_screen(&mut staff, &invited).contains("Levert"));
    press(&mut client, &say, &[]);
    start(&mut client, &path);
    assert!(state_on_screen(&mut staff, &invited).contains("Begynt"));
    assert_eq!(app.database(tables::contents)["decline"].len(), 4);
}

#[test]
fn a_body_that_has_taken_its_answer_back_is_told_so_and_may_say_that_there_will_be_none() {
    let (app, invited, path) = with_letter(fjellvik());
    let mut client = app.client();
    let desk = start(&mut client, &path);
    let sent = answer_at(&mut client, &desk, "Ola", "ola@fjellvik.example");
    assert_eq!(sent.status, 303, "{}", sent.text());
    let asks = client.get(&format!("{desk}/trekk")).send();
    let fields = [("csrf", &*csrf(asks.text())), ("reason", "Feil sak.")];
    let taken_back = press(&mut client, &format!("{desk}/trekk"), &fields);
    assert_eq!(taken_back.status, 303, "{}", taken_back.text());
    let landing = client.get(&path).send();
    for said in ["Dere har trukket innspillet", "Vi skal ikke svare"] {
        assert!(landing.text().contains(said), "{said}: {}", landing.text());
    }
    let mut staff = app.staff(Role::Reader);
    let screen = state_on_screen(&mut staff, &invited);
    assert!(
        screen.contains("Begynt") && screen.contains("Trakk "),
        "{screen}"
    );
    press(&mut client, &format!("{path}/svarer-ikke"), &[]);
    let screen = state_on_screen(&mut staff, &invited);
    assert!(screen.contains("Skal ikke svare"), "{screen}");
}

#[test]
fn a_new_link_ends_the_personal_links_to_the_same_answer_too() {
    let (app, invited, old) = with_letter(fjellvik());
    let mut writer = app.client();
    let desk = start(&mut writer, &old);
    let mut staff = app.staff(Role::Officer);
    let page = writer.get(&format!("{desk}/lagre")).send();
    let csrf = csrf(page.text());
    let fields = [("csrf", csrf.as_str()), ("email", "feil@mottaker.example")];
    let saved = press(&mut writer, &format!("{desk}/lagre"), &fields);
    assert_eq!(saved.status, 303, "{}", saved.text());
    app.deliver_letters();
    let taken = letter_token(&app, "feil@mottaker.example");
    let personal = format!("/lenke/{taken}");
    assert_eq!(app.client().get(&personal).send().status, 200);
    do_for(&mut staff, "ny-lenke", invited.id, "trykk-2");
    assert_eq!(app.client().get(&personal).send().status, 410);
    let program = app
        .client()
        .get(&format!(
            "/api/v1/drafts/{}",
            desk.rsplit('/').next().expect("an id")
        ))
        .header("Authorization", &format!("Bearer {taken}"))
        .send();
    assert_eq!(program.status, 410, "{}", program.text());
}

#[test]
fn a_closed_link_opens_nothing_and_a_new_one_the_same_answer() {
    let (app, invited, old) = with_letter(fjellvik());
    let desk = start(&mut app.client(), &old);
    let mut staff = app.staff(Role::Officer);
    assert_eq!(
        do_for(&mut staff, "steng-lenke", invited.id, "trykk-2").status,
        303
    );
    let closed = app.client().get(&old).send();
    assert_eq!(closed.status, 410);
    assert!(
        !closed.text().contains("@fjellvik.example"),
        "no new one was sent"
    );
    assert!(state_on_screen(&mut staff, &invited).contains("Lenken er stengt"));
    do_for(&mut staff, "send-igjen", invited.id, "trykk-3");
    app.deliver_letters();
    assert_eq!(
        app.mailbox.letters_to(POST).len(),
        1,
        "no letter without a link"
    );
    do_for(&mut staff, "ny-lenke", invited.id, "trykk-4");
    app.deliver_letters();
    let letters = app.mailbox.letters_to(POST);
    let new = path_in(&app, letters.last().expect("a letter"));
    assert_eq!(start(&mut app.client(), &new), desk);
}

#[test]
fn a_new_link_is_sent_also_when_a_letter_with_the_old_one_is_on_its_way() {
    let (app, invited) = round_with(&[], &[fjellvik()]);
    let mut staff = app.staff(Role::Officer);
    do_for(&mut staff, "send", invited[0].id, "k");
    app.execute("UPDATE outbox SET state = 'leased'");
    do_for(&mut staff, "ny-lenke", invited[0].id, "k1");
    app.deliver_letters();
    let letters = app.mailbox.letters_to(POST);
    assert_eq!(letters.len(), 1);
    assert_eq!(
        app.client().get(&path_in(&app, &letters[0])).send().status,
        200
    );
}

#[test]
fn a_new_link_ends_the_old_one_which_says_where_the_new_one_went() {
    let (app, invited, old) = with_letter(fjellvik());
    let mut staff = app.staff(Role::Officer);
    let mut writer = app.client();
    let desk = start(&mut writer, &old);
    for _ in 0..2 {
        let pressed = do_for(&mut staff, "ny-lenke", invited.id, "trykk-2");
        assert_eq!(pressed.status, 303, "{}", pressed.text());
    }
    app.deliver_letters();
    let letters = app.mailbox.letters_to(POST);
    assert_eq!(letters.len(), 2, "the same press sends one");
    let new = path_in(&app, &letters[1]);
    assert!(new != old);
    let replaced = app.client().get(&old).send();
    assert_eq!(replaced.status, 410);
    assert!(
        replaced.text().contains("p…@fjellvik.example"),
        "{}",
        replaced.text()
    );
    assert!(!replaced.text().contains(POST));
    assert_eq!(press(&mut app.client(), &old, &[]).status, 410);
    assert_eq!(
        writer.get(&desk).send().status,
        410,
        "the session held the old link"
    );
    assert_eq!(start(&mut writer, &new), desk, "what was written is there");
}

#[test]
fn an_invitation_opens_nothing_where_other_links_land() {
    let (app, _, path) = with_letter(fjellvik());
    let token = path.rsplit('/').next().expect("a token");
    assert_eq!(
        app.client().get(&format!("/lenke/{token}")).send().status,
        404
    );
    let confirmed = crate::support::respondent::confirm(&app, token);
    assert_eq!(confirmed.status, 404, "{}", confirmed.text());
    let unknown = format!("/invitasjon/{}", "a".repeat(43));
    assert_eq!(app.client().get(&unknown).send().status, 404);
}

#[test]
fn a_registered_body_is_told_of_an_answer_in_its_name_without_its_link() {
    let (app, invited, _) = with_letter(fjellvik().org_no("312345676"));
    let mut client = app.client();
    for (n, organisation, number) in [
        (1, "Noe annet", Some("312345676")),
        (2, " FJELLVIK  kommune", None),
        (3, "Fjellvika kommune", None),
    ] {
        let email = format!("n{n}@eksempel.example");
        let body = json!({
            "sender": { "on_behalf": "public_body", "organisation": organisation,
                        "organisation_number": number, "person": "Ola", "email": email },
            "answers": [{ "field": "erfaring", "text": "Et svar." }],
        });
        let sent = send_whole_to(&mut client, ROUND, &key(&email), &body);
        assert_eq!(sent.status, 201, "{}", sent.text());
        app.deliver_letters();
        assert_eq!(
            app.mailbox.letters_to(POST).len(),
            n.min(3),
            "not before it is confirmed"
        );
        let token = crate::support::respondent::letter_token(&app, &email);
        assert_eq!(
            crate::support::respondent::confirm(&app, &token).status,
            200
        );
        app.deliver_letters();
    }
    let letters = app.mailbox.letters_to(POST);
    let told = letters
        .iter()
        .filter(|l| l.message_id.starts_with("claimed."));
    assert_eq!(told.clone().count(), 2);
    for letter in told {
        assert!(letter.subject.contains("i deres navn"));
        assert!(!letter.text.contains("Et svar.") && !letter.text.contains("/lenke/"));
        assert!(!letter.text.contains("eksempel.example"));
    }
    let mut reader = app.staff(Role::Reader);
    let one = reader.get(&format!("{LIST}/{}", invited.id));
    for n in 1..=2 {
        let link = format!("<a href=\"/saksbehandling/horinger/{ROUND}/innspill/{n}\">");
        assert!(one.text().contains(&link), "{link}\n{}", one.text());
        let answer = reader.get(&format!("/saksbehandling/horinger/{ROUND}/innspill/{n}"));
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("Et svar."));
    }
    let screen = state_on_screen(&mut reader, &invited);
    assert!(screen.contains("2 svar oppgir å komme herfra"), "{screen}");
    assert!(
        screen.contains("Levert"),
        "a claim is not the body's answer: {screen}"
    );
}

#[test]
fn an_empty_desk_of_an_invited_body_is_kept_until_all_is_concluded_and_the_rest_for_good() {
    let (app, invited, path) = with_letter(fjellvik());
    let swept = |app: &TestApp| {
        app.block_on(schedule::sweep(&app.app))
            .expect("a sweep")
            .drafts
    };
    app.clock
        .set("2027-03-28T10:00:00Z".parse().expect("an instant"));
    app.execute("UPDATE consultation SET status = 'concluded'");
    assert_eq!(swept(&app), 0, "thirty days after the deadline");
    assert_eq!(app.client().get(&path).send().status, 200);
    app.clock
        .set("2027-03-30T10:00:00Z".parse().expect("an instant"));
    assert_eq!(swept(&app), 1);
    assert_eq!(app.client().get(&path).send().status, 404);
    let all = app.database(tables::contents);
    assert_eq!((all["desk"].len(), all["link"].len()), (0, 0));
    let screen = state_on_screen(&mut app.staff(Role::Reader), &invited);
    assert!(screen.contains("Levert"), "{screen}");
}

#[test]
fn a_nynorsk_body_is_met_in_nynorsk() {
    let (app, _, path) = with_letter(fjellvik().form(Form::Nn));
    assert!(path.starts_with("/nn/invitasjon/"));
    let letter = &app.mailbox.letters_to(POST)[0];
    assert!(
        letter.subject.starts_with("Invitasjon til innspelsrunde"),
        "{}",
        letter.subject
    );
    let landing = app.client().get(&path).send();
    assert!(landing.text().contains("Start innspelet"));
}
